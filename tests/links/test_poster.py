"""Posters print, scan and say what they should, in every language, size and design."""

import re
from functools import cache
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageOps

from bot.content.facts import load_facts
from bot.languages import LANGUAGES, Language
from bot.links.formats import DESIGNS, SIZES, Design, Size
from bot.links.poster import TABS, poster
from bot.links.sheet import Ink, Sheet
from bot.words import words_of
from tests.links.pictures import POINTS, page_of, picture_of, read_codes

FACTS = load_facts(Path("content/facts.yml"))
ADDRESS = "https://t.me/rights_test_bot?start=r_Zk3vQ0x4bYw8TnLr-5_dHg"
LONGEST = f"https://t.me/{'W' * 29}bot?start=r_{'W' * 22}"
MILLIMETRES = {"A4": (210, 297), "A5": (148, 210)}
UNSAID = re.compile(r"violence|насили|зомбулук|кризис|crisis|милиция|police|10[23]|112", re.I)

every_poster = pytest.mark.parametrize(("language", "size", "design"), [*product(LANGUAGES, SIZES, DESIGNS)])


@cache
def made(address: str, language: Language, size: Size, design: Design) -> bytes:
    return poster(address, language, size, design, FACTS)


def text_of(body: bytes) -> str:
    return " ".join(page_of(body).get_textpage().get_text_bounded().split())


def points(millimetres: float) -> float:
    return millimetres * POINTS / 25.4


@every_poster
def test_it_has_its_size(language: Language, size: Size, design: Design) -> None:
    page = page_of(made(ADDRESS, language, size, design))
    assert page.get_size() == pytest.approx([points(side) for side in MILLIMETRES[size]], abs=0.1)


@every_poster
@pytest.mark.parametrize("address", [ADDRESS, LONGEST], ids=["usual", "longest"])
def test_its_code_and_every_tab_lead_to_the_address(
    address: str, language: Language, size: Size, design: Design
) -> None:
    picture = picture_of(made(address, language, size, design), dpi=150)
    assert read_codes(picture) == [address] * (1 + TABS)


@every_poster
def test_it_says_its_words_and_the_address(language: Language, size: Size, design: Design) -> None:
    text, words = text_of(made(ADDRESS, language, size, design)), words_of(language)
    for key in (f"poster.{design}.title", f"poster.{design}.text", "poster.scan"):
        assert words(key) in text
    assert ADDRESS.removeprefix("https://") in text
    assert text.count("t.me/ rights_test_bot") == TABS


@every_poster
def test_numbers_stand_on_the_open_one_and_nothing_tells_on_the_discreet_one(
    language: Language, size: Size, design: Design
) -> None:
    body = made(ADDRESS, language, size, design)
    if design == "open":
        assert FACTS.fill(words_of(language)("poster.open.numbers"), language) in text_of(body)
    else:
        assert not UNSAID.search(text_of(body))


@pytest.mark.parametrize("size", SIZES)
def test_kyrgyz_letters_are_there(size: Size) -> None:
    text = text_of(made(ADDRESS, "ky", size, "open")) + text_of(made(ADDRESS, "ky", size, "discreet"))
    assert set("ңөү") <= set(text)


@every_poster
@pytest.mark.parametrize("address", [ADDRESS, LONGEST], ids=["usual", "longest"])
def test_nothing_reaches_into_the_margin(address: str, language: Language, size: Size, design: Design) -> None:
    dpi = 150
    picture = picture_of(made(address, language, size, design), dpi).convert("L")
    left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)
    assert min(left, top, picture.width - right, picture.height - bottom) / dpi * 25.4 >= 10


@every_poster
@pytest.mark.parametrize("address", [ADDRESS, LONGEST], ids=["usual", "longest"])
def test_no_letter_lies_on_another(address: str, language: Language, size: Size, design: Design) -> None:
    page = page_of(made(address, language, size, design)).get_textpage()
    boxes = [box for i in range(page.count_chars()) if (box := page.get_charbox(i))[2] - box[0] > 0.3]
    for i, (left, bottom, right, top) in enumerate(boxes):
        for left2, bottom2, right2, top2 in boxes[i + 1 :]:
            across, along = min(right, right2) - max(left, left2), min(top, top2) - max(bottom, bottom2)
            assert across < 0.5 or along < 0.5


@every_poster
def test_the_same_poster_is_the_same_bytes(language: Language, size: Size, design: Design) -> None:
    assert poster(ADDRESS, language, size, design, FACTS) == made(ADDRESS, language, size, design)


@every_poster
def test_its_metadata_tells_nothing(language: Language, size: Size, design: Design) -> None:
    body = made(ADDRESS, language, size, design)
    known = {key: value for key, value in pypdfium2.PdfDocument(body).get_metadata_dict().items() if value}
    assert known == {"Title": words_of(language)("poster.discreet.title"), "CreationDate": "D:20000101000000Z"}


@pytest.mark.parametrize("size", SIZES)
def test_text_shrinks_until_it_fits(size: Size) -> None:
    fitted = Sheet(size, "ky", "").fit("жөлөкпулдардын — " * 30, Ink(20), width=60, height=40)
    assert fitted.height <= 40
    assert not [line for line in fitted.lines if line.startswith("—")]


@pytest.mark.parametrize(("width", "height"), [(60, 0), (0, 40)])
def test_no_room_at_all_is_an_error(width: float, height: float) -> None:
    with pytest.raises(ValueError, match="no room"):
        Sheet("A5", "ky", "").fit("жөлөкпул", Ink(20), width, height)
