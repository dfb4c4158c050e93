"""What the adapter gains on writers that neither it nor the classifier has learned from."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import List

import numpy as np

from nlu import paths
from nlu.adapter.export import as_the_engine_reads
from nlu.adapter.pack import pack
from nlu.encoder import convert
from nlu.encoder.adapter import Adapter
from nlu.encoder.model import Encoder
from nlu.learning.language_model import LANGUAGES
from nlu.learning.samples import fold_of, read
from nlu.learning.topic_model import TopicModel

STRENGTHS = (3.0, 10.0, 30.0)


def compare(tuned: Path, fold: int) -> None:
    """Print accuracy by language, frozen and tuned, for several strengths of the regression."""
    samples = read(paths.EXAMPLES)
    texts, folds = as_the_engine_reads(samples), np.array(fold_of(samples))
    topics, languages = [s.intent for s in samples], np.array([s.language for s in samples])
    for name, adapter in (("frozen", Adapter({}, {})), ("tuned", _packed_and_read(tuned))):
        vectors = _vectors(adapter, texts)
        for strength in STRENGTHS:
            print(name, strength, *_accuracy(vectors, topics, languages, folds == fold, strength))  # noqa: T201


def _packed_and_read(tuned: Path) -> Adapter:
    with tempfile.TemporaryDirectory() as folder:
        pack(tuned).save(Path(folder) / "adapter.npz")
        return Adapter.load(Path(folder) / "adapter.npz")


def _vectors(adapter: Adapter, texts: List[str]) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        convert.convert(Path(folder) / "encoder", adapter)
        return Encoder(Path(folder) / "encoder").vectors(texts)


def _accuracy(
    vectors: np.ndarray, topics: List[str], languages: np.ndarray, asked: np.ndarray, strength: float
) -> List[str]:
    known = [topic for topic, held in zip(topics, asked) if not held]
    model = TopicModel.learn(vectors[~asked], known, strength, 1.0)
    order = np.argsort(-model.scores(vectors[asked]), axis=1)
    wanted = np.array([model.topics.index(t) if t in model.topics else -1 for t, held in zip(topics, asked) if held])
    right, three = order[:, 0] == wanted, (order[:, :3] == wanted[:, None]).any(axis=1)
    rows = {language: languages[asked] == language for language in LANGUAGES}
    return [f"{name} {right[some].mean():.3f}/{three[some].mean():.3f}" for name, some in rows.items()] + [
        f"all {right.mean():.3f}/{three.mean():.3f}"
    ]
