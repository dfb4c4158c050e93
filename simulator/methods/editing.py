"""Edits of what a bot has sent."""

from __future__ import annotations

from simulator.errors import bad_request
from simulator.markup import read_inline
from simulator.messages import Message
from simulator.methods.media import caption
from simulator.methods.registry import Context, method
from simulator.methods.sending import text_content
from simulator.params import Json
from simulator.rights import require_writing

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _own(ctx: Context) -> Message:
    """The message to edit.

    Raises:
        ApiError: where it is not there or not the bot's to edit.
    """
    if "chat_id" not in ctx.params and "message_id" not in ctx.params:
        raise bad_request("message identifier is not specified")
    chat = ctx.chat()
    message = ctx.message(chat, ctx.params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    posted_here = message.sender is None and ctx.bot in getattr(chat, "bots", [])
    if (message.sender is not ctx.bot and not posted_here) or message.locked or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    require_writing(ctx.world, ctx.bot, chat)
    return message


def _edit(ctx: Context, message: Message, content: Json) -> Json:
    markup = read_inline(ctx.params)
    if message.same(content, markup):
        raise bad_request(NOT_MODIFIED)
    ctx.world.flood.check(ctx.bot.id, message.chat.id)
    message.content, message.markup, message.edited = content, markup, ctx.world.clock.date()
    message.chat.tell("edit")
    return message.object()


@method("editMessageText")
def edit_text(ctx: Context) -> Json:
    """Another text; without a keyboard in the call, the keyboard goes."""
    content = text_content(ctx)
    message = _own(ctx)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    preview = ctx.params.json("link_preview_options")
    if isinstance(preview, dict):
        message.extra["link_preview_options"] = preview
    return _edit(ctx, message, content)


@method("editMessageCaption")
def edit_caption(ctx: Context) -> Json:
    """Another caption."""
    words = caption(ctx)
    message = _own(ctx)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    kept = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _edit(ctx, message, kept | words)


@method("editMessageReplyMarkup")
def edit_markup(ctx: Context) -> Json:
    """Another inline keyboard, or none."""
    message = _own(ctx)
    return _edit(ctx, message, message.content)
