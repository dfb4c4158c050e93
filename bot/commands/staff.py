"""`myrights staff`: who works with the bot."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.commands.console import Refused, err, guarded_with_key, opened, out, show
from bot.directory.centres import load_directory
from bot.directory.hours import ZONE
from bot.links.staff import VALID_FOR, Membership, Role, Staff
from bot.links.tokens import JOIN, address
from bot.settings import Settings
from bot.telegram.delivery.request import AiohttpRequest

ORGANISATION_LIMIT = 80
"""Characters, as the column holds them."""

app = typer.Typer(no_args_is_help=True, help="Who works with the bot.")


def _organisation(name: str) -> str:
    if not 1 <= len(name.strip()) <= ORGANISATION_LIMIT:
        raise typer.BadParameter(f"write a name of 1 to {ORGANISATION_LIMIT} characters")
    return name.strip()


@app.command()
def add(
    role: Annotated[Role, typer.Option(help="what the invited person may do")],
    organisation: Annotated[str, typer.Option(callback=_organisation, help="for whom")],
    centre: Annotated[str | None, typer.Option(help="id of its centre in centres.yml")] = None,
    bot: Annotated[str | None, typer.Option(help="username of the bot; else Telegram is asked")] = None,
) -> None:
    """Invite somebody. The invitation is shown once, works once and expires."""

    async def main(settings: Settings) -> int:
        _require_centre(settings, centre)
        username = bot.removeprefix("@") if bot else await _username(settings)
        now = datetime.now(UTC)
        async with opened(settings) as database:
            token = await Staff(database, lambda: now).invite(Membership(role, organisation, centre))
        _tell(username, token, now + VALID_FOR)
        return 0

    raise typer.Exit(guarded_with_key(main))


@app.command(name="list")
def list_() -> None:
    """Everybody who works with the bot, by pseudonym."""

    async def main(settings: Settings) -> int:
        async with opened(settings) as database:
            everybody = await Staff(database).all()
        table = Table("pseudonym", "role", "organisation", "centre")
        for pseudonym, member in everybody:
            table.add_row(pseudonym, member.role, member.organisation, member.centre_id or "")
        if everybody:
            show(table)
        else:
            out.print("nobody yet: invite somebody with `myrights staff add`")
        return 0

    raise typer.Exit(guarded_with_key(main))


# A pseudonym may begin with a hyphen and is no option all the same.
@app.command(context_settings={"ignore_unknown_options": True})
def remove(pseudonym: str) -> None:
    """Take somebody's rights away, at once."""

    async def main(settings: Settings) -> int:
        async with opened(settings) as database:
            if not await Staff(database).remove(pseudonym):
                raise Refused(f"nobody has the pseudonym {pseudonym}: see `myrights staff list`")
        out.print(f"{pseudonym} has no rights any more")
        return 0

    raise typer.Exit(guarded_with_key(main))


def _require_centre(settings: Settings, centre: str | None) -> None:
    if centre is None:
        return
    path = settings.content_folder / "centres.yml"
    ids = [known.id for known in load_directory(path).centres]
    if centre not in ids:
        raise Refused(f"{path} has no centre {centre}: name one of {', '.join(ids)}")


async def _username(settings: Settings) -> str | None:
    if settings.telegram_token is None:
        return None
    url = f"{settings.telegram_api_url.rstrip('/')}/bot"
    token = settings.telegram_token.get_secret_value()
    try:
        async with Bot(token, url, request=AiohttpRequest(), get_updates_request=AiohttpRequest()) as bot:
            return bot.username
    except InvalidToken:
        err.print("Telegram does not know this TELEGRAM_TOKEN: copy it again from @BotFather into .env")
    except TelegramError as error:
        err.print(f"Telegram could not be asked for the bot's name ({type(error).__name__}): say it with --bot")
    return None


def _tell(username: str | None, token: str, until: datetime) -> None:
    if username:
        out.print(address(username, JOIN, token))
    else:
        out.print(f"/start {JOIN}{token}")
        out.print("To be typed to the bot.")
    out.print(f"Valid once, until {until.astimezone(ZONE):%d.%m.%Y %H:%M} in Bishkek. It is not shown again.")
