"""Discreet mode (promise P7): what an answer looks like when somebody may glance at the screen."""

from dataclasses import replace
from typing import TypeVar

from bot.telegram.outgoing import Outgoing, Sendable

Fit = TypeVar("Fit", bound=Sendable)


def discreet(message: Fit) -> Fit:
    """Under a spoiler, without a sound, not to be forwarded or saved."""
    if isinstance(message, Outgoing):
        message = replace(message, text=f"<tg-spoiler>{message.text}</tg-spoiler>")
    return replace(message, silent=True, protected=True)
