"""The inside of an HTML tag, and HTML's named characters."""

from __future__ import annotations

import re

from simulator.text.entity import byte_offset, parse_error

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""The only named characters that Telegram knows."""

_NUMBER = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));?")
_NAME = re.compile(r"&([a-zA-Z]+);?")
_END_OF_NAME = re.compile(r"[\s\0>]")
_ATTRIBUTE_NAME = re.compile(r"[^\s\0=>/\"']*")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
_LONGEST_NUMBER = 10


def character(text: str, at: int) -> tuple[str, int]:
    """The character at `at`, decoded, and where the next one begins."""
    if text[at] == "&":
        if number := _NUMBER.match(text, at):
            code = int(number[1], 16) if number[1] else int(number[2])
            if 0 < code < 0x10FFFF and len(number[0].rstrip(";")) < _LONGEST_NUMBER:
                return chr(code), number.end()
        elif (name := _NAME.match(text, at)) and name[1] in NAMED:
            return NAMED[name[1]], name.end()
    return text[at], at + 1


def end_of_name(text: str, at: int) -> int:
    """Where a tag's name ends."""
    found = _END_OF_NAME.search(text, at)
    return found.start() if found else len(text)


class Attributes:
    """Reads the attributes of a start tag from `at`, the end of its name, to its `>`."""

    def __init__(self, text: str, at: int, tag: str, offset: int) -> None:
        self.text, self.at, self._tag, self._offset = text, at, tag, offset

    def argument(self) -> str:
        """What the attributes add to the entity: an address, a language, a class.

        Raises:
            ApiError: 400 can't parse entities.
        """
        argument = ""
        while True:
            self._blanks()
            if self._char() == ">":
                return argument
            name = self._name()
            value = self._value()
            argument = self._meaning(name, value) or argument

    def _char(self) -> str:
        return self.text[self.at : self.at + 1]

    def _blanks(self) -> None:
        while self._char().isspace():
            self.at += 1

    def _unclosed(self, named: bool = False) -> Exception:
        tag = f'"{self._tag}" ' if named else ""
        return parse_error(f"Unclosed start tag {tag}at byte offset {self._offset}")

    def _name(self) -> str:
        found = _ATTRIBUTE_NAME.match(self.text, self.at)
        if not found or not found[0]:
            raise parse_error(f'Empty attribute name in the tag "{self._tag}" at byte offset {self._offset}')
        self.at = found.end()
        self._blanks()
        if not self._char():
            raise self._unclosed(named=True)
        return found[0]

    def _value(self) -> str | None:
        if self._char() != "=":
            return None
        self.at += 1
        self._blanks()
        if not self._char():
            raise self._unclosed(named=True)
        value = self._quoted() if self._char() in "'\"" else self._token()
        if not self._char():
            raise self._unclosed()
        return value

    def _quoted(self) -> str:
        quote, value = self._char(), ""
        self.at += 1
        while self._char() not in ("", quote):
            char, self.at = character(self.text, self.at)
            value += char
        self.at += 1
        return value

    def _token(self) -> str:
        found = _TOKEN.match(self.text, self.at)
        assert found
        if not _END_OF_NAME.match(self.text, found.end()):
            raise parse_error(f"Unexpected end of name token at byte offset {byte_offset(self.text, self.at)}")
        self.at = found.end()
        return found[0].lower()

    def _meaning(self, name: str, value: str | None) -> str:
        known = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "blockquote": "expandable"}
        if known.get(self._tag) != name:
            return ""
        if self._tag == "blockquote":
            return "1"
        prefix = {"code": "language-", "span": "tg-"}.get(self._tag, "")
        return (value or "").removeprefix(prefix) if (value or "").startswith(prefix) else ""
