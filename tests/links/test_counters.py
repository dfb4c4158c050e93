"""A chat counts once a day, and no counter knows a person."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.counters import Counters, OncePerDay

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


class Calendar:
    """A day that the test turns."""

    def __init__(self) -> None:
        self.day = MONDAY

    def __call__(self) -> date:
        return self.day


async def rows(database: AsyncEngine) -> list[tuple[object, ...]]:
    async with database.connect() as connection:
        return [tuple(row) for row in await connection.execute(text("select * from link_counts order by event"))]


@pytest.mark.promise("P5")
async def test_a_chat_counts_once_a_day(database: AsyncEngine) -> None:
    calendar = Calendar()
    counters = Counters(database, calendar)
    for _ in range(3):
        await counters.count(1, "opened", "ky", "aigul")
    calendar.day = TUESDAY
    await counters.count(1, "opened", "ky", "aigul")
    await counters.count(1, "opened", "ky", "bermet")
    assert [row[-1] for row in await rows(database)] == [3]


async def test_chats_at_the_same_moment_are_all_counted(database: AsyncEngine) -> None:
    counters = Counters(database, lambda: MONDAY)
    await asyncio.gather(*(counters.count(1, "asked", "ru", f"chat {n}") for n in range(20)))
    assert [row[-1] for row in await rows(database)] == [20]


@pytest.mark.promise("P5")
async def test_counters_hold_no_person(database: AsyncEngine) -> None:
    counters = Counters(database, lambda: MONDAY)
    await counters.count(1, "opened", "ky", "aigul-pseudonym")
    await counters.count(1, "contact", "ky", "aigul-pseudonym")
    found = await rows(database)
    assert {len(row) for row in found} == {5}
    assert "aigul" not in str(found)
    assert "aigul" not in str(vars(counters._once))


def test_marks_of_yesterday_are_gone_today() -> None:
    calendar = Calendar()
    once = OncePerDay(calendar)
    assert once.first("1", "opened", "aigul")
    before = set(once._seen)
    calendar.day = TUESDAY
    assert once.first("1", "opened", "aigul")
    assert not before & once._seen
