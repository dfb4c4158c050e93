"""Exit and SOS by button, key or command: they wait for nothing and need no understanding."""

from typing import Literal

from telegram import Update

from bot.telegram.payloads import EXIT, SOS, unpack
from bot.words import in_every_language

Urgent = Literal["exit", "sos"]


def urgency(update: Update) -> Urgent | None:
    """Whether an update is an exit or an SOS."""
    if update.callback_query:
        verb = unpack(update.callback_query.data or "").verb
        return "exit" if verb == EXIT else "sos" if verb == SOS else None
    text = (update.message.text or "").strip() if update.message else ""
    if text.split("@")[0] == "/exit" or text in in_every_language("key.hide"):
        return "exit"
    if text.split("@")[0] == "/sos" or text in in_every_language("key.help"):
        return "sos"
    return None
