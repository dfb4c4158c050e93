"""N-grams of a single message as columns and values: what sklearn's vectorizers give, some ten times faster.

Vectorizers are made for many texts at once; for one message their checks take longer than the counting.
"""

from __future__ import annotations

from collections import Counter
from typing import Dict, List, Tuple

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.utils import murmurhash3_32

Row = Tuple[np.ndarray, np.ndarray]
"""Columns, each once, and their values, of which the squares add up to 1."""


class Counted:
    """Reads texts as a TfidfVectorizer with `sublinear_tf` does."""

    def __init__(self, settings: TfidfVectorizer, vocabulary: Dict[str, int], idf: np.ndarray) -> None:
        self.vocabulary, self.idf = vocabulary, idf
        self._cut = settings.build_analyzer()

    @classmethod
    def of(cls, fitted: TfidfVectorizer) -> "Counted":
        """What a vectorizer has learned."""
        return cls(fitted, {gram: int(column) for gram, column in fitted.vocabulary_.items()}, fitted.idf_)

    def row(self, text: str) -> Row:
        """N-grams of the text that are in the vocabulary."""
        known = self.vocabulary
        columns, often = _arrays(Counter(known[gram] for gram in self._cut(text) if gram in known))
        return columns, _of_length_one((1 + np.log(often)) * self.idf[columns])

    def names(self) -> List[str]:
        """N-grams in the order of their columns."""
        return sorted(self.vocabulary, key=self.vocabulary.__getitem__)


class Hashed:
    """Reads texts as a HashingVectorizer without alternating signs does."""

    def __init__(self, settings: HashingVectorizer) -> None:
        self._cut, self._buckets = settings.build_analyzer(), settings.n_features

    def row(self, text: str) -> Row:
        """All n-grams of the text."""
        columns, often = _arrays(Counter(abs(murmurhash3_32(gram)) % self._buckets for gram in self._cut(text)))
        return columns, _of_length_one(often)


def _arrays(counts: "Counter[int]") -> Row:
    return np.fromiter(counts, np.int32, len(counts)), np.fromiter(counts.values(), np.float32, len(counts))


def _of_length_one(values: np.ndarray) -> np.ndarray:
    return np.asarray(values / max(float(np.linalg.norm(values)), 1e-9), np.float32)
