"""`myrights keys`."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.staff import Membership, Staff
from bot.settings import Settings
from bot.store import resealing
from bot.store.choices import Choices
from bot.store.database import open_database
from bot.store.identity import Identity, Placed
from bot.store.memory import Memory
from tests.commands.conftest import Command

Answer = TypeVar("Answer")
KEY, OLD = "k" * 40, "o" * 40
PLACES = [Placed(7_700_123_456, number) for number in range(1, 8)]

pytestmark = pytest.mark.promise("P3")


@pytest.fixture
def env(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose keys stand in .env."""
    monkeypatch.delenv("INSTALLATION_KEY")
    monkeypatch.delenv("SEALING_KEYS", raising=False)
    file = here / ".env"
    file.write_text(f"# Ours.\nINSTALLATION_KEY={KEY}\nSEALING_KEYS={OLD}\nENGINE_PORT=5006\n", encoding="utf-8")
    return file


def asked(url: str, ask: Callable[[AsyncEngine], Awaitable[Answer]]) -> Answer:
    """What the database says."""

    async def main() -> Answer:
        database = await open_database(url)
        try:
            return await ask(database)
        finally:
            await database.dispose()

    return asyncio.run(main())


def identity(*sealing: str) -> Identity:
    return Identity(SecretStr(KEY), [SecretStr(key) for key in sealing])


def as_configured() -> Identity:
    """What the bot would know after a restart."""
    settings = Settings()  # type: ignore[call-arg]
    return Identity(settings.installation_key, settings.sealing_keys)


def known(url: str, by: Identity) -> list[Placed]:
    return asked(url, lambda database: Memory(database, by).placed("aigul"))


@pytest.fixture
def filled(database_url: str) -> str:
    """A database with rows of three times, one of a key that nobody has, and a person."""

    async def fill(database: AsyncEngine) -> None:
        await Memory(database, identity()).finish(1, "aigul", PLACES[:3])
        await Memory(database, identity(OLD)).finish(2, "aigul", PLACES[3:])
        await Memory(database, Identity(SecretStr("x" * 40))).finish(3, "aigul", [Placed(1, 1)])
        await Memory(database, identity()).choose("aigul", Choices(language="ky"))
        staff = Staff(database)
        await staff.join(await staff.invite(Membership("cso", "Ак-Жүрөк", None)), "boss")

    asked(database_url, fill)
    return database_url


def test_everything_is_sealed_with_a_new_key_and_the_old_one_goes(
    with_database: Command, env: Path, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    made = with_database("keys", "rotate", "--yes")
    assert made.exit_code == 0, made.output
    assert "7 rows sealed with the new key, 1 dropped" in made.stdout
    assert "has to be restarted" in made.stdout
    values = dotenv_values(env)
    new = values["SEALING_KEYS"] or ""
    assert len(new) >= 32
    assert OLD not in env.read_text(encoding="utf-8")
    assert (values["INSTALLATION_KEY"], values["ENGINE_PORT"]) == (KEY, "5006")
    assert env.stat().st_mode & 0o777 == 0o600
    assert not list(env.parent.glob(".tmp_*"))
    assert known(filled, as_configured()) == PLACES
    assert known(filled, Identity(SecretStr(new))) == PLACES
    assert known(filled, identity(OLD)) == []
    assert new not in made.output


def test_the_first_rotation_needs_no_older_key(with_database: Command, env: Path, filled: str) -> None:
    env.write_text(f"INSTALLATION_KEY={KEY}", encoding="utf-8")
    assert with_database("keys", "rotate", "--yes").exit_code == 0
    assert known(filled, as_configured()) == PLACES[:3]


def test_interrupted_it_loses_nothing_and_may_be_repeated(
    with_database: Command, env: Path, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    whole = Identity.reseal
    sealed: list[bytes] = []

    def interrupted(self: Identity, one: bytes) -> bytes | None:
        sealed.append(one)
        if len(sealed) > 5:
            raise KeyboardInterrupt
        return whole(self, one)

    monkeypatch.setattr(Identity, "reseal", interrupted)
    with_database("keys", "rotate", "--yes")
    keys = (dotenv_values(env)["SEALING_KEYS"] or "").split(",")
    assert (len(keys), keys[1]) == (2, OLD)
    assert known(filled, as_configured()) == PLACES

    monkeypatch.setattr(Identity, "reseal", whole)
    assert with_database("keys", "rotate", "--yes").exit_code == 0
    assert "," not in (dotenv_values(env)["SEALING_KEYS"] or ",")
    assert known(filled, as_configured()) == PLACES


def test_pseudonyms_outlive_a_rotation(with_database: Command, env: Path, filled: str) -> None:
    before = as_configured().pseudonym(42)
    with_database("keys", "rotate", "--yes")
    assert as_configured().pseudonym(42) == before


def test_who_has_not_stopped_the_bot_rotates_nothing(myrights: Command, env: Path) -> None:
    before = env.read_text(encoding="utf-8")
    refused = myrights("keys", "rotate")
    assert refused.exit_code == 1
    assert "Is the bot stopped?" in refused.stdout
    assert env.read_text(encoding="utf-8") == before


def test_without_a_database_no_key_is_lost(myrights: Command, env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:9/none?connect_timeout=1")
    assert myrights("keys", "rotate", "--yes").exit_code == 1
    assert OLD in (dotenv_values(env)["SEALING_KEYS"] or "")


@pytest.mark.parametrize(("name", "command"), [("SEALING_KEYS", "rotate"), ("INSTALLATION_KEY", "forget-everybody")])
def test_keys_of_the_environment_are_not_rotated_in_a_file(
    myrights: Command, env: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    monkeypatch.setenv(name, KEY)
    before = env.read_text(encoding="utf-8")
    refused = myrights("keys", command, "--yes")
    assert refused.exit_code == 1
    assert f"{name} stands in the environment" in refused.stderr
    assert env.read_text(encoding="utf-8") == before


def test_a_second_rotation_at_the_same_time_is_refused(with_database: Command, env: Path, filled: str) -> None:
    from bot.commands.keys import _alone

    with _alone():
        refused = with_database("keys", "rotate", "--yes")
    assert refused.exit_code == 1
    assert "wait until that command has ended" in refused.stderr


def test_a_short_sealing_key_is_refused(myrights: Command, env: Path) -> None:
    env.write_text(f"INSTALLATION_KEY={KEY}\nSEALING_KEYS={OLD},short\n", encoding="utf-8")
    refused = myrights("staff", "list")
    assert refused.exit_code == 1
    assert "setting SEALING_KEYS.1" in refused.stderr
    assert OLD not in refused.output


@pytest.mark.promise("P4")
def test_everybody_is_forgotten_only_when_that_is_said_twice(with_database: Command, env: Path, filled: str) -> None:
    refused = with_database("keys", "forget-everybody")
    assert refused.exit_code == 1
    assert "say it with --yes" in refused.stderr
    assert known(filled, as_configured()) == PLACES

    done = with_database("keys", "forget-everybody", "--yes")
    assert done.exit_code == 0, done.output
    assert dotenv_values(env)["INSTALLATION_KEY"] != KEY
    assert env.stat().st_mode & 0o777 == 0o600
    assert known(filled, identity(OLD)) == []
    assert asked(filled, lambda database: Memory(database, identity()).choices("aigul")) == Choices()
    assert asked(filled, lambda database: Staff(database).all()) == []
