"""How much more data helps: right answers by training messages per topic and language.

With the encoder as it comes: the tuned one has learned from all messages and would flatter the small numbers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Dict, List, Sequence

import numpy as np

from nlu.encoder import convert
from nlu.encoder.adapter import Adapter
from nlu.encoder.model import Encoder
from nlu.evaluation.predictions import Asked
from nlu.learning.samples import Sample
from nlu.learning.topic_model import TopicModel
from nlu.text.clean import clean
from nlu.text.latin import Cyrillic
from nlu.text.vocabulary import Vocabulary

SIZES = (12, 25, 50, 100, 150)


def learning_curve(samples: Sequence[Sample], asked: Sequence[Asked]) -> Dict[int, Dict[str, float]]:
    """Share of right topics by number of messages and language."""
    cyrillic = Cyrillic(Vocabulary.of(s.text for s in samples if s.language == "ky"))
    with tempfile.TemporaryDirectory() as folder:
        convert.convert(Path(folder) / "encoder", Adapter({}, {}))
        encoder = Encoder(Path(folder) / "encoder")
        known = encoder.vectors([cyrillic.convert(s.text, s.language) for s in samples])
        tests = encoder.vectors([cyrillic.convert(clean(a.text), a.language) for a in asked])
    return {size: _right(samples, known, asked, tests, size) for size in SIZES}


def _right(
    samples: Sequence[Sample], known: np.ndarray, asked: Sequence[Asked], tests: np.ndarray, size: int
) -> Dict[str, float]:
    rows = _first(samples, size)
    model = TopicModel.learn(known[rows], [samples[i].intent for i in rows], 10.0, 1.0)
    best = model.scores(tests).argmax(axis=1)
    right = np.array([model.topics[i] in a.expected for i, a in zip(best, asked)])
    languages = np.array([a.language for a in asked])
    return {language: float(right[languages == language].mean()) for language in ("ky", "ru", "en")}


def _first(samples: Sequence[Sample], size: int) -> List[int]:
    """At most `size` messages of each topic and language, in a fixed random order."""
    taken: Dict[tuple, int] = {}
    rows = []
    for i in np.random.default_rng(0).permutation(len(samples)):
        key = (samples[i].intent, samples[i].language)
        taken[key] = taken.get(key, 0) + 1
        if taken[key] <= size:
            rows.append(int(i))
    return rows
