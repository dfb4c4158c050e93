"""Files of content that somebody has spoilt: refused with a remedy, while the last good ones serve on."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.answers import read_answer
from bot.content.check import INTERFACE_FACTS
from bot.content.facts import load_facts
from bot.content.faults import ContentError
from bot.content.library import Library
from bot.content.reload import Shelf
from bot.content.topics import load_topics
from bot.directory.centres import load_directory
from bot.directory.hours import ZONE
from bot.directory.published import published
from bot.directory.wish import Found, Wish
from bot.languages import LANGUAGES
from bot.telegram.centre_screens import CentreScreens
from bot.telegram.screens import Screens
from tests.content.conftest import ANSWER, CENTRES, FACTS, TOPICS, folder  # noqa: F401
from tests.hostile.screen import shown
from tests.hostile.strategies import many
from tests.hostile.test_pure import NOW
from tests.hostile.texts import CORPUS, SHORT

pytestmark = [pytest.mark.promise("S4"), pytest.mark.promise("S3")]

SPOILT = [
    *(b"[" * 3000, b"{a: " * 3000, b"- " * 3000, b"a:\n" * 200, b"\t", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n"),
    *(b"!!bool maybe", b"!!int x", b"!!float x", b"!!timestamp x", b"!!binary x", b"!!python/object:os.system x"),
    *(b"2026-13-45", b"0000-00-00", b"9999-12-31", b"2026-11-24T25:61:61Z", b"9" * 5000, b"1:99:99", b".inf", b"~"),
    *(b"&a [*a]", b"&a {<<: *a}", b"<<: 1", b"? [a]", b"? {a: b}\n: c", b"*unknown", b"---", b"...", b"%YAML 9"),
    *(b"key: x", b"self: x", b"help: x", b"1: x", b"null: x", b"[1]: x", b'opens: "09:00+06:00"', b"true"),
    *(b"## cost  \n", b"## \n", b"##", b"## cost" + b" " * 5000 + b"x", b"### cost\n", b"**", b"{fee}", b"{fee"),
    *("<b>жирный</b> & {0}".encode(), b"''", b'" "', b"{ky: x}", b"{ky: ' ', ru: ' ', en: ' '}"),
]
"""What breaks parsers."""

bits = st.one_of(
    st.sampled_from(SPOILT),
    st.binary(max_size=20),
    st.sampled_from(SHORT).map(lambda text: text.encode(errors="replace")),
)
changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), bits), min_size=1, max_size=3)
Change = list[tuple[float, int, bytes]]


def spoil(whole: bytes, change: Change) -> bytes:
    """The file with pieces replaced by others."""
    for place, length, piece in change:
        at = int(place * len(whole))
        whole = whole[:at] + piece + whole[at + length :]
    return whole


def spoil_value(whole: str, value: str, by: str) -> bytes:
    """The file with one value replaced."""
    return whole.replace(value, by, 1).encode(errors="replace")


def tried(load: Callable[[Path], Any], path: Path) -> Any:
    """What is read of a file, or nothing where it is refused as a ContentError with a file and a remedy."""
    try:
        return load(path)
    except ContentError as error:
        assert error.faults
        assert all(fault.file == path and fault.remedy and fault.line >= 0 for fault in error.faults)
        return None


LOADERS: dict[str, Callable[[Path], Any]] = {
    "answer.md": lambda path: read_answer(path, "ru"),
    "facts.yml": load_facts,
    "topics.yml": load_topics,
    "centres.yml": load_directory,
}
WHOLE = {"answer.md": ANSWER, "facts.yml": FACTS, "topics.yml": TOPICS, "centres.yml": CENTRES}


@pytest.mark.parametrize("name", LOADERS)
@many
@given(body=st.one_of(st.binary(max_size=300), bits))
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, body: bytes) -> None:
    path = tmp_path / name
    for whole in (body, b"---\n" + body + b"\n---\n" + body):
        path.write_bytes(whole)
        tried(LOADERS[name], path)


@pytest.mark.parametrize("name", LOADERS)
@many
@given(change=changes)
def test_a_spoilt_file_is_read_or_refused(tmp_path: Path, name: str, change: Change) -> None:
    path = tmp_path / name
    path.write_bytes(spoil(WHOLE[name].encode(), change))
    tried(LOADERS[name], path)


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_a_hostile_text_is_no_file(tmp_path: Path, number: int) -> None:
    for name, load in LOADERS.items():
        path = tmp_path / name
        for whole in (CORPUS[number], f"---\n{CORPUS[number]}\n---\nx", ANSWER + CORPUS[number]):
            path.write_text(whole, encoding="utf-8", errors="replace")
            tried(load, path)


@pytest.mark.parametrize("path", sorted(Path("content/ru").glob("*.md"))[::6], ids=lambda path: path.stem)
@settings(many, max_examples=30)
@given(change=changes)
def test_a_real_answer_that_is_spoilt_is_read_or_refused(tmp_path: Path, path: Path, change: Change) -> None:
    spoilt = tmp_path / path.name
    spoilt.write_bytes(spoil(path.read_bytes(), change))
    tried(LOADERS["answer.md"], spoilt)


@pytest.mark.parametrize("name", ["facts.yml", "topics.yml", "centres.yml"])
@settings(many, max_examples=4)
@given(change=changes)
def test_a_real_list_that_is_spoilt_is_read_or_refused(tmp_path: Path, name: str, change: Change) -> None:
    path = tmp_path / name
    path.write_bytes(spoil((Path("content") / name).read_bytes(), change))
    tried(LOADERS[name], path)


def serves(library: Library) -> None:
    """Every screen of a library can be sent, and the number to ring is on the card."""
    for language in LANGUAGES:
        screens = Screens(library, language)
        screens_of_centres(library, screens)
        shown(screens.menu())
        for key in ("helplines", "welcome", "numbers", "safe"):
            assert shown(screens.note(key))
        assert re.search(r"\d", shown(screens.card("emergency_now")).split("—")[0])
        for group in library.topics.groups:
            shown(screens.group(group.id))
        for topic in {topic for _, topic in library.pages}:
            page = library.page(language, topic)
            for facet in page.facets if page else ():
                shown(screens.facet(topic, facet))
            shown(screens.topic(topic))


def screens_of_centres(library: Library, screens: Screens) -> None:
    """The list and each page of the directory."""
    told = published(library.directory)
    centres = CentreScreens(screens, told, (), NOW.astimezone(ZONE))
    shown(centres.results(Wish(), Found(told.centres[:4]), [], 0))
    for centre in told.centres:
        shown(centres.one(centre))


FILES = {"ru/divorce.md": ANSWER, "facts.yml": FACTS, "topics.yml": TOPICS, "centres.yml": CENTRES}


@pytest.mark.parametrize("name", FILES)
@many
@given(change=changes)
def test_whatever_is_saved_the_bot_can_still_say_everything(folder: Path, name: str, change: Change) -> None:  # noqa: F811
    path = folder / name
    path.write_bytes(FILES[name].encode())
    shelf = Shelf(folder)
    good = shelf.library
    path.write_bytes(spoil(FILES[name].encode(), change))
    shelf.reload()
    serves(shelf.library)
    if any(fault.file == path for fault in shelf.library.faults) and name.endswith(".md"):
        assert shelf.library.pages == good.pages


VALUES = [
    *(("facts.yml", '"102"'), ("facts.yml", '{ky: "1 000", ru: "1 000", en: "1,000"}'), ("facts.yml", "Закон")),
    *(("facts.yml", "{ky: Мыйзам, ru: Закон, en: Law}"), ("facts.yml", "fee"), ("facts.yml", "2025-07-14")),
    *(("topics.yml", "justice"), ("topics.yml", "divorce]"), ("ru/divorce.md", "Заголовок"), ("ru/divorce.md", "law")),
    *(("ru/divorce.md", "2026-11-24"), ("ru/divorce.md", "Пошлина"), ("ru/divorce.md", "cost")),
    *(("centres.yml", "Борбор"), ("centres.yml", "example"), ("centres.yml", '"+996 312 000 000"')),
    *(("centres.yml", "{ky: Юрист, ru: Юрист, en: Lawyer}"), ("centres.yml", "2025"), ("centres.yml", "40.5")),
    ("centres.yml", "services: [lawyer]"),
]
HOSTILE_VALUES = [
    *(piece.decode(errors="replace") for piece in SPOILT),
    *("<b", "</b>", "'<b>&'", "'{0}'", "' '", "''", "x", "x" * 5000, "'" + "x" * 5000 + "'", "{ky: x}", "self", "key"),
    *("{ky: x, ru: <b>, en: y}", "{ky: '', ru: '', en: ''}", "hide", "'\\u202e'", '"\\u200b"', '"\\0"', "[]", "{}"),
    *("hours: {days: [mon], opens: '09:00+06:00', closes: '18:00'}", "hours: {days: [mon], opens: -1, closes: 5}"),
    *("2025, verified_on: 9999-12-31, verified_by: x", "'<b>'", "'102<b>'", "long" * 20, "weather", "a:b", "дом"),
]


@pytest.mark.parametrize(("name", "value"), VALUES, ids=[f"{name} {value[:12]}" for name, value in VALUES])
def test_whatever_stands_in_one_place_the_bot_can_still_say_everything(
    folder: Path,  # noqa: F811
    name: str,
    value: str,
) -> None:
    path = folder / name
    shelf = Shelf(folder)
    for by in HOSTILE_VALUES:
        whole = FILES[name]
        assert value in whole
        path.write_bytes(spoil_value(whole, value, by))
        try:
            shelf.reload()
            serves(shelf.library)
        except Exception as error:
            raise AssertionError(f"{name}: {value} became {by[:80]!r}") from error


@pytest.mark.parametrize("gone", [*INTERFACE_FACTS])
def test_a_number_of_the_card_cannot_be_emptied(folder: Path, gone: str) -> None:  # noqa: F811
    path, shelf = folder / "facts.yml", Shelf(folder)
    number = shelf.library.facts.facts[gone].text("ru")
    path.write_text(FACTS.replace(f'"{number}"', '""'), encoding="utf-8")
    shelf.reload()
    assert any(fault.file == path for fault in shelf.library.faults)
    assert shelf.library.facts.facts[gone].text("ru") == number
