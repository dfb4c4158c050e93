"""What people do, on its way to bots."""

from __future__ import annotations

import re

from simulator.accounts import Account, BotAccount, PersonAccount
from simulator.chats import Chat, Group, PrivateChat
from simulator.errors import NotPossible
from simulator.messages import Message
from simulator.params import Json
from simulator.text.format import formatted
from simulator.world import World

RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_post_messages", "can_edit_messages", "can_pin_messages"),
)
"""What an administrator may do."""


def receive(world: World, chat: Chat, sender: Account | None, content: Json, extra: Json | None = None) -> Message:
    """A message of a person, or a post in a channel, and the updates about it."""
    message = Message(
        id=chat.next_message_id(),
        chat=chat,
        sender=sender,
        date=world.clock.date(),
        content=content,
        extra=extra or {},
    )
    if isinstance(chat, PrivateChat):
        begin(chat)
    world.journal.mark()
    chat.add(message)
    announce(message, "channel_post" if sender is None else "message")
    return message


def begin(chat: PrivateChat) -> None:
    """She writes to the bot, so it may write to her.

    Raises:
        NotPossible: where she has blocked it.
    """
    if chat.blocked:
        raise NotPossible("she has blocked this bot: unblock it first")
    chat.started = True
    chat.bot.met.add(chat.person.id)


def announce(message: Message, kind: str) -> None:
    """The update for each bot that hears of this message."""
    chat = message.chat
    if isinstance(chat, PrivateChat):
        chat.bot.post.put(kind, message.object(), str(chat.id))
        return
    assert isinstance(chat, Group)
    for bot in chat.bots:
        if chat.kind == "channel" or concerns(bot, chat, message):
            if message.sender:
                bot.met.add(message.sender.id)
            bot.post.put(kind, message.object(), str(chat.id))


def concerns(bot: BotAccount, group: Group, message: Message) -> bool:
    """With privacy mode on, a bot hears commands, mentions of it, replies to it and service messages."""
    if bot.id in group.admins or "text" not in message.content:
        return "text" not in message.content or bot.id in group.admins
    text = message.content["text"]
    replied = message.extra.get("reply_to_message", {}).get("from", {}).get("id") == bot.id
    if replied or re.search(rf"@{re.escape(bot.username)}\b", text, re.IGNORECASE):
        return True
    return re.match(r"/\w+(\s|$)", text) is not None


def text_content(text: str) -> Json:
    """A text as a person writes it.

    Raises:
        NotPossible: for a text with nothing in it.
    """
    shown = formatted(text)
    if not shown.text:
        raise NotPossible("an application does not send an empty text")
    return shown.content("text", "entities")


def membership(world: World, chat: PrivateChat | Group, bot: BotAccount, by: PersonAccount, old: str, new: str) -> None:
    """The my_chat_member update: somebody has blocked, unblocked, added or removed the bot."""
    body = {
        "chat": chat.object(),
        "from": by.object(),
        "date": world.clock.date(),
        "old_chat_member": member(bot, old),
        "new_chat_member": member(bot, new),
    }
    bot.post.put("my_chat_member", body, f"member {chat.id}")


def member(bot: BotAccount, status: str) -> Json:
    """A ChatMember."""
    found: Json = {"user": bot.object(), "status": status}
    if status == "administrator":
        return found | dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
    return found | ({"until_date": 0} if status == "kicked" else {})
