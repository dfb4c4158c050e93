"""What simpler ways make of the same messages, trained on the same messages."""

from __future__ import annotations

from typing import Callable, Dict, List, Sequence, Tuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from nlu.evaluation.predictions import Asked
from nlu.learning.samples import Sample
from nlu.text.clean import clean

Ranker = Callable[[Sequence[str]], Tuple[np.ndarray, np.ndarray]]
"""From texts to the classes and a score for each."""


def nearest_neighbour() -> Pipeline:
    """The topic of the most similar training message by TF-IDF of words."""
    return make_pipeline(
        TfidfVectorizer(sublinear_tf=True), KNeighborsClassifier(15, metric="cosine", weights="distance")
    )


def n_grams() -> Pipeline:
    """Logistic regression on characters 1 to 5, as is usual for noisy text without an encoder."""
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2, dtype=np.float32)
    return make_pipeline(grams, SGDClassifier(loss="log_loss", alpha=3e-6, random_state=0, n_jobs=2))


BASELINES = {"nearest neighbour, TF-IDF": nearest_neighbour, "character n-grams, regression": n_grams}


def measure(samples: Sequence[Sample], asked: Sequence[Asked]) -> Dict[str, Dict[str, str]]:
    """Right and among the best three, by language, for each baseline."""
    return {name: _measured(make(), samples, asked) for name, make in BASELINES.items()}


def _measured(model: Pipeline, samples: Sequence[Sample], asked: Sequence[Asked]) -> Dict[str, str]:
    model.fit([sample.text for sample in samples], [sample.intent for sample in samples])
    scores = model.predict_proba([clean(a.text) for a in asked])
    return figures([str(name) for name in model.classes_], scores, asked)


def figures(topics: List[str], scores: np.ndarray, asked: Sequence[Asked]) -> Dict[str, str]:
    """Right and among three by language, as "58.1 / 77.3"."""
    order = np.argsort(-scores, axis=1)[:, :3]
    right = np.array([topics[row[0]] in a.expected for row, a in zip(order, asked)])
    among = np.array([bool(a.expected & {topics[i] for i in row}) for row, a in zip(order, asked)])
    languages = np.array([a.language for a in asked])
    return {
        language: f"{100 * right[languages == language].mean():.1f} / {100 * among[languages == language].mean():.1f}"
        for language in ("ky", "ru", "en")
    }
