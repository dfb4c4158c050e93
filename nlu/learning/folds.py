"""What the engine makes of messages by writers not learned from: five folds, each learned from the other four."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, List, Sequence

import numpy as np

from nlu import paths
from nlu.encoder import convert
from nlu.encoder.adapter import Adapter
from nlu.encoder.model import Encoder
from nlu.learning.ensemble import Ensemble
from nlu.learning.language_model import LANGUAGES, LanguageModel
from nlu.learning.samples import FOLDS, Sample, fold_of, read
from nlu.learning.vectors import VectorCache
from nlu.text.latin import Cyrillic
from nlu.text.vocabulary import Vocabulary

CACHE = paths.MODELS / "folds.npz"
UNSEEN = 0.95
"""Short messages ("салам") are written by everybody, so not quite all of a fold can be new."""
Learn = Callable[[np.ndarray, List[str], List[str]], Ensemble]
"""From vectors, texts and topics to a model."""


@dataclass
class HeldOut:
    """One row a sample: the language found, the model's scores for the topics before any temperature."""

    samples: List[Sample]
    topics: List[str]
    languages: List[str]
    language_chances: np.ndarray
    scores: np.ndarray


@dataclass
class Fold:
    """What a fold learns from and is asked, with vectors."""

    known: List[int]
    asked: List[int]
    known_texts: List[str]
    asked_texts: List[str]
    known_vectors: np.ndarray
    asked_vectors: np.ndarray
    language_chances: np.ndarray


def unseen(samples: Sequence[Sample], numbers: Sequence[int]) -> List[int]:
    """Folds whose writers the adapter has not learned from: a figure on any other would flatter."""
    adapter = Adapter.load()
    shares = [
        adapter.unknown_share(sample.text for sample, n in zip(samples, numbers) if n == number)
        for number in range(FOLDS)
    ]
    return [number for number, share in enumerate(shares) if share >= UNSEEN]


def make_folds(samples: Sequence[Sample]) -> List[Fold]:
    """Languages, letters and vectors of the folds that can be asked; vectors are kept in models/folds.npz."""
    encoder, cache = Encoder(paths.ENCODER), VectorCache(CACHE, convert.recipe())
    numbers = fold_of(samples)
    folds = []
    for number in unseen(samples, numbers):
        known = [i for i, n in enumerate(numbers) if n != number]
        asked = [i for i, n in enumerate(numbers) if n == number]
        model = LanguageModel.learn([samples[i].text for i in known], [samples[i].language for i in known])
        chances = model.probabilities([samples[i].text for i in asked])
        cyrillic = Cyrillic(Vocabulary.of(samples[i].text for i in known if samples[i].language == "ky"))
        known_texts = [cyrillic.convert(samples[i].text, samples[i].language) for i in known]
        asked_texts = [
            cyrillic.convert(samples[i].text, LANGUAGES[best]) for i, best in zip(asked, chances.argmax(axis=1))
        ]
        vectors = cache.vectors(known_texts, encoder), cache.vectors(asked_texts, encoder)
        folds.append(Fold(known, asked, known_texts, asked_texts, *vectors, chances))
    return folds


def held_out(samples: List[Sample], folds: Sequence[Fold], learn: Learn) -> HeldOut:
    """Scores of the asked samples by models that have not seen their writers."""
    topics = sorted({sample.intent for sample in samples})
    column: Dict[str, int] = {topic: i for i, topic in enumerate(topics)}
    scores = np.full((len(samples), len(topics)), -50.0)
    chances = np.zeros((len(samples), len(LANGUAGES)))
    for fold in folds:
        model = learn(
            fold.known_vectors,
            fold.known_texts,
            [samples[i].intent for i in fold.known],
        )
        columns = [column[topic] for topic in model.topics]
        scores[np.ix_(fold.asked, columns)] = model.scores(fold.asked_vectors, fold.asked_texts)
        chances[fold.asked] = fold.language_chances
    asked = sorted(i for fold in folds for i in fold.asked)
    languages = [LANGUAGES[best] for best in chances[asked].argmax(axis=1)]
    return HeldOut([samples[i] for i in asked], topics, languages, chances[asked], scores[asked])


def load() -> List[Sample]:
    """The project's training messages."""
    return read(paths.EXAMPLES)
