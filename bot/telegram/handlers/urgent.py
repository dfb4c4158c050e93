"""Exit and SOS: they wait for nothing that the chat is busy with."""

import asyncio
import logging
from dataclasses import replace
from operator import not_

from telegram import ReplyKeyboardRemove
from tenacity import AsyncRetrying, RetryError, retry_if_result, stop_after_delay, wait_exponential

from bot.engine.client import Engine
from bot.store.identity import Placed
from bot.telegram.handlers.disguise import answer as disguised
from bot.telegram.handlers.disguise import decoy
from bot.telegram.visit import Visit

log = logging.getLogger(__name__)

FORGET_FOR = 3600.0
"""Seconds that the forgetting is repeated: after an hour the engine's store forgets by itself."""
_forgetting: set[asyncio.Task[None]] = set()


async def sos(visit: Visit) -> None:
    """The emergency card, at once; in disguise the bare numbers."""
    if visit.choices.disguised:
        await disguised(visit)
        return
    visit.conversation.showed("emergency_now")
    await visit.show(visit.screens.card("emergency_now"))


async def hide(visit: Visit) -> None:
    """The innocent text first and silently; then everything else in the chat goes, newest first."""
    house, sender = visit.house, visit.sender
    house.conversations.close(visit.pseudonym)
    visit.conversation.closed = True
    dropped = house.lanes.drop(visit.chat_id)
    innocent = replace(decoy(visit, visit.choices), markup=ReplyKeyboardRemove())
    shown = await house.gateway.say(visit.chat_id, innocent)
    # The database may be slow or away: nothing waits for it, the disguise holds in memory at once.
    disguising = asyncio.ensure_future(visit.prefer(disguised=True))
    known = set(await house.ledger.known(visit.pseudonym))
    known |= {Placed(visit.chat_id, u.message.message_id) for u in dropped if u.message}
    await house.gateway.delete(known - {shown} if shown else known)
    await disguising
    await house.ledger.clear(visit.pseudonym)
    if shown:
        house.ledger.note(visit.pseudonym, shown)
    forget_in_background(visit.engine, sender)


def forget_in_background(engine: Engine, sender: str) -> None:
    """Repeat it until the engine confirms, while the chat goes on."""
    task = asyncio.ensure_future(_forget(engine, sender))
    _forgetting.add(task)
    task.add_done_callback(_forgetting.discard)


async def _forget(engine: Engine, sender: str) -> None:
    patiently = AsyncRetrying(
        retry=retry_if_result(not_),
        stop=stop_after_delay(FORGET_FOR),
        wait=wait_exponential(multiplier=0.5, max=60),
    )
    try:
        await patiently(engine.forget, sender)
    except RetryError:
        log.error("the engine did not confirm that it forgot a conversation")
