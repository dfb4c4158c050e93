"""Functions that meet what a stranger wrote, one by one."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Chat, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode

from bot.content.library import load_library
from bot.content.render import plain_text, telegram_html
from bot.directory.centres import NEEDS, REGIONS, Centre
from bot.directory.hours import ZONE
from bot.directory.wish import Found, Wish
from bot.engine.directive import Directive
from bot.languages import LANGUAGES
from bot.links.aims import KINDS, read_aim
from bot.links.tokens import JOIN, LINK, read_payload
from bot.store.identity import Identity
from bot.telegram.centre_screens import CentreScreens
from bot.telegram.delivery.urgent import urgency
from bot.telegram.payloads import LIMIT, pack, unpack
from bot.telegram.screens import Screens
from simulator.text.format import formatted
from simulator.text.html import HtmlParser
from tests.directory.places import centres, directory, same
from tests.hostile.screen import shown
from tests.hostile.strategies import forged, hostile, ids, many
from tests.hostile.texts import CORPUS

pytestmark = pytest.mark.promise("S3")
LIBRARY = load_library(Path("content"))
SCREENS = [Screens(LIBRARY, language) for language in LANGUAGES]
screens = st.sampled_from(SCREENS)
NOW = datetime(2026, 11, 24, 12, tzinfo=ZONE)
lenient = settings(many, max_examples=60)


@given(st.one_of(hostile, forged))
def test_a_payload_is_read_as_it_came(data: str) -> None:
    payload = unpack(data)
    assert ":".join([payload.verb, *payload.about]) == data
    assert payload.first in data and payload.second in data


@given(hostile, st.lists(hostile, max_size=4))
def test_a_payload_is_packed_within_its_limit_or_not_at_all(verb: str, about: list[str]) -> None:
    try:
        assert 0 <= len(pack(verb, *about).encode()) <= LIMIT
    except ValueError:
        assert len(":".join([verb, *about]).encode(errors="replace")) > LIMIT or not _sendable(verb, *about)


def _sendable(*texts: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for text in texts for letter in text)


@given(st.one_of(hostile, st.builds("{}{}".format, st.sampled_from([LINK, JOIN]), hostile)))
def test_a_start_payload_is_a_token_of_ours_or_nothing(text: str) -> None:
    found = read_payload(text)
    if found:
        assert found[0] + found[1] == text
        assert text.isascii() and len(text) <= 64


@given(st.one_of(hostile, st.builds("{}:{}".format, st.sampled_from(KINDS), hostile)))
def test_an_aim_is_one_that_there_is(text: str) -> None:
    aim = read_aim(text)
    assert aim.kind in KINDS
    assert read_aim(str(aim)) == aim


@given(hostile)
def test_the_digest_of_a_word_is_a_digest(word: str) -> None:
    identity = Identity(_Secret("k" * 40))  # type: ignore[arg-type]
    assert len(identity.digest(word)) == 44
    assert identity.digest(f" {word} ") == identity.digest(word)


class _Secret(str):
    def get_secret_value(self) -> str:
        return str(self)


@lenient
@given(hostile)
def test_markdown_becomes_html_that_says_the_same(text: str) -> None:
    parsed = formatted(telegram_html(text), ParseMode.HTML)
    assert _letters(parsed.text) == _letters(plain_text(text))


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_every_text_becomes_html(text: str) -> None:
    for part in (text[:2000], f"**{text[:2000]}**", f"- {text[:2000]}"):
        html = telegram_html(part)
        assert HtmlParser(html).parse()[0].split() == plain_text(part).split()


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@given(hostile)
def test_only_our_own_words_are_urgent(text: str) -> None:
    update = Update(1, message=Message(1, datetime.now(ZONE), Chat(1, Chat.PRIVATE), text=text))
    assert urgency(update) is None


@pytest.mark.promise("E5")
@pytest.mark.parametrize("screen", SCREENS, ids=LANGUAGES)
def test_every_screen_can_be_sent(screen: Screens) -> None:
    for group in LIBRARY.topics.groups:
        shown(screen.group(group.id))
    for topic in LIBRARY.topics.ids:
        page = LIBRARY.page(screen.language, topic)
        assert page
        for facet in page.facets:
            shown(screen.facet(topic, facet))
        shown(screen.topic(topic))
        shown(screen.card(topic))


@pytest.mark.promise("E5")
@pytest.mark.parametrize("screen", SCREENS, ids=LANGUAGES)
@pytest.mark.parametrize("length", [1, 4])
def test_every_list_of_real_centres_can_be_sent(screen: Screens, length: int) -> None:
    found = LIBRARY.directory.centres
    doubted = {centre.id for centre in found}
    for at in range(len(found)):
        listed = Found(found[at : at + length], more=True)
        for wish in (Wish(REGIONS, NEEDS[0]), Wish()):
            shown(CentreScreens(screen, LIBRARY.directory, doubted, NOW).results(wish, listed, [], at))


@pytest.mark.promise("E5")
@pytest.mark.parametrize("screen", SCREENS, ids=LANGUAGES)
def test_every_real_centre_can_be_shown_and_passed_on(screen: Screens) -> None:
    for centre in LIBRARY.directory.centres:
        message = CentreScreens(screen, LIBRARY.directory, (), NOW).one(centre)
        shown(message)
        assert isinstance(message.markup, InlineKeyboardMarkup)
        buttons = [button for row in message.markup.inline_keyboard for button in row]
        assert centre.name[screen.language] in [button.switch_inline_query for button in buttons]


@lenient
@given(screens, ids, ids)
def test_a_screen_of_nothing_known_is_a_screen(screen: Screens, topic: str, facet: str) -> None:
    for message in (screen.group(topic), screen.topic(topic), screen.facet(topic, facet), screen.card(topic)):
        shown(message)
    for message in (screen.suggest([topic, facet]), screen.unknown([topic, facet])):
        shown(message)


@lenient
@given(screens, ids.filter(lambda topic: not _known(topic)))
def test_no_screen_repeats_what_it_does_not_know(screen: Screens, topic: str) -> None:
    for asked in (screen.group, screen.topic, screen.card):
        assert asked(topic) == asked("unheard_of")
    assert screen.facet(topic, topic) == screen.facet("unheard_of", "unheard_of")


def _known(topic: str) -> bool:
    return topic in LIBRARY.topics.ids or topic in {group.id for group in LIBRARY.topics.groups}


@lenient
@given(
    screens,
    st.builds(Directive, say=st.just("act"), topic=ids, language=st.just("ru"), alternatives=st.lists(ids, max_size=3)),
)
def test_whatever_the_engine_names_is_a_screen(screen: Screens, directive: Directive) -> None:
    shown(screen.act(directive))


words = st.one_of(st.text(max_size=60), st.sampled_from(["<b>", "</b></i>", "&lt;", "{police}", "%s", "$x"])).filter(
    lambda text: bool(text.strip()) and _sendable(text)
)


@lenient
@given(
    screens,
    st.lists(centres(), min_size=1, max_size=4),
    st.lists(words, min_size=3, max_size=3),
    st.booleans(),
)
def test_whatever_a_file_says_of_a_centre_is_text(
    screen: Screens, values: list[dict[str, object]], said: list[str], doubted: bool
) -> None:
    name, about, dated = said
    proof = {"source": "s", "dated": dated, "confidence": "medium", "publish": True}
    texts = {"name": same(name), "about": same(about), "proof": proof}
    found = [Centre.model_validate({**one, **texts, "id": f"c{n}"}) for n, one in enumerate(values)]
    there = directory(*found)
    screens = CentreScreens(screen, there, {"c0"} if doubted else set(), NOW)
    for text in (shown(screens.results(Wish(), Found(tuple(found)), [], 0)), *map(shown, map(screens.one, found))):
        assert _letters(name) in _letters(text)
    assert all(card.name == name for centre in found for card in screens.contact(centre))
