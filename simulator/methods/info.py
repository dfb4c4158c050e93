"""What a bot can ask about itself, chats and files; and how it leaves the server."""

from __future__ import annotations

from simulator.chats import Group, PrivateChat
from simulator.errors import bad_request, too_many_requests
from simulator.methods.registry import Context, method
from simulator.params import Json
from simulator.rights import require_membership

LEAVING = 600
"""Seconds after the first call in which `close` is refused, and after `logOut` in which every call is (D)."""


@method("getMe")
def get_me(ctx: Context) -> Json:
    """The bot itself."""
    return ctx.bot.me()


@method("getChat")
def get_chat(ctx: Context) -> Json:
    """The ChatFullInfo of a chat that the bot knows."""
    chat = ctx.chat()
    if isinstance(chat, Group):
        require_membership(ctx.bot, chat)
    found = chat.object() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _gifts()}
    if chat.pinned:
        found["pinned_message"] = chat.messages[chat.pinned[-1]].object()
    username = chat.person.username if isinstance(chat, PrivateChat) else None
    return found | ({"active_usernames": [username]} if username else {})


def _gifts() -> Json:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)


@method("getFile")
def get_file(ctx: Context) -> Json:
    """Where a file can be downloaded."""
    if "file_id" not in ctx.params:
        raise bad_request("file_id not specified")
    file = ctx.world.files.get(ctx.params.text("file_id"))
    return file.object() | {"file_path": file.path}


@method("logOut")
async def log_out(ctx: Context) -> bool:
    """Leave this server; for ten minutes nothing is answered."""
    await ctx.bot.post.close()
    ctx.bot.logged_out_until = ctx.world.clock.now() + LEAVING
    return True


@method("close")
async def close(ctx: Context) -> bool:
    """Close the bot before it moves to another server; refused in the first ten minutes."""
    age = ctx.world.clock.now() - (ctx.bot.first_call or 0.0)
    if age < LEAVING:
        raise too_many_requests(int(LEAVING - age) + 1)
    await ctx.bot.post.close()
    return True
