"""`myrights keys`: seal with a new key, or forget everybody.

The installation key itself is never rotated. Pseudonyms are made with it: with another one nobody would be known again,
every choice, code word and right of staff would be lost, and messages would outlive the clock of promise P2.
So a new installation key is the same as forgetting everybody, and only `forget-everybody` makes one.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from dotenv import set_key
from pydantic import SecretStr
from sqlalchemy import delete

from bot.commands.console import Refused, guarded_with_key, opened, out
from bot.links.tables import StaffMember
from bot.settings import ENV_FILE, Settings
from bot.store.identity import Identity
from bot.store.resealing import reseal_all
from bot.store.tables import KnownMessage, Person

SEALING, INSTALLATION = "SEALING_KEYS", "INSTALLATION_KEY"
PRIVATE = 0o600
"""Nobody but the owner reads secrets."""
RESTART = "Start the bot now; one that is still running has to be restarted: it does not know the new key."

app = typer.Typer(no_args_is_help=True, help="Keys of this installation.")


@app.command()
def rotate(yes: Annotated[bool, typer.Option("--yes", help="the bot is stopped: do not ask")] = False) -> None:
    """Seal the ids of known messages with a new key, then remove the older sealing keys from .env.

    Interrupted at any point, it may be repeated: an older key goes only when nothing needs it any more. Pseudonyms
    stay: the installation key is not touched. Stop the bot first: a running one cannot delete what is sealed anew.
    """
    if not yes:
        typer.confirm("Is the bot stopped? Until it is started again it cannot delete what is sealed anew", abort=True)
    raise typer.Exit(guarded_with_key(_rotate))


@app.command(name="forget-everybody")
def forget_everybody(yes: Annotated[bool, typer.Option("--yes", help="really do it")] = False) -> None:
    """Remove every person, every known message and all staff, and make a new installation key.

    Messages that stand in chats stay there, since nothing knows them any more. Links and their counts stay too.
    """

    async def main(settings: Settings) -> int:
        if not yes:
            raise Refused(
                "nothing was changed. This removes all choices, all known messages (they stay in the chats) and all "
                "staff, for ever: stop the bot, then say it with --yes"
            )
        return await _forget_everybody(settings)

    raise typer.Exit(guarded_with_key(main))


async def _rotate(_: Settings) -> int:
    with _alone():
        _require_in_file(SEALING)
        settings = Settings()  # type: ignore[call-arg]  # as it is now that nobody else changes it
        new = SecretStr(secrets.token_urlsafe(32))
        every = (new, *settings.sealing_keys)
        _write(SEALING, every)
        async with opened(settings) as database:
            done = await reseal_all(database, Identity(settings.installation_key, every))
        _write(SEALING, [new])
    out.print(f"{done.kept} rows sealed with the new key, {done.dropped} dropped that no key opened")
    out.print(RESTART)
    return 0


async def _forget_everybody(settings: Settings) -> int:
    with _alone():
        _require_in_file(INSTALLATION)
        async with opened(settings) as database, database.begin() as connection:
            for table in (KnownMessage, Person, StaffMember):
                await connection.execute(delete(table))
        _write(INSTALLATION, [SecretStr(secrets.token_urlsafe(32))])
    out.print("everybody is forgotten; invite staff anew with `myrights staff add`")
    out.print(RESTART)
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """Of two that change keys at the same time, one might remove a key that the other needs."""
    folder = os.open(Path(ENV_FILE).resolve().parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("keys are being changed already: wait until that command has ended") from None
        yield
    finally:
        os.close(folder)


def _require_in_file(name: str) -> None:
    if os.environ.get(name):
        raise Refused(f"{name} stands in the environment, which comes before .env: move it into .env first")


def _write(name: str, keys: Sequence[SecretStr]) -> None:
    """Replace .env as a whole, so that a reader meets either the old or the new one."""
    try:
        if ENV_FILE.exists():
            ENV_FILE.chmod(PRIVATE)
        set_key(ENV_FILE, name, ",".join(key.get_secret_value() for key in keys), "never", follow_symlinks=True)
    except OSError as error:
        raise Refused(f"{ENV_FILE} cannot be written ({error.strerror}); no key was removed from it") from None
