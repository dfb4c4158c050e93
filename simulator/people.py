"""People with telephones, as tests use them: what they do, see and wait for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from simulator import limits
from simulator.accounts import BotAccount
from simulator.attachments import Attachments
from simulator.chats import Group
from simulator.errors import NotPossible
from simulator.handset import Peer, replied
from simulator.incoming import announce, receive, text_content
from simulator.inline import InlineAnswer, InlineQueries
from simulator.messages import Message
from simulator.methods.copying import origin
from simulator.params import Json
from simulator.presses import CallbackAnswer, Presses
from simulator.view import ChatView

__all__ = ["BotAccount", "CallbackAnswer", "ChatView", "InlineAnswer", "Peer", "Person"]

PATIENCE = 5.0
"""Seconds of real time that waits last unless a test says otherwise."""


class Person(Attachments, Presses, InlineQueries):
    """Somebody with a telephone. Everything she does reaches the bot as it would from Telegram."""

    def __repr__(self) -> str:
        return f"<Person {self.first_name}>"

    @property
    def id(self) -> int:
        """Her user id, which is also the id of her private chats."""
        return self.account.id

    @property
    def first_name(self) -> str:
        """As her profile shows it."""
        return self.account.first_name

    @property
    def language_code(self) -> str:
        """The language of her application."""
        return self.account.language_code

    def chat(self, bot: BotAccount) -> ChatView:
        """What her telephone shows of the chat with this bot."""
        return ChatView(self._world, self._private(bot))

    def open(self, bot: BotAccount) -> ChatView:
        """Open the chat without sending anything; the bot does not hear of it."""
        return self.chat(bot)

    async def send(self, peer: Peer, text: str, reply_to: int | None = None) -> Message:
        """Write a text; one that is too long for one message is cut as her application does it."""
        parts = [text[at : at + limits.TEXT] for at in range(0, len(text), limits.TEXT)] or [""]
        chat = self.room(peer)
        return [receive(self._world, chat, self.account, text_content(p), replied(chat, reply_to)) for p in parts][-1]

    async def start(self, bot: BotAccount, payload: str = "") -> Message:
        """Press Start, or open t.me/bot?start=payload.

        Raises:
            NotPossible: for a payload that no link can carry.
        """
        if payload and not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{limits.START_PAYLOAD}}}", payload):
            raise NotPossible("a payload has 1-64 letters, digits, - and _")
        return await self.send(bot, f"/start {payload}".strip())

    async def tap_reply_key(self, bot: BotAccount, text: str) -> Message:
        """Tap the key of the keyboard below the input line whose label holds `text`.

        Raises:
            NotPossible: where there is none, or it asks for what `share_location` and `contact` give.
        """
        chat = self._private(bot)
        rows = (chat.keyboard or {}).get("keyboard", [])
        key = next((key for row in rows for key in row if text in key["text"]), None)
        if key is None:
            raise NotPossible(f"no key {text!r}; there are {[k['text'] for row in rows for k in row]}")
        if key.get("request_location") or key.get("request_contact"):
            raise NotPossible("this key shares a location or a contact: use share_location or contact")
        if (chat.keyboard or {}).get("one_time_keyboard"):
            chat.set_keyboard(None, None)
        return await self.send(bot, key["text"])

    async def edit(self, peer: Peer, message_id: int, text: str) -> Message:
        """Change a text of hers."""
        message = self._own(peer, message_id)
        message.content, message.edited = text_content(text), self._world.clock.date()
        message.chat.tell("edit")
        self._world.journal.mark()
        announce(message, "edited_message")
        return message

    async def delete(self, peer: Peer, ids: int | Iterable[int]) -> None:
        """Delete messages for both sides, the bot's too; the bot does not hear of it."""
        chat = self.room(peer)
        for message_id in [ids] if isinstance(ids, int) else list(ids):
            if isinstance(chat, Group):
                self._own(peer, message_id)
            chat.remove(message_id)

    async def clear(self, bot: BotAccount) -> None:
        """Clear the history on her side only."""
        chat = self._private(bot)
        chat.hidden |= chat.messages.keys()
        chat.set_keyboard(None, None)
        chat.tell("delete")

    async def forward(self, peer: Peer, message: Message) -> Message:
        """Forward a message of any chat of hers.

        Raises:
            NotPossible: where it is protected.
        """
        if message.protected:
            raise NotPossible("a protected message cannot be forwarded")
        content, extra = dict(message.content), {"forward_origin": origin(message)}
        return receive(self._world, self.room(peer), self.account, content, extra)

    async def block(self, bot: BotAccount) -> None:
        """Block the bot; it is told, and can write no more."""
        self._set_blocked(bot, True)

    async def unblock(self, bot: BotAccount) -> None:
        """Let the bot write again."""
        self._set_blocked(bot, False)

    async def wait_message(
        self, bot: BotAccount, predicate: Callable[[Json], object] = bool, timeout: float = PATIENCE
    ) -> Json:
        """The oldest message in her chat that fits; waits for one where there is none.

        Raises:
            TimeoutError: after `timeout` seconds of real time.
        """
        view = self.chat(bot)
        look: Callable[[], Json | None] = lambda: next((m for m in view.messages if predicate(m)), None)  # noqa: E731
        return await self._private(bot).changes.until(look, timeout)

    async def wait_chat(
        self, bot: BotAccount, predicate: Callable[[list[Json]], object], timeout: float = PATIENCE
    ) -> list[Json]:
        """All messages of her chat, as soon as they fit.

        Raises:
            TimeoutError: after `timeout` seconds of real time.
        """
        view = self.chat(bot)
        look: Callable[[], list[Json] | None] = lambda: m if predicate(m := view.messages) else None  # noqa: E731
        return await self._private(bot).changes.until(look, timeout)

    def _own(self, peer: Peer, message_id: int) -> Message:
        message = self.room(peer).messages.get(message_id)
        if message is None or message.sender is not self.account:
            raise NotPossible("not a message of hers")
        return message
