"""Deleting and pinning."""

from __future__ import annotations

from simulator import limits
from simulator.chats import Chat, Group
from simulator.errors import bad_request
from simulator.methods.registry import Context, method
from simulator.rights import deletion_refusal, require_membership


def _chat(ctx: Context) -> Chat:
    if "chat_id" not in ctx.params:
        raise bad_request("chat identifier is not specified")
    chat = ctx.chat()
    if isinstance(chat, Group):
        require_membership(ctx.bot, chat)
    return chat


def _delete(ctx: Context, chat: Chat, message_ids: list[int]) -> None:
    for message_id in message_ids:
        if refusal := deletion_refusal(ctx.world, ctx.bot, chat.messages[message_id]):
            raise refusal
    for message_id in message_ids:
        chat.remove(message_id)


@method("deleteMessage")
def delete_message(ctx: Context) -> bool:
    """One message, for both sides."""
    chat = _chat(ctx)
    message_id = ctx.params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    if message_id not in chat.messages:
        raise bad_request("message to delete not found")
    _delete(ctx, chat, [message_id])
    return True


@method("deleteMessages")
def delete_messages(ctx: Context) -> bool:
    """Several at once: those that are gone are skipped, one that is too old fails the whole call."""
    chat = _chat(ctx)
    given = ctx.params.json("message_ids") or []
    if not isinstance(given, list) or not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > limits.DELETE_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    there = {int(one) for one in given if str(one).isdigit()} & chat.messages.keys()
    _delete(ctx, chat, sorted(there))
    return True


@method("pinChatMessage")
def pin(ctx: Context) -> bool:
    """Pin a message at the top of the chat."""
    chat = _chat(ctx)
    message = ctx.message(chat, ctx.params.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    chat.pinned = [one for one in chat.pinned if one != message.id] + [message.id]
    chat.tell("pin")
    return True


@method("unpinChatMessage")
def unpin(ctx: Context) -> bool:
    """Unpin a message, the newest where none is named."""
    chat = _chat(ctx)
    message_id = ctx.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    chat.tell("pin")
    return True


@method("unpinAllChatMessages")
def unpin_all(ctx: Context) -> bool:
    """Unpin everything."""
    chat = _chat(ctx)
    chat.pinned.clear()
    chat.tell("pin")
    return True
