"""Chats: private ones with a bot, groups and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from simulator.accounts import Account, BotAccount, PersonAccount
from simulator.announcer import Announcer
from simulator.messages import Message
from simulator.params import Json

Kind = Literal["group", "supergroup", "channel"]
NAMES = ("first_name", "last_name", "username")


@dataclass(eq=False)
class Chat:
    """Messages in the order of their ids, and who is told of changes."""

    id: int
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    pinned: list[int] = field(default_factory=list, repr=False)
    changes: Announcer = field(default_factory=Announcer, repr=False)

    kind = "private"

    def object(self) -> Json:
        """The Chat."""
        raise NotImplementedError

    def next_message_id(self) -> int:
        """The id of the next message."""
        raise NotImplementedError

    def tell(self, kind: str) -> None:
        """Something has changed: message, edit, delete, pin, typing, keyboard, commands or blocked."""
        self.changes.tell(kind)

    def add(self, message: Message) -> Message:
        """A new message."""
        self.messages[message.id] = message
        self.tell("message")
        return message

    def remove(self, message_id: int) -> None:
        """Deleted for everybody."""
        if self.messages.pop(message_id, None):
            self.pinned = [one for one in self.pinned if one != message_id]
            self.tell("delete")


@dataclass(eq=False)
class PrivateChat(Chat):
    """One person and one bot."""

    person: PersonAccount = field(kw_only=True)
    bot: BotAccount = field(kw_only=True)
    started: bool = False
    """She has written to the bot, so that it may write to her."""
    blocked: bool = False
    keyboard: Json | None = None
    """The keyboard below her input line."""
    keyboard_of: int | None = None
    """The message that brought it; it goes with it."""
    hidden: set[int] = field(default_factory=set, repr=False)
    """Messages that she has cleared on her side only."""
    action: str = ""
    action_until: float = 0.0
    """On the simulator's clock."""

    def object(self) -> Json:
        """The Chat."""
        user = self.person.object()
        return {"id": self.id, "type": "private"} | {key: user[key] for key in NAMES if key in user}

    def next_message_id(self) -> int:
        """The bot's next id."""
        return self.bot.next_message_id()

    def tell(self, kind: str) -> None:
        """Also to whoever follows all her chats."""
        super().tell(kind)
        self.person.changes.tell(kind)

    def remove(self, message_id: int) -> None:
        """Deleted for both; the keyboard that it brought goes too."""
        super().remove(message_id)
        if self.keyboard_of == message_id:
            self.set_keyboard(None, None)

    def set_keyboard(self, keyboard: Json | None, message_id: int | None) -> None:
        """Another keyboard below the input line, or none."""
        changed = keyboard != self.keyboard
        self.keyboard, self.keyboard_of = keyboard, message_id
        if changed:
            self.tell("keyboard")


@dataclass(eq=False)
class Group(Chat):
    """A group, supergroup or channel, at a simple level: who is in it and what a bot may do there."""

    title: str = field(kw_only=True)
    kind: Kind = "supergroup"
    username: str | None = None
    members: dict[int, Account] = field(default_factory=dict, repr=False)
    admins: set[int] = field(default_factory=set)
    kicked: set[int] = field(default_factory=set)
    muted: bool = False
    """Members may not write."""
    deleted: bool = False
    migrated_to: int | None = None
    last_message_id: int = 0

    def object(self) -> Json:
        """The Chat."""
        return {"id": self.id, "type": self.kind, "title": self.title} | (
            {"username": self.username} if self.username else {}
        )

    def next_message_id(self) -> int:
        """Message ids count per group."""
        self.last_message_id += 1
        return self.last_message_id

    @property
    def bots(self) -> list[BotAccount]:
        """Bots in it."""
        return [one for one in self.members.values() if isinstance(one, BotAccount)]
