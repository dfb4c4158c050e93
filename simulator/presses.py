"""Presses of inline buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from simulator.accounts import BotAccount
from simulator.chats import Group
from simulator.errors import NotPossible
from simulator.handset import Handset, Peer
from simulator.messages import Message
from simulator.params import Json

PRESS_PATIENCE = 10.0
"""Seconds of real time that an application waits for the answer to a press."""


@dataclass(frozen=True)
class CallbackAnswer:
    """What the bot answers to a press: nothing, a toast, or an alert that she has to close."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


class Presses(Handset):
    """The buttons below messages."""

    async def press(
        self,
        peer: Peer,
        message_id: int,
        text: str | None = None,
        data: str | None = None,
        timeout: float = PRESS_PATIENCE,
    ) -> CallbackAnswer:
        """Press the button with this label or these data, and wait for the bot's answer.

        Raises:
            NotPossible: where the message or the button is not there.
            TimeoutError: where the bot does not answer.
        """
        message = self._shown(peer, message_id)
        return await self._pressed(peer, message, _button(message, text, data), timeout)

    async def forge(self, peer: Peer, message_id: int, data: str, timeout: float = PRESS_PATIENCE) -> CallbackAnswer:
        """Press below a message as a client of one's own can: with any data."""
        return await self._pressed(peer, self._shown(peer, message_id), {"callback_data": data}, timeout)

    async def _pressed(self, peer: Peer, message: Message, button: Json, timeout: float) -> CallbackAnswer:
        self._met(peer)
        self._world.journal.mark()
        bot = _owner(message)
        query = self._world.queries.callback(bot)
        bot.post.put("callback_query", self._body(query.id, message, button), f"callback {self.account.id}")
        answer: Json = await asyncio.wait_for(query.answer, timeout)
        return CallbackAnswer(**answer)

    def _body(self, query_id: str, message: Message, button: Json) -> Json:
        return {
            "id": query_id,
            "from": self.account.object(),
            "message": message.object(),
            "chat_instance": str(abs(message.chat.id) * 31),
            "data": button["callback_data"],
        }


def _owner(message: Message) -> BotAccount:
    if isinstance(message.sender, BotAccount):
        return message.sender
    via: Any = message.extra.get("via_bot", {}).get("id")
    chat: Any = message.chat
    bots: list[BotAccount] = chat.bots if isinstance(chat, Group) else [chat.bot]
    return next(bot for bot in bots if via in (None, bot.id))


def _button(message: Message, text: str | None, data: str | None) -> Json:
    rows = (message.markup or {}).get("inline_keyboard", [])
    buttons: list[Json] = [button for row in rows for button in row if "callback_data" in button]
    for button in buttons:
        if (data is None or button["callback_data"] == data) and (text is None or text in button["text"]):
            return button
    raise NotPossible(f"no such button; there are {[b['text'] for b in buttons]}")
