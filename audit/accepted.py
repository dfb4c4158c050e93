"""Advisories that somebody has looked at and lives with, until a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name

FIELDS = {"package", "advisory", "reason", "look_again"}


class BadAcceptance(Exception):
    """accepted.yml is not as it must be; the text says what is wrong."""


@dataclass(frozen=True)
class Acceptance:
    """Why one advisory of one package of one lock does no harm here. Past `look_again` it no longer counts."""

    lock: str
    package: str
    advisory: str
    reason: str
    look_again: datetime.date

    def covers(self, lock: str, package: str, ids: Iterable[str]) -> bool:
        """Whether it speaks of this package; an advisory is known by any of its ids."""
        return (self.lock, self.package) == (lock, package) and self.advisory in ids


def read_accepted(path: Path) -> list[Acceptance]:
    """The acceptances of a file: lists under the name of each lock.

    Raises:
        BadAcceptance: where a field is missing, unknown, empty or no date.
    """
    whole = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return [_acceptance(lock, entry) for lock, entries in whole.items() for entry in entries or []]


def _acceptance(lock: str, entry: Any) -> Acceptance:
    if not isinstance(entry, dict) or set(entry) != FIELDS or not all(entry.values()):
        raise BadAcceptance(f"{lock}: each entry needs {', '.join(sorted(FIELDS))}, and nothing else: {entry}")
    if not isinstance(entry["look_again"], datetime.date):
        raise BadAcceptance(f"{lock}: look_again of {entry['advisory']} must be a date as 2027-01-31")
    name = canonicalize_name(str(entry["package"]))
    return Acceptance(lock, name, str(entry["advisory"]), str(entry["reason"]), entry["look_again"])
