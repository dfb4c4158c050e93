"""From Telegram into the lanes: each update once, however often and by whichever way it is delivered."""

import asyncio

from telegram import Update

from bot.store.identity import Identity
from bot.telegram.delivery.lanes import Lanes, lane_of
from bot.telegram.delivery.ledger import Ledger
from bot.telegram.delivery.urgent import urgency


class Intake:
    """Has updates handled, urgent ones first, and notes each when it is done."""

    def __init__(self, lanes: Lanes, ledger: Ledger, identity: Identity) -> None:
        self._lanes, self._ledger, self._identity = lanes, ledger, identity
        self._open: dict[int, asyncio.Future[None]] = {}

    def take(self, update: Update) -> asyncio.Future[None] | None:
        """Done when the update was handled and noted; None when that was so before.

        An update that comes again meanwhile gets the same future: it is not handled twice.
        """
        number = update.update_id
        if number not in self._open:
            if self._ledger.handled(number):
                return None
            handled = self._lanes.submit(update, urgent=urgency(update) is not None)
            self._open[number] = asyncio.ensure_future(self._finish(update, handled))
            self._open[number].add_done_callback(lambda _: self._open.pop(number))
        return self._open[number]

    async def drain(self) -> None:
        """Wait until what was handled is noted as well; call it after `Lanes.drain`."""
        if self._open:
            await asyncio.wait(list(self._open.values()))

    async def _finish(self, update: Update, handled: asyncio.Future[None]) -> None:
        await handled
        await self._ledger.finish(update.update_id, self._identity.pseudonym(lane_of(update)))
