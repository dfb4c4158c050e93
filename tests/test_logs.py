"""No token reaches a log, however it got into the line."""

import logging
import sys

import pytest

from bot.logs import Redacted

TOKEN = "1234567890:AAabcdefghijklmnopqrstuvwxyz012345"


@pytest.mark.promise("P3")
def test_a_token_is_removed_from_messages_and_tracebacks() -> None:
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "POST %s", (f"/bot{TOKEN}/x",), sys.exc_info())
    line = Redacted("%(message)s").format(record)
    assert TOKEN not in line
    assert line.count("[token]") >= 2
