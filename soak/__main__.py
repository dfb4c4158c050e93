"""python -m soak: the whole stack under 20 messages a second from many people, killed at random, then left alone.

First `--kills` times kill -9 of bot, engine and PostgreSQL (with `--sqlite` of bot and engine) at random moments, then
`--minutes` of the same load in peace. Every message has to be answered; writes docs/soak.md. Ends with 1 where a
promise is broken.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from rich.console import Console

from bot.engine.client import Engine
from bot.service.engine import wait_until_ready
from bot.service.ports import free_port
from simulator import Simulator
from soak.crowd import EVERYTHING, Crowd
from soak.postgres import Postgres
from soak.report import PAGE, Findings, page
from soak.stack import TOKEN, Kept, engine, front_end

PEOPLE = 120
PER_SECOND = 20.0
GAP = (0.5, 12.0)
"""Seconds from the moment when answers come again to the next kill."""
SETTLED = 120.0
"""Seconds in which everything is answered once nothing is killed any more."""
WARM = 30.0
"""Seconds before memory is looked at."""
out = Console(soft_wrap=True, highlight=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m soak", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=15, help="of the same load in peace")
    parser.add_argument("--seed", type=int, default=1, help="the same kills in the same order")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite; else on PostgreSQL, which is killed too")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the figures are written")
    return parser.parse_args()


async def soak(arguments: argparse.Namespace) -> int:
    """Returns 1 where a promise is broken."""
    found = Findings(arguments.seed)
    simulator = await Simulator.start(port=0)
    bot = simulator.add_bot(token=TOKEN, username="soak_bot", name="soak")
    crowd = Crowd(simulator, bot, EVERYTHING, PEOPLE)
    with tempfile.TemporaryDirectory(prefix="soak") as folder:
        async with _running(simulator.url, folder, arguments.sqlite) as processes:
            following = asyncio.create_task(crowd.follow())
            await _kill(crowd, processes, arguments, found)
            if found.unanswered == 0:
                await _steady(crowd, processes, arguments.minutes, found)
            following.cancel()
    await simulator.stop()
    written = page(found, arguments.minutes, PER_SECOND)
    arguments.page.write_text(written, encoding="utf-8")
    out.print(written)
    return bool(found.faults)


@asynccontextmanager
async def _running(telegram: str, folder: str, sqlite: bool) -> AsyncIterator[list[Kept | Postgres]]:
    server = None if sqlite else Postgres(folder)
    port = free_port()
    url = server.url if server else f"sqlite+aiosqlite:///{folder}/soak.db"
    own = [front_end(telegram, url, port), engine(port)]
    for process in own:
        await process.begin()
    try:
        async with Engine(f"http://127.0.0.1:{port}", 2.0) as client:
            await wait_until_ready(client)
        yield [*own, *([server] if server else [])]
    finally:
        await asyncio.gather(*(process.end() for process in own))
        if server:
            server.end()


async def _kill(crowd: Crowd, processes: list[Kept | Postgres], arguments: argparse.Namespace, found: Findings) -> None:
    """Kill at random while people write; afterwards everything has to be answered."""
    chance, kills, moments = random.Random(arguments.seed), Counter[str](), []  # noqa: S311
    writing = asyncio.create_task(_write_on(crowd))
    for number in range(arguments.kills):
        await asyncio.sleep(chance.uniform(*GAP))
        victim = chance.choice(processes)
        out.print(f"{number + 1}/{arguments.kills} kill -9 {victim.name}; {crowd.totals()}")
        victim.kill()
        kills[victim.name] += 1
        moments.append(time.time())
        if isinstance(victim, Postgres):
            await victim.revive()
        await _served(crowd)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await crowd.answered(SETTLED)
    found.kills = dict(kills)
    found.between_kills = crowd.waits(kills=moments)
    _note(crowd, found)


async def _steady(crowd: Crowd, processes: list[Kept | Postgres], minutes: float, found: Findings) -> None:
    """The same load, with nothing killed."""
    since, before = time.time(), found.repeated
    writing = asyncio.create_task(crowd.write(int(minutes * 60 * PER_SECOND), PER_SECOND))
    watched = [process for process in processes if isinstance(process, Kept)]
    found.memory = {process.name: [] for process in watched}
    while not writing.done():
        await asyncio.sleep(1)
        if time.time() - since > min(WARM, minutes * 20):
            for process in watched:
                found.memory[process.name].append(process.megabytes)
    await writing
    await crowd.answered(SETTLED)
    found.steady = crowd.waits(since)
    _note(crowd, found)
    if found.repeated > before:
        out.print(f"{found.repeated - before} answers were repeated though nothing was killed")


async def _served(crowd: Crowd) -> None:
    """Wait until answers come again: a bot that is killed each time it starts serves nobody."""
    before, end = crowd.answers + crowd.backlog // 2, time.monotonic() + SETTLED
    while crowd.answers < before and time.monotonic() < end:
        await asyncio.sleep(0.1)


async def _write_on(crowd: Crowd) -> None:
    while True:
        await crowd.write(1000, PER_SECOND)


def _note(crowd: Crowd, found: Findings) -> None:
    totals = crowd.totals()
    found.sent, found.unanswered, found.repeated = totals["sent"], totals["unanswered"], totals["repeated"]


def main() -> int:
    """Measure and write."""
    with suppress(KeyboardInterrupt):
        return asyncio.run(soak(_arguments()))
    return 130


sys.exit(main())
