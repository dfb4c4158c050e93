"""What people have chosen, at hand without the database: it may be away when she needs the disguise."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.engine.breaker import Breaker
from bot.store.choices import Choices
from bot.store.memory import Memory
from bot.store.patience import PATIENCE, whole

log = logging.getLogger(__name__)

AT_HAND = 10_000
"""People whose choices are kept in memory, those who wrote last."""


class Choosing:
    """Reads once, then answers from memory; writes both."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._at_hand: OrderedDict[str, Choices] = OrderedDict()
        self._unsaved: dict[str, Choices] = {}
        self._writing = asyncio.Lock()
        self._breaker = Breaker(most=1)

    async def of(self, pseudonym: str) -> Choices:
        """The choices of a person; the defaults while the database is away."""
        if pseudonym not in self._at_hand:
            if not (found := self._unsaved.get(pseudonym) or await self._read(pseudonym)):
                return Choices()
            self._at_hand.setdefault(pseudonym, found)
        choices = self._at_hand[pseudonym]
        self._keep(pseudonym, choices)
        return choices

    async def _read(self, pseudonym: str) -> Choices | None:
        if self._breaker.is_open:
            return None
        try:
            found = await whole(self._memory.choices(pseudonym), PATIENCE)
        except (SQLAlchemyError, TimeoutError):
            self._breaker.failed()
            return None
        self._breaker.succeeded()
        return found

    async def change(self, pseudonym: str, **chosen: Any) -> Choices:
        """Change some of them, at once in memory and as soon as possible in the database."""
        choices = replace(await self.of(pseudonym), **chosen)
        self._keep(pseudonym, choices)
        self._unsaved[pseudonym] = choices
        try:
            await whole(self.catch_up(), PATIENCE)
        except TimeoutError:
            log.warning("the database is late with a choice")
        return choices

    async def catch_up(self) -> None:
        """Write what the database did not take before; what it does not take now is kept for the next time."""
        async with self._writing:
            for pseudonym, choices in list(self._unsaved.items()):
                try:
                    await self._memory.choose(pseudonym, choices)
                except SQLAlchemyError as error:
                    log.error("the database did not take a choice: %s", type(error).__name__)
                    return
                if self._unsaved.get(pseudonym) == choices:
                    del self._unsaved[pseudonym]

    def forget(self, pseudonym: str) -> None:
        """Forget a person here."""
        self._at_hand.pop(pseudonym, None)
        self._unsaved.pop(pseudonym, None)

    def _keep(self, pseudonym: str, choices: Choices) -> None:
        self._at_hand[pseudonym] = choices
        self._at_hand.move_to_end(pseudonym)
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
