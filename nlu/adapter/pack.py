"""Reads what the training wrote."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nlu.encoder.adapter import Adapter


def pack(path: Path) -> Adapter:
    """The adapter in the file that nlu/adapter/train.py wrote."""
    with np.load(path) as stored:
        down = {key[: -len(".down")]: stored[key] for key in stored.files if key.endswith(".down")}
        up = {key[: -len(".up")]: stored[key] for key in stored.files if key.endswith(".up")}
        return Adapter(down, up, stored["marks"].tolist())
