"""/mydata shows what is stored, /forget leaves nothing."""

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.languages import LANGUAGES, Language
from bot.store.identity import Identity
from bot.words import words_of
from tests.e2e.conftest import KEY, Town
from tests.e2e.test_disguise import began


async def rows_about(url: str, pseudonym: str) -> dict[str, int]:
    """How many rows of each table hold a pseudonym."""
    database = create_async_engine(url)
    async with database.connect() as connection:
        tables = {"people", "known_messages", "staff"}
        query = "select count(*) from {} where pseudonym = :who"
        found = {t: await connection.scalar(text(query.format(t)), {"who": pseudonym}) for t in tables}
    await database.dispose()
    return {table: count for table, count in found.items() if count}


@pytest.mark.promise("P4")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_she_sees_what_is_stored(town_without_engine: Town, language: Language) -> None:
    words = words_of(language)
    woman = await began(town_without_engine, language)
    await woman.writes("/settings")
    await woman.presses(words("settings.keep_60"))
    await woman.sees(f"✅ {words('settings.keep_60')}")
    await woman.writes("/mydata")
    await woman.sees(words("language.name"), words("settings.keep_60"), words("settings.decoy_recipe"))


@pytest.mark.promise("P4")
async def test_forget_leaves_no_row_and_no_message(empty_town: Town, database_url: str) -> None:
    await empty_town.open(9, database_url=database_url)
    woman = await began(empty_town, "ru")
    await woman.writes("/settings")
    await woman.presses("через час")
    await woman.sees("✅ через час")
    pseudonym = Identity(SecretStr(KEY)).pseudonym(woman.person.id)
    assert set(await rows_about(database_url, pseudonym)) == {"people", "known_messages"}
    await woman.writes("/forget")
    await woman.presses("Забыть всё")
    await woman.sees("Всё забыто")
    await woman.person.wait_chat(empty_town.bot, lambda messages: len(messages) == 1, 5)
    await empty_town.close()
    assert await rows_about(database_url, pseudonym) == {}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_policy_is_there_in_each_language(town_without_engine: Town, language: Language) -> None:
    woman = await began(town_without_engine, language)
    await woman.writes("/privacy")
    assert woman.buttons(await woman.sees("Telegram"))
