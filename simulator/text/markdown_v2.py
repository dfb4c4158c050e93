"""parse_mode MarkdownV2, after tdlib's parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.text.entity import Entity, byte_offset, link, parse_error, units
from simulator.text.markdown import after_fence

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {"```": "pre", "__": "underline", "||": "spoiler", "![": "custom_emoji"} | {
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "`": "code",
    "[": "text_link",
}
ENDS = {"custom_emoji": "]", "text_link": "]"} | {kind: mark for mark, kind in MARKS.items() if "[" not in mark}
NAMES = {
    "pre": "Pre",
    "pre_code": "PreCode",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
"""tdlib's names of entities where they are not just the type with a capital letter."""


@dataclass
class _Open:
    type: str
    argument: str
    offset: int
    place: int
    begin: int


class MarkdownV2Parser:
    """Takes one text apart."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.result = ""
        self.entities: list[Entity] = []
        self._open: list[_Open] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The text without marks, and its entities.

        Raises:
            ApiError: 400 can't parse entities.
        """
        while self.at < len(self.text):
            self._step()
        if self._open and self._open[-1].type == "blockquote":
            self._close("blockquote")
        if self._open:
            last = self._open[-1]
            name = NAMES["pre_code"] if last.type == "pre" and last.argument else NAMES.get(last.type)
            raise parse_error(
                f"Can't find end of {name or last.type.capitalize()} entity at byte offset {self._place(last.place)}"
            )
        return self.result, self.entities

    @property
    def _inside(self) -> str:
        return self._open[-1].type if self._open else ""

    def _place(self, index: int) -> int:
        return byte_offset(self.text, index)

    def _step(self) -> None:
        char, following = self.text[self.at], self.text[self.at + 1 : self.at + 2]
        code = self._inside in ("code", "pre")
        if char == "\\" and following and ord(following) <= 126:
            self._put(following, 2)
        elif char not in ("`" if code else RESERVED + "\n"):
            self._put(char)
        elif self._inside and (char != "\n") and self._ends():
            self._end()
        elif char == "\n":
            self._line_end()
        else:
            self._start(char)

    def _put(self, char: str, step: int = 1) -> None:
        self.result += char
        self.at += step

    def _ends(self) -> bool:
        if self._inside == "blockquote":
            return re.compile(r"\|\|(\n|$)").match(self.text, self.at) is not None
        if self._inside == "italic" and self.text.startswith("__", self.at):
            return False
        return self.text.startswith(ENDS[self._inside], self.at)

    def _line_end(self) -> None:
        quoting = self._inside == "blockquote"
        goes_on = self.text.startswith(">", self.at + 1)
        if quoting and not goes_on:
            self._close("blockquote")
        self._put("\n")
        if quoting and goes_on:
            self.at += 1

    def _start(self, char: str) -> None:
        place = self.at
        line_start = self.at == 0 or self.text[self.at - 1] == "\n"
        if line_start and (quote := re.compile(r"(\*\*)?>").match(self.text, self.at)):
            self.at = quote.end()
            self._push("blockquote", place)
            return
        mark = next((mark for mark in MARKS if self.text.startswith(mark, self.at)), None)
        if mark is None:
            raise parse_error(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self.at += len(mark)
        language = ""
        if mark == "```":
            self.at, language = after_fence(self.text, self.at)
        self._push(MARKS[mark], place, language)

    def _push(self, kind: str, place: int, argument: str = "") -> None:
        self._open.append(_Open(kind, argument, units(self.result), place, len(self.result)))

    def _end(self) -> None:
        kind = self._inside
        if kind == "blockquote":
            self.at += 2
            self._close("expandable_blockquote")
            return
        self.at += len(ENDS[kind])
        self._close(kind)

    def _close(self, kind: str) -> None:
        opened = self._open.pop()
        inside = self.result[opened.begin :]
        entity: Entity | None = Entity(kind, opened.offset, units(inside), opened.argument)
        if kind in ("text_link", "custom_emoji"):
            url = self._url(inside)
            entity = link(inside, url, opened.offset) if kind == "text_link" else None
        if inside and entity:
            self.entities.append(entity)

    def _url(self, inside: str) -> str:
        if self.text[self.at : self.at + 1] != "(":
            return inside
        begin = self.at + 1
        found = re.compile(r"((?:\\[\x01-\x7e]|[^)])*)\)", re.DOTALL).match(self.text, begin)
        if not found:
            raise parse_error(f"Can't find end of a URL at byte offset {self._place(begin)}")
        self.at = found.end()
        return re.sub(r"\\([\x01-\x7e])", r"\1", found[1])
