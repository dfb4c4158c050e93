"""Copies and forwards."""

from __future__ import annotations

from simulator.errors import bad_request
from simulator.messages import Message
from simulator.methods.media import caption
from simulator.methods.posting import post
from simulator.methods.registry import Context, method
from simulator.params import Json


def _original(ctx: Context, verb: str) -> Message:
    message = ctx.message(ctx.chat("from_chat_id"), ctx.params.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def origin(message: Message) -> Json:
    """The MessageOrigin that a forward of this message shows."""
    if "forward_origin" in message.extra:
        return dict(message.extra["forward_origin"])
    if message.sender is None:
        return {"type": "channel", "date": message.date, "chat": message.chat.object(), "message_id": message.id}
    return {"type": "user", "date": message.date, "sender_user": message.sender.object()}


@method("copyMessage")
def copy_message(ctx: Context) -> Json:
    """The same content as a message of the bot's own; a protected one too."""
    original = _original(ctx, "copy")
    content = dict(original.content)
    if original.has_media and "caption" in ctx.params.values:
        content = {key: value for key, value in content.items() if not key.startswith("caption")} | caption(ctx)
    return {"message_id": post(ctx, content).id}


@method("forwardMessage")
def forward_message(ctx: Context) -> Json:
    """The message with the name of who wrote it."""
    original = _original(ctx, "forward")
    if original.protected:
        raise bad_request("the message can't be forwarded")
    return post(ctx, dict(original.content), extra={"forward_origin": origin(original)}).object()
