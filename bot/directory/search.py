"""The search that the bot asks: the database, and memory where the database is away or late."""

import logging

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.centres import Centre, Directory
from bot.directory.database import DatabaseSearch
from bot.directory.index import refresh
from bot.directory.memory import MemorySearch
from bot.directory.published import published
from bot.directory.wish import Found, Wish
from bot.engine.breaker import Breaker
from bot.store.patience import PATIENCE, whole

log = logging.getLogger(__name__)


class Search:
    """Answers from `know` or `take_over` on; knows published centres only."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._indexed: DatabaseSearch | None = None
        self._memory = MemorySearch(Directory())
        self._source: Directory | None = None
        # One answer may search several times: only the first waits for a database that hangs.
        self._breaker = Breaker(most=1)
        self.directory = Directory()

    def know(self, source: Directory) -> None:
        """Search in `source` from now on, as it stands in content/centres.yml; in memory."""
        self._source, self.directory = source, published(source)
        self._memory, self._indexed = MemorySearch(self.directory), None

    async def take_over(self, source: Directory) -> None:
        """Search in `source` from now on, in the database where it takes it."""
        if source is not self._source:
            self.know(source)
        elif self._indexed:
            return
        try:
            await whole(refresh(self._database, self.directory))
            self._indexed = DatabaseSearch(self._database, self.directory)
        except SQLAlchemyError as error:
            log.error("the database did not take the directory, memory answers: %s", type(error).__name__)

    async def find(self, wish: Wish, page: int = 0) -> Found:
        """A page of what fits, whatever the database does."""
        if self._indexed and not self._breaker.is_open:
            try:
                found = await whole(self._indexed.find(wish, page), PATIENCE)
            except (SQLAlchemyError, TimeoutError) as error:
                self._breaker.failed()
                log.warning("the directory is searched in memory: %s", type(error).__name__)
            else:
                self._breaker.succeeded()
                return found
        return self._memory.find_now(wish, page)

    def centre(self, centre_id: str) -> Centre | None:
        """A published centre."""
        return next((centre for centre in self.directory.centres if centre.id == centre_id), None)

    def lines(self, need: str | None = None) -> list[Centre]:
        """Telephone lines for the whole country, those for a kind of help or all."""
        return [c for c in self.directory.centres if not c.town and (not need or need in c.services)]
