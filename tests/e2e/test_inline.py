"""@bot and some words in any chat: cards that a helper passes on."""

import pytest

from bot.words import words_of
from tests.e2e.conftest import Town

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("ru", "Ош адвокат", "Ак-Журок"),
        ("ky", "Бишкек баш калкалоочу жай", "Боорукердик"),
        ("en", "protection order", "rotection order"),
        ("ru", "кризисный центр Нарын", "Нарын"),
        ("ky", "алимент", "лимент"),
    ],
)
async def test_a_query_finds_a_card_in_its_language(town: Town, language: str, query: str, title: str) -> None:
    offered = await town.woman(language).types_inline(query)
    shown = [f"{one.object['title']} {one.content['text']}" for one in offered.results]
    assert any(title in text for text in shown), offered.titles
    stays = {words_of(i)("inline.stays") for i in ("ky", "ru", "en")}
    assert {one.object["description"] for one in offered.results} <= stays


async def test_a_passed_on_centre_is_found_by_its_name(town: Town) -> None:
    offered = await town.woman("ru").types_inline("Mercy Centre")
    assert offered.titles == ["Mercy Centre"]
    assert "+996 312 641 109" in offered.results[0].content["text"]


async def test_a_card_in_the_chat_with_the_bot_is_no_question(town: Town) -> None:
    woman = town.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    offered = await woman.types_inline("Mercy Centre")
    before = len(town.simulator.journal.of("sendMessage"))
    await woman.person.choose(town.bot, offered)
    await woman.writes("/menu")
    await woman.sees("О чём рассказать")
    assert len(town.simulator.journal.of("sendMessage")) == before + 1


async def test_without_an_engine_the_helplines_are_offered(town_without_engine: Town) -> None:
    offered = await town_without_engine.woman("ky").types_inline("Ош адвокат")
    assert offered.titles == [words_of("ky")("inline.helplines")]
    assert "102" in offered.results[0].content["text"]


async def test_an_empty_query_offers_the_helplines(town: Town) -> None:
    assert (await town.woman("en").types_inline("")).titles == ["Emergency numbers"]
