"""Counts per link and week what chats did: a chat once a day, and never who."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.languages import Language
from bot.links.links import today
from bot.links.tables import LinkCount
from bot.store.counting import one_more

Event = Literal["opened", "asked", "looked", "contact"]
EVENTS: tuple[Event, ...] = ("opened", "asked", "looked", "contact")


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


class OncePerDay:
    """What was counted today, in memory alone and under a salt: a restart may count a chat twice, nothing tells who."""

    def __init__(self, day: Callable[[], date] = today) -> None:
        self._today = day
        self._day: date | None = None
        self._salt = b""
        self._seen: set[bytes] = set()

    def first(self, *what: str) -> bool:
        """Whether this is the first time today."""
        if self._day != self._today():
            self._day, self._salt, self._seen = self._today(), secrets.token_bytes(32), set()
        mark = hashlib.blake2b("\0".join(what).encode(), key=self._salt, digest_size=16).digest()
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


class Counters:
    """Adds to the counters of links. `day` gives the day in Bishkek."""

    def __init__(self, database: AsyncEngine, day: Callable[[], date] = today) -> None:
        self._database = database
        self._day = day
        self._once = OncePerDay(day)

    async def count(self, link_id: int, event: Event, language: Language, pseudonym: str) -> None:
        """Count an event of a chat that came by a link.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: when the database is away; nobody is to wait for a counter.
        """
        if not self._once.first(str(link_id), event, pseudonym):
            return
        key = {"link_id": link_id, "week": monday(self._day()), "event": event, "language": language}
        async with self._database.begin() as connection:
            await connection.execute(one_more(connection.dialect.name, LinkCount, key))
