"""Draws the learning curve."""

from __future__ import annotations

from pathlib import Path
from typing import Dict

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "my-rights"

from matplotlib import pyplot  # noqa: E402


def draw(curve: Dict[int, Dict[str, float]], path: Path) -> None:
    """A line a language."""
    figure, axes = pyplot.subplots(figsize=(6, 3.5))
    for language in ("ky", "ru", "en"):
        axes.plot(list(curve), [100 * right[language] for right in curve.values()], marker="o", label=language)
    axes.set_xlabel("training messages per topic and language (at most)")
    axes.set_ylabel("best topic right, %")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
