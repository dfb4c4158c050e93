"""After an exit the chat is an innocent one, until /start or her code word."""

from datetime import timedelta

import pytest

from bot.languages import LANGUAGES, Language
from bot.words import words_of
from simulator.tester import Tester
from tests.e2e.conftest import Town

RECIPE = {"ky": "оорсок", "ru": "оорсоки", "en": "oorsok"}
WEATHER = {"ky": "Бүгүн күн", "ru": "облачность", "en": "cloudy"}


async def began(town: Town, language: Language) -> Tester:
    woman = town.woman(language)
    await woman.starts()
    await woman.presses(words_of(language)("language.name"))
    await woman.sees(words_of(language)("menu.title"))
    return woman


async def left_with(town: Town, woman: Tester, part: str) -> None:
    await woman.person.wait_chat(town.bot, lambda messages: len(messages) == 1, 10)
    assert part in woman.shown[0]


@pytest.mark.promise("P1")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_whatever_is_typed_after_an_exit_gets_a_decoy(town_without_engine: Town, language: Language) -> None:
    woman = await began(town_without_engine, language)
    await woman.writes("/exit")
    await left_with(town_without_engine, woman, RECIPE[language])
    for text in ("салам", "/menu", "/settings", "Кто ты? Что это за бот?"):
        await woman.writes(text)
        answer = await woman.sees(RECIPE[language])
        assert "102" not in answer["text"]
        assert woman.buttons(answer) == []
    assert woman.keys == []


@pytest.mark.promise("P1")
@pytest.mark.parametrize(
    ("language", "word"), [("ky", "жашыр"), ("ru", "Спрячь чат"), ("en", "hide"), ("ky", "Jashyr")]
)
async def test_the_words_for_it_hide_the_chat_without_an_engine(
    town_without_engine: Town, language: Language, word: str
) -> None:
    woman = await began(town_without_engine, language)
    await woman.writes(word)
    await left_with(town_without_engine, woman, RECIPE[language])


@pytest.mark.promise("P1")
@pytest.mark.parametrize("word", ["/exit", "спрячь чат"])
async def test_an_exit_may_be_written_over_what_she_had_written(town_without_engine: Town, word: str) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("мне страшно")
    await woman.sees("временно не понимаю")
    await woman.corrects("мне страшно", word)
    await left_with(town_without_engine, woman, RECIPE["ru"])


@pytest.mark.promise("P1")
async def test_start_ends_the_disguise(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/exit")
    await left_with(town_without_engine, woman, RECIPE["ru"])
    await woman.starts()
    await woman.sees("Choose a language")


@pytest.mark.promise("P1")
async def test_her_code_word_ends_the_disguise_and_goes_from_the_chat(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/settings")
    await woman.presses(words_of("ru")("settings.code"))
    await woman.sees("кодовое слово")
    await woman.writes("Синяя Чашка")
    await woman.sees(words_of("ru")("settings.code_kept"))
    assert "Синяя Чашка" not in woman.shown
    await woman.writes("/exit")
    await left_with(town_without_engine, woman, RECIPE["ru"])
    await woman.writes("синяя  чашка")
    await woman.sees(words_of("ru")("menu.title"))
    assert not [text for text in woman.shown if "чашка" in text]


@pytest.mark.promise("P1")
async def test_she_chooses_the_decoy(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/settings")
    await woman.presses(words_of("ru")("settings.decoy_weather"))
    await woman.sees(f"✅ {words_of('ru')('settings.decoy_weather')}")
    await woman.writes("/exit")
    await left_with(town_without_engine, woman, WEATHER["ru"])


@pytest.mark.promise("P1")
async def test_the_disguise_outlives_a_restart(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/exit")
    await left_with(town_without_engine, woman, RECIPE["ru"])
    await town_without_engine.close()
    await town_without_engine.open(9)
    await woman.writes("кто здесь?")
    await woman.sees(RECIPE["ru"])


@pytest.mark.promise("P1")
@pytest.mark.promise("E1")
@pytest.mark.engine
@pytest.mark.parametrize(
    ("language", "cry"),
    [
        ("ky", "ал эшикти сындырып жатат бычагы бар"),
        ("ru", "он ломает дверь, убьёт меня"),
        ("en", "he is breaking the door with a knife"),
    ],
)
async def test_danger_in_disguise_gets_the_bare_numbers(town: Town, language: Language, cry: str) -> None:
    woman = await began(town, language)
    await woman.writes("/exit")
    await left_with(town, woman, RECIPE[language])
    await woman.writes(cry)
    numbers = await woman.sees("102", "103", "112")
    assert len(numbers["text"]) < 20
    assert woman.buttons(numbers) == []
    assert cry not in woman.shown


@pytest.mark.promise("P2")
async def test_messages_go_after_a_day_by_themselves(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/menu")
    await woman.sees(words_of("ru")("menu.title"))
    assert len(woman.messages) > 4
    town_without_engine.later = timedelta(hours=24, seconds=5)
    await woman.person.wait_chat(town_without_engine.bot, lambda messages: not messages, 10)


@pytest.mark.promise("P2")
async def test_her_own_clock_holds_across_a_restart(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/settings")
    await woman.presses("через 15 минут")
    await woman.sees("✅ через 15 минут")
    await town_without_engine.close()
    town_without_engine.later = timedelta(minutes=16)
    await town_without_engine.open(9)
    await woman.person.wait_chat(town_without_engine.bot, lambda messages: not messages, 10)


@pytest.mark.promise("P2")
async def test_who_turns_the_clock_off_keeps_her_messages(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    other = town_without_engine.woman("ru", "Бермет")
    await other.starts()
    await other.sees("Choose a language")
    await woman.writes("/settings")
    await woman.presses("не удалять")
    await woman.sees("✅ не удалять")
    kept = len(woman.messages)
    town_without_engine.later = timedelta(hours=30)
    await other.person.wait_chat(town_without_engine.bot, lambda messages: not messages, 10)
    assert len(woman.messages) == kept


@pytest.mark.promise("P2")
async def test_the_first_screens_say_when_messages_go(town_without_engine: Town) -> None:
    for language in LANGUAGES:
        woman = town_without_engine.woman(language, f"Айгүл {language}")
        await woman.starts()
        await woman.presses(words_of(language)("language.name"))
        await woman.sees("24", "/settings", "/mydata")
