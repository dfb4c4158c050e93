"""Time that tests can move."""

from __future__ import annotations

import asyncio
import time
from typing import Any


class Clock:
    """The clock of this machine plus what tests have advanced it by."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._sleepers: set[asyncio.Future[None]] = set()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead

    def date(self) -> int:
        """Whole seconds since 1970, as in messages."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move time forward; who waits for a moment that is now past wakes up.

        Raises:
            ValueError: for a step back.
        """
        if seconds < 0:
            raise ValueError("time goes forward only")
        self._ahead += seconds
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of this clock."""
        await self.wait(asyncio.get_running_loop().create_future(), seconds)

    async def wait(self, future: asyncio.Future[Any], seconds: float) -> None:
        """Wait until `future` is done or `seconds` of this clock are over."""
        end = self.now() + seconds
        while not future.done() and (left := end - self.now()) > 0:
            moved = asyncio.get_running_loop().create_future()
            self._sleepers.add(moved)
            try:
                await asyncio.wait({future, moved}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                self._sleepers.discard(moved)
