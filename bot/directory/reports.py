"""Numbers that are said not to answer: an anonymous count, and a mark when three have said so."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.centres import Directory
from bot.directory.tables import NumberReport
from bot.store.counting import one_more

ENOUGH = 3
"""Reports after which a number is to be rung again (one may be a mistake, or malice)."""


class Reports:
    """Counts per centre. `day` gives the day in Bishkek."""

    def __init__(self, database: AsyncEngine, day: Callable[[], date]) -> None:
        self._database = database
        self._day = day
        self.doubted: frozenset[str] = frozenset()
        """Centres whose number is to be checked, as last read."""

    async def add(self, centre_id: str) -> None:
        """Somebody says that a centre does not answer."""
        async with self._database.begin() as connection:
            key = {"centre_id": centre_id}
            await connection.execute(one_more(connection.dialect.name, NumberReport, key, since=self._day()))
        await self.load()

    async def load(self) -> None:
        """Read which numbers are doubted."""
        async with self._database.connect() as connection:
            query = select(NumberReport.centre_id).where(NumberReport.count >= ENOUGH)
            self.doubted = frozenset(await connection.scalars(query))

    async def settle(self, directory: Directory) -> None:
        """Forget reports older than the last time a centre was verified, and those of centres that are gone."""
        verified = {centre.id: centre.proof.verified_on for centre in directory.centres}
        async with self._database.begin() as connection:
            for row in (await connection.execute(select(NumberReport.centre_id, NumberReport.since))).all():
                on = verified.get(row.centre_id)
                if row.centre_id not in verified or (on and on >= row.since):
                    await connection.execute(delete(NumberReport).where(NumberReport.centre_id == row.centre_id))
        await self.load()
