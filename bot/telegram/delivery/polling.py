"""Our own loop over getUpdates: an update is confirmed to Telegram after it is handled, not before.

python-telegram-bot's own loop confirms what it has fetched and loses it when it is killed.
"""

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.telegram.delivery.intake import Intake
from bot.telegram.delivery.trouble import pause, reason

log = logging.getLogger(__name__)

AGAIN = 0.55
"""Seconds before the same offset is asked again while a handler is slow: within half a second
the Bot API server would hand out one update only."""


class Poller:
    """Fetches updates and confirms the longest handled prefix. `timeout` of getUpdates in seconds."""

    def __init__(self, bot: Bot, intake: Intake, timeout: int) -> None:
        self._bot, self._intake, self._timeout = bot, intake, timeout
        self._open: dict[int, asyncio.Future[None]] = {}
        self._offset: int | None = None
        self._advanced = asyncio.Event()
        self._failures = 0
        self._webhook_is_gone = False

    async def run(self, heartbeat: Callable[[], None] = lambda: None) -> None:
        """Fetch until cancelled.

        Raises:
            InvalidToken: when Telegram does not know the token.
        """
        while True:
            heartbeat()
            if (updates := await self._fetch()) is None:
                await asyncio.sleep(pause(self._failures))
                continue
            for update in updates:
                self._take(update)
            if self._open:
                await self._wait_for_progress()

    async def _fetch(self) -> tuple[Update, ...] | None:
        try:
            updates = await self._updates()
        except InvalidToken:
            raise
        except TelegramError as error:
            self._failures += 1
            log.warning("getUpdates failed: %s", reason(error))
            return None
        self._failures = 0
        return updates

    async def _updates(self) -> tuple[Update, ...]:
        if not self._webhook_is_gone:
            # Telegram refuses getUpdates for as long as a webhook is set.
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._webhook_is_gone = True
        return await self._bot.get_updates(
            offset=self._offset,
            timeout=0 if self._open else self._timeout,
            allowed_updates=Update.ALL_TYPES,
        )

    def _take(self, update: Update) -> None:
        if update.update_id in self._open:
            return
        handled = self._intake.take(update)
        if handled:
            self._open[update.update_id] = handled
            handled.add_done_callback(lambda _: self._confirm())
        elif not self._open:
            self._offset = max(self._offset or 0, update.update_id + 1)

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
