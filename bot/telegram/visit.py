"""One update of one chat, and everything that answers it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from telegram import Message, Update

from bot.engine.client import Engine
from bot.languages import Language, nearest
from bot.links.counters import Event
from bot.store.choices import Choices
from bot.store.identity import Placed
from bot.store.patience import PATIENCE, whole
from bot.telegram.conversations import Conversation
from bot.telegram.discreet import discreet
from bot.telegram.house import House
from bot.telegram.outgoing import Outgoing, Sendable
from bot.telegram.screens import Screens

Fit = TypeVar("Fit", bound=Sendable)


@dataclass
class Visit:
    """A person came by with an update. `language` is the one that she chose, else the nearest to her client's."""

    house: House
    update: Update
    chat_id: int
    pseudonym: str
    conversation: Conversation
    choices: Choices
    language: Language

    @property
    def screens(self) -> Screens:
        """What can be shown, in her language."""
        return self.screens_in(self.language)

    def screens_in(self, language: Language) -> Screens:
        """What can be shown, in another language than the chosen one."""
        return Screens(self.house.library, language)

    @property
    def engine(self) -> Engine:
        """The dialogue engine."""
        return self.house.engine

    @property
    def sender(self) -> str:
        """Who writes, for the engine: a pseudonym and the nonce of this conversation."""
        return f"{self.pseudonym}.{self.conversation.nonce}"

    async def show(self, *messages: Sendable, urgent: bool = False) -> None:
        """Send these messages, one after another; what is urgent waits for no other message.

        Telegram may ask to wait for longer than a handler may take: then they are sent after its end.
        """
        await whole(self._send(messages, urgent))

    async def _send(self, messages: Sequence[Sendable], urgent: bool) -> None:
        for number, message in enumerate(messages):
            since, places = self.house.now(), 0 if number else len(messages)
            placed = await self.house.gateway.send(
                self.chat_id, self._dressed(message), self.conversation, urgent, places
            )
            if placed:
                self.house.ledger.note(self.pseudonym, placed, since.astimezone(UTC))

    async def turn_to(self, message: Outgoing) -> None:
        """Replace the message whose button was pressed."""
        query = self.update.callback_query
        if query and isinstance(query.message, Message):
            placed = Placed(self.chat_id, query.message.message_id)
            await whole(self.house.gateway.edit(placed, self._dressed(message)))
        else:
            await self.show(message)

    async def remove_hers(self) -> None:
        """Delete the message that this update brought: a place, a code word, a cry in disguise."""
        if message := self.update.effective_message:
            await self.house.gateway.delete([Placed(self.chat_id, message.message_id)])

    def _dressed(self, message: Fit) -> Fit:
        return discreet(message) if self.choices.discreet else message

    async def prefer(self, **chosen: Any) -> None:
        """Change what she has chosen."""
        self.choices = await self.house.choosing.change(self.pseudonym, **chosen)

    async def count(self, event: Event) -> None:
        """Count an event of a chat that came by a link; nobody waits for a counter that fails."""
        link = self.conversation.link
        if link is None:
            return
        with suppress(SQLAlchemyError, TimeoutError):
            await whole(self.house.desk.counters.count(link.id, event, self.language, self.pseudonym), PATIENCE)

    async def choose(self, language: Language) -> None:
        """Answer in this language from now on."""
        self.language = self.conversation.language = language
        await self.prefer(language=language)


async def visit_of(house: House, update: Update) -> Visit | None:
    """The visit behind an update of a private chat; None for every other update."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type != chat.PRIVATE:
        return None
    pseudonym = house.identity.pseudonym(chat.id)
    conversation = house.conversations.of(pseudonym)
    choices = await house.choosing.of(pseudonym)
    language = conversation.language or choices.language or nearest(user.language_code if user else None)
    if choices.language:
        conversation.language = conversation.language or choices.language
    if update.message:
        house.ledger.note(pseudonym, Placed(chat.id, update.message.message_id))
    return Visit(house, update, chat.id, pseudonym, conversation, choices, language)
