"""Deletes messages by the clock that their reader chose (promise P2), also those of before a restart."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.store.memory import Memory
from bot.store.patience import whole
from bot.telegram.delivery.gateway import Gateway

log = logging.getLogger(__name__)


class Sweeper:
    """Looks for what is due, deletes it, notes that it is gone."""

    def __init__(self, memory: Memory, gateway: Gateway) -> None:
        self._memory, self._gateway = memory, gateway

    async def run(self, every: float) -> None:
        """Until cancelled; `every` is in seconds."""
        while True:
            while await whole(self.sweep()):
                pass
            await asyncio.sleep(every)

    async def sweep(self) -> int:
        """How many messages were due. A row goes after its message: a kill between repeats the deletion."""
        try:
            due = await self._memory.due()
            by_chat: dict[int, list[int]] = {}
            for row, placed in due.items():
                by_chat.setdefault(placed.chat_id, []).append(row)
            for rows in by_chat.values():
                await self._gateway.delete([due[row] for row in rows])
                await self._memory.swept(rows)
        except SQLAlchemyError as error:
            log.error("the database did not tell which messages are due: %s", type(error).__name__)
            return 0
        except TelegramError as error:
            log.error("messages that are due were not deleted yet: %s", type(error).__name__)
            return 0
        return len(due)
