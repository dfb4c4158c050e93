"""The first minute: language, what this is, the menu, and what is in the profile."""

import pytest

from bot.languages import LANGUAGES, Language
from bot.telegram.frontend import COMMANDS
from bot.words import words_of
from tests.e2e.conftest import Town

HELLO = {"ky": "программамын", "ru": "программа", "en": "I am a program"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_she_chooses_a_language_and_is_told_what_this_is(town_without_engine: Town, language: Language) -> None:
    words = words_of(language)
    woman = town_without_engine.woman(language)
    await woman.starts()
    first = await woman.sees("Choose a language")
    assert woman.buttons(first)[0] == words("language.name")

    await woman.presses(words("language.name"))
    await woman.sees(HELLO[language], "102", "112")
    menu = await woman.sees(words("menu.title"))
    assert words("group.urgent") in woman.buttons(menu)
    assert woman.keys == [words("key.help"), words("key.hide")]


async def test_every_topic_is_two_buttons_away(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.presses("Семья")
    await woman.sees("Алименты")
    await woman.presses("Алименты")
    answer = await woman.sees("Алименты", "нотариус")
    assert "Темы" in woman.buttons(answer)


async def test_the_chosen_language_outlives_a_restart(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("ru")
    await woman.starts()
    await woman.presses("English")
    await woman.sees("What would you like to know")
    await town_without_engine.close()
    await town_without_engine.open(9)
    await woman.writes("/menu")
    await woman.sees("What would you like to know")


@pytest.mark.promise("P7")
async def test_the_profile_is_there_in_three_languages_and_neutral(town_without_engine: Town) -> None:
    bot = town_without_engine.bot
    for language in LANGUAGES:
        woman = town_without_engine.woman(language)
        commands = await commands_of(town_without_engine, woman)
        assert [c["command"] for c in commands] == list(COMMANDS)
        assert commands[1]["description"] == words_of(language)("command.menu")
    assert bot.username == "rights_test_bot"


async def commands_of(town: Town, woman: object) -> list[dict[str, str]]:
    await town.simulator.wait_call("setMyCommands", times=4)
    return woman.person.chat(town.bot).commands  # type: ignore[attr-defined,no-any-return]


async def test_the_small_keyboard_can_be_taken_away_and_brought_back(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("en")
    await woman.starts()
    await woman.presses("English")
    await woman.sees("What would you like")
    await woman.writes("/keys")
    await woman.sees("The keys are gone")
    assert woman.keys == []
    await woman.writes("/keys")
    await woman.sees("The keys are back")
    assert woman.keys == ["☂️", "🍃"]


async def test_a_photo_gets_a_helpful_line(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("ru")
    await woman.person.photo(town_without_engine.bot)
    await woman.sees("Я понимаю только текст", "102")
