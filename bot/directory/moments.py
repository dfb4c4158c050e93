"""Dates and times of day as people and their spreadsheets write them."""

import re
from contextlib import suppress
from datetime import date, datetime, time


def clock(moment: time) -> str:
    """A time of day, with seconds only where it has any."""
    return moment.isoformat("auto" if moment.second or moment.microsecond else "minutes")


def read_time(text: str) -> time:
    """`09:00`, `9:00` or `09:00:00`.

    Raises:
        ValueError: for anything else; a bare number is not taken for seconds.
    """
    try:
        return time.fromisoformat(re.sub(r"^(?=\d:)", "0", text) if ":" in text else "")
    except ValueError:
        raise ValueError(f"{text!r} is no time of day: write it as 09:00") from None


def read_date(text: str) -> date:
    """`2026-11-24`, or `24.11.2026` as a Russian spreadsheet makes of it.

    Raises:
        ValueError: for anything else.
    """
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise ValueError(f"{text!r} is no date: write it as 2026-11-24")


def read_dated(text: str) -> date | int | str:
    """A date, a year, or words such as `2025-11` and `undated`, as exact as the source is known."""
    if re.fullmatch(r"[1-9]\d{0,17}|0", text):
        return int(text)
    try:
        return read_date(text)
    except ValueError:
        return text
