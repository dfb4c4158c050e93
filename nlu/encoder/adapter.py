"""The adapter: small matrices, learned from our messages, that are added to the encoder's weights at conversion.

Learned by `make adapter` (nlu/adapter), committed as adapter.npz in 8 bits with a scale for each rank: under 1 MB.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Dict, Iterable

import numpy as np

FILE = Path(__file__).with_name("adapter.npz")
FACTOR = 2.0
"""Weight of the adapter beside the encoder, fixed in training and conversion alike."""
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""The matrices of a layer that it changes: attention and feed-forward (all six were better than two: trial)."""


class Adapter:
    """`down` (rank, inputs) and `up` (outputs, rank) by the name of the matrix that they change."""

    def __init__(self, down: Dict[str, np.ndarray], up: Dict[str, np.ndarray], learned: Iterable[int] = ()) -> None:
        self._down, self._up = down, up
        self.learned = frozenset(learned)

    def change(self, name: str) -> np.ndarray:
        """What is added to the matrix `name`; 0 for one that it leaves alone."""
        if name not in self._down:
            return np.zeros(1, np.float32)
        return (FACTOR * self._up[name] @ self._down[name]).astype(np.float32)

    def arrays(self) -> Dict[str, np.ndarray]:
        """All matrices by their names; what training writes and goes on from."""
        down = {f"{name}.down": values for name, values in self._down.items()}
        return {**down, **{f"{name}.up": values for name, values in self._up.items()}}

    def unknown_share(self, texts: Iterable[str]) -> float:
        """The share of texts that it has not learned from: 0 as long as examples have not changed."""
        marks = [mark(text) for text in texts]
        return sum(one not in self.learned for one in marks) / max(len(marks), 1)

    def save(self, path: Path) -> None:
        """As npz, without any text."""
        arrays: Dict[str, np.ndarray] = {"learned": np.array(sorted(self.learned), np.uint32)}
        for name in self._down:
            arrays[f"{name}.down"], arrays[f"{name}.down.scale"] = _packed(self._down[name], axis=1)
            arrays[f"{name}.up"], arrays[f"{name}.up.scale"] = _packed(self._up[name], axis=0)
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path = FILE) -> "Adapter":
        """What `save` wrote; one that changes nothing where there is no file."""
        if not path.exists():
            return cls({}, {})
        with np.load(path) as stored:
            names = [key[: -len(".down")] for key in stored.files if key.endswith(".down")]
            down = {name: stored[f"{name}.down"] * stored[f"{name}.down.scale"] for name in names}
            up = {name: stored[f"{name}.up"] * stored[f"{name}.up.scale"] for name in names}
            return cls(down, up, stored["learned"].tolist())


def mark(text: str) -> int:
    """32 bits that stand for a training message, from which it cannot be read."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def fingerprint(path: Path = FILE) -> str:
    """Changes with the adapter."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else "none"


def _packed(values: np.ndarray, axis: int) -> "tuple[np.ndarray, np.ndarray]":
    scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.round(values / scale).astype(np.int8), scale
