"""What all commands share: where they print, how they fail, how they open the database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from alembic.util import CommandError
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.content.faults import ContentError
from bot.engine.client import EngineDown
from bot.evaluation.messages import BadFile
from bot.evaluation.run import EngineFailed
from bot.service.engine import EngineMissing
from bot.service.ports import PortInUse
from bot.settings import Settings, ensure_installation_key
from bot.store.database import open_database

# Labels and names are other people's words: brackets and colons in them are no markup.
out = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)
_PIPE_WIDTH = 10_000
"""What is not read on a screen is not folded."""


class DatabaseAway(Exception):
    """The database cannot be opened."""


class Refused(Exception):
    """What was asked for cannot be done; the text says why and what to do instead."""


SAID = (PortInUse, EngineMissing, EngineFailed, EngineDown, BadFile, ContentError, DatabaseAway, Refused)
"""Errors whose text tells what happened, where, and what to do."""

Main = Callable[[Settings], Coroutine[Any, Any, int]]


def guarded(main: Main) -> int:
    """The exit code of `main`; known errors are printed, wrong settings are named."""
    try:
        return asyncio.run(main(Settings()))  # type: ignore[call-arg]
    except ValidationError as error:
        for e in error.errors():
            err.print(f"setting {'.'.join(map(str, e['loc'])).upper()}: {e['msg']}; correct it in .env")
        return 1
    except SAID as error:
        err.print(str(error))
        return 1
    except KeyboardInterrupt:
        return 0


def guarded_with_key(main: Main) -> int:
    """The same, on a fresh installation too."""
    ensure_installation_key()
    return guarded(main)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """The database, disposed of afterwards.

    Raises:
        DatabaseAway: when it cannot be opened or fails. Its address may hold a password and is not repeated.
    """
    database: AsyncEngine | None = None
    try:
        database = await open_database(settings.database_url)
        yield database
    except (SQLAlchemyError, CommandError, OSError, ImportError) as error:
        why = f"the database cannot be {'used' if database else 'opened'} ({type(error).__name__})"
        raise DatabaseAway(f"{why}: start it, or correct DATABASE_URL in .env") from error
    finally:
        if database:
            await database.dispose()


def show(table: Table) -> None:
    """Print a table, folded to a screen, whole into a pipe."""
    console = out if out.is_terminal else Console(width=_PIPE_WIDTH, highlight=False, markup=False, emoji=False)
    console.print(table)
