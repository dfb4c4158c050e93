"""Where do I go? By buttons, without the engine, on both databases, in three languages."""

import pytest

from bot.languages import LANGUAGES, Language
from bot.words import words_of
from tests.e2e.conftest import Town

BISHKEK = (42.87, 74.59)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_region_and_need_lead_to_a_centre_and_its_number(town_on_each_database: Town, language: Language) -> None:
    words = words_of(language)
    woman = town_on_each_database.woman(language)
    await woman.starts()
    await woman.presses(words("language.name"))
    await woman.sees(words("menu.title"))
    await woman.writes("/help_centre")
    await woman.sees(words("engine.down"))
    await woman.sends_payload("region:bishkek")
    await woman.sees(words("ask.need"))
    await woman.presses(words("need.shelter"))
    await woman.sees(words("region.bishkek"), "102", "+996 312 641 109")
    await woman.presses("☎")
    await woman.sees("+996 312 641 109", words("centres.contact"))
    await woman.presses(words("centres.contact"))
    card = await woman.gets("contact")
    assert card["contact"]["phone_number"].endswith("312641109") or "312 641 109" in card["contact"]["phone_number"]
    await woman.sees(words("centres.contact_note"))


@pytest.mark.promise("R3")
async def test_where_nobody_is_known_the_bot_says_so_and_names_the_neighbours(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.sends_payload("region:batken")
    await woman.presses("Убежище")
    answer = await woman.sees("Проверенного контакта здесь пока нет", "102", "Рядом")
    assert answer["text"].index("102") < answer["text"].index("Рядом")


async def test_a_shared_place_is_deleted_at_once_and_kept_nowhere(town_on_each_database: Town) -> None:
    woman = town_on_each_database.woman("en")
    await woman.starts()
    await woman.presses("English")
    await woman.sees("What would you like to know")
    await woman.shares_place(*BISHKEK)
    answer = await woman.sees("Near you", "Bishkek")
    assert not [message for message in woman.messages if "location" in message]
    assert "42.8" not in str(answer)
    for file in town_on_each_database.folder.iterdir():
        assert b"42.87" not in file.read_bytes()


async def test_a_number_that_does_not_answer_is_marked_after_three_reports(town_on_each_database: Town) -> None:
    for name in ("Айгүл", "Бермет", "Гүлнара"):
        woman = town_on_each_database.woman("en", name)
        await woman.starts()
        await woman.presses("English")
        await woman.sees("What would you like to know")
        await woman.sends_payload("centre:mercy_centre_bishkek")
        await woman.presses("does not answer")
        await woman.sees("Thank you", "102")
    await woman.sends_payload("centre:mercy_centre_bishkek")
    await woman.sees("We were told that this number does not answer")


async def test_filters_are_turned_on_and_off(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("en")
    await woman.starts()
    await woman.presses("English")
    await woman.sees("What would you like to know")
    await woman.sends_payload("region:bishkek")
    await woman.presses("Any help")
    await woman.sees("Bishkek", "◻️ With children")
    await woman.presses("With children")
    await woman.sees("✅ With children")
    await woman.presses("With children")
    await woman.sees("◻️ With children")


@pytest.mark.parametrize(
    "payload", ["centre:nobody", "page:99999999999", "page:-1", "only:everything", "dead:", "contact:x"]
)
async def test_a_forged_button_breaks_nothing(town_without_engine: Town, payload: str) -> None:
    woman = town_without_engine.woman("en")
    await woman.starts()
    await woman.presses("English")
    await woman.sees("What would you like to know")
    await woman.sends_payload(payload)
    await woman.writes("/menu")
    await woman.sees("What would you like to know")


@pytest.mark.engine
@pytest.mark.parametrize(
    ("phone", "text", "part"),
    [
        ("ky", "Бишкекте кризистик борбор барбы", "312 641 109"),
        ("ky", "где в Оше найти юриста", "Ош"),
        ("en", "psychologist in Osh", "Osh"),
    ],
)
async def test_a_place_and_a_kind_of_help_in_words(town: Town, phone: str, text: str, part: str) -> None:
    woman = town.woman(phone)
    await woman.starts()
    await woman.writes(text)
    await woman.sees(part, "102")
