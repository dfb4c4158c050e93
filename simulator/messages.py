"""A message as Telegram keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.params import Json

if TYPE_CHECKING:
    from simulator.accounts import Account
    from simulator.chats import Chat

CAPTIONED = ("photo", "document", "voice", "video", "audio", "animation")
"""Kinds of content that carry a caption."""


@dataclass
class Message:
    """One message of a chat, the same for both sides."""

    id: int
    chat: Chat
    sender: Account | None
    """Nobody for the posts of a channel."""
    date: int
    """Seconds since 1970."""
    content: Json
    """The fields that say what it is: text and entities, photo and caption, location."""
    markup: Json | None = None
    """Its inline keyboard."""
    extra: Json = field(default_factory=dict)
    """reply_to_message, forward_origin, via_bot, has_protected_content and the like."""
    edited: int | None = None
    silent: bool = False
    locked: bool = False
    """It came with a keyboard below the input line, so its sender cannot edit it."""

    @property
    def has_media(self) -> bool:
        """It can carry a caption."""
        return any(kind in self.content for kind in CAPTIONED)

    @property
    def protected(self) -> bool:
        """It must not be forwarded."""
        return bool(self.extra.get("has_protected_content"))

    def object(self) -> Json:
        """The Message of the Bot API."""
        found: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.object()}
        found |= {"from": self.sender.object()} if self.sender else {"sender_chat": self.chat.object()}
        found |= {"edit_date": self.edited} if self.edited else {}
        found |= self.content | self.extra
        return found | ({"reply_markup": self.markup} if self.markup else {})

    def seen(self) -> Json:
        """The Message as her application knows it: also whether it came without a sound."""
        return self.object() | ({"disable_notification": True} if self.silent else {})

    def same(self, content: Json, markup: Json | None) -> bool:
        """An edit to this changes nothing."""
        return _shown(self.content) == _shown(content) and self.markup == markup


def _shown(content: Json) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ([], None)}
