"""Free text, understood by the real engine, answered by the real application."""

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.engine


async def test_two_words_in_kyrgyz_are_enough(town: Town) -> None:
    woman = town.woman("ky")
    await woman.starts()
    await woman.presses("Кыргызча")
    await woman.sees("Кайсы тема керек")
    await woman.writes("күйөөм урат, эмне кылам?")
    await woman.sees("102")


@pytest.mark.parametrize(
    ("language", "question", "part"),
    [
        ("ky", "алимент кантип алам, куйоом акча бербейт", "алимент"),
        ("ru", "как получить алименты на ребёнка если он не платит", "алимент"),
        ("en", "how can I get child support from my ex husband", "child support"),
    ],
)
async def test_a_question_is_answered_in_the_language_it_was_asked_in(
    town: Town, language: str, question: str, part: str
) -> None:
    woman = town.woman(language)
    await woman.writes(question)
    answer = await woman.sees()
    assert part in answer["text"].lower()


async def test_a_follow_up_stays_with_the_topic(town: Town) -> None:
    woman = town.woman("ru")
    await woman.writes("что такое охранный ордер и как его получить")
    lead = await woman.sees()
    assert "Сколько времени" in woman.buttons(lead)
    await woman.writes("а сколько он действует?")
    await woman.sees("Сколько времени", "30")


async def test_a_follow_up_after_a_button_stays_with_what_the_button_showed(town: Town) -> None:
    woman = town.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.presses("Милиция и суд")
    await woman.sees("Охранный ордер")
    await woman.presses("Охранный ордер")
    await woman.sees("Сколько времени")
    await woman.writes("а на сколько дней он даётся?")
    await woman.sees("Сколько времени", "30")


async def test_she_switches_the_language_and_is_offered_to_keep_it(town: Town) -> None:
    woman = town.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.writes("how do I get a divorce, he does not agree")
    answer = await woman.sees("divorce")
    assert woman.buttons(answer)[-1] == "Go on in English"
    await woman.presses("Go on in English")
    await woman.sees("From now on I answer in English")


@pytest.mark.promise("E1")
@pytest.mark.parametrize(
    "text",
    [
        "жардам бергиле, күйөөм бычак көтөрүп эшикти бузуп жатат",
        "kuiom azyr urup jatat jardam bergile",
        "он сейчас ломает дверь, у него нож, помогите",
        "help me he is breaking the door he has a knife",
    ],
)
async def test_danger_gets_the_card_first(town: Town, text: str) -> None:
    woman = town.woman("ky")
    await woman.writes(text)
    card = await woman.sees("102")
    buttons = woman.buttons(card)
    assert len(buttons) >= 2
    assert card["text"].index("102") < 60
    await woman.presses(buttons[0])
    await woman.sees("102")


async def test_a_search_asks_for_region_and_need_and_answers_honestly(town: Town) -> None:
    woman = town.woman("ru")
    await woman.writes("где мне помогут, куда обратиться")
    await woman.sees("В каком регионе", "Нарын")
    await woman.writes("в Бишкеке")
    await woman.sees("Какая помощь нужна")
    await woman.presses("Убежище")
    await woman.sees("Бишкек: Убежище", "102")


async def test_what_is_not_understood_is_never_a_dead_end(town: Town) -> None:
    woman = town.woman("ru")
    await woman.writes("ыыыы ъъъ 12345 !!!")
    answer = await woman.sees("102")
    assert "Темы" in woman.buttons(answer)


HOSTILE = [
    "а" * 4096,
    "\x00нуль\x00",
    "/restart",
    '/intent{"a":"b"}',
    "/session_start",
    "<b>жирный</b> <script>alert(1)</script>",
    "{police} %s {0.__class__}",
    "*_`[x](http://example.com)",
    "\u202eмоорп",
    "🙂" * 500,
]


@pytest.mark.promise("S3")
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_text(town: Town, text: str) -> None:
    woman = town.woman("ru")
    await woman.writes(text)
    answer = await woman.sees()
    assert "script" not in answer["text"]
    assert woman.buttons(answer)
    await woman.writes("как развестись")
    await woman.sees("азвод")
