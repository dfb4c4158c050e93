"""Every word of the interface exists in three languages, and no catalogue holds a word that nobody uses."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.languages import LANGUAGES, Language, nearest
from bot.telegram.frontend import COMMANDS
from bot.words import catalogue, words_of

KEY = re.compile(r"^[a-z_]+(\.[a-z_]+)?$")
FAMILIES = {
    *("group", "facet", "region", "need", "command", "centres", "ask", "key"),
    *("day", "spoken", "role", "links", "stats", "poster", "settings"),
}
"""Keys that code puts together from an id."""


def entries(language: Language) -> dict[str, str]:
    with catalogue(language).open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source) if m.id}


def keys_in_code() -> set[str]:
    found = set()
    for path in Path("bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.match(node.value):
                found.add(node.value)
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.promise("E5")
@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_have_the_same_keys_and_placeholders(language: Language) -> None:
    russian, own = entries("ru"), entries(language)
    assert own.keys() == russian.keys()
    for key, text in own.items():
        assert text
        assert placeholders(text) == placeholders(russian[key]), key


def test_every_key_is_used_somewhere() -> None:
    used = keys_in_code()
    assert {key for key in entries("ru") if key.split(".")[0] not in FAMILIES} - used == set()


def test_an_unknown_key_is_an_error_and_not_shown_to_a_person() -> None:
    with pytest.raises(KeyError, match=r"ru: no\.such"):
        words_of("ru")("no.such")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described(language: Language) -> None:
    assert all(words_of(language).has(f"command.{name}") for name in COMMANDS)


@pytest.mark.parametrize(
    ("code", "language"), [("ky", "ky"), ("ru-RU", "ru"), ("en-US", "en"), ("uk", "ru"), (None, "ky"), ("fr", "ky")]
)
def test_the_language_nearest_to_her_client_is_suggested(code: str | None, language: Language) -> None:
    assert nearest(code) == language


FORBIDDEN = re.compile(
    r"зомбулук|насили|violence|бить|бьёт|beat|ур(ат|уп|ду)|кризис|crisis|жабыр|жертв|victim|ордер|protection", re.I
)


@pytest.mark.promise("P7")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_outside_sees_holds_no_word_of_violence(language: Language) -> None:
    outward = [text for key, text in entries(language).items() if key.split(".")[0] in ("profile", "command", "key")]
    assert outward
    assert not [text for text in outward if FORBIDDEN.search(text)]
