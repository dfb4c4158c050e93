"""Tables of text as files of spreadsheets. No text becomes a formula, and each is read back as it was written."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from bot.content.faults import ContentError, Fault
from bot.directory.workbook import FORMULA, read_xlsx, write_xlsx

Work = TypeVar("Work")
Table = Sequence[Sequence[str]]
_FORMULA = re.compile(rf"'*{FORMULA.pattern}")
"""Apostrophes before it count too, so that one which stood there already is told from ours."""


def write_table(path: Path, table: Table) -> None:
    """Write a .csv or .xlsx; the first row is the header.

    Raises:
        ContentError: when the name ends otherwise.
        OSError: when it cannot be written.
    """
    _by_ending(path, write_csv, write_xlsx)(path, table)


def read_table(path: Path) -> list[list[str]]:
    """The rows of a .csv or .xlsx.

    Raises:
        ContentError: when it cannot be read as that, or holds formulas.
    """
    return _by_ending(path, read_csv, read_xlsx)(path)


def write_csv(path: Path, table: Table) -> None:
    """UTF-8 with a mark at its head, without which Excel shows no Kyrgyz letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([f"'{text}" if _FORMULA.match(text) else text for text in row] for row in table)


def read_csv(path: Path) -> list[list[str]]:
    """Commas, semicolons or tabs part the cells, as the spreadsheet that saved the file wished.

    Raises:
        ContentError: when it is no CSV in UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell for cell in row] for row in rows]
    except UnicodeDecodeError as error:
        raise ContentError([Fault(path, 0, "it is not UTF-8", "Save it as CSV UTF-8, or as XLSX")]) from error
    except (OSError, csv.Error) as error:
        raise ContentError([Fault(path, 0, f"no CSV ({error})", "Save it again as CSV UTF-8, or as XLSX")]) from error


def _by_ending(path: Path, for_csv: Work, for_xlsx: Work) -> Work:
    known = {".csv": for_csv, ".xlsx": for_xlsx}
    if path.suffix.lower() not in known:
        remedy = "Save it as .xlsx or .csv, or give it such a name"
        raise ContentError([Fault(path, 0, f"{path.suffix or 'no ending'} is no spreadsheet that is known", remedy)])
    return known[path.suffix.lower()]
