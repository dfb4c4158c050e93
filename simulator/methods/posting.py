"""A bot's message on its way into a chat."""

from __future__ import annotations

from simulator.chats import Chat, Group, PrivateChat
from simulator.errors import bad_request
from simulator.markup import Markup, read_markup
from simulator.messages import Message
from simulator.methods.registry import Context
from simulator.params import Json, Params
from simulator.rights import require_writing


def post(ctx: Context, content: Json, what: str = "text messages", extra: Json | None = None) -> Message:
    """Put `content` into the chat of the call, with what the call says beside it.

    Raises:
        ApiError: for what Telegram refuses.
    """
    chat = ctx.chat()
    markup = read_markup(ctx.params, private=isinstance(chat, PrivateChat))
    require_writing(ctx.world, ctx.bot, chat, what)
    beside = _reply(ctx, chat) | _options(ctx.params) | (extra or {})
    ctx.world.flood.check(ctx.bot.id, chat.id)
    message = Message(
        id=chat.next_message_id(),
        chat=chat,
        sender=None if isinstance(chat, Group) and chat.kind == "channel" else ctx.bot,
        date=ctx.world.clock.date(),
        content=content,
        markup=markup.inline,
        extra=beside,
        silent=ctx.params.flag("disable_notification"),
        locked=bool(markup.reply),
    )
    return show(chat, message, markup)


def show(chat: Chat, message: Message, markup: Markup) -> Message:
    """The message stands in the chat, its keyboard below the input line."""
    if isinstance(chat, PrivateChat):
        chat.action = ""
    chat.add(message)
    if markup.reply and isinstance(chat, PrivateChat):
        if "keyboard" in markup.reply:
            chat.set_keyboard(markup.reply, message.id)
        elif markup.reply.get("remove_keyboard"):
            chat.set_keyboard(None, None)
    return message


def _options(params: Params) -> Json:
    options: Json = {"has_protected_content": True} if params.flag("protect_content") else {}
    preview = params.json("link_preview_options")
    return options | ({"link_preview_options": preview} if isinstance(preview, dict) else {})


def _reply(ctx: Context, chat: Chat) -> Json:
    below = ctx.params.below("reply_parameters")
    message_id = below.integer("message_id") or ctx.params.integer("reply_to_message_id")
    if not message_id:
        return {}
    replied = ctx.message(chat, message_id)
    if replied is None:
        if below.flag("allow_sending_without_reply") or ctx.params.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    shown = replied.object()
    shown.pop("reply_to_message", None)
    return {"reply_to_message": shown}
