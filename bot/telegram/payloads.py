"""What a button carries: at most 64 bytes, ids only, no understanding needed."""

from typing import NamedTuple

from telegram.constants import InlineKeyboardButtonLimit

LIMIT = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)

EXIT = "exit"
SOS = "sos"
SAFE = "safe"
MENU = "menu"
LANGUAGES = "languages"


class Payload(NamedTuple):
    """A verb and what it is about: `topic:divorce`, `facet:divorce:cost`."""

    verb: str
    about: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The first id, or nothing."""
        return self.about[0] if self.about else ""

    @property
    def second(self) -> str:
        """The second id, or nothing."""
        return self.about[1] if len(self.about) > 1 else ""


def pack(verb: str, *about: str) -> str:
    """The payload of a button.

    Raises:
        ValueError: when it is longer than Telegram allows (bytes, not characters).
    """
    data = ":".join((verb, *about))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"payload {data!r} is longer than {LIMIT} bytes")
    return data


def unpack(data: str) -> Payload:
    """The payload that a pressed button carries; anything may come, also from a forged update."""
    verb, *about = data.split(":")
    return Payload(verb, tuple(about))
