"""The list of commands, per language and scope, and the button that shows it."""

from __future__ import annotations

import re
from typing import Any

from simulator import limits
from simulator.errors import bad_request
from simulator.methods.registry import Context, method
from simulator.params import Json
from simulator.profile import DEFAULT, Scope

SCOPES = (
    *("default", "all_private_chats", "all_group_chats", "all_chat_administrators"),
    *("chat", "chat_administrators", "chat_member"),
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def language(ctx: Context) -> str:
    """The language_code of the call; "" for every language.

    Raises:
        ApiError: 400 for what is no code of two letters.
    """
    code = ctx.params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope(ctx: Context) -> Scope:
    given = ctx.params.json("scope", "can't parse BotCommandScope JSON object")
    if given is None:
        return DEFAULT
    kind = given.get("type") if isinstance(given, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not kind.startswith("chat"):
        return (kind, None, None)
    chat = ctx.world.find_chat(ctx.bot, str(given.get("chat_id", "")))
    return (kind, chat.id, int(given.get("user_id", 0)) or None)


def _command(given: Any) -> Json:
    for field in ("command", "description"):
        if not isinstance(given, dict) or field not in given:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    command, description = str(given["command"]).removeprefix("/"), str(given["description"]).strip()
    if not description:
        raise bad_request("command description must be non-empty")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(description) > limits.COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _changed(ctx: Context) -> bool:
    for chat in ctx.world.private_chats(ctx.bot):
        chat.tell("commands")
    return True


@method("setMyCommands")
def set_commands(ctx: Context) -> bool:
    """The list of one scope and language; an empty one removes it."""
    given = ctx.params.json("commands", "can't parse commands JSON object")
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object")
    scope, code = _scope(ctx), language(ctx)
    commands = [_command(one) for one in given]
    described = sum(len(one["description"].encode()) for one in commands)
    if len(commands) > limits.COMMANDS or described > limits.COMMAND_DESCRIPTIONS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    ctx.bot.profile.commands[scope, code] = commands
    return _changed(ctx)


@method("getMyCommands")
def get_commands(ctx: Context) -> list[Json]:
    """The list of exactly this scope and language."""
    return ctx.bot.profile.commands.get((_scope(ctx), language(ctx)), [])


@method("deleteMyCommands")
def delete_commands(ctx: Context) -> bool:
    """Wider scopes show through again."""
    ctx.bot.profile.commands.pop((_scope(ctx), language(ctx)), None)
    return _changed(ctx)


@method("setChatMenuButton")
def set_menu_button(ctx: Context) -> bool:
    """The button of one chat, or of all."""
    chat_id = ctx.chat().id if "chat_id" in ctx.params else None
    button = ctx.params.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    ctx.bot.profile.menu_buttons[chat_id] = button
    return _changed(ctx)


@method("getChatMenuButton")
def get_menu_button(ctx: Context) -> Json:
    """The button of one chat, or of all."""
    chat_id = ctx.chat().id if "chat_id" in ctx.params else None
    return ctx.bot.profile.menu_button(chat_id)
