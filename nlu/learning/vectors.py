"""Sentence vectors kept between trainings by a hash of the text and of the encoder; the texts are not in the file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Dict, List, Sequence

import numpy as np
from tqdm import tqdm

from nlu.encoder.model import Encoder


class VectorCache:
    """Knows the vectors in `path` that `recipe` (the name of the encoder) made."""

    def __init__(self, path: Path, recipe: str) -> None:
        self._path, self._recipe = path, recipe
        self._known: Dict[str, np.ndarray] = self._read()

    def vectors(self, texts: Sequence[str], encoder: Encoder) -> np.ndarray:
        """One row a text; computes and keeps what is missing, with a progress bar."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24] for text in texts]
        missing = {key: text for key, text in zip(keys, texts) if key not in self._known}
        if missing:
            self._compute(missing, encoder)
        return np.stack([self._known[key] for key in keys]) if keys else np.empty((0, 384), np.float32)

    def _compute(self, missing: Dict[str, str], encoder: Encoder) -> None:
        with tqdm(total=len(missing), desc="computing vectors", unit=" messages", mininterval=1) as bar:
            rows = encoder.vectors(list(missing.values()), bar.update)
        self._known.update(zip(missing, rows))
        self._write()

    def _read(self) -> Dict[str, np.ndarray]:
        if not self._path.exists():
            return {}
        with np.load(self._path) as stored:
            if str(stored["recipe"]) != self._recipe:
                return {}
            return dict(zip(stored["keys"].tolist(), stored["rows"]))

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        keys: List[str] = list(self._known)
        rows = np.stack([self._known[key] for key in keys])
        part = self._path.with_suffix(".part.npz")
        np.savez(part, recipe=self._recipe, keys=np.array(keys), rows=rows)
        part.replace(self._path)
