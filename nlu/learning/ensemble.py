"""The two readers of a message together: its sentence vector and its letters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np

from nlu.learning.gram_model import GramModel
from nlu.learning.topic_model import TopicModel, softmax

FILE = "ensemble.json"


class Ensemble:
    """Adds log-probabilities; `weight` is that of the letters, `temperature` above 1 makes the result flatter."""

    def __init__(self, meaning: TopicModel, letters: GramModel, weight: float, temperature: float = 1.0) -> None:
        if meaning.topics != letters.topics:
            raise ValueError("both models must know the same topics")
        self.topics, self.temperature = meaning.topics, temperature
        self._meaning, self._letters, self._weight = meaning, letters, weight

    @classmethod
    def learn(
        cls,
        vectors: np.ndarray,
        texts: Sequence[str],
        topics: Sequence[str],
        strength: float,
        weight: float,
        temperature: float = 1.0,
    ) -> "Ensemble":
        """From vectors and texts of the same messages; `strength` as in TopicModel."""
        meaning = TopicModel.learn(vectors, topics, strength, 1.0)
        return cls(meaning, GramModel.learn(texts, topics), weight, temperature)

    def scores(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """Before the temperature, one row a message."""
        meaning = np.log(np.maximum(self._meaning.probabilities(vectors), 1e-9))
        return np.asarray(meaning + self._weight * self._letters.log_chances(texts))

    def ranking(self, vector: np.ndarray, text: str) -> List[Tuple[str, float]]:
        """Topics with their probabilities, best first."""
        row = softmax(self.scores(vector[None, :], [text]) / self.temperature)[0]
        return [(self.topics[i], float(row[i])) for i in np.argsort(-row)]

    def save(self, folder: Path) -> None:
        """Both models and how they are joined."""
        self._meaning.save(folder)
        self._letters.save(folder)
        joined = {"weight": self._weight, "temperature": self.temperature}
        (folder / FILE).write_text(json.dumps(joined), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Ensemble":
        """What `save` wrote."""
        joined = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(TopicModel.load(folder), GramModel.load(folder), joined["weight"], joined["temperature"])
