"""Name and descriptions of a bot, per language. The refusals of texts that are too long are not verified."""

from __future__ import annotations

from simulator import limits
from simulator.errors import bad_request
from simulator.methods.commands import language
from simulator.methods.registry import Context, method


def _set(ctx: Context, field: str, longest: int) -> bool:
    text = ctx.params.text(field).strip()
    if len(text) > longest:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    texts: dict[str, str] = getattr(ctx.bot.profile, field)
    texts[language(ctx)] = text
    for chat in ctx.world.private_chats(ctx.bot):
        chat.tell("commands")
    return True


def _get(ctx: Context, field: str, default: str = "") -> dict[str, str]:
    texts: dict[str, str] = getattr(ctx.bot.profile, field)
    return {field: texts.get(language(ctx)) or texts.get("") or default}


@method("setMyName")
def set_name(ctx: Context) -> bool:
    """What stands above its chats."""
    return _set(ctx, "name", limits.NAME)


@method("getMyName")
def get_name(ctx: Context) -> dict[str, str]:
    """The name in a language."""
    return _get(ctx, "name", ctx.bot.first_name)


@method("setMyDescription")
def set_description(ctx: Context) -> bool:
    """What stands in the chat before Start."""
    return _set(ctx, "description", limits.DESCRIPTION)


@method("getMyDescription")
def get_description(ctx: Context) -> dict[str, str]:
    """The description in a language."""
    return _get(ctx, "description")


@method("setMyShortDescription")
def set_short_description(ctx: Context) -> bool:
    """What stands on its profile page."""
    return _set(ctx, "short_description", limits.SHORT_DESCRIPTION)


@method("getMyShortDescription")
def get_short_description(ctx: Context) -> dict[str, str]:
    """The short description in a language."""
    return _get(ctx, "short_description")
