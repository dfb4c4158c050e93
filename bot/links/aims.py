"""Where a link leads: `menu`, `topic:<id>`, `search:<region>` or `centre:<id>`."""

from typing import Literal, NamedTuple

Kind = Literal["menu", "topic", "search", "centre"]
KINDS: tuple[Kind, ...] = ("menu", "topic", "search", "centre")


class Aim(NamedTuple):
    """What whoever opens a link sees first."""

    kind: Kind
    about: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}" if self.about else self.kind


def read_aim(text: str) -> Aim:
    """The aim that `str` made; the menu for anything else, so that an old link still leads somewhere."""
    kind, _, about = text.partition(":")
    known: Kind = next((k for k in KINDS if k == kind), "menu")
    return Aim(known, about if known != "menu" else "")
