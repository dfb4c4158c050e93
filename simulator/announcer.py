"""Tells those who listen that something has changed, so that nobody has to poll."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Announcer:
    """Passes the kind of each change on to its listeners."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()

    def tell(self, kind: str) -> None:
        """Say that something of this kind has changed."""
        for queue in self._queues:
            queue.put_nowait(kind)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[str]]:
        """Every change from here on."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def until(self, look: Callable[[], T | None], seconds: float) -> T:
        """Look now and after each change, until there is something.

        Raises:
            TimeoutError: after `seconds` of real time.
        """
        with self.listening() as queue:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    await queue.get()
                return found
