"""Printable posters: one that names what it is for, and one that may hang where he looks too."""

from typing import Literal, NamedTuple

from bot.content.facts import Facts
from bot.languages import Language
from bot.links.drawings import TALL, WIDE, Colour, code, cuts, telephone
from bot.links.formats import Design, Size
from bot.links.sheet import BLACK, LEADING, WHITE, WIDTH, Ink, Sheet
from bot.words import words_of

MARGIN, GAP, PAD, ROUND = 15.0, 9.0, 6.0, 4.0
ACROSS = WIDTH - 2 * MARGIN
HEAD, BAR, TITLE, TEXT = 88.0, 2.5, 16.0, 7.2
ROW, CODE = MARGIN + HEAD + GAP, 90.0
BESIDE = ACROSS - CODE - GAP
TABS, STRIP = 8, 58.0
TAB = ACROSS / TABS


class Look(NamedTuple):
    """Unlike each other, or whoever knows the open poster would see through the discreet one."""

    colour: Colour
    title: Colour
    text: Colour
    head: float
    pad: float
    code: float
    beside: float
    align: Literal["L", "R"]


PLUM, TEAL, RIGHT = (92, 36, 98), (0, 98, 104), WIDTH - MARGIN
LOOKS: dict[Design, Look] = {
    "open": Look(PLUM, WHITE, WHITE, HEAD, 11, MARGIN, RIGHT - BESIDE, "L"),
    "discreet": Look(TEAL, TEAL, BLACK, BAR, 0, RIGHT - CODE, MARGIN, "R"),
}


def poster(address: str, language: Language, size: Size, design: Design, facts: Facts) -> bytes:
    """A PDF, the same bytes for the same poster. Its own title is neutral: a telephone shows it in a list."""
    words, look = words_of(language), LOOKS[design]
    sheet = Sheet(size, language, words("poster.discreet.title"))
    _head(sheet, look, words(f"poster.{design}.title"), words(f"poster.{design}.text"))
    _code(sheet, look, address)
    _scan(sheet, look, words("poster.scan"), ROW + 1 if design == "open" else ROW + (CODE - TALL) / 2)
    if design == "open":
        _numbers(sheet, look, facts.fill(words("poster.open.numbers"), language))
    _tabs(sheet, address)
    return sheet.bytes()


def _head(sheet: Sheet, look: Look, title: str, text: str) -> None:
    _fill(sheet, look.colour, MARGIN, MARGIN, ACROSS, look.head)
    x, width = MARGIN + look.pad, ACROSS - 2 * look.pad
    top = sheet.fit(title, Ink(TITLE, look.title, "B"), width, TITLE * LEADING)
    below = sheet.fit(text, Ink(TEXT, look.text), width, HEAD - 2 * look.pad - PAD - top.height)
    y = MARGIN + (HEAD - top.height - PAD - below.height) / 2
    sheet.write(below, x, sheet.write(top, x, y) + PAD)


def _code(sheet: Sheet, look: Look, address: str) -> None:
    sheet.pdf.set_draw_color(*look.colour)
    sheet.pdf.set_line_width(0.8)
    sheet.pdf.rect(look.code, ROW, CODE, CODE, round_corners=True, corner_radius=ROUND)
    code(sheet.pdf, address, look.code, ROW, CODE)
    # No I, l, 1, O and 0 that look alike: somebody types this.
    ink = Ink(4.4, family="mono", align=look.align)
    sheet.write(sheet.fit(_short(address), ink, ACROSS, 8), MARGIN, ROW + CODE + 3)


def _scan(sheet: Sheet, look: Look, text: str, y: float) -> None:
    indent = WIDE + PAD
    telephone(sheet.pdf, look.colour, look.beside + 1, y)
    scan = sheet.fit(text, Ink(6.6, look.colour, "B"), BESIDE - indent, TALL)
    sheet.write(scan, look.beside + indent, y + (TALL - scan.height) / 2)


def _numbers(sheet: Sheet, look: Look, text: str) -> None:
    together = text.replace(" — ", "\u00a0—\u00a0")
    numbers = sheet.fit(together, Ink(7, WHITE, "B"), BESIDE - 2 * PAD, 28)
    y = ROW + CODE - numbers.height - 2 * PAD
    _fill(sheet, look.colour, look.beside, y, BESIDE, ROW + CODE - y)
    sheet.write(numbers, look.beside + PAD, y + PAD)


def _tabs(sheet: Sheet, address: str) -> None:
    end = sheet.pdf.h - MARGIN
    cuts(sheet.pdf, MARGIN, end - STRIP, ACROSS, STRIP, TABS)
    typed = _short(address).partition("?")[0].replace("/", "/\n")
    name = sheet.fit(typed, Ink(4.5, align="C"), STRIP - TAB - 4, TAB - 6)
    for x in (MARGIN + i * TAB for i in range(TABS)):
        # Less spare than on the poster: larger modules matter more on a slip this small.
        code(sheet.pdf, address, x, end - STRIP, TAB, "m")
        with sheet.pdf.rotation(90, x, end):
            sheet.write(name, x + 2, end + (TAB - name.height) / 2)


def _fill(sheet: Sheet, colour: Colour, x: float, y: float, width: float, height: float) -> None:
    sheet.pdf.set_fill_color(*colour)
    sheet.pdf.rect(x, y, width, height, "F", round_corners=True, corner_radius=min(ROUND, height / 2))


def _short(address: str) -> str:
    return address.removeprefix("https://")
