"""getUpdates, with the ways of Telegram's server."""

from __future__ import annotations

import asyncio

from simulator import limits
from simulator.clock import Clock
from simulator.delivery.queue import Update, UpdateQueue
from simulator.errors import conflict

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Poller:
    """One bot's getUpdates; only one of them waits at a time."""

    def __init__(self, queue: UpdateQueue, clock: Clock) -> None:
        self.stretches = True
        """Hurried repetitions are slowed down; tests of other things may switch it off."""
        self._queue, self._clock = queue, clock
        self._waiting: asyncio.Future[str] | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0

    async def get(self, offset: int, limit: int, timeout: float) -> list[Update]:
        """Updates from `offset` on, at once or when the first comes, at most `timeout` seconds later.

        Raises:
            ApiError: 409 when something else ends the wait.
        """
        self.interrupt(OTHER_POLL)
        limit, timeout = self._stretched(offset, limit, timeout)
        found = self._queue.take(offset, limit)
        if found or timeout <= 0:
            return found
        await self._wait(timeout)
        return self._queue.take(offset, limit)

    def wake(self) -> None:
        """Something has come, or the server ends."""
        self._end_wait("")

    def interrupt(self, reason: str) -> None:
        """The poll that waits ends with 409 and this reason."""
        self._end_wait(reason)

    async def _wait(self, timeout: float) -> None:
        mine = self._waiting = asyncio.get_running_loop().create_future()
        try:
            await self._clock.wait(mine, timeout)
        finally:
            if self._waiting is mine:
                self._waiting = None
        if mine.done():
            if mine.result():
                raise conflict(mine.result())
            await asyncio.sleep(limits.POLL_GATHER)

    def _end_wait(self, reason: str) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(reason)
            self._waiting = None

    def _stretched(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        now, since = self._clock.now(), self._clock.now() - self._last_start
        again = self.stretches and offset == self._last_offset
        if again and since < limits.POLL_STRETCH:
            timeout = max(timeout, limits.POLL_STRETCH)
        if again and since < limits.POLL_HURRIED:
            limit = 1
        self._last_offset, self._last_start = offset, now
        return limit, timeout
