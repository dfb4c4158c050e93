"""Who takes part in chats: people and bots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.announcer import Announcer
from simulator.params import Json
from simulator.profile import Profile

if TYPE_CHECKING:
    from simulator.delivery.post import Post

TOKEN = re.compile(r"(\d{1,20}):([A-Za-z0-9_-]{2,100})")
"""A token is the bot's id and a secret."""


@dataclass(eq=False)
class Account:
    """A user of Telegram."""

    id: int
    first_name: str

    is_bot = False

    def object(self) -> Json:
        """The User."""
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}


@dataclass(eq=False)
class BotAccount(Account):
    """A bot; its updates, its webhook, what it says of itself and whom it has met."""

    token: str = field(repr=False)
    username: str
    post: Post = field(repr=False)
    profile: Profile = field(default_factory=Profile)
    met: set[int] = field(default_factory=set)
    """Ids of people it has seen, in a private chat or elsewhere."""
    first_call: float | None = None
    logged_out_until: float = 0.0
    """On the simulator's clock."""
    last_message_id: int = 0

    is_bot = True

    @property
    def name(self) -> str:
        """What stands above its chats, where no other name is set for a language."""
        return self.profile.name.get("", self.first_name)

    def next_message_id(self) -> int:
        """Message ids count per bot, over all its private chats."""
        self.last_message_id += 1
        return self.last_message_id

    def object(self) -> Json:
        """The User."""
        return super().object() | {"first_name": self.name, "username": self.username}

    def me(self) -> Json:
        """The User as getMe gives it."""
        abilities = dict.fromkeys(
            ("can_read_all_group_messages", "can_connect_to_business", "has_main_web_app", "has_topics_enabled"), False
        )
        return self.object() | abilities | {"can_join_groups": True, "supports_inline_queries": True}

    def label(self, language: str) -> Json:
        """Name and descriptions as somebody with this language sees them."""
        return {"username": self.username, **self.profile.shown(language, self.first_name)}


@dataclass(eq=False)
class PersonAccount(Account):
    """Somebody with a telephone."""

    language_code: str = "ru"
    username: str | None = None
    last_name: str | None = None
    deactivated: bool = False
    changes: Announcer = field(default_factory=Announcer, repr=False)
    """What happens in any of her chats."""

    def object(self) -> Json:
        """The User."""
        more = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return super().object() | {key: value for key, value in more.items() if value}
