"""parse_mode Markdown, the old one: no nesting, no underline."""

from __future__ import annotations

import re

from simulator.text.entity import Entity, byte_offset, link, parse_error, units

TYPES = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}


class MarkdownParser:
    """Takes one text apart."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.result = ""
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The text without marks, and its entities.

        Raises:
            ApiError: 400 can't parse entities.
        """
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "\\" and self.text[self.at + 1 : self.at + 2] in tuple(TYPES):
                self.result += self.text[self.at + 1]
                self.at += 2
            elif char in TYPES:
                self._entity(char)
            else:
                self.result += char
                self.at += 1
        return self.result, self.entities

    def _entity(self, mark: str) -> None:
        begin, language = self.at, ""
        end_mark = "]" if mark == "[" else mark
        if self.text.startswith("```", self.at):
            end_mark, language = "```", self._language()
        else:
            self.at += 1
        end = self.text.find(end_mark, self.at)
        if end < 0:
            place = byte_offset(self.text, begin)
            raise parse_error(f"Can't find end of the entity starting at byte offset {place}")
        inside, offset = self.text[self.at : end], units(self.result)
        self.result += inside
        self.at = end + len(end_mark)
        url = self._url(inside) if mark == "[" else ""
        kind = "pre" if end_mark == "```" else TYPES[mark]
        entity = link(inside, url, offset) if url else Entity(kind, offset, units(inside), language)
        if inside and entity and (url or mark != "["):
            self.entities.append(entity)

    def _language(self) -> str:
        self.at, language = after_fence(self.text, self.at + 3)
        return language

    def _url(self, inside: str) -> str:
        if self.text[self.at : self.at + 1] != "(":
            return inside
        end = self.text.find(")", self.at)
        end = len(self.text) if end < 0 else end
        url = self.text[self.at + 1 : end]
        self.at = end + 1
        return url


_LANGUAGE = re.compile(r"([^\s`]*)(?=\s)")
_LINE_END = re.compile(r"\r\n|\n\r|\n|\r")


def after_fence(text: str, at: int) -> tuple[int, str]:
    """Where the code after three backticks begins, and its language."""
    found = _LANGUAGE.match(text, at)
    language = found[1] if found else ""
    at += len(language)
    line_end = _LINE_END.match(text, at)
    return (line_end.end() if line_end else at), language
