"""A person at her phone, for tests that read as the conversation they test.

woman = Tester(simulator.add_person("Айгүл", language_code="ky"), bot)
await woman.starts()
await woman.presses("Кыргызча")
await woman.writes("күйөөм урат, эмне кылам?")
await woman.sees("102")
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from simulator.inline import InlineAnswer
from simulator.people import BotAccount, CallbackAnswer, Person

Message = dict[str, Any]

PATIENCE = 10.0
"""Seconds that she waits for what she expects to see."""


class Tester:
    """Writes and presses like a person, and waits until the chat shows what the test expects."""

    __test__ = False

    def __init__(self, person: Person, bot: BotAccount, patience: float = PATIENCE) -> None:
        self.person, self.bot, self.patience = person, bot, patience
        self._seen: set[tuple[int, int]] = set()

    @property
    def messages(self) -> list[Message]:
        """What her chat shows now, oldest first."""
        return self.person.chat(self.bot).messages

    @property
    def shown(self) -> list[str]:
        """The texts in her chat now, both sides."""
        return [message.get("text", "") for message in self.messages]

    @property
    def keys(self) -> list[str]:
        """The keys of the keyboard below her input line."""
        keyboard = self.person.chat(self.bot).reply_keyboard or {"keyboard": []}
        return [key if isinstance(key, str) else key["text"] for row in keyboard["keyboard"] for key in row]

    async def starts(self, payload: str = "") -> None:
        """Press Start, or open a deep link."""
        self._look()
        await self.person.start(self.bot, payload)

    async def writes(self, text: str) -> None:
        """Send a text."""
        self._look()
        await self.person.send(self.bot, text)

    async def corrects(self, old: str, new: str) -> None:
        """Write `new` over the newest message of hers that reads `old`."""
        number = next(m["message_id"] for m in reversed(self.messages) if m.get("text") == old)
        self._look()
        await self.person.edit(self.bot, number, new)

    async def taps(self, key: str) -> None:
        """Tap a key of the keyboard below the input line, as soon as it is there."""
        await self._until(lambda: any(key in label for label in self.keys), lambda: f"no key {key!r}: {self.keys}")
        self._look()
        await self.person.tap_reply_key(self.bot, key)

    async def presses(self, label: str) -> CallbackAnswer:
        """Press the button below the newest message that has one with `label`, as soon as it is there."""
        missing = lambda: f"no button {label!r}; the newest are {self.buttons()}"  # noqa: E731
        await self._until(lambda: self._button(label), missing)
        found = self._button(label)
        assert found
        message, data = found
        self._look()
        return await self.person.press(self.bot, message["message_id"], data=data)

    async def sends_payload(self, data: str) -> CallbackAnswer:
        """Send what a button would carry, whether there is such a button or not, below the newest message with some."""
        await self._until(lambda: self.buttons(), lambda: "no message with buttons")
        message = next(m for m in reversed(self.messages) if _buttons(m))
        self._look()
        return await self.person.forge(self.bot, message["message_id"], data)

    async def shares_place(self, latitude: float, longitude: float) -> None:
        """Send where she is."""
        self._look()
        await self.person.share_location(self.bot, latitude, longitude)

    async def types_inline(self, query: str) -> InlineAnswer:
        """Write the bot's name and a query into any chat, and wait for what it offers."""
        return await self.person.inline_query(self.bot, query)

    async def gets(self, kind: str) -> Message:
        """Wait for something new from the bot that is no text: a contact, photo or document."""
        try:
            message: Message = await self.person.wait_message(
                self.bot, lambda m: self._new(m) and kind in m, self.patience
            )
        except TimeoutError:
            raise AssertionError(f"she gets no {kind} but:\n" + "\n---\n".join(self.shown)) from None
        self._seen.add(_version(message))
        return message

    async def sees(self, *parts: str) -> Message:
        """Wait for something new from the bot that holds all of `parts`; it counts as seen from then on.

        Raises:
            AssertionError: with what the chat shows, when it does not come.
        """
        try:
            message: Message = await self.person.wait_message(
                self.bot, lambda m: self._new(m) and all(part in _all_text(m) for part in parts), self.patience
            )
        except TimeoutError:
            raise AssertionError(f"she does not see {parts!r} but:\n" + "\n---\n".join(self.shown)) from None
        self._seen.add(_version(message))
        return message

    def buttons(self, message: Message | None = None) -> list[str]:
        """Labels of the buttons below a message, the newest with buttons where none is given."""
        candidates = [message] if message else reversed(self.messages)
        return next((labels for m in candidates if (labels := [b["text"] for b in _buttons(m)])), [])

    async def _until(self, look: Callable[[], object], missing: Callable[[], str]) -> None:
        try:
            await self.person.wait_chat(self.bot, lambda _: look(), self.patience)
        except TimeoutError:
            raise AssertionError(missing()) from None

    def _button(self, label: str) -> tuple[Message, str] | None:
        for message in reversed(self.messages):
            for button in _buttons(message):
                if label in button["text"] and "callback_data" in button:
                    return message, button["callback_data"]
        return None

    def _look(self) -> None:
        self._seen |= {_version(message) for message in self.messages}

    def _new(self, message: Message) -> bool:
        return bool(message["from"]["is_bot"]) and _version(message) not in self._seen


def _version(message: Message) -> tuple[int, int]:
    # Text and buttons belong to the version: two edits within a second have the same date.
    labels = tuple(button["text"] for button in _buttons(message))
    return message["message_id"], hash((message.get("edit_date"), message.get("text"), labels))


def _buttons(message: Message) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _all_text(message: Message) -> str:
    labels = " ".join(button["text"] for button in _buttons(message))
    return re.sub(r"\s+", " ", f"{message.get('text', '')} {labels}")
