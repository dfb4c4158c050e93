"""What people have chosen, at hand without the database: it may be away when she needs the disguise."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.store.choices import Choices
from bot.store.memory import Memory

log = logging.getLogger(__name__)

AT_HAND = 10_000
"""People whose choices are kept in memory, those who wrote last."""
PATIENCE = 0.3
"""Seconds that the database may take where the answer can do without it."""


class Choosing:
    """Reads once, then answers from memory; writes both."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._at_hand: OrderedDict[str, Choices] = OrderedDict()

    async def of(self, pseudonym: str) -> Choices:
        """The choices of a person; the defaults while the database is away."""
        if pseudonym not in self._at_hand:
            try:
                async with asyncio.timeout(PATIENCE):
                    self._keep(pseudonym, await self._memory.choices(pseudonym))
            except (SQLAlchemyError, TimeoutError):
                return Choices()
        self._at_hand.move_to_end(pseudonym)
        return self._at_hand[pseudonym]

    async def change(self, pseudonym: str, **chosen: Any) -> Choices:
        """Change some of them, at once in memory and as soon as possible in the database."""
        choices = replace(await self.of(pseudonym), **chosen)
        self._keep(pseudonym, choices)
        try:
            await self._memory.choose(pseudonym, choices)
        except SQLAlchemyError as error:
            log.error("the database did not take a choice: %s", type(error).__name__)
        return choices

    def forget(self, pseudonym: str) -> None:
        """Forget a person here."""
        self._at_hand.pop(pseudonym, None)

    def _keep(self, pseudonym: str, choices: Choices) -> None:
        self._at_hand[pseudonym] = choices
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
