"""A message that is ready to leave."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.telegram.payloads import pack

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

Row = list[tuple[str, str]]
"""Buttons beside each other, each a label and a payload (or a PassOn)."""


class PassOn(str):
    """In the place of a payload: the button lets her choose a chat and writes this query for the bot into it."""

    __slots__ = ()


@dataclass(frozen=True)
class Outgoing:
    """Telegram HTML and what stands below it. `silent` makes no sound, `protected` cannot be forwarded or saved."""

    text: str
    markup: Markup | None = None
    silent: bool = False
    protected: bool = False

    def below(self, rows: list[Row]) -> Self:
        """The same message with these rows of buttons under it."""
        return replace(self, markup=buttons(rows))

    def plus(self, row: Row) -> Self:
        """The same message with one more row of buttons at the end."""
        above = self.markup.inline_keyboard if isinstance(self.markup, InlineKeyboardMarkup) else ()
        return replace(self, markup=InlineKeyboardMarkup([*above, *buttons([row]).inline_keyboard]))


@dataclass(frozen=True)
class ContactCard:
    """A number to ring or to keep."""

    phone: str
    name: str
    silent: bool = False
    protected: bool = False


@dataclass(frozen=True)
class File:
    """A picture, shown as one, or a document, which Telegram leaves as it is."""

    body: bytes
    name: str
    kind: Literal["photo", "document"] = "document"
    caption: str = ""
    silent: bool = False
    protected: bool = False


Sendable = Outgoing | ContactCard | File


def buttons(rows: list[Row]) -> InlineKeyboardMarkup:
    """An inline keyboard."""
    return InlineKeyboardMarkup([[_button(label, data) for label, data in row] for row in rows if row])


def _button(label: str, data: str) -> InlineKeyboardButton:
    if isinstance(data, PassOn):
        return InlineKeyboardButton(label, switch_inline_query=data)
    return InlineKeyboardButton(label, callback_data=data)


def in_rows(cells: Row, width: int = 2) -> list[Row]:
    """`cells` in rows of `width`; long labels get a row of their own so that a small screen shows them whole."""
    rows: list[Row] = []
    for cell in cells:
        roomy = rows and len(rows[-1]) < width and all(len(label) <= 18 for label, _ in [*rows[-1], cell])
        rows[-1].append(cell) if roomy else rows.append([cell])
    return rows


def button(label: str, verb: str, *about: str) -> tuple[str, str]:
    """One button."""
    return label, pack(verb, *about)
