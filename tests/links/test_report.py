"""Numbers below five are never told, nor to be worked out from what is told."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.counters import EVENTS
from bot.links.plot import plot
from bot.links.report import LEAST, Cell, report, summed
from bot.links.tables import LinkCount

MONDAY = date(2026, 11, 23)
WEEKS = [MONDAY - timedelta(weeks=n) for n in reversed(range(4))]
keys = st.tuples(
    st.integers(1, 2), st.sampled_from(EVENTS), st.sampled_from(WEEKS), st.sampled_from(["ky", "ru", "en"])
)
counts = st.dictionaries(keys, st.integers(1, 12), max_size=20)


@pytest.mark.promise("P5")
@given(counts)
def test_what_is_told_does_not_change_with_what_is_hidden(found: dict[tuple[int, str, date, str], int]) -> None:
    """Any other numbers below five give exactly the same report: so nothing of them can be worked out."""
    other = {key: count if count >= LEAST else LEAST - count for key, count in found.items()}
    assert _cells(found) == _cells(other)


@pytest.mark.promise("P5")
@given(counts)
def test_every_figure_is_the_sum_of_what_may_be_told(found: dict[tuple[int, str, date, str], int]) -> None:
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for (link, event, _, _), count in found.items():
        sums[link, event] += count if count >= LEAST else 0
    assert {key: cell.told for key, cell in _summed(found).total.items()} == dict(sums)


async def test_a_report_covers_its_weeks_and_links(database: AsyncEngine) -> None:
    def row(link: int, week: date, count: int) -> dict[str, object]:
        return {"link_id": link, "week": week, "event": "opened", "language": "ky", "count": count}

    long_ago = MONDAY - timedelta(weeks=40)
    async with database.begin() as connection:
        some = [row(1, MONDAY, 7), row(1, WEEKS[2], 3), row(1, long_ago, 50), row(2, MONDAY, 90)]
        await connection.execute(insert(LinkCount), some)
    found = await report(database, [1], day=MONDAY + timedelta(days=3))
    assert found.total == {(1, "opened"): Cell(7, hidden=True)}
    assert found.by_week[1, "opened", WEEKS[2]] == Cell(0, hidden=True)
    assert found.by_language[1, "opened", "ky"] == Cell(7, hidden=True)


def test_the_plot_is_a_picture_in_each_language() -> None:
    found = summed(WEEKS, [(1, "opened", MONDAY, "ky", 9), (1, "opened", WEEKS[0], "ky", 2)])
    for language in ("ky", "ru", "en"):
        assert plot(found, {1: "Дубал"}, language).startswith(b"\x89PNG")  # type: ignore[arg-type]


def _summed(found: dict[tuple[int, str, date, str], int]):  # type: ignore[no-untyped-def]
    return summed(WEEKS, [(link, event, week, language, n) for (link, event, week, language), n in found.items()])


def _cells(found: dict[tuple[int, str, date, str], int]) -> tuple[object, ...]:
    made = _summed(found)
    return dict(made.by_week), dict(made.by_language), dict(made.total)
