"""Memory and both databases find the same, in the same order."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.directory.centres import NEEDS, REGIONS, Directory
from bot.directory.database import DatabaseSearch
from bot.directory.hours import ZONE
from bot.directory.index import refresh
from bot.directory.memory import MemorySearch
from bot.directory.published import published
from bot.directory.search import Search
from bot.directory.wish import PAGE, Point, Wish
from bot.languages import LANGUAGES
from tests.directory.places import HIDDEN, centre, directories, directory

MONDAY = datetime(2026, 11, 23, tzinfo=ZONE)
wishes = st.builds(
    Wish,
    regions=st.lists(st.sampled_from(REGIONS), max_size=2).map(tuple),
    need=st.sampled_from([None, *NEEDS]),
    language=st.sampled_from([None, *LANGUAGES]),
    children=st.booleans(),
    open_at=st.one_of(st.none(), st.integers(0, 7 * 24 * 60 - 1).map(lambda m: MONDAY + timedelta(minutes=m))),
    near=st.one_of(st.none(), st.builds(Point, st.floats(39, 44), st.floats(69, 81))),
    first=st.sampled_from([None, "c0", "c5"]),
)


@given(directories(), st.lists(wishes, min_size=1, max_size=5), st.integers(0, 2))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_index_finds_what_memory_finds(
    database: AsyncEngine, found: Directory, wished: list[Wish], page: int
) -> None:
    shown = published(found)
    await refresh(database, shown)
    for wish in wished:
        indexed = await DatabaseSearch(database, shown).find(wish, page)
        assert indexed == MemorySearch(shown).find_now(wish, page), wish


async def test_the_same_directory_is_indexed_once(database: AsyncEngine) -> None:
    here = directory(centre("a"))
    assert await refresh(database, here)
    assert not await refresh(database, here)
    assert await refresh(database, directory(centre("a"), centre("b")))
    assert len((await DatabaseSearch(database, directory(centre("a"), centre("b"))).find(Wish())).centres) == 2


async def test_a_page_says_whether_another_follows() -> None:
    search = MemorySearch(directory(*(centre(f"c{n}") for n in range(PAGE + 1))))
    assert search.find_now(Wish()).more
    assert not search.find_now(Wish(), 1).more
    assert [c.id for c in search.find_now(Wish(), 1).centres] == [f"c{PAGE}"]


async def test_who_can_be_rung_stands_first() -> None:
    silent, rings = centre("silent"), centre("rings", phones=[{"number": "+996 312 641 109"}])
    assert MemorySearch(directory(silent, rings)).find_now(Wish()).centres == (rings, silent)


async def test_the_centre_of_a_link_stands_first_where_it_fits() -> None:
    other, own = centre("other"), centre("own", services=["lawyer"])
    search = MemorySearch(directory(other, own))
    assert search.find_now(Wish(("osh",), first="own")).centres == (own, other)
    assert search.find_now(Wish(("naryn",), first="own")).centres == ()


@pytest.mark.promise("E4")
async def test_without_a_database_memory_answers() -> None:
    nowhere = create_async_engine("postgresql+psycopg://nobody@127.0.0.1:9/none", connect_args={"connect_timeout": 1})
    search = Search(nowhere)
    await search.take_over(directory(centre("a", services=["lawyer"])))
    assert [c.id for c in (await search.find(Wish(need="lawyer"))).centres] == ["a"]


async def test_what_is_known_in_memory_is_indexed_when_the_database_can_take_it(database: AsyncEngine) -> None:
    search, source = Search(database), directory(centre("a"))
    search.know(source)
    assert [c.id for c in (await search.find(Wish())).centres] == ["a"]
    await search.take_over(source)
    assert not await refresh(database, published(source))


async def test_a_database_that_fails_later_is_replaced_by_memory(database: AsyncEngine) -> None:
    search = Search(database)
    await search.take_over(directory(centre("a")))
    async with database.begin() as connection:
        await connection.exec_driver_sql("drop table centres")
    assert [c.id for c in (await search.find(Wish())).centres] == ["a"]


async def test_an_unpublished_centre_is_not_found_by_its_id(database: AsyncEngine) -> None:
    search = Search(database)
    await search.take_over(directory(centre("a", proof=HIDDEN), centre("line", town=None, services=["police"])))
    assert search.centre("a") is None
    assert [line.id for line in search.lines("police")] == ["line"]
