"""The one place through which every message leaves."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from telegram import Bot, InlineQueryResultArticle
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from bot.store.identity import Placed
from bot.telegram.conversations import Conversation
from bot.telegram.delivery.pacing import Pacing
from bot.telegram.delivery.posting import NO_PREVIEW, post
from bot.telegram.outgoing import Outgoing, Sendable

log = logging.getLogger(__name__)

ATTEMPTS = 5
DELETE_BATCH = 100
"""Messages that deleteMessages takes at once (Bot API)."""
_HARMLESS = (
    "message is not modified",
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
)


class Gateway:
    """Sends, edits and deletes; waits as Telegram asks; knows what it sent."""

    def __init__(self, bot: Bot, pacing: Pacing) -> None:
        self.bot = bot
        self._pacing = pacing

    async def send(self, chat_id: int, message: Sendable, conversation: Conversation) -> Placed | None:
        """Send a message of a conversation; None when it was closed meanwhile or she blocked the bot."""
        await self._pacing.wait(chat_id)
        if conversation.closed:
            return None
        sent = await self._patiently(lambda: post(self.bot, chat_id, message))
        if sent is None:
            return None
        placed = Placed(chat_id, sent.message_id)
        if conversation.closed:
            # She pressed exit while this message was on its way: it must not stay.
            await self.delete([placed])
            return None
        return placed

    async def say(self, chat_id: int, message: Outgoing) -> Placed | None:
        """Send at once and outside any conversation: the decoy of an exit waits for nothing."""
        sent = await self._patiently(lambda: post(self.bot, chat_id, message))
        return Placed(chat_id, sent.message_id) if sent else None

    async def edit(self, placed: Placed, message: Outgoing) -> None:
        """Replace a message in place."""
        await self._patiently(
            lambda: self.bot.edit_message_text(
                message.text,
                placed.chat_id,
                placed.message_id,
                parse_mode="HTML",
                reply_markup=message.markup,  # type: ignore[arg-type]
                link_preview_options=NO_PREVIEW,
            )
        )

    async def delete(self, placed: Iterable[Placed]) -> None:
        """Delete messages, newest first; one that Telegram no longer deletes does not keep the others."""
        newest_first = sorted(placed, key=lambda p: p.message_id, reverse=True)
        for start in range(0, len(newest_first), DELETE_BATCH):
            await self._delete_batch(newest_first[start : start + DELETE_BATCH])

    async def answer(self, query_id: str, text: str | None = None) -> None:
        """Stop the spinner on a pressed button."""
        await self._patiently(lambda: self.bot.answer_callback_query(query_id, text))

    async def offer(self, query_id: str, results: list[InlineQueryResultArticle]) -> None:
        """Answer an inline query; nothing is cached, for a number may change and a query may be private."""
        await self._patiently(lambda: self.bot.answer_inline_query(query_id, results, cache_time=0, is_personal=True))

    async def _delete_batch(self, batch: list[Placed]) -> None:
        chat_id = batch[0].chat_id
        try:
            await self._retrying(lambda: self.bot.delete_messages(chat_id, [p.message_id for p in batch]))
        except TelegramError:
            # One message past Telegram's 48 hours fails the whole call: then each on its own.
            await asyncio.gather(*map(self._delete_one, batch))

    async def _delete_one(self, placed: Placed) -> None:
        await self._patiently(lambda: self.bot.delete_message(placed.chat_id, placed.message_id))

    async def _patiently(self, call: Callable[[], Awaitable[Any]]) -> Any:
        try:
            return await self._retrying(call)
        except Forbidden:
            return None
        except BadRequest as error:
            if not any(text in error.message.lower() for text in _HARMLESS):
                log.error("Telegram refused a call: %s", error.message)
            return None
        except TimedOut:
            # It may have been delivered: repeating blindly would say it twice.
            log.warning("Telegram did not answer in time")
            return None

    async def _retrying(self, call: Callable[[], Awaitable[Any]]) -> Any:
        async for attempt in AsyncRetrying(
            retry=retry_if_exception(_worth_another_try),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_pause,
            reraise=True,
        ):
            with attempt:
                return await call()
        return None


def _worth_another_try(error: BaseException) -> bool:
    """Flood control and broken connections pass; a refusal does not, and a time-out may have been delivered."""
    return isinstance(error, RetryAfter) or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest | TimedOut)
    )


_backoff = wait_random_exponential(multiplier=0.2, max=5)


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        return float(asked if isinstance(asked, int) else asked.total_seconds())
    return _backoff(state)
