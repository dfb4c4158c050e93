"""Search by the index in the database."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.directory.centres import Directory
from bot.directory.hours import ZONE
from bot.directory.nearest import towns_by_distance
from bot.directory.tables import IndexedCentre, IndexedHours, IndexedLanguage, IndexedService
from bot.directory.wish import PAGE, Found, Wish
from bot.languages import Language

Condition = ColumnElement[bool]


class DatabaseSearch:
    """Finds ids in the database and the centres themselves in `directory`, from which the index was made."""

    def __init__(self, database: AsyncEngine, directory: Directory) -> None:
        self._database = database
        self._directory = directory
        self._by_id = {centre.id: centre for centre in directory.centres}

    async def find(self, wish: Wish, page: int = 0) -> Found:
        """A page of what fits; `page` counts from 0.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: when the database is away.
        """
        start, end = page * PAGE, (page + 1) * PAGE
        async with self._database.connect() as connection:
            ids = (await self._ids(connection, wish, end + 1))[start:]
        found = [self._by_id[i] for i in ids if i in self._by_id]
        return Found(tuple(found[:PAGE]), len(found) > PAGE)

    async def _ids(self, connection: AsyncConnection, wish: Wish, wanted: int) -> list[str]:
        ids: list[str] = []
        # SQLite keeps no statistics: by the order it is led to start from those who give the help.
        rank = IndexedService.rank if wish.need else IndexedCentre.rank
        for part in self._parts(wish):
            if len(ids) < wanted:
                query = select(IndexedCentre.id).where(*part, *_conditions(wish)).order_by(rank)
                ids += await connection.scalars(query.limit(wanted - len(ids)))
        return ids

    def _parts(self, wish: Wish) -> Iterator[list[Condition]]:
        """Groups of centres, one after another: by distance of their town, or one centre before the others."""
        if wish.near:
            yield from ([IndexedCentre.town == town] for town in towns_by_distance(self._directory, wish.near))
        elif wish.first:
            yield [IndexedCentre.id == wish.first]
            yield [IndexedCentre.id != wish.first]
        else:
            yield []


def _conditions(wish: Wish) -> Iterator[Condition]:
    if wish.regions:
        yield IndexedCentre.region.in_(wish.regions)
    if wish.need:
        # A join, not exists(): where hardly anybody gives it, the others are not looked at.
        yield and_(IndexedService.rank == IndexedCentre.rank, IndexedService.need == wish.need)
    if wish.language:
        yield or_(IndexedCentre.any_language.is_(True), _speaks(wish.language))
    if wish.children:
        yield IndexedCentre.children.is_(True)
    if wish.open_at:
        yield _open_at(wish.open_at)


def _speaks(language: Language) -> Condition:
    # Not exists(): beside or, PostgreSQL reads everybody who speaks it before it looks at the first centre.
    its = IndexedLanguage.rank == IndexedCentre.rank, IndexedLanguage.language == language
    return select(IndexedLanguage.rank).where(*its).scalar_subquery().is_not(None)


def _open_at(moment: datetime) -> Condition:
    local = moment.astimezone(ZONE)
    minute = local.hour * 60 + local.minute
    return exists().where(
        IndexedHours.rank == IndexedCentre.rank,
        IndexedHours.day == local.weekday(),
        IndexedHours.opens <= minute,
        IndexedHours.closes > minute,
    )
