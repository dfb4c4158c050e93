"""What a lock file pins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.10", "3.11")
"""The engine's and the bot's: what a marker leaves out in both is installed in neither."""


@dataclass(frozen=True)
class Pin:
    """One package at one version; `name` is normalised."""

    name: str
    version: str


def pins(lock: Path) -> list[Pin]:
    """Every package that the lock installs on this machine, in its order.

    Raises:
        ValueError: at a line that pins no exact version.
    """
    found = []
    for line in _lines(lock.read_text(encoding="utf-8")):
        wanted = Requirement(line)
        versions = [one.version for one in wanted.specifier if one.operator == "=="]
        if not versions:
            raise ValueError(f"{lock}: {wanted.name} has no exact version")
        if wanted.marker is None or _holds(wanted.marker):
            found.append(Pin(canonicalize_name(wanted.name), versions[0]))
    return found


def _holds(marker: Marker) -> bool:
    # pip-audit asks its own Python only: what is for the other one it leaves out in silence, and we notice.
    return any(marker.evaluate({"python_version": one, "python_full_version": f"{one}.0"}) for one in PYTHONS)


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        requirement = line.partition(" --hash")[0].partition(" #")[0].strip()
        if requirement and not requirement.startswith(("#", "-")):
            yield requirement
