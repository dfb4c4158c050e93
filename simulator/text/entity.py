"""Entities and the text that they belong to, counted in UTF-16 units as the Bot API does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from simulator.errors import ApiError, bad_request


@dataclass(frozen=True)
class Entity:
    """A part of a text with a meaning; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    argument: str = ""
    """URL of a text_link, language of a pre, id of a text_mention's user."""

    @property
    def end(self) -> int:
        """The unit after it."""
        return self.offset + self.length

    def shifted(self, by: int) -> Entity:
        """Moved by so many units."""
        return replace(self, offset=self.offset + by)

    def object(self) -> dict[str, Any]:
        """The MessageEntity."""
        found: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        key = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}.get(self.type)
        return found | {key: self.argument} if key and self.argument else found


def parse_error(text: str) -> ApiError:
    """A text that does not follow its parse mode."""
    return bad_request(f"can't parse entities: {text}")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def byte_offset(text: str, index: int) -> int:
    """Where `index` is, in bytes of UTF-8; Telegram's errors count so."""
    return len(text[:index].encode(errors="surrogatepass"))


USER_LINK = re.compile(r"tg://user\?id=(\d+)")


def link(text: str, url: str, offset: int) -> Entity | None:
    """The entity of a link, if its address is one."""
    if found := USER_LINK.fullmatch(url.strip()):
        return Entity("text_mention", offset, units(text), found[1])
    checked = checked_url(url)
    return Entity("text_link", offset, units(text), checked) if checked else None


def checked_url(url: str) -> str:
    """The address as Telegram keeps it, empty where it is none."""
    url = url.strip()
    if re.match(r"(tg|ton)://\S+$", url, re.IGNORECASE):
        return url
    host = re.match(r"(?:(https?|ftp)://)?([^\s/?#:@]+)(:\d+)?([/?#]\S*)?$", url, re.IGNORECASE)
    if not host or "." not in host[2].strip("."):
        return ""
    complete = url if host[1] else f"http://{url}"
    return complete if host[4] else complete + "/"
