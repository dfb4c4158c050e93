"""The sheet of centres: its rows as centres, and every fault by row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.content.faults import ContentError, Fault
from bot.directory.centres import Centre
from bot.directory.columns import columns, nested, read_cell
from bot.directory.sheets import read_table
from bot.directory.workbook import column_name

AGAIN = "Correct this cell and import the sheet again"
REMEDIES = {"missing": "Fill it in and import the sheet again", "bool_parsing": "Write yes or no"}
"""By type of pydantic's error."""


@dataclass(frozen=True)
class Row:
    """A row of a sheet: its cells that are not empty, by column, and the number that a spreadsheet shows beside it."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet whose columns are known."""

    path: Path
    header: list[str]
    rows: list[Row]

    def fault(self, row: int, column: str, what: str, remedy: str = AGAIN) -> Fault:
        """A fault of one cell."""
        where = column_name(self.header, self.header.index(column)) if column in self.header else f"column {column}"
        return Fault(self.path, row, f"{where}: {what}", remedy)

    def centre(self, row: Row) -> Centre:
        """What a row says.

        Raises:
            ContentError: one fault for each cell that is wrong.
        """
        values, faults = {}, []
        for column, text in row.cells.items():
            try:
                values[column] = read_cell(column, text)
            except ValueError as error:
                faults.append(self.fault(row.number, column, str(error)))
        if not faults:
            try:
                return Centre.model_validate(nested(values))
            except ValidationError as error:
                faults = [self._complaint(row, e) for e in error.errors()]
        raise ContentError(faults)

    def _complaint(self, row: Row, error: Any) -> Fault:
        what = error["msg"].removeprefix("Value error, ")
        remedy = REMEDIES.get(error["type"], AGAIN)
        return self.fault(row.number, _column(row, error["loc"], what), what, remedy)


def open_sheet(path: Path) -> Sheet:
    """Read a .csv or .xlsx; rows without any cell are left out.

    Raises:
        ContentError: when it cannot be read, or has columns that are not known: they would be lost.
    """
    header, *rows = [[cell.strip() for cell in row] for row in read_table(path)] or [[]]
    if faults := list(_strange(path, header, rows)):
        raise ContentError(faults)
    filled = ({name: text for name, text in zip(header, row, strict=False) if text} for row in rows)
    return Sheet(path, header, [Row(number, cells) for number, cells in enumerate(filled, start=2) if cells])


def _strange(path: Path, header: list[str], rows: list[list[str]]) -> Iterator[Fault]:
    numbers = [int(found) for found in re.findall(r"\.(\d{1,2})\.", " ".join(header))]
    known = columns(max(numbers, default=1))
    for index, name in enumerate(header):
        if name and name not in known:
            yield Fault(
                path, 1, f"{column_name(header, index)} is not known", "Name it as an export does, or remove it"
            )
        elif name and header.index(name) < index:
            yield Fault(path, 1, f"{column_name(header, index)} stands twice", "Remove one of the two")
    for number, row in enumerate(rows, start=2):
        for index, text in enumerate(row):
            if text and not (index < len(header) and header[index]):
                what = f"{column_name(header, index)}: a value in a column without a name"
                yield Fault(path, number, what, "Name the column in the first row, or remove the value")


def _column(row: Row, place: tuple[int | str, ...], what: str) -> str:
    """The column of one of pydantic's errors; of several, one that is filled in and that the error speaks of."""
    numbers = sorted({int(name.split(".")[1]) for name in row.cells if name.startswith("phones.")})
    steps = [str(step) for step in place]
    if steps[:1] == ["phones"] and len(steps) > 1:
        steps[1] = str(numbers[int(steps[1])])
    known = [*row.cells, *columns(max(numbers, default=1))]
    below: list[str] = []
    while not below:
        path = ".".join(steps)
        below = [name for name in known if not path or f"{name}.".startswith(f"{path}.")]
        steps = steps[:-1]
    words = set(re.findall(r"[a-z_]+", what))
    return next((name for name in below if words & set(name.removeprefix(path).split("."))), below[0])
