"""From a parameter to what stands in the chat: cleaned, parsed, trimmed, counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from simulator import limits
from simulator.errors import bad_request
from simulator.text.auto import found_entities
from simulator.text.entity import Entity, units
from simulator.text.html import HtmlParser
from simulator.text.markdown import MarkdownParser
from simulator.text.markdown_v2 import MarkdownV2Parser

Parser = type[HtmlParser] | type[MarkdownParser] | type[MarkdownV2Parser]
PARSERS: dict[str, Parser] = {"html": HtmlParser, "markdown": MarkdownParser, "markdownv2": MarkdownV2Parser}

_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e]")


@dataclass(frozen=True)
class Formatted:
    """A text as it stands in a chat."""

    text: str
    entities: list[dict[str, Any]]

    def content(self, text_key: str, entities_key: str) -> dict[str, Any]:
        """Its fields of a Message."""
        if not self.text:
            return {}
        return {text_key: self.text} | ({entities_key: self.entities} if self.entities else {})


def formatted(raw: str, parse_mode: str = "", given: list[dict[str, Any]] | None = None) -> Formatted:
    """What Telegram makes of `raw`; `given` entities count only without a parse mode.

    Raises:
        ApiError: 400 where it does not follow its parse mode or is too long before parsing.
    """
    if len(raw.encode(errors="surrogatepass")) > limits.RAW_TEXT:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode and mode != "none" and mode not in PARSERS:
        raise bad_request("unsupported parse_mode")
    text = _REMOVED.sub("", _CONTROL.sub(" ", raw))
    if mode in PARSERS:
        text, entities = PARSERS[mode](text).parse()
    else:
        entities = [_entity(one) for one in given or []]
    return _trimmed(text, entities)


def _entity(one: dict[str, Any]) -> Entity:
    argument = one.get("url") or one.get("language") or one.get("custom_emoji_id") or ""
    return Entity(str(one.get("type")), int(one.get("offset", 0)), int(one.get("length", 0)), str(argument))


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    length = units(text)
    kept = [e for one in entities if (e := _inside(one.shifted(-lead), length))]
    kept += found_entities(text, kept)
    kept.sort(key=lambda e: (e.offset, -e.length))
    return Formatted(text, [e.object() for e in kept[: limits.ENTITIES]])


def _inside(entity: Entity, length: int) -> Entity | None:
    begin, end = max(0, entity.offset), min(length, entity.end)
    return Entity(entity.type, begin, end - begin, entity.argument) if end > begin else None
