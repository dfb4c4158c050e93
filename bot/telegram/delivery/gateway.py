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
from bot.telegram.delivery.trouble import unquoted
from bot.telegram.outgoing import Outgoing, Sendable

log = logging.getLogger(__name__)

Call = Callable[[], Awaitable[Any]]
ATTEMPTS = 8
SPINNER = 1.0
"""Seconds that a chat waits for the end of a spinner."""
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

    async def send(
        self, chat_id: int, message: Sendable, conversation: Conversation, urgent: bool = False, places: int = 1
    ) -> Placed | None:
        """Send a message of a conversation; None when it was closed meanwhile or she blocked the bot.

        What is `urgent` waits for no other message, and is rather said twice than not at all. `places`: how many
        messages the answer has that begins here; 0 for those that follow.
        """
        if urgent:
            await self._pacing.hurry(chat_id)
        else:
            await self._pacing.wait(chat_id, places)
        if conversation.closed:
            return None
        sent = await self._patiently(lambda: post(self.bot, chat_id, message), urgent)
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
        await self._pacing.hurry(chat_id)
        sent = await self._patiently(lambda: post(self.bot, chat_id, message), urgent=True)
        return Placed(chat_id, sent.message_id) if sent else None

    async def broadcast(self, chat_id: int, message: Sendable) -> Placed | None:
        """Send what nobody waits for: behind all answers. None when it could not be sent."""
        for _ in range(ATTEMPTS):
            await self._pacing.wait_behind(chat_id)
            try:
                sent = await self._settled(lambda: post(self.bot, chat_id, message))
            except RetryAfter as error:
                self._pacing.pause_broadcasts(_asked(error))
                continue
            return Placed(chat_id, sent.message_id) if sent else None
        return None

    async def edit(self, placed: Placed, message: Outgoing) -> None:
        """Replace a message in place; for Telegram's limits that is one message more."""
        await self._pacing.wait(placed.chat_id)
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
        """Delete messages, newest first; one that Telegram no longer deletes does not keep the others.

        Raises:
            TelegramError: when Telegram cannot be reached; some of them may be left.
        """
        newest_first = sorted(placed, key=lambda p: p.message_id, reverse=True)
        for start in range(0, len(newest_first), DELETE_BATCH):
            await self._delete_batch(newest_first[start : start + DELETE_BATCH])

    async def answer(self, query_id: str, text: str | None = None) -> None:
        """Stop the spinner on a pressed button, or leave it: what she pressed for is worth more than its end."""
        try:
            await self.bot.answer_callback_query(query_id, text, read_timeout=SPINNER)
        except TelegramError as error:
            log.info("a spinner goes on: %s", type(error).__name__)

    async def offer(self, query_id: str, results: list[InlineQueryResultArticle]) -> None:
        """Answer an inline query; nothing is cached, for a number may change and a query may be private."""
        await self._patiently(lambda: self.bot.answer_inline_query(query_id, results, cache_time=0, is_personal=True))

    async def _delete_batch(self, batch: list[Placed]) -> None:
        chat_id = batch[0].chat_id
        try:
            await self._retrying(lambda: self.bot.delete_messages(chat_id, [p.message_id for p in batch]), urgent=True)
        except Forbidden:
            return
        except BadRequest:
            # One message past Telegram's 48 hours fails the whole call: then each on its own.
            await asyncio.gather(*map(self._delete_one, batch))

    async def _delete_one(self, placed: Placed) -> None:
        delete = lambda: self.bot.delete_message(placed.chat_id, placed.message_id)  # noqa: E731
        await self._unless_refused(lambda: self._retrying(delete, urgent=True))

    async def _patiently(self, call: Call, urgent: bool = False) -> Any:
        return await self._settled(lambda: self._retrying(call, urgent))

    async def _settled(self, call: Call) -> Any:
        """The answer of Telegram; None where it was refused, or where nobody knows."""
        try:
            return await self._unless_refused(call)
        except TimedOut:
            # It may have been delivered: repeating blindly would say it twice.
            log.warning("Telegram did not answer in time")
            return None

    async def _unless_refused(self, call: Call) -> Any:
        try:
            return await call()
        except Forbidden:
            return None
        except BadRequest as error:
            if not any(text in error.message.lower() for text in _HARMLESS):
                log.error("Telegram refused a call: %s", unquoted(error))
            return None

    async def _retrying(self, call: Call, urgent: bool = False) -> Any:
        async for attempt in AsyncRetrying(
            retry=retry_if_exception(_passes_urgently if urgent else _passes),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_pause,
            reraise=True,
        ):
            with attempt:
                return await call()
        return None


def _passes(error: BaseException) -> bool:
    """Flood control and what never reached Telegram pass; a refusal stays, as does what may have arrived."""
    return isinstance(error, RetryAfter) or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest | TimedOut)
    )


def _passes_urgently(error: BaseException) -> bool:
    return _passes(error) or isinstance(error, TimedOut)


_backoff = wait_random_exponential(multiplier=0.2, max=5)


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return _asked(error) if isinstance(error, RetryAfter) else _backoff(state)


def _asked(error: RetryAfter) -> float:
    """Seconds for which Telegram asks to slow down."""
    asked = error.retry_after
    return float(asked if isinstance(asked, int) else asked.total_seconds())
