"""What is said, and how long is waited, when Telegram does not take a call that has to succeed."""

import re

from telegram.error import BadRequest, Conflict, RetryAfter, TelegramError

BACKOFF = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds to wait after the first, second … failure."""
_QUOTING = re.compile(r""":| ["'‘“<«]""")
"""What Telegram quotes of a call, and so of a message, stands behind one of these."""


def unquoted(error: TelegramError) -> str:
    """The words of a refusal, for a log, without what they quote of a message (promise P3)."""
    return _QUOTING.split(error.message)[0]


def pause(failures: int, error: TelegramError | None = None) -> float:
    """Seconds before the next attempt after so many failures (one at least); as many as Telegram asks for."""
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        return float(asked if isinstance(asked, int) else asked.total_seconds())
    return BACKOFF[min(failures, len(BACKOFF)) - 1]


def reason(error: TelegramError) -> str:
    """Words for a log: what is wrong, without anything that a person wrote."""
    match error:
        case Conflict():
            return "another process serves the same token; stop one of them"
        case RetryAfter():
            return "Telegram asks us to slow down"
        case BadRequest():
            return f"Telegram refuses it: {unquoted(error)}"
    return type(error).__name__
