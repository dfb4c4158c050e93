"""Which updates were answered and which messages stand in which chat."""

import logging
from collections import OrderedDict, defaultdict, deque
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.store.identity import Placed
from bot.store.memory import Memory
from bot.store.patience import PATIENCE, whole

log = logging.getLogger(__name__)

UPDATES = 10_000
"""Ids of answered updates at hand: many times as many as Telegram repeats, for the last ones are confirmed to it."""
CHATS, MESSAGES = 2_000, 100
"""Chats, and messages of each, that are at hand while the database is away: those of the last hours."""


class Known(NamedTuple):
    """Messages of a chat; not `every` one when the database did not tell those that only it knows."""

    placed: set[Placed]
    every: bool


class Ledger:
    """Keeps both in memory at once and in the database as soon as an update is done."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._handled: dict[int, None] = {}
        self._unsaved: dict[str, dict[Placed, datetime]] = defaultdict(dict)
        self._late: dict[int, None] = {}
        self._recent: OrderedDict[str, deque[Placed]] = OrderedDict()

    async def load(self) -> None:
        """Remember what was answered before a restart."""
        await self._memory.prune()
        # The database may have come late: what was answered meanwhile stays the newest.
        self._handled = dict.fromkeys(sorted(await self._memory.handled())) | self._handled

    def handled(self, update_id: int) -> bool:
        """Whether an update was answered already."""
        return update_id in self._handled

    def note(self, pseudonym: str, placed: Placed, since: datetime | None = None) -> None:
        """A message stands in a chat; its clock runs from `since`, else from now, however late it is saved."""
        self._unsaved[pseudonym][placed] = since or self._memory.now()
        self._recent.setdefault(pseudonym, deque(maxlen=MESSAGES)).append(placed)
        self._recent.move_to_end(pseudonym)
        if len(self._recent) > CHATS:
            self._recent.popitem(last=False)

    async def finish(self, update_id: int, pseudonym: str) -> None:
        """An update was answered; from here on it is never answered again."""
        self._handled[update_id] = None
        while len(self._handled) > UPDATES:
            del self._handled[next(iter(self._handled))]
        try:
            await whole(self._save(update_id, pseudonym), PATIENCE)
        except TimeoutError:
            log.warning("the database is late with update %d", update_id)

    async def catch_up(self) -> None:
        """Save what the database did not take before; what it does not take now is kept for the next time."""
        try:
            for update_id in list(self._late):
                with suppress(IntegrityError):  # it did take it, and was gone before it could say so
                    await self._memory.finish(update_id, "", ())
                del self._late[update_id]
            for pseudonym in list(self._unsaved):
                await self._catch_up_with(pseudonym)
        except SQLAlchemyError as error:
            log.error("the database did not take what it missed: %s", type(error).__name__)

    async def _catch_up_with(self, pseudonym: str) -> None:
        placed = self._unsaved.pop(pseudonym, {})
        try:
            await self._memory.note(pseudonym, placed)
        except SQLAlchemyError:
            self._keep(pseudonym, placed)
            raise

    async def known(self, pseudonym: str) -> Known:
        """The messages known to stand in a chat; only those of the last hours when the database is away."""
        at_hand = {*self._recent.get(pseudonym, ()), *self._unsaved.get(pseudonym, ())}
        try:
            return Known(at_hand | set(await whole(self._memory.placed(pseudonym), PATIENCE)), every=True)
        except (SQLAlchemyError, TimeoutError) as error:
            log.error("the database did not tell the messages of a chat: %s", type(error).__name__)
            return Known(at_hand, every=False)

    async def clear(self, pseudonym: str) -> bool:
        """The messages of a chat are deleted; False when the database did not take it."""
        self._unsaved.pop(pseudonym, None)
        self._recent.pop(pseudonym, None)
        try:
            await whole(self._memory.clear(pseudonym), PATIENCE)
        except (SQLAlchemyError, TimeoutError) as error:
            log.error("the database did not forget the messages of a chat: %s", type(error).__name__)
            return False
        return True

    async def _save(self, update_id: int, pseudonym: str) -> None:
        placed = self._unsaved.pop(pseudonym, {})
        try:
            await self._memory.finish(update_id, pseudonym, placed)
        except SQLAlchemyError as error:
            self._keep(pseudonym, placed)
            self._late[update_id] = None
            while len(self._late) > UPDATES:
                del self._late[next(iter(self._late))]
            log.error("the database did not take update %d: %s", update_id, type(error).__name__)

    def _keep(self, pseudonym: str, placed: dict[Placed, datetime]) -> None:
        self._unsaved[pseudonym] = placed | self._unsaved[pseudonym]
