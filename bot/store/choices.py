"""What a person has chosen: the only row about her that outlives two days (promise P4)."""

from dataclasses import asdict, dataclass
from typing import Literal

from bot.languages import Language

Decoy = Literal["recipe", "weather"]
DECOYS: tuple[Decoy, ...] = ("recipe", "weather")
KEEP = (15, 60, 24 * 60, 0)
"""Minutes after which messages go (promise P2); 0 keeps them."""


@dataclass(frozen=True)
class Choices:
    """`code` is a digest of her code word. `disguised`: after an exit, until /start or the code word."""

    language: Language | None = None
    keep: int = 24 * 60
    decoy: Decoy = "recipe"
    discreet: bool = False
    code: str | None = None
    disguised: bool = False

    @property
    def row(self) -> dict[str, object]:
        """As it is stored."""
        return asdict(self)
