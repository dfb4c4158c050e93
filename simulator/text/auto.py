"""Entities that Telegram finds by itself: commands, mentions, addresses, telephone numbers, hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.text.entity import Entity, units

TOP_LEVEL = "kg|com|org|net|ru|kz|uz|me|info|io|gov|edu|biz|int|app|dev|eu|de|uk"
"""Endings of addresses without http:// that are recognised; Telegram knows the whole list of the IANA."""

PATTERNS = {
    "url": re.compile(
        rf"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:{TOP_LEVEL})\b(?:/[^\s<>\"]*)?)", re.IGNORECASE
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b"),
    "bot_command": re.compile(r"(?<![\w/.@<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@/.])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}"),
    "phone_number": re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){7,14}(?!\w)"),
}
"""In the order in which they win where two overlap."""


def found_entities(text: str, taken: Iterable[Entity]) -> list[Entity]:
    """Entities of `text` that do not touch code, links or one another."""
    blocked = [e for e in taken if e.type in ("code", "pre", "text_link", "text_mention")]
    found: list[Entity] = []
    for kind, pattern in _in_order(text):
        for match in pattern.finditer(text):
            shown = match[0].rstrip(".,:;!?)'\"") if kind == "url" else match[0]
            entity = Entity(kind, units(text[: match.start()]), units(shown))
            if not any(_touch(entity, other) for other in blocked + found):
                found.append(entity)
    return found


def _in_order(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """An e-mail address holds a domain: it goes first where there is an @."""
    order = ["email", *(k for k in PATTERNS if k != "email")] if "@" in text else list(PATTERNS)
    return [(kind, PATTERNS[kind]) for kind in order]


def _touch(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end
