"""How often links were opened, a line per link and a point per week, as a picture."""

import io
from collections.abc import Mapping
from math import nan

from matplotlib.figure import Figure

from bot.languages import Language
from bot.links.report import LEAST, Cell, Report
from bot.words import words_of

INCHES, DPI = (7.2, 4.5), 150
"""1080 pixels wide: as wide as a telephone shows a picture."""
MOST = 8
"""Lines that can still be told apart."""


def plot(found: Report, labels: Mapping[int, str], language: Language) -> bytes:
    """A PNG. A week that may not be told is a gap in its line; the grey band is what is never told."""
    words = words_of(language)
    figure = Figure(figsize=INCHES, dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    busiest = sorted(labels, key=lambda link: -found.total[link, "opened"].told)[:MOST]
    weeks = [f"{week:%d.%m}" for week in found.weeks]
    lines = [axes.plot(weeks, _line(found, link), marker="o")[0] for link in busiest]
    band = axes.axhspan(0, LEAST, color="0.9")
    axes.set_ylim(bottom=0)
    axes.set_title(words("stats.opened"))
    axes.tick_params(axis="x", labelrotation=45)
    told = [*(labels[link] for link in busiest), words("stats.few", least=LEAST)]
    for text in axes.legend([*lines, band], told, loc="upper left", fontsize="small").get_texts():
        # A label is somebody's own words: a $ in it is no formula.
        text.set_parse_math(False)
    target = io.BytesIO()
    figure.savefig(target, format="png")
    return target.getvalue()


def _line(found: Report, link: int) -> list[float]:
    return [_height(found.by_week.get((link, "opened", week), Cell())) for week in found.weeks]


def _height(cell: Cell) -> float:
    return nan if cell.hidden and not cell.told else float(cell.told)
