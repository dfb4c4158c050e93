"""Cuts text into the pieces that the encoder knows: unigram Viterbi in plain Python, 0.01-0.1 ms a message."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Dict, List, Tuple

BEGIN, END, UNKNOWN, FIRST_REAL_PIECE = 0, 2, 3, 4
PREFIX = "query: "
"""What multilingual-e5 was trained to see before a short text."""
MAX_PIECES = 512
MAX_REMEMBERED_WORDS = 20_000
WORD_START = "\u2581"


class Tokenizer:
    """Made from the tokenizer.json that the conversion writes."""

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        scored = list(zip(table["pieces"], table["scores"]))
        self._pieces = {piece: (score, i) for i, (piece, score) in enumerate(scored) if i >= FIRST_REAL_PIECE}
        self._longest = max(map(len, self._pieces))
        self._unknown = float(table["unknown"])
        self._normaliser = {int(code): text for code, text in table["normaliser"].items()}
        self._words: Dict[str, List[int]] = {}

    def pieces(self, text: str) -> List[int]:
        """Ids of the pieces of `text`, at most 512 with begin and end."""
        text = re.sub(" +", " ", (PREFIX + text).translate(self._normaliser))
        ids = [BEGIN]
        for word in text.split(" "):
            ids += self._word(WORD_START + word)
        return [*ids[: MAX_PIECES - 1], END]

    def _word(self, word: str) -> List[int]:
        if word not in self._words:
            if len(self._words) > MAX_REMEMBERED_WORDS:
                self._words.clear()
            self._words[word] = self._best_path(word)
        return self._words[word]

    def _best_path(self, word: str) -> List[int]:
        size = len(word)
        best = [0.0] + [-1e30] * size
        back: List[Tuple[int, int]] = [(UNKNOWN, 0)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                found = self._pieces.get(word[start:end])
                if found and best[start] + found[0] > best[end]:
                    best[end], back[end] = best[start] + found[0], (found[1], start)
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._unknown, (UNKNOWN, start)
        ids = []
        while size:
            piece, size = back[size]
            ids.append(piece)
        return ids[::-1]
