"""Messages without files: texts, locations, contacts, and what a bot seems to be doing."""

from __future__ import annotations

import asyncio

from simulator import limits
from simulator.chats import PrivateChat
from simulator.errors import bad_request
from simulator.methods.posting import post
from simulator.methods.registry import Context, method
from simulator.params import Json
from simulator.rights import require_writing

ACTIONS = (
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio", "upload_audio"),
    "cancel",
)


def text_content(ctx: Context) -> Json:
    """The text of a message.

    Raises:
        ApiError: 400 for one that is empty or too long.
    """
    if not ctx.params.text("text"):
        raise bad_request("message text is empty")
    shown = ctx.formatted()
    if not shown.text:
        raise bad_request("text must be non-empty")
    if len(shown.text) > limits.TEXT:
        raise bad_request("message is too long")
    return shown.content("text", "entities")


@method("sendMessage")
def send_message(ctx: Context) -> Json:
    """A text."""
    return post(ctx, text_content(ctx)).object()


@method("sendLocation")
def send_location(ctx: Context) -> Json:
    """A place."""
    for name in ("latitude", "longitude"):
        if ctx.params.number(name) is None:
            raise bad_request(f"{name} is empty")
    place = {name: ctx.params.number(name) for name in ("latitude", "longitude")}
    return post(ctx, {"location": place}, "locations").object()


@method("sendContact")
def send_contact(ctx: Context) -> Json:
    """Somebody's telephone number."""
    for name in ("phone_number", "first_name"):
        if name not in ctx.params:
            raise bad_request(f"{name} is empty")
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: ctx.params.text(name) for name in names if name in ctx.params}
    return post(ctx, {"contact": contact}, "contacts").object()


@method("sendChatAction")
def send_chat_action(ctx: Context) -> bool:
    """Typing, for five seconds or until the next message."""
    action = ctx.params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = ctx.chat()
    require_writing(ctx.world, ctx.bot, chat)
    if isinstance(chat, PrivateChat):
        chat.action = "" if action == "cancel" else action
        chat.action_until = ctx.world.clock.now() + limits.TYPING
        chat.tell("typing")
        asyncio.get_running_loop().call_later(limits.TYPING + 0.05, chat.tell, "typing")
    return True
