"""No unpublished and no secret field reaches a search, a message or a database (promise R3)."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.content.library import load_library
from bot.directory.centres import Directory
from bot.directory.hours import ZONE
from bot.directory.memory import MemorySearch
from bot.directory.published import published
from bot.directory.wish import Wish
from bot.languages import LANGUAGES
from bot.telegram.centre_screens import CentreScreens
from bot.telegram.screens import Screens
from tests.directory.places import HIDDEN, centre, directories, directory, same

LIBRARY = load_library(Path("content"))
NOW = datetime(2026, 11, 24, 12, tzinfo=ZONE)
SECRET_PHONE, SECRET_STREET, SECRET_NAME = "+996 700 000 111", "Secret street 5", "Secret house"


def everything_shown(found: Directory) -> str:
    """All text of all screens of a directory, in every language."""
    shown = published(found)
    texts = []
    for language in LANGUAGES:
        screens = CentreScreens(Screens(LIBRARY, language), shown, set(), NOW)
        page = MemorySearch(shown).find_now(Wish())
        texts.append(screens.results(Wish(), page, page.centres, 0).text)
        for one in shown.centres:
            texts += [screens.one(one).text, str(screens.contact(one))]
    return "\n".join(texts)


def marked(found: Directory) -> Directory:
    """The same directory with everything that must not be shown made unmistakable."""
    return found.model_copy(
        update={
            "centres": tuple(
                one.model_copy(
                    update={
                        "name": one.name if one.proof.publish else same(SECRET_NAME),
                        "phones": tuple(
                            p if p.proof and p.proof.publish else p.model_copy(update={"number": SECRET_PHONE})
                            for p in one.phones
                        ),
                        "address": one.address
                        if one.address and one.address.proof and one.address.proof.publish
                        else one.address and one.address.model_copy(update={"street": same(SECRET_STREET)}),
                    }
                )
                for one in found.centres
            )
        }
    )


@pytest.mark.promise("R3")
@given(directories())
@settings(max_examples=60, deadline=None)
def test_nothing_unpublished_is_ever_shown(found: Directory) -> None:
    text = everything_shown(marked(found))
    for secret in (SECRET_PHONE, SECRET_STREET, SECRET_NAME):
        assert secret not in text


@pytest.mark.promise("R3")
def test_what_is_published_is_shown() -> None:
    text = everything_shown(directory(centre("seen", phones=[{"number": "+996 312 641 109"}])))
    assert "seen" in text
    assert "+996 312 641 109" in text


@pytest.mark.promise("R3")
def test_a_street_of_a_shelter_is_refused() -> None:
    with pytest.raises(ValueError, match="a shelter has no address"):
        centre("x", services=["shelter"], address={"street": same("Street 1")})


@pytest.mark.promise("R3")
def test_low_confidence_waits_for_a_call() -> None:
    with pytest.raises(ValueError, match="ring the number"):
        centre("x", proof={**HIDDEN, "publish": True})
    rung = {**HIDDEN, "publish": True, "verified_on": "2026-11-01", "verified_by": "A."}
    assert published(directory(centre("x", proof=rung))).centres
