"""Tables of text as XLSX."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.faults import ContentError, Fault
from bot.directory.moments import clock

TITLE = "centres"
"""The sheet that is read where a workbook has several."""
FORMULA = re.compile(r"[=+\-@\t\r\n]")
"""What a spreadsheet would run where a cell begins with it."""
_TEXT = "@"
_WIDTH = 22
"""Letters, so that a telephone and most names are seen whole."""


def write_xlsx(path: Path, table: Sequence[Sequence[str]]) -> None:
    """One sheet, all of it text; header and first column stay in sight.

    Raises:
        OSError: when the file cannot be written.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = TITLE, "B2"
    for number, row in enumerate(table, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text or None)
            cell.number_format = _TEXT
            if text:
                cell.data_type, cell.quotePrefix = "s", bool(FORMULA.match(text))
    for column in range(1, sheet.max_column + 1):
        # New rows are text too: else Excel would make a number of a telephone and a date of "2025-11".
        sheet.column_dimensions[get_column_letter(column)].number_format = _TEXT
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    book.save(path)


def read_xlsx(path: Path) -> list[list[str]]:
    """The rows. Numbers and dates that a spreadsheet made of texts become texts again.

    Raises:
        ContentError: when it is no workbook, has no sheet `centres` among several, or holds formulas.
    """
    rows = list(_sheet(path).iter_rows())
    table = [[_text(cell.value) for cell in row] for row in rows]
    faults = [
        Fault(path, number, f"{column_name(table[0], n)}: a formula, or its error", "Put its value there as text")
        for number, row in enumerate(rows, start=1)
        for n, cell in enumerate(row)
        if cell.data_type in ("f", "e")
    ]
    if faults:
        raise ContentError(faults)
    return table


def column_name(header: Sequence[str], index: int) -> str:
    """How a fault names a column: `column C, name.ky`."""
    name = header[index] if index < len(header) else ""
    return f"column {get_column_letter(index + 1)}, {name}" if name else f"column {get_column_letter(index + 1)}"


def _sheet(path: Path) -> Worksheet:
    try:
        # Not read_only: it trusts the size of a sheet, which some programs note wrongly.
        book = load_workbook(path)
    except Exception as error:  # openpyxl raises almost anything where a file is broken
        what = f"no workbook ({type(error).__name__}: {error})"
        raise ContentError([Fault(path, 0, what, "Save it again as XLSX")]) from error
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if TITLE not in sheets and len(sheets) != 1:
        raise ContentError([Fault(path, 0, f"no sheet is named {TITLE}", f"Name the sheet of the centres {TITLE}")])
    return sheets.get(TITLE) or book.worksheets[0]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case time():
            return clock(value)
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
