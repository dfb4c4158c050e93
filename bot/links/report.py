"""What a CSO sees of its links. A number below LEAST is never told, nor can it be worked out from a total."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.counters import monday
from bot.links.links import today
from bot.links.tables import LinkCount

LEAST = 5
"""Fewer than this are "fewer than 5": in a village everybody knows who the one was."""
WEEKS = 12


@dataclass(frozen=True)
class Cell:
    """`told` counts what may be told; `hidden`: counters below LEAST stand behind it, how many is not said."""

    told: int = 0
    hidden: bool = False

    def plus(self, count: int) -> "Cell":
        """With one more counter, which is either told whole or hidden whole."""
        return Cell(self.told + count, self.hidden) if count >= LEAST else Cell(self.told, self.hidden or count > 0)


@dataclass
class Report:
    """Cells by link, event and week, and by link, event and language; weeks are the Mondays they begin with."""

    weeks: list[date]
    by_week: dict[tuple[int, str, date], Cell] = field(default_factory=lambda: defaultdict(Cell))
    by_language: dict[tuple[int, str, str], Cell] = field(default_factory=lambda: defaultdict(Cell))
    total: dict[tuple[int, str], Cell] = field(default_factory=lambda: defaultdict(Cell))


async def report(database: AsyncEngine, links: Sequence[int], weeks: int = WEEKS, day: date | None = None) -> Report:
    """The report of some links over the last `weeks` weeks."""
    this = monday(day or today())
    shown = [this - timedelta(weeks=n) for n in reversed(range(weeks))]
    columns = LinkCount.link_id, LinkCount.event, LinkCount.week, LinkCount.language, LinkCount.count
    query = select(*columns).where(LinkCount.link_id.in_(links), LinkCount.week >= shown[0])
    async with database.connect() as connection:
        rows = await connection.execute(query)
        return summed(shown, rows)


def summed(weeks: list[date], counts: Iterable[tuple[int, str, date, str, int]]) -> Report:
    """Every figure is a sum of the smallest counters that may be told, so no difference of two betrays a hidden one."""
    found = Report(weeks)
    for link, event, week, language, count in counts:
        found.by_week[link, event, week] = found.by_week[link, event, week].plus(count)
        found.by_language[link, event, language] = found.by_language[link, event, language].plus(count)
        found.total[link, event] = found.total[link, event].plus(count)
    return found
