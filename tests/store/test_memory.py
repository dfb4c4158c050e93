"""What is kept across restarts, on both databases, and that it leads to nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.hours import ZONE
from bot.store.choices import KEEP, Choices
from bot.store.database import open_database
from bot.store.identity import Identity, Placed
from bot.store.memory import SWEEP, Memory
from bot.store.tables import Base, KnownMessage, Person

AIGUL = 7_700_123_456
IDENTITY = Identity(SecretStr("k" * 40))
OTHER_KEY = Identity(SecretStr("x" * 40))
ALL_CHOSEN = Choices(language="ky", keep=15, decoy="weather", discreet=True, code="digest", disguised=True)


@dataclass
class Clock:
    """The moment in Bishkek, as late as the test says."""

    moment: datetime = datetime(2026, 11, 24, 2, 30, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(database: AsyncEngine, clock: Clock) -> Memory:
    return Memory(database, IDENTITY, clock)


async def rows(database: AsyncEngine, table: type[Base]) -> int:
    """How many rows a table has."""
    async with database.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0


async def due(memory: Memory) -> list[Placed]:
    """What is due, without the rows that hold it."""
    return list((await memory.due()).values())


async def test_a_handled_update_is_remembered(memory: Memory) -> None:
    await memory.finish(17, "someone", [])
    assert await memory.handled() == {17}


async def test_known_messages_are_told_and_cleared(memory: Memory) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5), Placed(AIGUL, 6)])
    await memory.finish(2, "b", [Placed(9, 1)])
    assert set(await memory.placed("a")) == {Placed(AIGUL, 5), Placed(AIGUL, 6)}
    await memory.clear("a")
    assert await memory.placed("a") == []
    assert await memory.placed("b") == [Placed(9, 1)]


async def test_who_chose_nothing_has_the_defaults(memory: Memory) -> None:
    assert await memory.choices("a") == Choices(None, 24 * 60, "recipe", False, None, False)


async def test_what_she_chose_is_kept_and_can_change(memory: Memory) -> None:
    await memory.choose("a", ALL_CHOSEN)
    await memory.choose("b", Choices(language="en"))
    assert await memory.choices("a") == ALL_CHOSEN
    await memory.choose("a", Choices(language="ru"))
    assert await memory.choices("a") == Choices(language="ru")
    assert await memory.choices("b") == Choices(language="en")


async def test_who_goes_back_to_the_defaults_leaves_no_row(memory: Memory, database: AsyncEngine) -> None:
    await memory.choose("a", ALL_CHOSEN)
    assert await rows(database, Person) == 1
    await memory.choose("a", Choices())
    assert await rows(database, Person) == 0


async def test_opening_again_keeps_what_was_there(memory: Memory, database_url: str) -> None:
    await memory.choose("a", ALL_CHOSEN)
    again = await open_database(database_url)
    assert await Memory(again, IDENTITY).choices("a") == ALL_CHOSEN
    await again.dispose()


@pytest.mark.promise("P2")
@pytest.mark.parametrize("minutes", [minutes for minutes in KEEP if minutes])
async def test_a_message_is_due_when_her_clock_says_so(memory: Memory, clock: Clock, minutes: int) -> None:
    await memory.choose("a", Choices(keep=minutes))
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    clock.advance(minutes=minutes, seconds=-1)
    assert await due(memory) == []
    clock.advance(seconds=1)
    assert await due(memory) == [Placed(AIGUL, 5)]


@pytest.mark.promise("P2")
async def test_who_chose_no_clock_has_a_day(memory: Memory, clock: Clock) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    clock.advance(hours=24, seconds=-1)
    assert await due(memory) == []
    clock.advance(seconds=1)
    assert await due(memory) == [Placed(AIGUL, 5)]


@pytest.mark.promise("P2")
async def test_who_keeps_her_messages_keeps_them(memory: Memory, clock: Clock) -> None:
    await memory.choose("a", Choices(keep=0))
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    clock.advance(hours=47)
    assert await due(memory) == []


@pytest.mark.promise("P2")
async def test_a_new_clock_counts_for_what_stands_already(memory: Memory, clock: Clock) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    await memory.finish(2, "b", [Placed(9, 1)])
    clock.advance(minutes=20)
    await memory.choose("a", Choices(keep=15))
    assert await due(memory) == [Placed(AIGUL, 5)]


@pytest.mark.promise("P2")
async def test_a_clock_runs_on_while_the_bot_is_down(
    memory: Memory, clock: Clock, database: AsyncEngine, database_url: str
) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    await database.dispose()
    clock.advance(hours=25)
    again = await open_database(database_url)
    assert await due(Memory(again, IDENTITY, clock)) == [Placed(AIGUL, 5)]
    await again.dispose()


async def test_what_was_swept_is_gone_and_nothing_else(memory: Memory, clock: Clock) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5), Placed(AIGUL, 6)])
    clock.advance(hours=25)
    found = await memory.due()
    await memory.swept([row for row, placed in found.items() if placed.message_id == 5])
    assert await due(memory) == await memory.placed("a") == [Placed(AIGUL, 6)]


async def test_a_crowd_is_swept_in_parts(memory: Memory, clock: Clock) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, number) for number in range(SWEEP + 1)])
    clock.advance(hours=25)
    sizes = []
    while found := await memory.due():
        sizes.append(len(found))
        await memory.swept(list(found))
    assert sizes == [SWEEP, 1]


async def test_what_another_key_sealed_is_not_due(database: AsyncEngine, memory: Memory, clock: Clock) -> None:
    await Memory(database, OTHER_KEY, clock).finish(1, "a", [Placed(AIGUL, 5)])
    await memory.finish(2, "a", [Placed(AIGUL, 6)])
    clock.advance(hours=25)
    assert await due(memory) == [Placed(AIGUL, 6)]


@pytest.mark.promise("P4")
async def test_forgetting_removes_every_row_about_her_and_nobody_else(memory: Memory, database: AsyncEngine) -> None:
    for number, who in enumerate(["a", "b"]):
        await memory.choose(who, ALL_CHOSEN)
        await memory.finish(number, who, [Placed(number, 5), Placed(number, 6)])
    await memory.forget("a")
    assert (await memory.choices("a"), await memory.placed("a")) == (Choices(), [])
    assert (await rows(database, Person), await rows(database, KnownMessage)) == (1, 2)
    assert await memory.choices("b") == ALL_CHOSEN
    assert len(await memory.placed("b")) == 2


async def test_old_notes_are_pruned(memory: Memory, clock: Clock) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    clock.advance(hours=47)
    await memory.finish(2, "a", [Placed(AIGUL, 6)])
    await memory.prune()
    assert await memory.handled() == {1, 2}
    clock.advance(hours=1, seconds=1)
    await memory.prune()
    assert await memory.handled() == {2}
    assert await memory.placed("a") == [Placed(AIGUL, 6)]


@pytest.mark.promise("P3")
async def test_no_telegram_id_stands_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "test.db"
    database = await open_database(f"sqlite+aiosqlite:///{file}")
    memory, pseudonym = Memory(database, IDENTITY), IDENTITY.pseudonym(AIGUL)
    await memory.choose(pseudonym, ALL_CHOSEN)
    await memory.finish(1, pseudonym, [Placed(AIGUL, 987_654)])
    raw = b"".join(path.read_bytes() for path in file.parent.iterdir())
    await database.dispose()
    assert pseudonym.encode() in raw
    assert str(AIGUL).encode() not in raw
    assert b"987654" not in raw


def test_pseudonyms_depend_on_the_key_and_stay_the_same() -> None:
    assert IDENTITY.pseudonym(AIGUL) == Identity(SecretStr("k" * 40)).pseudonym(AIGUL)
    assert IDENTITY.pseudonym(AIGUL) != OTHER_KEY.pseudonym(AIGUL)
    assert len(IDENTITY.pseudonym(AIGUL)) == 22


def test_a_sealed_place_opens_only_with_its_key() -> None:
    sealed = IDENTITY.seal(Placed(AIGUL, 5))
    assert IDENTITY.unseal(sealed) == Placed(AIGUL, 5)
    assert OTHER_KEY.unseal(sealed) is None
