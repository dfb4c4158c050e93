"""What is kept across restarts, and that it leads to nobody."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.store.database import open_database
from bot.store.identity import Identity, Placed
from bot.store.memory import Memory

AIGUL = 7_700_123_456
IDENTITY = Identity(SecretStr("k" * 40))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sub" / "test.db"


@pytest.fixture
async def memory(file: Path) -> AsyncIterator[Memory]:
    database = await open_database(f"sqlite+aiosqlite:///{file}")
    yield Memory(database, IDENTITY)
    await database.dispose()


async def test_a_handled_update_is_remembered(memory: Memory) -> None:
    await memory.finish(17, "someone", [])
    assert await memory.handled() == {17}


async def test_known_messages_are_told_and_cleared(memory: Memory) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5), Placed(AIGUL, 6)])
    await memory.finish(2, "b", [Placed(9, 1)])
    assert await memory.placed("a") == [Placed(AIGUL, 5), Placed(AIGUL, 6)]
    await memory.clear("a")
    assert await memory.placed("a") == []
    assert await memory.placed("b") == [Placed(9, 1)]


async def test_the_chosen_language_is_kept_and_can_change(memory: Memory) -> None:
    assert await memory.language("a") is None
    await memory.choose_language("a", "ky")
    await memory.choose_language("a", "ru")
    assert await memory.language("a") == "ru"


async def test_opening_again_keeps_what_was_there(memory: Memory, file: Path) -> None:
    await memory.choose_language("a", "ky")
    again = await open_database(f"sqlite+aiosqlite:///{file}")
    assert await Memory(again, IDENTITY).language("a") == "ky"
    await again.dispose()


async def test_old_notes_are_pruned(memory: Memory, file: Path) -> None:
    await memory.finish(1, "a", [Placed(AIGUL, 5)])
    with sqlite3.connect(file) as connection:
        connection.execute("update handled_updates set handled_at = '2020-01-01'")
        connection.execute("update known_messages set seen_at = '2020-01-01'")
    connection.close()
    await memory.finish(2, "a", [Placed(AIGUL, 6)])
    await memory.prune()
    assert await memory.handled() == {2}
    assert await memory.placed("a") == [Placed(AIGUL, 6)]


@pytest.mark.promise("P3")
async def test_no_telegram_id_stands_in_the_file(memory: Memory, file: Path) -> None:
    pseudonym = IDENTITY.pseudonym(AIGUL)
    await memory.choose_language(pseudonym, "ky")
    await memory.finish(1, pseudonym, [Placed(AIGUL, 987_654)])
    raw = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert pseudonym.encode() in raw
    assert str(AIGUL).encode() not in raw
    assert b"987654" not in raw


def test_pseudonyms_depend_on_the_key_and_stay_the_same() -> None:
    other = Identity(SecretStr("x" * 40))
    assert IDENTITY.pseudonym(AIGUL) == Identity(SecretStr("k" * 40)).pseudonym(AIGUL)
    assert IDENTITY.pseudonym(AIGUL) != other.pseudonym(AIGUL)
    assert len(IDENTITY.pseudonym(AIGUL)) == 22


def test_a_sealed_place_opens_only_with_its_key() -> None:
    sealed = IDENTITY.seal(Placed(AIGUL, 5))
    assert IDENTITY.unseal(sealed) == Placed(AIGUL, 5)
    assert Identity(SecretStr("x" * 40)).unseal(sealed) is None
