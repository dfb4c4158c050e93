"""What all parts of a Person share: her account, and the chats that she sees."""

from __future__ import annotations

from typing import Protocol

from simulator.accounts import BotAccount, PersonAccount
from simulator.chats import Chat, Group, PrivateChat
from simulator.errors import NotPossible
from simulator.incoming import begin, membership
from simulator.messages import Message
from simulator.params import Json
from simulator.world import World


class InGroup(Protocol):
    """Something that stands for a group."""

    group: Group


Peer = BotAccount | Group | InGroup
"""Whom she writes to: a bot in a private chat, or a group."""


class Handset:
    """One person's telephone."""

    def __init__(self, world: World, account: PersonAccount) -> None:
        self._world, self.account = world, account

    def room(self, peer: Peer) -> Chat:
        """The chat with this bot, or the group.

        Raises:
            NotPossible: for a group that she is not in.
        """
        if isinstance(peer, BotAccount):
            return self._private(peer)
        group = peer if isinstance(peer, Group) else peer.group
        if self.account.id not in group.members:
            raise NotPossible("she is not in this group")
        return group

    def _private(self, bot: BotAccount) -> PrivateChat:
        return self._world.private_chat(bot, self.account)

    def _shown(self, peer: Peer, message_id: int) -> Message:
        chat = self.room(peer)
        message = chat.messages.get(message_id)
        if message is None or (isinstance(chat, PrivateChat) and message_id in chat.hidden):
            raise NotPossible("she does not see this message")
        return message

    def _met(self, peer: Peer) -> None:
        """Pressing and sharing need an open chat."""
        chat = self.room(peer)
        if isinstance(chat, PrivateChat):
            begin(chat)

    def _set_blocked(self, bot: BotAccount, blocked: bool) -> None:
        chat = self._private(bot)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self._world.journal.mark()
        bot.met.add(self.account.id)
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        membership(self._world, chat, bot, self.account, old, new)
        chat.tell("blocked")


def replied(chat: Chat, message_id: int | None) -> Json:
    """The field of a message that answers another."""
    if message_id is None:
        return {}
    if message_id not in chat.messages:
        raise NotPossible("the message to reply to is gone")
    shown = chat.messages[message_id].object()
    shown.pop("reply_to_message", None)
    return {"reply_to_message": shown}
