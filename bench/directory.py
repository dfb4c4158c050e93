"""How fast help is found among a hundred thousand made-up centres: in both databases and, beside them, in memory."""

import time
from datetime import datetime
from datetime import time as clock
from random import Random
from typing import Protocol

from rich.console import Console
from rich.progress import track
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.counters import databases, judge, tidied
from bench.timing import show, times
from bot.directory.centres import NEEDS, REGIONS, Centre, Directory, Phone, Taken, load_directory
from bot.directory.database import DatabaseSearch
from bot.directory.hours import ZONE, Hours
from bot.directory.index import refresh
from bot.directory.memory import MemorySearch
from bot.directory.proof import Proof
from bot.directory.wish import Found, Point, Wish
from bot.languages import LANGUAGES
from bot.settings import Settings
from bot.store.database import open_database

CENTRES, ROUNDS, THIRD = 100_000, 200, 2
LIMIT = 0.02
"""Seconds in which centres are to be found, nineteen times of twenty."""
*OFTEN, RARE = NEEDS
TAKEN: tuple[Taken, ...] = ("women", "women_with_children", "children", "men")
PROOF = Proof(source="bench", dated=2026, confidence="high", publish=True)
PHONE = Phone(number="+996 312 641 109")
BY_DAY = Hours(days=("mon", "tue", "wed", "thu", "fri"), opens=clock(9), closes=clock(18))
HOURS = (*[None] * 20, *[BY_DAY] * 29, Hours(always=True))
"""One centre of fifty never closes."""
NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=ZONE)
Times = dict[str, list[float]]


class Finds(Protocol):
    """What searches."""

    async def find(self, wish: Wish, page: int = 0) -> Found:
        """A page of what fits."""


async def measure(base: Settings) -> None:
    """Measure and print."""
    directory = made_up(load_directory(base.content_folder / "centres.yml"))
    found = {"memory": await _times(MemorySearch(directory))}
    with databases() as urls:
        for name, url in urls.items():
            database = await open_database(url)
            await _index(name, database, directory)
            found[name] = await _times(DatabaseSearch(database, directory))
            await database.dispose()
    for name, its_times in found.items():
        show(f"search in {CENTRES:,} centres: {name}", its_times)
        if name != "memory":
            judge(name, LIMIT, its_times)


def made_up(real: Directory) -> Directory:
    """Centres in the real towns, always the same."""
    chance, towns = Random(1), sorted(real.towns)  # noqa: S311
    centres = tuple(_centre(chance, number, towns) for number in track(range(CENTRES), "centres"))
    return Directory(towns=real.towns, neighbours=real.neighbours, centres=centres)


def _centre(chance: Random, number: int, towns: list[str]) -> Centre:
    name = dict.fromkeys(LANGUAGES, f"Centre {number}")
    rare = [] if number % 10_000 else [RARE]
    return Centre(
        id=f"c{number}",
        name=name,
        town=chance.choice(towns),
        phones=(PHONE,) if chance.random() < 0.9 else (),
        services=(*rare, *chance.sample(OFTEN, chance.randint(1, 3 - len(rare)))),
        takes=tuple(chance.sample(TAKEN, chance.randint(0, 3))),
        languages=tuple(chance.sample(LANGUAGES, chance.randint(0, 3))),
        about=name,
        hours=chance.choice(HOURS),
        proof=PROOF,
    )


def wishes(chance: Random) -> dict[str, Wish]:
    """One of each kind. Every seventh asks for a help that hardly anybody gives, so that every row is looked at."""
    region, need, language = (chance.choice(REGIONS),), chance.choice(NEEDS), chance.choice(LANGUAGES)
    here = Point(chance.uniform(39.5, 43), chance.uniform(70, 79))
    return {
        "region and need": Wish(region, need),
        "the same, page 3": Wish(region, need),
        "the same, with children": Wish(region, need, children=True),
        "the same, language": Wish(region, need, language),
        "the same, open now at night": Wish(region, need, open_at=NIGHT),
        "the same, all of these": Wish(region, need, language, children=True, open_at=NIGHT),
        "the same, a link's centre first": Wish(region, need, first=f"c{chance.randrange(CENTRES)}"),
        "region": Wish(region),
        "need": Wish(need=need),
        "need, open now at night": Wish(need=need, open_at=NIGHT),
        "need, near a point": Wish(need=need, near=here),
        "need, city and region of Osh": Wish(("osh_city", "osh"), need),
    }


async def _index(name: str, database: AsyncEngine, directory: Directory) -> None:
    with Console().status(f"{name}: index"):
        await refresh(database, directory)
    await tidied(name, database)


async def _times(search: Finds) -> Times:
    asked = [wishes(Random(number)) for number in range(ROUNDS)]  # noqa: S311
    return {kind: await _of_kind(search, kind, [some[kind] for some in asked]) for kind in asked[0]}


async def _of_kind(search: Finds, kind: str, asked: list[Wish]) -> list[float]:
    page = THIRD if "page 3" in kind else 0

    async def find(number: int) -> float:
        began = time.perf_counter()
        await search.find(asked[number], page)
        return time.perf_counter() - began

    return await times(find, len(asked))
