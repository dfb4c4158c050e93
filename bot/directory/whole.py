"""All rows of a sheet together, with the faults that one row alone does not show."""

from collections.abc import Iterator

from bot.content.facts import Facts
from bot.content.faults import ContentError, Fault
from bot.directory.centres import Centre, Directory
from bot.directory.columns import cells_of
from bot.directory.rows import Row, Sheet

Found = list[tuple[Row, Centre]]


def centres_of(sheet: Sheet, present: Directory, facts: Facts | None) -> tuple[Centre, ...]:
    """The centres of a sheet that is to replace those of `present`.

    Raises:
        ContentError: with every fault of the sheet, by row.
    """
    faults = list(_missing(sheet, present))
    found: Found = []
    for row in sheet.rows:
        try:
            found.append((row, sheet.centre(row)))
        except ContentError as error:
            faults += error.faults
    faults += [*_twice(sheet, found), *_towns(sheet, found, present)]
    if facts:
        faults += _facts(sheet, found, facts)
    if faults:
        raise ContentError(sorted(faults))
    return tuple(centre for _, centre in found)


def _missing(sheet: Sheet, present: Directory) -> Iterator[Fault]:
    for name in dict.fromkeys(name for centre in present.centres for name in cells_of(centre)):
        if name not in sheet.header:
            what = "is missing, and the present file has something there"
            yield sheet.fault(1, name, what, "Put the column back, empty where nothing is to be kept")


def _twice(sheet: Sheet, found: Found) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row, centre in found:
        if first.setdefault(centre.id, row.number) != row.number:
            what = f"{centre.id} stands in row {first[centre.id]} already"
            yield sheet.fault(row.number, "id", what, "Give one of the two another id")


def _towns(sheet: Sheet, found: Found, present: Directory) -> Iterator[Fault]:
    for row, centre in found:
        if centre.town and centre.town not in present.towns:
            remedy = f"Write one of {', '.join(present.towns)}, or add the town under towns: of centres.yml first"
            yield sheet.fault(row.number, "town", f"unknown town {centre.town}", remedy)


def _facts(sheet: Sheet, found: Found, facts: Facts) -> Iterator[Fault]:
    for row, _ in found:
        for name, text in row.cells.items():
            if name.endswith(".fact") and text not in facts.facts:
                yield sheet.fault(row.number, name, f"unknown fact {text}", "Write an id of content/facts.yml")
