"""Places, kinds of help and phrases of danger, by the lists that anyone can extend."""

from typing import List, Optional

import pytest

from nlu import paths
from nlu.text.clean import clean
from nlu.text.lexicon import Lexicon
from nlu.text.lists import Findings, Lists

LISTS = Lists(Lists.read(paths.NLU))


def find(text: str) -> Findings:
    return LISTS.find(clean(text))


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Ош", ["osh_city", "osh"]),
        ("ош шаарында", ["osh_city"]),
        ("Ноокатта жашайм", ["osh"]),
        ("я в Бишкеке", ["bishkek"]),
        ("Бишкектемин", ["bishkek"]),
        ("bishkek", ["bishkek"]),
        ("из Джалал-Абада", ["jalal_abad"]),
        ("жалалабаддан", ["jalal_abad"]),
        ("Нарынданмын", ["naryn"]),
        ("Каракол", ["issyk_kul"]),
        ("Баткенде", ["batken"]),
        ("в Таласе", ["talas"]),
        ("Токмок", ["chuy"]),
        ("не в Оше, в Нарыне", ["naryn"]),
        ("Бишкекте эмес, Таласта", ["talas"]),
        ("хороший день", None),
    ],
)
def test_places(text: str, region: Optional[List[str]]) -> None:
    assert find(text).region == region


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("юрист", "lawyer"),
        ("адвокат керек", "lawyer"),
        ("психолог", "psychologist"),
        ("барар жерим жок", "shelter"),
        ("негде переночевать", "shelter"),
        ("врач", "medical"),
        ("балам үчүн", "child"),
        ("я сам бью", "men"),
        ("милиция", "police"),
        ("баары бир", "any"),
        ("добрый вечер", None),
    ],
)
def test_needs(text: str, need: Optional[str]) -> None:
    assert find(text).need == need


@pytest.mark.promise("E1")
@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("бычак кармап келе жатат", "emergency_now"),
        ("bychak karmap kele jatat", "emergency_now"),
        ("эшикти сындырып жатат", "emergency_now"),
        ("он ломает дверь", "emergency_now"),
        ("he has a knife", "emergency_now"),
        ("жашагым келбейт", "suicide_risk"),
        ("не хочу жить", "suicide_risk"),
        ("i want to die", "suicide_risk"),
    ],
)
def test_phrases_of_danger(text: str, card: str) -> None:
    assert find(text).danger == card


@pytest.mark.promise("E2")
@pytest.mark.parametrize(
    "text", ["хочу умереть со смеху", "күлкүдөн өлгүм келди", "my boss is killing me", "убить время"]
)
def test_look_alikes_are_no_danger(text: str) -> None:
    assert find(text).danger is None


@pytest.mark.parametrize(("text", "bare"), [("Ош", True), ("Бишкек, юрист", True), ("Ошто күйөөм урат", False)])
def test_nothing_but_a_place_or_a_need(text: str, bare: bool) -> None:
    assert find(text).bare is bare


def test_every_region_and_need_of_the_house_is_known() -> None:
    assert LISTS.regions == {
        "bishkek", "osh_city", "chuy", "osh", "jalal_abad", "batken", "naryn", "talas", "issyk_kul",
    }  # fmt: skip
    assert LISTS.needs == {"shelter", "lawyer", "psychologist", "medical", "police", "child", "men", "any"}


def test_the_longest_phrase_wins_whatever_begins_like_it() -> None:
    lexicon = Lexicon([("short", "ак"), ("other", "бала"), ("long", "ак бата"), ("longest", "ак бата бер*")])
    assert [found.value for found in lexicon.find("бала ак бата берсин ак бата ак")] == [
        "other",
        "longest",
        "long",
        "short",
    ]
