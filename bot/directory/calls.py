"""Who is to be rung, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.directory.centres import Centre, Directory

Why = Literal["never verified", "stale", "three reports"]


@dataclass(frozen=True)
class Call:
    """A number that somebody has to ring."""

    centre_id: str
    number: str
    why: tuple[Why, ...]


def calls(directory: Directory, today: date, doubted: frozenset[str]) -> Iterator[Call]:
    """Every number that was never verified, not for a long time, or of a centre in `doubted`; in the file's order."""
    for centre in directory.centres:
        for phone in centre.phones:
            proof = phone.proof or centre.proof
            why: list[Why] = []
            if proof.stale(today):
                why.append("stale" if proof.verified_on else "never verified")
            if centre.id in doubted:
                why.append("three reports")
            if why:
                yield Call(centre.id, phone.number or f"fact {phone.fact}", tuple(why))


def figures(directory: Directory, today: date) -> dict[str, int]:
    """How many centres there are of each kind that an operator asks about."""
    centres = directory.centres
    return {
        "centres": len(centres),
        "published": sum(centre.proof.publish for centre in centres),
        "with number": sum(bool(centre.phones) for centre in centres),
        "verified": sum(not centre.proof.stale(today) for centre in centres),
        "to verify because stale": sum(_stale(centre, today) for centre in centres),
        "never verified": sum(centre.proof.verified_on is None for centre in centres),
        "unpublished, waiting for a call": sum(_waiting(centre) for centre in centres),
    }


def _stale(centre: Centre, today: date) -> bool:
    return centre.proof.verified_on is not None and centre.proof.stale(today)


def _waiting(centre: Centre) -> bool:
    return not centre.proof.publish and centre.proof.verified_on is None
