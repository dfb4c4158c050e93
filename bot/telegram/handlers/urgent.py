"""Exit and SOS: they wait for nothing that the chat is busy with."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from operator import not_
from typing import Any

from telegram import ReplyKeyboardRemove
from telegram.error import TelegramError
from tenacity import AsyncRetrying, RetryError, retry_if_result, stop_after_delay, wait_exponential

from bot.engine.client import Engine
from bot.store.identity import Placed
from bot.telegram.delivery.ledger import Known
from bot.telegram.handlers.disguise import answer as disguised
from bot.telegram.handlers.disguise import decoy
from bot.telegram.visit import Visit

log = logging.getLogger(__name__)

DECOY_PATIENCE = 1.0
"""Seconds that the deletion waits for the decoy, which is to come first."""
FORGET_FOR = 3600.0
"""Seconds that the forgetting is repeated: after an hour the engine's store forgets by itself."""
_background: set[asyncio.Task[None]] = set()


async def sos(visit: Visit) -> None:
    """The emergency card, at once; in disguise the bare numbers."""
    if visit.choices.disguised:
        await disguised(visit)
        return
    visit.conversation.showed("emergency_now")
    await visit.show(visit.screens.card("emergency_now"), urgent=True)


async def hide(visit: Visit) -> None:
    """The innocent text first and silently; then everything else in the chat goes, newest first."""
    house, sender = visit.house, visit.sender
    house.conversations.close(visit.pseudonym)
    visit.conversation.closed = True
    dropped = house.lanes.drop(visit.chat_id)
    speaking = asyncio.ensure_future(_say(visit))
    # Telegram and the database may be slow or away: the disguise holds in memory at once.
    disguising = asyncio.ensure_future(visit.prefer(disguised=True))
    await asyncio.wait({speaking}, timeout=DECOY_PATIENCE)
    known = await house.ledger.known(visit.pseudonym)
    known.placed.update(Placed(visit.chat_id, u.message.message_id) for u in dropped if u.message)
    forget_in_background(visit.engine, sender)
    # Shielded: where Telegram hangs, the deletion outlives the time that a handler may take.
    await asyncio.shield(_in_background(_clear(visit, known, speaking)))
    await disguising


async def _say(visit: Visit) -> Placed | None:
    innocent = replace(decoy(visit, visit.choices), markup=ReplyKeyboardRemove())
    try:
        return await visit.house.gateway.say(visit.chat_id, innocent)
    except TelegramError as error:
        log.error("a decoy did not arrive: %s", type(error).__name__)
        return None


async def _clear(visit: Visit, known: Known, speaking: asyncio.Future[Placed | None]) -> None:
    """Delete what is known; what Telegram or the database does not take now goes as soon as they do."""
    ledger = visit.house.ledger
    shown = speaking.result() if speaking.done() else None
    gone = await deleted(visit, known.placed - {shown})
    left = [] if gone else list(known.placed)
    # Rows that were not read are not cleared: nothing else knows of their messages.
    done = known.every and await ledger.clear(visit.pseudonym) and gone
    shown = await speaking
    for placed in [*left, *([shown] if shown else [])]:
        ledger.note(visit.pseudonym, placed)
    if not done:
        newest = max((placed.message_id for placed in known.placed), default=0)
        _in_background(_until(_cleared_up, visit, newest))


async def _cleared_up(visit: Visit, newest: int) -> bool:
    """Whether everything up to a message is gone now, also what only the database knew of."""
    ledger = visit.house.ledger
    known, every = await ledger.known(visit.pseudonym)
    older = {placed for placed in known if placed.message_id <= newest}
    if not (await deleted(visit, older) and every and await ledger.clear(visit.pseudonym)):
        return False
    for placed in known - older:
        ledger.note(visit.pseudonym, placed)
    return True


async def deleted(visit: Visit, placed: set[Placed]) -> bool:
    """Whether Telegram took the deletion, or said that it cannot be done any more."""
    try:
        await visit.house.gateway.delete(placed)
    except TelegramError as error:
        log.error("messages of a hidden chat were not deleted yet: %s", type(error).__name__)
        return False
    return True


def forget_in_background(engine: Engine, sender: str) -> None:
    """Repeat it until the engine confirms, while the chat goes on."""
    _in_background(_until(engine.forget, sender))


def _in_background(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    task = asyncio.ensure_future(work)
    _background.add(task)
    task.add_done_callback(_background.discard)
    return task


async def _until(work: Callable[..., Awaitable[bool]], *about: object) -> None:
    patiently = AsyncRetrying(
        retry=retry_if_result(not_),
        stop=stop_after_delay(FORGET_FOR),
        wait=wait_exponential(multiplier=0.5, max=60),
    )
    try:
        await patiently(work, *about)
    except RetryError:
        log.error("a conversation was not forgotten everywhere: %s", work.__name__)
