"""May this bot write here? Refusals in Telegram's words."""

from __future__ import annotations

from simulator import limits
from simulator.accounts import BotAccount
from simulator.chats import Chat, Group, PrivateChat
from simulator.errors import ApiError, bad_request, forbidden
from simulator.messages import Message
from simulator.world import World

KIND_NAMES = {"group": "group", "supergroup": "supergroup", "channel": "channel"}


def require_writing(world: World, bot: BotAccount, chat: Chat, what: str = "text messages") -> None:
    """Nothing where the bot may send `what` to the chat.

    Raises:
        ApiError: 403 or 400.
    """
    if isinstance(chat, PrivateChat):
        _require_private(world, chat)
    elif isinstance(chat, Group):
        require_membership(bot, chat)
        if (chat.muted or chat.kind == "channel") and bot.id not in chat.admins:
            raise bad_request(f"not enough rights to send {what} to the chat")


def _require_private(world: World, chat: PrivateChat) -> None:
    if chat.person.id not in world.people:
        raise forbidden("the bot can't send messages to the bot")
    if chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def require_membership(bot: BotAccount, group: Group) -> None:
    """Nothing where the bot is in the group.

    Raises:
        ApiError: 403, or 400 with the new id of a group that has become a supergroup.
    """
    if group.migrated_to:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=group.migrated_to)
    if group.deleted:
        raise forbidden("the group chat was deleted")
    name = KIND_NAMES[group.kind]
    if bot.id in group.kicked:
        raise forbidden(f"bot was kicked from the {name} chat")
    if bot.id not in group.members:
        raise forbidden(f"bot is not a member of the {name} chat")


def deletion_refusal(world: World, bot: BotAccount, message: Message) -> ApiError | None:
    """Why the bot cannot delete this message, if it cannot."""
    chat = message.chat
    admin = isinstance(chat, Group) and bot.id in chat.admins
    own = message.sender is bot
    if isinstance(chat, Group) and not admin and not own:
        return bad_request("message can't be deleted")
    short_lived = isinstance(chat, PrivateChat) or (isinstance(chat, Group) and chat.kind == "group")
    if (short_lived or not admin) and world.clock.now() - message.date > limits.DELETE_WITHIN:
        return bad_request("message can't be deleted for everyone" if short_lived else "message can't be deleted")
    return None
