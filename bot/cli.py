"""The commands of an operator and an editor."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands import directory, keys, links, staff
from bot.commands.console import err, guarded, guarded_with_key, out
from bot.content.check import outdated
from bot.content.library import load_library
from bot.content.stamp import stamp
from bot.evaluation.run import evaluate_conversations, evaluate_messages
from bot.logs import format_of, set_up_logs
from bot.service.run import run as run_service
from bot.service.supervisor import WRONG_SETTING
from bot.settings import Settings
from bot.telegram.frontend import WrongToken, serve

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)
app.add_typer(directory.app, name="directory")
app.add_typer(staff.app, name="staff")
app.add_typer(links.app, name="links")
app.add_typer(keys.app, name="keys")


@app.command()
def run() -> None:
    """Serve: engine, bot and, without TELEGRAM_TOKEN, the simulator with its chat page."""
    raise typer.Exit(guarded_with_key(_service))


async def _service(settings: Settings) -> int:
    form = format_of(settings)
    set_up_logs(form=form)
    # The bot is a child with a token of its own, also beside the simulator: it cannot tell.
    os.environ["LOG_FORMAT"] = form
    return await run_service(settings)


@app.command(name="front-end", hidden=True)
def front_end() -> None:
    """The bot alone; `run` starts it and restarts it when it dies."""
    raise typer.Exit(guarded(_front_end))


async def _front_end(settings: Settings) -> int:
    set_up_logs(form=format_of(settings))
    if settings.telegram_token is None:
        err.print("TELEGRAM_TOKEN is not set: put it into .env")
        return WRONG_SETTING
    try:
        await serve(settings, settings.telegram_token)
    except WrongToken:
        err.print("Telegram does not know this TELEGRAM_TOKEN: copy it again from @BotFather into .env")
        return WRONG_SETTING
    return 0


@app.command()
def check(folder: Annotated[Path, typer.Argument()] = Path("content")) -> None:
    """Check every file of content; count what is unreviewed or older than its Russian source."""
    library = load_library(folder)
    for fault in library.faults:
        err.print(str(fault))
    drafts = sum(answer.review == "draft" for answer in library.answers.values())
    out.print(f"content: {len(library.answers)} answers, {drafts} unreviewed, {len(library.faults)} faults")
    for answer in outdated(library.answers):
        out.print(f"{answer.path}: older than its Russian source. Compare them, then `myrights stamp {answer.path}`")
    raise typer.Exit(1 if library.faults else 0)


@app.command(name="stamp")
def stamp_(files: list[Path]) -> None:
    """Note in translations that they say what the Russian source says now."""
    for file in files:
        stamp(file)


@app.command()
def evaluate(
    file: Path,
    predictions: Annotated[Path | None, typer.Option(help="TSV that repeats each row and adds what was found")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    given_language: Annotated[bool, typer.Option(help="tell the engine the language of each message")] = False,
) -> None:
    """Measure the trained engine: FILE.tsv holds messages, FILE.yml conversations."""
    conversations = file.suffix in (".yml", ".yaml")

    async def measure(settings: Settings) -> int:
        if conversations:
            found = await evaluate_conversations(settings, file)
        else:
            found = await evaluate_messages(settings, file, predictions, given_language)
        _show(found, as_json, conversations)
        return 0

    raise typer.Exit(guarded_with_key(measure))


def _show(found: dict[str, Any], as_json: bool, conversations: bool) -> None:
    if as_json:
        out.print_json(json.dumps(found, ensure_ascii=False))
    elif conversations:
        for failure in found["failed"]:
            out.print(f"{failure['conversation']} turn {failure['turn']}: {'; '.join(failure['wrong'])}")
        out.print(f"{found['turns']['passed']} of {found['turns']['total']} turns hold")
    else:
        table = Table("figure", *found)
        for name in next(iter(found.values()), {}):
            table.add_row(name, *(str(figures[name]) for figures in found.values()))
        out.print(table)
