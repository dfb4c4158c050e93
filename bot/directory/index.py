"""Writes the index of the published directory; the same directory is not written twice."""

import hashlib
from collections.abc import Iterator
from datetime import time

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.directory.centres import Centre, Directory
from bot.directory.hours import DAYS
from bot.directory.memory import ranked
from bot.directory.tables import IndexedCentre, IndexedHours, IndexedLanguage, IndexedService, IndexState
from bot.languages import LANGUAGES
from bot.store.tables import Base

Row = dict[str, object]
TABLES = (IndexedCentre, IndexedService, IndexedLanguage, IndexedHours)
DAY = 24 * 60
BATCH = 2_000
"""Rows of one insert: a hundred thousand centres are written in pieces."""


async def refresh(database: AsyncEngine, directory: Directory) -> bool:
    """Make the index say what `directory` (published) says, in one transaction; False where it did already."""
    digest = hashlib.sha256(directory.model_dump_json().encode()).hexdigest()
    async with database.begin() as connection:
        if await connection.scalar(select(IndexState.digest)) == digest:
            return False
        await _replace(connection, directory)
        await connection.execute(delete(IndexState))
        await connection.execute(insert(IndexState).values(id=1, digest=digest))
    return True


async def _replace(connection: AsyncConnection, directory: Directory) -> None:
    rows: dict[type[Base], list[Row]] = {table: [] for table in TABLES}
    for rank, centre in enumerate(ranked(directory)):
        for table, row in _rows(rank, centre, directory):
            rows[table].append(row)
    for table, its_rows in rows.items():
        await connection.execute(delete(table))
        for start in range(0, len(its_rows), BATCH):
            await connection.execute(insert(table), its_rows[start : start + BATCH])
        if connection.dialect.name == "postgresql":
            # Without statistics it scans everything until its own clean-up has passed; SQLite plans worse with them.
            await connection.exec_driver_sql(f"analyze {table.__tablename__}")


def _rows(rank: int, centre: Centre, directory: Directory) -> Iterator[tuple[type[Base], Row]]:
    yield (
        IndexedCentre,
        {
            "rank": rank,
            "id": centre.id,
            "town": centre.town,
            "region": directory.region(centre),
            "children": centre.with_children,
            "any_language": not centre.languages,
        },
    )
    for need in set(centre.services):
        yield IndexedService, {"rank": rank, "need": need}
    for language in set(centre.languages) & set(LANGUAGES):
        yield IndexedLanguage, {"rank": rank, "language": language}
    for day, opens, closes in _opening(centre):
        yield IndexedHours, {"rank": rank, "day": day, "opens": opens, "closes": closes}


def _opening(centre: Centre) -> Iterator[tuple[int, int, int]]:
    hours = centre.hours
    if hours is None:
        return
    if hours.always:
        yield from ((day, 0, DAY) for day in range(7))
    elif hours.opens and hours.closes:
        yield from ((DAYS.index(day), _minutes(hours.opens), _minutes(hours.closes)) for day in set(hours.days))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
