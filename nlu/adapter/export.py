"""Writes what the training needs, from the engine's environment: messages as numbers of pieces, weights as arrays."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List

import numpy as np

from nlu import paths
from nlu.encoder import convert
from nlu.encoder.adapter import MATRICES, Adapter, mark
from nlu.encoder.tokenizer import Tokenizer
from nlu.encoder.weights import Weights
from nlu.learning.samples import Sample, fold_of, read
from nlu.text.latin import Cyrillic
from nlu.text.vocabulary import Vocabulary

FOLDER = paths.ROOT / "var" / "adapter"
LONGEST = 96
"""Pieces of a message that are learned from; one in a hundred is longer."""


def export() -> Path:
    """Write var/adapter/data.npz and, as start.npz beside it, the present adapter."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    samples, weights = read(paths.EXAMPLES), Weights(convert.source())
    texts = as_the_engine_reads(samples)
    tokenizer = Tokenizer(paths.ENCODER / "tokenizer.json")
    pieces = [tokenizer.pieces(text)[:LONGEST] for text in texts]
    used = sorted({piece for row in pieces for piece in row})
    place = {piece: i for i, piece in enumerate(used)}
    kept = convert.kept_pieces(weights)
    topics = sorted({sample.intent for sample in samples})
    data = {
        "pieces": np.array([place[piece] for row in pieces for piece in row], np.int32),
        "lengths": np.array([len(row) for row in pieces], np.int32),
        "topics": np.array([topics.index(sample.intent) for sample in samples], np.int32),
        "names": np.array(topics),
        "languages": np.array([sample.language for sample in samples]),
        "folds": np.array(fold_of(samples), np.int32),
        "marks": np.array([mark(sample.text) for sample in samples], np.uint32),
        **_arrays(weights, [kept[piece] for piece in used]),
    }
    path = FOLDER / "data.npz"
    np.savez(path, **data)
    present = Adapter.load()
    np.savez(FOLDER / "start.npz", marks=np.array(sorted(present.learned), np.uint32), **present.arrays())
    return path


def as_the_engine_reads(samples: List[Sample]) -> List[str]:
    """The texts in the letters of their language."""
    cyrillic = Cyrillic(Vocabulary.of(sample.text for sample in samples if sample.language == "ky"))
    return [cyrillic.convert(sample.text, sample.language) for sample in samples]


def _arrays(weights: Weights, used: List[int]) -> Dict[str, np.ndarray]:
    size, inner = weights.hidden, weights.inner
    arrays = {
        "heads": np.array(weights.heads),
        "layers": np.array(weights.layers),
        "words": weights.tensor("emb.word", -1, size)[used],
        "places": weights.tensor("emb.pos", -1, size)[:LONGEST] + weights.tensor("emb.type", -1, size)[0],
    }
    shapes = {"fi": (inner, size), "fo": (size, inner)}
    for layer in range(weights.layers):
        for name in MATRICES:
            key = f"l{layer}.{name}"
            arrays[f"{key}.w"] = weights.tensor(f"{key}.w", *shapes.get(name, (size, size)))
            arrays[f"{key}.b"] = weights.tensor(f"{key}.b")
    norms = ["emb.ln", *(f"l{layer}.{name}" for layer in range(weights.layers) for name in ("aln", "oln"))]
    for key in norms:
        arrays[f"{key}.w"], arrays[f"{key}.b"] = weights.tensor(f"{key}.w"), weights.tensor(f"{key}.b")
    return arrays
