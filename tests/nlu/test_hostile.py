"""The corpus of tests/hostile in the engine: it is cleaned, and answered with one directive."""

import uuid

import pytest

from nlu.text.clean import LIMIT, clean, has_letters
from tests.hostile.texts import CORPUS, LONG, SHORT
from tests.nlu.door import Door
from tests.nlu.test_engine import DIRECTIVE

pytestmark = pytest.mark.promise("S3")


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    read = clean(text)
    assert len(read) <= LIMIT
    assert not read.startswith("/")
    assert read == read.strip()
    assert has_letters(read) in (True, False)
    read.encode()


def test_every_text_gets_a_directive_and_the_conversation_goes_on(door: Door) -> None:
    sender = uuid.uuid4().hex
    for text in SHORT:
        assert set(door.says(text, sender)) == DIRECTIVE
    assert door.says("как получить охранный ордер", sender)["topic"] == "protection_order"


def test_what_is_too_long_is_refused_or_answered(door: Door) -> None:
    for text in LONG.values():
        assert door.post({"sender": "long", "message": text}).status in (200, 413)
        assert set(door.says(text[:2000], "long")) == DIRECTIVE
