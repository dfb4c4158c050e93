"""What the front end remembers across restarts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.choices import KEEP as CLOCKS
from bot.store.choices import Choices
from bot.store.identity import Identity, Placed
from bot.store.tables import HandledUpdate, KnownMessage, Person

KEEP = timedelta(hours=48)
"""Telegram deletes no message that is older, and repeats no update that is older than a day."""

Seen = Sequence[Placed] | Mapping[Placed, datetime]
"""Messages, with the moment from which their clock runs where that is not now."""
SWEEP = 500
"""Messages that one sweep takes: the next one follows at once."""


class Memory:
    """Reads and writes the tables; every method is one transaction. `now` gives the moment, with time zone."""

    def __init__(
        self, database: AsyncEngine, identity: Identity, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database, self._identity, self._now = database, identity, now

    async def handled(self) -> set[int]:
        """Ids of all updates that were answered and may still be repeated."""
        async with self._database.connect() as connection:
            return set(await connection.scalars(select(HandledUpdate.update_id)))

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._now().astimezone(UTC)

    async def finish(self, update_id: int, pseudonym: str, placed: Seen) -> None:
        """Note that an update was answered, and which messages its chat now holds."""
        async with self._database.begin() as connection:
            await connection.execute(insert(HandledUpdate).values(update_id=update_id, handled_at=self.now()))
            await self._note(connection, pseudonym, placed)

    async def note(self, pseudonym: str, placed: Seen) -> None:
        """Note which messages a chat now holds besides those that are noted already."""
        async with self._database.begin() as connection:
            await self._note(connection, pseudonym, placed)

    async def placed(self, pseudonym: str) -> list[Placed]:
        """Messages known to stand in a chat."""
        async with self._database.connect() as connection:
            sealed = await connection.scalars(select(KnownMessage.sealed).where(KnownMessage.pseudonym == pseudonym))
            return [placed for one in sealed if (placed := self._identity.unseal(one))]

    async def clear(self, pseudonym: str) -> None:
        """Forget the messages of a chat: they are deleted."""
        async with self._database.begin() as connection:
            await connection.execute(delete(KnownMessage).where(KnownMessage.pseudonym == pseudonym))

    async def choices(self, pseudonym: str) -> Choices:
        """What a person has chosen; the defaults where nothing is stored."""
        columns = (getattr(Person, field.name) for field in fields(Choices))
        async with self._database.connect() as connection:
            query = select(*columns).where(Person.pseudonym == pseudonym)
            row = (await connection.execute(query)).one_or_none()
        return Choices(**row._mapping) if row else Choices()

    async def choose(self, pseudonym: str, choices: Choices) -> None:
        """Keep what a person has chosen; the defaults need no row."""
        async with self._database.begin() as connection:
            await connection.execute(delete(Person).where(Person.pseudonym == pseudonym))
            if choices != Choices():
                await connection.execute(insert(Person).values(pseudonym=pseudonym, **choices.row))

    async def forget(self, pseudonym: str) -> None:
        """Remove every row about a person."""
        async with self._database.begin() as connection:
            await connection.execute(delete(Person).where(Person.pseudonym == pseudonym))
            await connection.execute(delete(KnownMessage).where(KnownMessage.pseudonym == pseudonym))

    async def due(self) -> dict[int, Placed]:
        """Messages whose time has come by the clock that their reader chose, by the id of their row."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_aged(self.now()))).all()
        sealed = {row.id: self._identity.unseal(row.sealed) for row in rows}
        return {i: placed for i, placed in sealed.items() if placed}

    async def swept(self, rows: Sequence[int]) -> None:
        """These messages are deleted."""
        async with self._database.begin() as connection:
            await connection.execute(delete(KnownMessage).where(KnownMessage.id.in_(rows)))

    async def _note(self, connection: AsyncConnection, pseudonym: str, placed: Seen) -> None:
        seen = placed if isinstance(placed, Mapping) else dict.fromkeys(placed, self.now())
        rows = [{"pseudonym": pseudonym, "sealed": self._identity.seal(p), "seen_at": at} for p, at in seen.items()]
        if rows:
            await connection.execute(insert(KnownMessage), rows)

    async def prune(self) -> None:
        """Drop what is too old to be of use."""
        limit = self.now() - KEEP
        async with self._database.begin() as connection:
            await connection.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < limit))
            await connection.execute(delete(KnownMessage).where(KnownMessage.seen_at < limit))


def _aged(now: datetime) -> Select[int, bytes]:
    keep = func.coalesce(Person.keep, Choices.keep)
    over = [
        (keep == minutes) & (KnownMessage.seen_at <= now - timedelta(minutes=minutes)) for minutes in CLOCKS if minutes
    ]
    joined = select(KnownMessage.id, KnownMessage.sealed).outerjoin(Person, Person.pseudonym == KnownMessage.pseudonym)
    return joined.where(or_(*over)).limit(SWEEP)
