"""Different chats at the same time, one chat in order, urgent updates before everything."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

log = logging.getLogger(__name__)

LaneId = int
MOST = 30
"""Updates of one chat that may wait: more is a flood, and an answer half a minute late helps nobody."""


def lane_of(update: Update) -> LaneId:
    """Updates with the same lane are handled one after another."""
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else user.id if user else 0


class Lanes:
    """Runs `handle` for each update; `deadline` in seconds frees a lane whose handler hangs."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]], deadline: float) -> None:
        self._handle = handle
        self._deadline = deadline
        self._waiting: dict[LaneId, deque[tuple[Update, asyncio.Future[None]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def submit(self, update: Update, urgent: bool = False) -> asyncio.Future[None]:
        """Take an update; the future is done when it was handled, dropped or ran past its deadline."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane = lane_of(update)
        if urgent:
            self._start(self._one(update, done))
        elif len(self._waiting.get(lane, ())) >= MOST:
            log.warning("a chat writes faster than it can be answered: an update is dropped")
            _finish(done)
        elif lane in self._waiting:
            self._waiting[lane].append((update, done))
        else:
            self._waiting[lane] = deque([(update, done)])
            self._start(self._work_off(lane))
        return done

    def drop(self, lane: LaneId) -> list[Update]:
        """Forget the updates that wait in a lane: after an exit nobody answers what was asked before it."""
        dropped = list(self._waiting.get(lane, ()))
        if lane in self._waiting:
            self._waiting[lane].clear()
        for _, done in dropped:
            _finish(done)
        return [update for update, _ in dropped]

    async def drain(self) -> None:
        """Wait until everything taken so far is handled."""
        while self._running:
            await asyncio.wait(self._running)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _work_off(self, lane: LaneId) -> None:
        while waiting := self._waiting[lane]:
            await self._one(*waiting.popleft())
        del self._waiting[lane]

    async def _one(self, update: Update, done: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(self._deadline):
                await self._handle(update)
        except TimeoutError:
            log.error("update %d ran past its deadline", update.update_id)
        except Exception as error:
            log.error("update %d failed: %s", update.update_id, type(error).__name__)
        finally:
            _finish(done)


def _finish(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
