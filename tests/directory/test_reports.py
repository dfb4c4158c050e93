"""A number that does not answer is marked after three reports, until somebody has rung it."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.reports import Reports
from tests.directory.places import SHOWN, centre, directory

TODAY = date(2026, 11, 24)


async def test_three_reports_mark_a_centre(database: AsyncEngine) -> None:
    reports = Reports(database, lambda: TODAY)
    await reports.add("a")
    await reports.add("a")
    assert reports.doubted == frozenset()
    await reports.add("a")
    assert reports.doubted == {"a"}


async def test_who_has_been_rung_since_is_trusted_again(database: AsyncEngine) -> None:
    reports = Reports(database, lambda: TODAY)
    for _ in range(3):
        await reports.add("a")
        await reports.add("b")
        await reports.add("gone")
    rung = {**SHOWN, "verified_on": TODAY, "verified_by": "A."}
    earlier = {**SHOWN, "verified_on": date(2026, 11, 1), "verified_by": "A."}
    await reports.settle(directory(centre("a", proof=rung), centre("b", proof=earlier)))
    assert reports.doubted == {"b"}
