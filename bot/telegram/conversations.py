"""What the bot last showed in each chat: in memory only, gone after an hour."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.engine.directive import Directive, Shown
from bot.languages import Language
from bot.links.aims import Aim
from bot.links.links import Referral

IDLE = 3600.0
"""Seconds without a message after which a conversation is forgotten, as in the engine's session store."""


@dataclass
class LinkDraft:
    """What a CSO has chosen so far of the link that it makes; with an aim, its label is awaited."""

    language: Language
    aim: Aim | None = None


@dataclass
class Conversation:
    """One conversation of one chat. Closing it makes every answer that is still on its way worthless."""

    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    language: Language | None = None
    topic: str | None = None
    facet: str | None = None
    region: list[str] = field(default_factory=list)
    need: str | None = None
    children: bool = False
    open_now: bool = False
    link: Referral | None = None
    draft: LinkDraft | None = None
    code_awaited: bool = False
    greeted: bool = False
    keyboard: bool = True
    closed: bool = False
    used: float = 0.0

    def showed(self, topic: str | None = None, facet: str | None = None) -> None:
        """Note what she sees now."""
        self.topic, self.facet = topic, facet

    def follow(self, directive: Directive) -> None:
        """Note what the engine understood of her search."""
        self.region, self.need = directive.region, directive.need

    def shown(self, language: Language) -> Shown:
        """What the engine is told with her next message; `language` is the one that she is most likely to write in."""
        return Shown(
            language=language,
            topic=self.topic,
            facet=self.facet,
            region=self.region or None,
            need=self.need,
        )


class Conversations:
    """The open conversations by pseudonym. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, Conversation] = {}

    def of(self, pseudonym: str) -> Conversation:
        """The open conversation of a chat, a new one where there is none."""
        self._sweep()
        conversation = self._open.pop(pseudonym, None) or Conversation()
        conversation.used = self._clock()
        self._open[pseudonym] = conversation
        return conversation

    def close(self, pseudonym: str) -> Conversation:
        """End the conversation of a chat at once."""
        conversation = self._open.pop(pseudonym, None) or Conversation()
        conversation.closed = True
        return conversation

    def _sweep(self) -> None:
        limit = self._clock() - IDLE
        # Dictionaries keep the order of insertion, and `of` puts what is used last: the oldest come first.
        for pseudonym in list(self._open):
            if self._open[pseudonym].used > limit:
                return
            del self._open[pseudonym]
