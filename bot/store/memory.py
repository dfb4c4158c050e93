"""What the front end remembers across restarts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.languages import LANGUAGES, Language
from bot.store.identity import Identity, Placed
from bot.store.tables import HandledUpdate, KnownMessage, Person

KEEP = timedelta(hours=48)
"""Telegram deletes no message that is older, and repeats no update that is older than a day."""


class Memory:
    """Reads and writes the tables; every method is one transaction."""

    def __init__(self, database: AsyncEngine, identity: Identity) -> None:
        self._database = database
        self._identity = identity

    async def handled(self) -> set[int]:
        """Ids of all updates that were answered and may still be repeated."""
        async with self._database.connect() as connection:
            return set(await connection.scalars(select(HandledUpdate.update_id)))

    async def finish(self, update_id: int, pseudonym: str, placed: Sequence[Placed]) -> None:
        """Note that an update was answered, and which messages its chat now holds."""
        now = datetime.now(UTC)
        rows = [{"pseudonym": pseudonym, "sealed": self._identity.seal(p), "seen_at": now} for p in placed]
        async with self._database.begin() as connection:
            await connection.execute(insert(HandledUpdate).values(update_id=update_id, handled_at=now))
            if rows:
                await connection.execute(insert(KnownMessage), rows)

    async def placed(self, pseudonym: str) -> list[Placed]:
        """Messages known to stand in a chat."""
        async with self._database.connect() as connection:
            sealed = await connection.scalars(select(KnownMessage.sealed).where(KnownMessage.pseudonym == pseudonym))
            return [placed for one in sealed if (placed := self._identity.unseal(one))]

    async def clear(self, pseudonym: str) -> None:
        """Forget the messages of a chat: they are deleted."""
        async with self._database.begin() as connection:
            await connection.execute(delete(KnownMessage).where(KnownMessage.pseudonym == pseudonym))

    async def language(self, pseudonym: str) -> Language | None:
        """The language that a person chose."""
        async with self._database.connect() as connection:
            found = await connection.scalar(select(Person.language).where(Person.pseudonym == pseudonym))
        return next((language for language in LANGUAGES if language == found), None)

    async def choose_language(self, pseudonym: str, language: Language) -> None:
        """Keep the language that a person chose."""
        async with self._database.begin() as connection:
            await connection.execute(delete(Person).where(Person.pseudonym == pseudonym))
            await connection.execute(insert(Person).values(pseudonym=pseudonym, language=language))

    async def prune(self) -> None:
        """Drop what is too old to be of use."""
        limit = datetime.now(UTC) - KEEP
        async with self._database.begin() as connection:
            await connection.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < limit))
            await connection.execute(delete(KnownMessage).where(KnownMessage.seen_at < limit))
