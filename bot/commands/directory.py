"""`myrights directory`: centres as a spreadsheet, and who is to be rung."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.commands.console import DatabaseAway, Refused, err, guarded_with_key, opened, out, show
from bot.content.facts import Facts, load_facts
from bot.directory.calls import calls, figures
from bot.directory.centres import load_directory
from bot.directory.exchange import Change, export_directory, import_directory
from bot.directory.reports import Reports
from bot.links.links import today
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Centres as a spreadsheet, and who is to be rung.")


@app.command(name="export")
def export_(
    file: Annotated[Path, typer.Argument(help="FILE.xlsx, or FILE.csv")],
    force: Annotated[bool, typer.Option(help="write over a file that is there already")] = False,
) -> None:
    """Write centres.yml into a spreadsheet, one row per centre; another telephone is another column phones.3.number."""

    async def main(settings: Settings) -> int:
        if file.exists() and not force:
            raise Refused(f"{file} is there already and may hold somebody's work: name another file, or add --force")
        out.print(f"{export_directory(_centres(settings), file)} centres written to {file}")
        return 0

    raise typer.Exit(guarded_with_key(main))


@app.command(name="import")
def import_(
    file: Path,
    remove: Annotated[bool, typer.Option(help="take centres that have no row out of centres.yml")] = False,
) -> None:
    """Make centres.yml say what a spreadsheet says; at any fault it stays as it is."""

    async def main(settings: Settings) -> int:
        _tell(import_directory(file, _centres(settings), _facts(settings), remove), _centres(settings))
        return 0

    raise typer.Exit(guarded_with_key(main))


@app.command()
def check() -> None:
    """Count what is published, verified and waiting, and list which numbers are to be rung."""

    async def main(settings: Settings) -> int:
        directory = load_directory(_centres(settings), _facts(settings))
        for name, count in figures(directory, today()).items():
            out.print(f"{name}: {count}")
        table = Table("centre", "number", "why", title="to be rung")
        for call in calls(directory, today(), await _doubted(settings)):
            table.add_row(call.centre_id, call.number, ", ".join(call.why))
        if table.row_count:
            show(table)
        return 0

    raise typer.Exit(guarded_with_key(main))


async def _doubted(settings: Settings) -> frozenset[str]:
    try:
        async with opened(settings) as database:
            reports = Reports(database, today)
            await reports.load()
            return reports.doubted
    except DatabaseAway as error:
        err.print(f"which numbers were reported dead is not known: {error}")
        return frozenset()


def _tell(change: Change, centres: Path) -> None:
    if not change.written:
        out.print(f"{centres} says all of this already")
        return
    for name in ("added", "changed", "removed"):
        if ids := getattr(change, name):
            out.print(f"{name}: {', '.join(ids)}")
    out.print(f"{centres} is written")


def _centres(settings: Settings) -> Path:
    return settings.content_folder / "centres.yml"


def _facts(settings: Settings) -> Facts | None:
    """Facts where there are any; without them telephones that name one are shown by its id."""
    path = settings.content_folder / "facts.yml"
    return load_facts(path) if path.exists() else None
