"""What somebody looks for, and what is found."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.directory.centres import Centre
from bot.languages import Language

PAGE = 4
"""Centres in one message, so that it stays on one screen or two."""


@dataclass(frozen=True)
class Point:
    """Degrees of latitude and longitude. Lives as long as one update: kept nowhere."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Wish:
    """Empty fields ask for nothing. `open_at` is a moment with time zone; `near` puts the nearest towns first.

    `first` is the id of a centre that stands before all others of its region, as the link wishes by which she came.
    """

    regions: tuple[str, ...] = ()
    need: str | None = None
    language: Language | None = None
    children: bool = False
    open_at: datetime | None = None
    near: Point | None = None
    first: str | None = None

    def anywhere(self, *regions: str) -> Self:
        """The same wish in other regions."""
        return replace(self, regions=regions)


@dataclass(frozen=True)
class Found:
    """One page of centres; `more` tells whether another follows."""

    centres: tuple[Centre, ...]
    more: bool = False
