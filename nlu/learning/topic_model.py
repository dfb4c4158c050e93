"""Says which topic a sentence vector is about: logistic regression on centred vectors, one for three languages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import List, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

MAX_ITERATIONS = 200


class TopicModel:
    """Weights of shape (384, topics); `temperature` above 1 makes the probabilities flatter."""

    def __init__(
        self, topics: List[str], mean: np.ndarray, weights: np.ndarray, bias: np.ndarray, temperature: float = 1.0
    ) -> None:
        self.topics, self.temperature = topics, temperature
        self._mean, self._weights, self._bias = mean, weights, bias

    @classmethod
    def learn(cls, vectors: np.ndarray, topics: Sequence[str], strength: float, temperature: float) -> "TopicModel":
        """From vectors of length 1. `strength` is the C of the regression: higher fits closer.

        Raises:
            ValueError: when the messages are all of one topic.
        """
        mean = vectors.mean(axis=0)
        with threadpool_limits(os.cpu_count()):  # serving has one thread (nlu/environment.py), learning has all
            fitted = LogisticRegression(C=strength, max_iter=MAX_ITERATIONS, tol=1e-3).fit(
                _centred(vectors, mean), np.array(topics)
            )
        weights, bias = fitted.coef_.T, fitted.intercept_
        if len(fitted.classes_) == 2:
            weights, bias = np.hstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        return cls(
            [str(t) for t in fitted.classes_], mean, weights.astype(np.float32), bias.astype(np.float32), temperature
        )

    def scores(self, vectors: np.ndarray) -> np.ndarray:
        """Log-odds before the temperature, one row a vector."""
        return np.asarray(_centred(vectors, self._mean) @ self._weights + self._bias)

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """One row a vector, columns as `topics`."""
        return softmax(self.scores(vectors) / self.temperature)

    def save(self, folder: Path) -> None:
        """As npz and json, so that loading a model runs no code of it."""
        np.savez(folder / "topics.npz", mean=self._mean, weights=self._weights, bias=self._bias)
        names = {"topics": self.topics, "temperature": self.temperature}
        (folder / "topics.json").write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TopicModel":
        """What `save` wrote."""
        names = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        with np.load(folder / "topics.npz") as stored:
            return cls(names["topics"], stored["mean"], stored["weights"], stored["bias"], float(names["temperature"]))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Rows of scores as rows of probabilities."""
    spread = np.exp(scores - scores.max(axis=1, keepdims=True))
    return spread / spread.sum(axis=1, keepdims=True)


def _centred(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    moved = vectors - mean
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
