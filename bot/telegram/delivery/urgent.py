"""Exit and SOS by button, key or command: they wait for nothing and need no understanding."""

from functools import cache
from typing import Literal

from telegram import Update

from bot.telegram.payloads import EXIT, SOS, unpack
from bot.words import in_every_language

Urgent = Literal["exit", "sos"]


@cache
def exit_words() -> frozenset[str]:
    """What she may type to hide the chat, in each language: known without the engine."""
    return frozenset(word for words in in_every_language("exit.words") for word in words.split(" | "))


def urgency(update: Update) -> Urgent | None:
    """Whether an update is an exit or an SOS."""
    if update.callback_query:
        verb = unpack(update.callback_query.data or "").verb
        return "exit" if verb == EXIT else "sos" if verb == SOS else None
    # Who is in a hurry may as well write it over what she had written.
    message = update.message or update.edited_message
    text = (message.text or "").strip() if message else ""
    if text.split("@")[0] == "/exit" or text in in_every_language("key.hide") or text.casefold() in exit_words():
        return "exit"
    if text.split("@")[0] == "/sos" or text in in_every_language("key.help"):
        return "sos"
    return None
