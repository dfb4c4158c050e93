"""The methods of the Bot API that this server knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from simulator.accounts import BotAccount
from simulator.chats import Chat, Group
from simulator.errors import not_found
from simulator.messages import Message
from simulator.params import Params
from simulator.text.format import Formatted, formatted
from simulator.world import World


@dataclass(frozen=True)
class Context:
    """One call: who asks for what."""

    world: World
    bot: BotAccount
    params: Params

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat that a parameter names."""
        return self.world.find_chat(self.bot, self.params.text(name))

    def formatted(self, text: str = "text", entities: str = "entities") -> Formatted:
        """A text parameter, parsed by the call's parse_mode."""
        return formatted(self.params.text(text), self.params.text("parse_mode"), self.params.json(entities))

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """A message that the bot can see."""
        message = chat.messages.get(message_id)
        return None if isinstance(chat, Group) and self.bot.id not in chat.members else message


@dataclass(frozen=True)
class Result:
    """A result with a description beside it, as setWebhook gives one."""

    value: Any
    description: str


Handler = Callable[[Context], Any]
"""Its result, or an awaitable of it."""

_METHODS: dict[str, tuple[str, Handler]] = {}


H = TypeVar("H", bound=Handler)


def method(name: str) -> Callable[[H], H]:
    """Register a handler under the name of its method."""

    def register(handler: H) -> H:
        _METHODS[name.lower()] = (name, handler)
        return handler

    return register


def find(name: str) -> tuple[str, Handler]:
    """The proper name and the handler; upper and lower case are the same.

    Raises:
        ApiError: 404.
    """
    if name.lower() not in _METHODS:
        raise not_found("method not found")
    return _METHODS[name.lower()]


def names() -> list[str]:
    """Every method that is answered."""
    return sorted(name for name, _ in _METHODS.values())
