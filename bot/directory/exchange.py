"""content/centres.yml as a spreadsheet and back, for people who work with spreadsheets.

One row is one centre. Towns and neighbours are not in the sheet: they stay as the file has them.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.content.facts import Facts
from bot.content.faults import ContentError, Fault
from bot.directory.centres import Centre, Directory, load_directory
from bot.directory.columns import cells_of, columns
from bot.directory.replacing import replacing
from bot.directory.rows import Row, Sheet, open_sheet
from bot.directory.sheets import Table, write_table
from bot.directory.source import rewritten
from bot.directory.whole import centres_of


@dataclass(frozen=True)
class Change:
    """Ids of centres by what an import did to them; `written` tells whether it did anything, were it only the order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    written: bool


def export_directory(centres: Path, sheet: Path) -> int:
    """Write the centres of the file `centres` into the .csv or .xlsx `sheet`; returns how many there are.

    Raises:
        ContentError: when either file cannot be used, or a centre cannot be said in cells without a loss.
    """
    directory = load_directory(centres)
    try:
        with replacing(sheet) as fresh:
            write_table(fresh, _table(directory))
            _require_the_same(directory, open_sheet(fresh), centres)
    except OSError as error:
        raise ContentError(
            [Fault(sheet, 0, f"cannot be written ({error.strerror})", "Name a folder that exists")]
        ) from error
    return len(directory.centres)


def import_directory(sheet: Path, centres: Path, facts: Facts | None = None, remove: bool = False) -> Change:
    """Make the file `centres` say what `sheet` says. It is replaced whole or, at any fault, not at all.

    Centres that the sheet lacks are taken out of the file only with `remove`: half a sheet loses nothing. Telephones
    that name a fact are checked where `facts` are given. Where nothing changed, nothing is written.

    Raises:
        ContentError: with row, column and remedy of every fault of the sheet, or when the file cannot be used.
    """
    old = load_directory(centres)
    new = old.model_copy(update={"centres": centres_of(open_sheet(sheet), old, facts)})
    change = _change(old, new)
    if change.removed and not remove:
        what = f"centres of {centres} have no row here: {', '.join(change.removed)}"
        raise ContentError(
            [Fault(sheet, 0, what, "Put the rows back, or import with --remove to take the centres out")]
        )
    if change.written:
        _replace(centres, rewritten(centres.read_text(encoding="utf-8"), old, new), new)
    return change


def _table(directory: Directory) -> Table:
    names = list(columns(max([1, *(len(centre.phones) for centre in directory.centres)])))
    rows = map(cells_of, directory.centres)
    return [names, *([cells.get(name, "") for name in names] for cells in rows)]


def _require_the_same(directory: Directory, sheet: Sheet, centres: Path) -> None:
    lost = [c.id for c, row in zip(directory.centres, sheet.rows, strict=True) if not _says(sheet, row, c)]
    if lost:
        what = f"{', '.join(lost)}: a text that no sheet can hold"
        raise ContentError([Fault(centres, 0, what, "Shorten it to at most 32767 characters")])


def _says(sheet: Sheet, row: Row, centre: Centre) -> bool:
    try:
        return sheet.centre(row) == centre
    except ContentError:
        return False


def _change(old: Directory, new: Directory) -> Change:
    was, now = ({centre.id: centre for centre in directory.centres} for directory in (old, new))
    return Change(
        added=tuple(i for i in now if i not in was),
        changed=tuple(i for i in now if i in was and was[i] != now[i]),
        removed=tuple(i for i in was if i not in now),
        written=old != new,
    )


def _replace(centres: Path, text: str, new: Directory) -> None:
    try:
        with replacing(centres) as fresh:
            fresh.write_text(text, encoding="utf-8")
            if load_directory(fresh) != new:
                raise ContentError(
                    [Fault(centres, 0, "YAML cannot hold this", "Look for unusual letters in the sheet")]
                )
    except OSError as error:
        raise ContentError(
            [Fault(centres, 0, f"cannot be written ({error.strerror})", "Give yourself the right to")]
        ) from error
