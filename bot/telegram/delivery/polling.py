"""Our own loop over getUpdates: an update is confirmed to Telegram after it is handled, not before.

python-telegram-bot's own loop confirms what it has fetched and loses it when it is killed.
"""

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.store.identity import Identity
from bot.telegram.delivery.lanes import Lanes, lane_of
from bot.telegram.delivery.ledger import Ledger
from bot.telegram.delivery.urgent import urgency

log = logging.getLogger(__name__)

AGAIN = 0.55
"""Seconds before the same offset is asked again while a handler is slow: within half a second
the Bot API server would hand out one update only."""
BACKOFF = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds to wait after the first, second … failure of getUpdates."""


class Poller:
    """Fetches updates and confirms the longest handled prefix."""

    def __init__(self, bot: Bot, lanes: Lanes, ledger: Ledger, identity: Identity, timeout: int) -> None:
        self._bot, self._lanes, self._ledger, self._identity = bot, lanes, ledger, identity
        self._timeout = timeout
        self._open: dict[int, asyncio.Future[None]] = {}
        self._offset: int | None = None
        self._advanced = asyncio.Event()
        self._failures = 0

    async def run(self, heartbeat: Callable[[], None] = lambda: None) -> None:
        """Fetch until cancelled.

        Raises:
            InvalidToken: when Telegram does not know the token.
        """
        while True:
            heartbeat()
            if (updates := await self._fetch()) is None:
                await asyncio.sleep(BACKOFF[min(self._failures, len(BACKOFF)) - 1])
                continue
            for update in updates:
                self._take(update)
            if self._open:
                await self._wait_for_progress()

    async def drain(self) -> None:
        """Wait until what was handled is noted as well; call it after `Lanes.drain`."""
        if self._open:
            await asyncio.wait(self._open.values())

    async def _fetch(self) -> tuple[Update, ...] | None:
        try:
            updates = await self._bot.get_updates(
                offset=self._offset,
                timeout=0 if self._open else self._timeout,
                allowed_updates=Update.ALL_TYPES,
            )
        except InvalidToken:
            raise
        except TelegramError as error:
            self._failures += 1
            log.warning("getUpdates failed: %s", _reason(error))
            return None
        self._failures = 0
        return updates

    def _take(self, update: Update) -> None:
        if update.update_id in self._open or self._ledger.handled(update.update_id):
            self._offset = max(self._offset or 0, update.update_id + 1) if not self._open else self._offset
            return
        handled = self._lanes.submit(update, urgent=urgency(update) is not None)
        task = asyncio.ensure_future(self._finish(update, handled))
        self._open[update.update_id] = task
        task.add_done_callback(lambda _: self._confirm())

    async def _finish(self, update: Update, handled: asyncio.Future[None]) -> None:
        await handled
        await self._ledger.finish(update.update_id, self._identity.pseudonym(lane_of(update)))

    def _confirm(self) -> None:
        for update_id in sorted(self._open):
            if not self._open[update_id].done():
                return
            del self._open[update_id]
            self._offset = update_id + 1
            self._advanced.set()

    async def _wait_for_progress(self) -> None:
        self._advanced.clear()
        try:
            await asyncio.wait_for(self._advanced.wait(), AGAIN)
        except TimeoutError:
            return


def _reason(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "another process polls with the same token; stop one of them"
    if isinstance(error, RetryAfter):
        return "Telegram asks us to slow down"
    return type(error).__name__
