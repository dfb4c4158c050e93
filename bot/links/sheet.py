"""A page for the printer, with text that never overflows its place."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, cast

import matplotlib as mpl
from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from bot.languages import Language
from bot.links.drawings import Colour
from bot.links.formats import Size

WIDTH = 210.0
"""Every length is in 210ths of the page's width, so one layout serves every size: a millimetre on A4."""
WHITE, BLACK = (255, 255, 255), (26, 26, 26)
LEADING, _SMALLER, _LEAST = 1.32, 0.97, 0.5
_MILLIMETRES: dict[Size, tuple[int, int]] = {"A4": (210, 297), "A5": (148, 210)}
_FONTS = {("sans", ""): "DejaVuSans", ("sans", "B"): "DejaVuSans-Bold", ("mono", ""): "DejaVuSansMono"}
# The same poster has to be the same bytes; a real date would also tell when somebody prepared it.
_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class Ink(NamedTuple):
    """How text looks; `size` is the largest that it may have."""

    size: float
    colour: Colour = BLACK
    weight: Literal["", "B"] = ""
    family: Literal["sans", "mono"] = "sans"
    align: Literal["L", "C", "R"] = "L"


class Fitted(NamedTuple):
    """Text in the size and the lines in which it fits."""

    lines: list[str]
    size: float
    width: float
    ink: Ink

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.size * LEADING


class Sheet:
    """One page. `pdf` is there for shapes."""

    def __init__(self, size: Size, language: Language, title: str) -> None:
        self.pdf = _document(size)
        self.pdf.set_title(title)
        self.pdf.set_lang(language)
        self.pdf.add_page()

    def fit(self, text: str, ink: Ink, width: float, height: float) -> Fitted:
        """The largest that fits a place: whole words, no line that begins with a dash.

        Raises:
            ValueError: when nobody could read what would fit.
        """
        size, kept = ink.size, text.replace(" — ", "\u00a0— ")
        while not (lines := self._lines(kept, ink, size, width)) or len(lines) * size * LEADING > height:
            size *= _SMALLER
            if size < _LEAST:
                raise ValueError(f"no room for {text!r}")
        return Fitted(lines, size, width, ink)

    def write(self, fitted: Fitted, x: float, y: float) -> float:
        """Put text down; where it ends."""
        ink, height = fitted.ink, fitted.size * LEADING
        self._take(ink, fitted.size)
        self.pdf.set_text_color(*ink.colour)
        for i, line in enumerate(fitted.lines):
            self.pdf.set_xy(x, y + i * height)
            self.pdf.cell(fitted.width, height, line, align=ink.align)
        return y + fitted.height

    def bytes(self) -> bytes:
        """The PDF."""
        return bytes(self.pdf.output())

    def _lines(self, text: str, ink: Ink, size: float, width: float) -> list[str]:
        self._take(ink, size)
        if any(self.pdf.get_string_width(word) > width for word in re.split("[ \n]", text)):
            return []
        lines = self.pdf.multi_cell(width, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES)
        return cast(list[str], lines)

    def _take(self, ink: Ink, size: float) -> None:
        self.pdf.set_font(ink.family, ink.weight, size * self.pdf.k)


def _document(size: Size) -> FPDF:
    width, height = _MILLIMETRES[size]
    pdf = FPDF(unit=72 / 25.4 * width / WIDTH, format=(WIDTH, WIDTH * height / width))
    pdf.set_producer("")
    pdf.set_creation_date(_DATE)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    for (family, weight), name in _FONTS.items():
        pdf.add_font(family, weight, Path(mpl.get_data_path(), "fonts", "ttf", f"{name}.ttf"))
    return pdf
