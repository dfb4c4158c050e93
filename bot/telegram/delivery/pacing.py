"""Keeps below Telegram's flood limits without ever stopping one chat for another."""

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit

OVERALL = int(FloodLimit.MESSAGES_PER_SECOND)
BURST = 3
"""Messages that may follow each other at once in one chat; on average it stays at one a second (Bot FAQ)."""


class Pacing:
    """Waits until a message may leave. One limiter for the bot, one for each chat in use."""

    def __init__(self, overall: int = OVERALL, burst: int = BURST) -> None:
        self._overall = AsyncLimiter(overall, 1)
        self._burst = burst
        self._chats: dict[int, AsyncLimiter] = {}

    async def wait(self, chat_id: int) -> None:
        """Return when a message to `chat_id` may leave."""
        chat = self._chats.setdefault(chat_id, AsyncLimiter(self._burst, self._burst))
        await chat.acquire()
        await self._overall.acquire()
        if len(self._chats) > 10_000:
            self._forget_idle()

    def _forget_idle(self) -> None:
        self._chats = {i: limiter for i, limiter in self._chats.items() if not limiter.has_capacity(self._burst)}
