"""parse_mode HTML, after tdlib's parser: the same tags, the same refusals, the same byte offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.text.entity import Entity, byte_offset, link, parse_error, units
from simulator.text.html_tag import Attributes, character, end_of_name

TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
"""Tags that Telegram knows."""


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


class HtmlParser:
    """Takes one text apart."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.result, self.offset = "", 0
        self.entities: list[Entity] = []
        self._open: list[_Open] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The text without tags, and its entities.

        Raises:
            ApiError: 400 can't parse entities.
        """
        while self.at < len(self.text):
            if self.text[self.at] == "<":
                self._tag()
            else:
                char, self.at = character(self.text, self.at)
                self.result += char
                self.offset += units(char)
        if self._open:
            raise parse_error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return self.result, [_without_language(e) for e in self.entities]

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.text[self.at : self.at + 1] == "/":
            self._end(begin)
        else:
            self._start(begin)

    def _start(self, begin: int) -> None:
        self.at = end_of_name(self.text, self.at)
        offset = byte_offset(self.text, begin)
        if self.at >= len(self.text):
            raise parse_error(f"Unclosed start tag at byte offset {offset}")
        tag = self.text[begin + 1 : self.at].lower()
        if tag not in TYPES:
            raise parse_error(f'Unsupported start tag "{tag}" at byte offset {offset}')
        attributes = Attributes(self.text, self.at, tag, offset)
        argument = attributes.argument()
        self.at = attributes.at + 1
        if tag == "span" and argument != "spoiler":
            raise parse_error(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self._open.append(_Open(tag, argument, self.offset, len(self.result)))

    def _end(self, begin: int) -> None:
        offset = byte_offset(self.text, begin)
        if not self._open:
            raise parse_error(f"Unexpected end tag at byte offset {offset}")
        found = re.compile(r"/([^\s\0>]*)\s*(>?)").match(self.text, self.at)
        if not found or not found[2]:
            raise parse_error(f"Unclosed end tag at byte offset {offset}")
        opened = self._open.pop()
        if found[1] and found[1] != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{found[1]}>"'
            raise parse_error(f"Unmatched end tag at byte offset {offset}, {expected}")
        self.at = found.end()
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        inside, kind = self.result[opened.begin :], TYPES[opened.tag]
        entity: Entity | None = Entity(kind, opened.offset, self.offset - opened.offset, opened.argument)
        if kind == "text_link":
            entity = link(inside, opened.argument or inside, opened.offset)
        elif kind in ("pre", "code") and (merged := self._merged(opened)):
            entity = merged
            self.entities.pop()
        elif kind == "blockquote" and opened.argument:
            entity = Entity("expandable_blockquote", opened.offset, self.offset - opened.offset)
        if entity:
            self.entities.append(entity)

    def _merged(self, opened: _Open) -> Entity | None:
        """`<pre><code class="language-x">` is one entity, whichever is outside."""
        if not self.entities:
            return None
        last, length = self.entities[-1], self.offset - opened.offset
        other = "code" if opened.tag == "pre" else "pre"
        language = last.argument if opened.tag == "pre" else opened.argument
        if (last.type, last.offset, last.length) != (other, opened.offset, length) or not language:
            return None
        return Entity("pre", opened.offset, length, language)


def _without_language(entity: Entity) -> Entity:
    return Entity("code", entity.offset, entity.length) if entity.type == "code" else entity
