"""Turns texts into sentence vectors: 384 numbers of length 1. About 3 ms a message in one thread."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional, Sequence

import numpy as np

from nlu.encoder.tokenizer import Tokenizer

SIZE = 384
BATCH = 8
"""Messages of like length encoded together; 32 is slower (2.8 ms a message against 2.4)."""
REMEMBERED = 2048
"""Vectors kept for texts seen lately (3 MB): people ask the same short things. The texts themselves are not kept."""


class Encoder:
    """Loads the weights at its first use: made before a fork, a CTranslate2 model hangs in the child.

    `workers`: threads that share the weights; more than one help only where many texts come at once.
    """

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self._folder, self._workers = folder, workers
        self._model: Any = None
        self._tokenizer: Optional[Tokenizer] = None
        self._remembered: "OrderedDict[bytes, np.ndarray]" = OrderedDict()
        self._salt = os.urandom(16)

    def vector(self, text: str) -> np.ndarray:
        """The vector of one text, from memory if it was asked for lately."""
        key = hashlib.blake2b(text.encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()
        if key not in self._remembered:
            self._remembered[key] = self.vectors([text])[0]
        self._remembered.move_to_end(key)
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return self._remembered[key]

    def vectors(self, texts: Sequence[str], done: Callable[[int], Any] = lambda count: None) -> np.ndarray:
        """One row a text; `done` is told how many more are ready."""
        tokenizer = self._load()
        pieces = [tokenizer.pieces(text) for text in texts]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        rows = np.empty((len(pieces), SIZE), dtype=np.float32)
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        for batch, states in zip(batches, self._states([[pieces[i] for i in batch] for batch in batches])):
            for row, i in enumerate(batch):
                rows[i] = states[row, : len(pieces[i])].mean(axis=0)
            done(len(batch))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def _states(self, batches: "List[List[List[int]]]") -> Iterator[np.ndarray]:
        if self._workers == 1:
            yield from map(self._state, batches)
            return
        with ThreadPoolExecutor(self._workers) as pool:
            yield from pool.map(self._state, batches)

    def _state(self, batch: "List[List[int]]") -> np.ndarray:
        return np.array(self._model.forward_batch(batch).last_hidden_state)

    def _load(self) -> Tokenizer:
        if self._tokenizer is None or self._model is None:
            import ctranslate2

            self._model = ctranslate2.Encoder(
                str(self._folder), device="cpu", compute_type="int8", inter_threads=self._workers, intra_threads=1
            )
            self._tokenizer = Tokenizer(self._folder / "tokenizer.json")
        return self._tokenizer
