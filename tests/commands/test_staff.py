"""`myrights staff`."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.links.staff import Membership, Staff
from bot.store.database import open_database
from simulator import Simulator
from tests.commands.conftest import Command

Answer = TypeVar("Answer")
CSO = ("staff", "add", "--role", "cso", "--organisation", "Ак-Жүрөк")
TOKEN = "1234567890:test-token-of-the-simulator-abcdefghij"


def of_staff(url: str, ask: Callable[[Staff], Awaitable[Answer]]) -> Answer:
    """What the bot would be told."""

    async def main() -> Answer:
        database = await open_database(url)
        try:
            return await ask(Staff(database))
        finally:
            await database.dispose()

    return asyncio.run(main())


def test_an_invitation_opens_the_door_once(with_database: Command, database_url: str) -> None:
    made = with_database(*CSO, "--centre", "stale", "--bot", "@my_bot")
    assert made.exit_code == 0, made.output
    found = re.match(
        r"https://t\.me/my_bot\?start=join_(\S+)\nValid once, until \d\d\.\d\d\.\d{4} \d\d:\d\d", made.stdout
    )
    assert found
    joined = of_staff(database_url, lambda staff: staff.join(found[1], "-aigul"))
    assert joined == Membership("cso", "Ак-Жүрөк", "stale")
    assert of_staff(database_url, lambda staff: staff.join(found[1], "other")) is None


def test_staff_is_listed_and_removed(with_database: Command, database_url: str) -> None:
    assert "nobody yet" in with_database("staff", "list").stdout
    made = with_database("staff", "add", "--role", "admin", "--organisation", " [b]Жүрөк :smile: ")
    found = re.match(r"/start join_(\S+)\n", made.stdout)
    assert found
    of_staff(database_url, lambda staff: staff.join(found[1], "-h--x_"))
    listed = with_database("staff", "list").stdout
    for text in ("-h--x_", "admin", "[b]Жүрөк :smile:"):
        assert text in listed
    removed = with_database("staff", "remove", "-h--x_")
    assert removed.exit_code == 0, removed.output
    again = with_database("staff", "remove", "-h--x_")
    assert again.exit_code == 1
    assert "nobody has the pseudonym -h--x_: see `myrights staff list`" in again.stderr


def test_an_unknown_centre_is_refused(myrights: Command, here: Path) -> None:
    refused = myrights(*CSO, "--centre", "nope")
    assert refused.exit_code == 1
    assert "has no centre nope: name one of line, stale" in refused.stderr
    assert not (here / "own.db").exists()


@pytest.mark.parametrize("organisation", ["", "  ", "a" * 81])
def test_an_organisation_has_a_name_that_fits(myrights: Command, organisation: str) -> None:
    refused = myrights("staff", "add", "--role", "cso", "--organisation", organisation)
    assert refused.exit_code == 2
    assert "1 to 80 characters" in refused.stderr


def test_a_role_is_one_of_three(myrights: Command) -> None:
    assert myrights("staff", "add", "--role", "boss", "--organisation", "x").exit_code == 2


def test_without_a_database_nothing_is_promised(myrights: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:9/none?connect_timeout=1")
    refused = myrights(*CSO, "--bot", "my_bot")
    assert refused.exit_code == 1
    assert refused.stderr == (
        "the database cannot be opened (OperationalError): start it, or correct DATABASE_URL in .env\n"
    )
    assert not refused.stdout


@pytest.mark.parametrize(
    ("token", "said", "complaint"),
    [
        (TOKEN, "https://t.me/rights_test_bot?start=join_", ""),
        (TOKEN[::-1][:10] + "1:" + TOKEN[11:], "/start join_", "copy it again from @BotFather"),
    ],
)
async def test_telegram_is_asked_for_the_name(
    myrights: Command, monkeypatch: pytest.MonkeyPatch, token: str, said: str, complaint: str
) -> None:
    simulator = await Simulator.start()
    simulator.add_bot(token=TOKEN, username="rights_test_bot", name="My Rights")
    monkeypatch.setenv("TELEGRAM_API_URL", simulator.url)
    monkeypatch.setenv("TELEGRAM_TOKEN", token)
    made = await asyncio.to_thread(myrights, *CSO)
    await simulator.stop()
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith(said)
    assert complaint in made.stderr


def test_an_unreachable_telegram_is_done_without(myrights: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    made = myrights(*CSO)
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("/start join_")
    assert "say it with --bot" in made.stderr
    assert TOKEN not in made.output
