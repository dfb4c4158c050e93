"""`myrights links`: referral links and what they did."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.commands.console import Refused, err, guarded_with_key, opened, out, show
from bot.directory.sheets import Table as SheetTable
from bot.directory.sheets import write_csv
from bot.languages import LANGUAGES
from bot.links.counters import EVENTS
from bot.links.links import Links, Referral, today
from bot.links.report import LEAST, WEEKS, Cell, Report
from bot.links.report import report as report_of
from bot.links.tokens import LINK
from bot.settings import Settings

HEADER = ("link", "organisation", "label", "week", "language", *EVENTS)
LISTED = ("link", "organisation", "label", "language", "leads to", "expires", "state", "start payload")
ALL = "all"

Organisation = Annotated[str | None, typer.Option(help="only the links of this organisation")]

app = typer.Typer(no_args_is_help=True, help="Referral links and what they did.")


@app.command()
def report(
    organisation: Organisation = None,
    weeks: Annotated[int, typer.Option(min=1, max=520, help="how many weeks, with this one")] = WEEKS,
    csv: Annotated[Path | None, typer.Option(help="write it there instead, every week and language")] = None,
) -> None:
    """What links did, by week and by language; a number below 5 is never told."""

    async def main(settings: Settings) -> int:
        async with opened(settings) as database:
            links = await Links(database).of(organisation)
            found = await report_of(database, [link.id for link in links], weeks)
        rows = [row for link in links for row in _rows(link, found)]
        if not links:
            err.print(_nothing(organisation))
        if csv:
            _save(csv, [HEADER, *rows])
        elif links:
            _show(HEADER, [row for row in rows if not _is_empty_week(row)])
        return 0

    raise typer.Exit(guarded_with_key(main))


@app.command(name="list")
def list_(organisation: Organisation = None) -> None:
    """All links, newest first, also those that are over."""

    async def main(settings: Settings) -> int:
        async with opened(settings) as database:
            links = await Links(database).of(organisation)
        if links:
            _show(LISTED, [_described(link) for link in links])
        else:
            err.print(_nothing(organisation))
        return 0

    raise typer.Exit(guarded_with_key(main))


def told(cell: Cell) -> str:
    """A figure as it may be told."""
    if not cell.hidden:
        return str(cell.told)
    return f"≥{cell.told}" if cell.told else f"<{LEAST}"


def _rows(link: Referral, found: Report) -> Iterator[list[str]]:
    def row(week: str, language: str, cells: list[Cell]) -> list[str]:
        return [str(link.id), link.organisation, link.label, week, language, *map(told, cells)]

    for week in found.weeks:
        yield row(str(week), ALL, [found.by_week.get((link.id, event, week), Cell()) for event in EVENTS])
    for language in LANGUAGES:
        yield row(ALL, language, [found.by_language.get((link.id, event, language), Cell()) for event in EVENTS])
    yield row(ALL, ALL, [found.total.get((link.id, event), Cell()) for event in EVENTS])


def _described(link: Referral) -> list[str]:
    expires = str(link.expires_on or "")
    state = "revoked" if link.revoked else "expired" if link.expires_on and link.expires_on < today() else "live"
    return [
        str(link.id),
        link.organisation,
        link.label,
        link.language,
        str(link.aim),
        expires,
        state,
        LINK + link.token,
    ]


def _is_empty_week(row: list[str]) -> bool:
    return row[3] != ALL and set(row[5:]) == {"0"}


def _nothing(organisation: str | None) -> str:
    if organisation is None:
        return "there are no links yet: an organisation makes them in the bot, after `myrights staff add`"
    return f"{organisation} has no links: see `myrights links list` for how its name is written"


def _show(header: Sequence[str], rows: list[list[str]]) -> None:
    table = Table(*header)
    for row in rows:
        table.add_row(*row)
    show(table)


def _save(file: Path, table: SheetTable) -> None:
    try:
        write_csv(file, table)
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}): name a folder that exists") from error
    out.print(f"{len(table) - 1} rows written to {file}")
