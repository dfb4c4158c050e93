"""Keeps below Telegram's flood limits without ever stopping one chat for another, or an answer for a broadcast."""

import asyncio
import time
from collections.abc import Callable

from telegram.constants import FloodLimit

from bot.telegram.delivery.bucket import Bucket

BURST_OVERALL = 3
OVERALL = int(FloodLimit.MESSAGES_PER_SECOND) - BURST_OVERALL
"""Messages a second. With those that may leave at once, no second holds more than Telegram's thirty."""
BROADCAST = OVERALL - int(FloodLimit.MESSAGES_PER_SECOND) // 3
"""Messages a second of all broadcasts: a third of Telegram's thirty is always left to answers."""
BURST = 5
"""Messages that may follow each other at once in one chat; on average it stays at one a second (Bot FAQ)."""
CHATS = 10_000
"""Chats whose pace is remembered before those that are idle are forgotten."""


class Pacing:
    """Waits until a message may leave. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._overall = Bucket(OVERALL, BURST_OVERALL, clock)
        self._urgent = Bucket(OVERALL, BURST_OVERALL, clock)
        self._broadcasts = Bucket(BROADCAST, 1, clock)
        self._chats: dict[int, Bucket] = {}
        self._answers, self._queue = asyncio.Lock(), asyncio.Lock()
        self._paused_until = 0.0

    async def wait(self, chat_id: int, places: int = 1) -> None:
        """Return when a message to `chat_id` may leave.

        The first of an answer waits for `places`, one for each of its messages, and the others for none: half an
        answer that waits for the rest would be said again after a kill.
        """
        await asyncio.sleep(self._chat(chat_id).take())
        if places:
            async with self._answers:
                while seconds := self._overall.until(min(places, BURST_OVERALL)):
                    await asyncio.sleep(seconds)
                self._overall.take(places)

    async def hurry(self, chat_id: int) -> None:
        """Return when something urgent may leave: it waits for nothing but as urgent messages to others."""
        self._chat(chat_id).take()
        self._overall.take()
        await asyncio.sleep(self._urgent.take())

    async def wait_behind(self, chat_id: int) -> None:
        """Return when a broadcast's message to `chat_id` may leave: when no answer waits, and others could still go."""
        async with self._queue:
            while seconds := self._until_free(chat_id):
                await asyncio.sleep(seconds)
            for bucket in (self._broadcasts, self._chat(chat_id), self._overall):
                bucket.take()

    def pause_broadcasts(self, seconds: float) -> None:
        """Telegram asks to slow down: no broadcast leaves for so long, answers do."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def _until_free(self, chat_id: int) -> float:
        return max(
            self._paused_until - self._clock(),
            self._broadcasts.until(1),
            self._chat(chat_id).until(1),
            self._overall.until(BURST_OVERALL),
            1 / OVERALL if self._answers.locked() else 0.0,
        )

    def _chat(self, chat_id: int) -> Bucket:
        if len(self._chats) > CHATS:
            self._chats = {i: bucket for i, bucket in self._chats.items() if not bucket.idle}
        return self._chats.setdefault(chat_id, Bucket(1, BURST, self._clock))
