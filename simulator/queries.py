"""Button presses and inline queries that wait for the bot's answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from simulator import limits
from simulator.accounts import BotAccount
from simulator.clock import Clock
from simulator.errors import bad_request

LATE = "query is too old and response timeout expired or query ID is invalid"


@dataclass(eq=False)
class Query:
    """One of them."""

    id: str
    bot: BotAccount
    expires: float
    answer: asyncio.Future[Any] = field(repr=False)


class Queries:
    """By id, until they are too old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, Query] = {}
        self._count = 0

    def callback(self, bot: BotAccount) -> Query:
        """A button was pressed."""
        return self._add(bot, limits.CALLBACK_LIFETIME)

    def inline(self, bot: BotAccount) -> Query:
        """Somebody types the bot's name and a query."""
        return self._add(bot, limits.INLINE_ANSWERABLE)

    def answer(self, bot: BotAccount, query_id: str, answer: Any) -> None:
        """Pass the bot's answer on; a second one has no effect.

        Raises:
            ApiError: 400 when it comes too late or for no query at all.
        """
        query = self._open.get(query_id)
        if query is None or query.bot is not bot or self._clock.now() > query.expires:
            raise bad_request(LATE)
        if not query.answer.done():
            query.answer.set_result(answer)

    def _add(self, bot: BotAccount, seconds: float) -> Query:
        now = self._clock.now()
        self._open = {key: query for key, query in self._open.items() if query.expires >= now}
        self._count += 1
        query_id = f"{bot.id % 1_000_000}{self._count:012d}"
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        query = self._open[query_id] = Query(query_id, bot, now + seconds, future)
        return query
