"""The search that the bot asks: the database, and memory where the database is away or late."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.centres import Centre, Directory
from bot.directory.database import DatabaseSearch
from bot.directory.index import refresh
from bot.directory.memory import MemorySearch
from bot.directory.published import published
from bot.directory.wish import Found, Wish

log = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds that the database may take before memory answers (promise E4: a first reply within a second)."""


class Search:
    """Answers from `take_over` on; knows published centres only."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._indexed: DatabaseSearch | None = None
        self._memory = MemorySearch(Directory())
        self._source: Directory | None = None
        self.directory = Directory()

    async def take_over(self, source: Directory) -> None:
        """Search in `source` from now on, as it stands in content/centres.yml."""
        if source is self._source:
            return
        self._source, self.directory = source, published(source)
        self._memory, self._indexed = MemorySearch(self.directory), None
        try:
            await refresh(self._database, self.directory)
            self._indexed = DatabaseSearch(self._database, self.directory)
        except SQLAlchemyError as error:
            log.error("the database did not take the directory, memory answers: %s", type(error).__name__)

    async def find(self, wish: Wish, page: int = 0) -> Found:
        """A page of what fits, whatever the database does."""
        if self._indexed:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._indexed.find(wish, page)
            except (SQLAlchemyError, TimeoutError) as error:
                log.warning("the directory is searched in memory: %s", type(error).__name__)
        return self._memory.find_now(wish, page)

    def centre(self, centre_id: str) -> Centre | None:
        """A published centre."""
        return next((centre for centre in self.directory.centres if centre.id == centre_id), None)

    def lines(self, need: str | None = None) -> list[Centre]:
        """Telephone lines for the whole country, those for a kind of help or all."""
        return [c for c in self.directory.centres if not c.town and (not need or need in c.services)]
