"""Which updates were answered and which messages stand in which chat."""

import logging
from collections import defaultdict

from sqlalchemy.exc import SQLAlchemyError

from bot.store.identity import Placed
from bot.store.memory import Memory

log = logging.getLogger(__name__)


class Ledger:
    """Keeps both in memory at once and in the database as soon as an update is done."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._handled: set[int] = set()
        self._unsaved: dict[str, list[Placed]] = defaultdict(list)

    async def load(self) -> None:
        """Remember what was answered before a restart."""
        await self._memory.prune()
        self._handled = await self._memory.handled()

    def handled(self, update_id: int) -> bool:
        """Whether an update was answered already."""
        return update_id in self._handled

    def note(self, pseudonym: str, placed: Placed) -> None:
        """A message stands in a chat."""
        self._unsaved[pseudonym].append(placed)

    async def finish(self, update_id: int, pseudonym: str) -> None:
        """An update was answered; from here on it is never answered again."""
        self._handled.add(update_id)
        placed = self._unsaved.pop(pseudonym, [])
        try:
            await self._memory.finish(update_id, pseudonym, placed)
        except SQLAlchemyError as error:
            self._unsaved[pseudonym] = placed + self._unsaved[pseudonym]
            log.error("the database did not take update %d: %s", update_id, type(error).__name__)

    async def known(self, pseudonym: str) -> list[Placed]:
        """Every message known to stand in a chat, also when the database is away."""
        unsaved = list(self._unsaved.get(pseudonym, ()))
        try:
            return await self._memory.placed(pseudonym) + unsaved
        except SQLAlchemyError as error:
            log.error("the database did not tell the messages of a chat: %s", type(error).__name__)
            return unsaved

    async def clear(self, pseudonym: str) -> None:
        """The messages of a chat are deleted."""
        self._unsaved.pop(pseudonym, None)
        try:
            await self._memory.clear(pseudonym)
        except SQLAlchemyError as error:
            log.error("the database did not forget the messages of a chat: %s", type(error).__name__)
