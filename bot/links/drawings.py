"""What a poster shows besides text, all of it vectors: as sharp as the printer is."""

from itertools import groupby
from typing import Literal

import segno
from fpdf import FPDF

Colour = tuple[int, int, int]

QUIET = 4
"""White modules around a code: what the standard asks for."""
WIDE, TALL, FINDER, CORNER = 17.0, 28.0, 9.0, 3.0


def code(pdf: FPDF, address: str, x: float, y: float, side: float, error: Literal["m", "q"] = "q") -> None:
    """A QR code with its quiet zone. One path, else hairs of white show between the modules."""
    matrix = segno.make_qr(address, error=error).matrix
    module = side / (len(matrix) + 2 * QUIET)
    with pdf.new_path() as path:
        path.style.fill_color, path.style.stroke_color = "#000000", None
        for row, modules in enumerate(matrix):
            for start, length in _dark(modules):
                path.rectangle(x + (QUIET + start) * module, y + (QUIET + row) * module, length * module, module)


def telephone(pdf: FPDF, colour: Colour, x: float, y: float) -> None:
    """A telephone that looks at a code: says what to do to whoever does not read."""
    pdf.set_draw_color(*colour)
    pdf.set_line_width(1.3)
    pdf.rect(x, y, WIDE, TALL, round_corners=True, corner_radius=CORNER)
    pdf.line(x + 7, y + TALL - 4, x + WIDE - 7, y + TALL - 4)
    left, top = x + (WIDE - FINDER) / 2, y + 6.5
    for across, inward in ((left, CORNER), (left + FINDER, -CORNER)):
        for down, along in ((top, CORNER), (top + FINDER, -CORNER)):
            pdf.polyline([(across + inward, down), (across, down), (across, down + along)])


def cuts(pdf: FPDF, x: float, y: float, width: float, height: float, tabs: int) -> None:
    """Where to cut a strip into tabs, and where they tear off."""
    pdf.set_draw_color(140, 140, 140)
    pdf.set_line_width(0.3)
    pdf.set_dash_pattern(dash=2, gap=1.5)
    pdf.line(x, y, x + width, y)
    for i in range(1, tabs):
        pdf.line(x + i * width / tabs, y, x + i * width / tabs, y + height)
    pdf.set_dash_pattern()


def _dark(modules: bytearray) -> list[tuple[int, int]]:
    runs = [(dark, len(list(run))) for dark, run in groupby(modules)]
    ends = [sum(length for _, length in runs[:i]) for i in range(len(runs))]
    return [(start, length) for start, (dark, length) in zip(ends, runs, strict=True) if dark]
