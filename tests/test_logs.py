"""No token, no name and no word of anybody reaches a log, however it got into the line."""

import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.logs import LIBRARIES, format_of, handler, set_up_logs
from bot.redaction import redacted
from bot.settings import Settings

TOKEN = "1234567890:AAabcdefghijklmnopqrstuvwxyz012345"
CANARY = "канарейка canary"

pytestmark = pytest.mark.promise("P3")


class Lines:
    """What a handler wrote."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def last(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.text.splitlines()[-1])
        return line


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Logs and hooks as they were."""
    root, raising, showing = logging.getLogger(), logging.raiseExceptions, warnings.showwarning
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("bot", *LIBRARIES)}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.raiseExceptions, warnings.showwarning = raising, showing


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """The logs of a bot that has just set them up."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    set_up_logs()
    return Lines(stream)


def fail() -> None:
    raise ValueError(CANARY)


@pytest.mark.parametrize(
    ("written", "stays"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/bot[token]/getMe"),
        ("/bot1234567890%3AAAabc/getMe", "/bot[token]/getMe"),
        ("/file/bot12:short/photo.jpg", "/file/bot[token]/photo.jpg"),
        (f"token {TOKEN}.", "token [token]."),
        ("id 700123456", "id [number]"),
        ("chat -1001234567890", "chat -[number]"),
        ("+996 (555) 73-18-46", "[number]"),
        ("0700.123.456", "[number]"),
        ("call 0 700 123456 now", "call [number] now"),
        ("aigul.k+x@mail.example.kg wrote", "[email] wrote"),
        ("from @Aigul_77: hi", "from [username]: hi"),
        ("postgresql+psycopg://me:secret@db/rights", "postgresql+psycopg://[login]@db/rights"),
        ("at http://127.0.0.1:8081/", "at http://127.0.0.1:8081/"),
        ("code 12345, 3.6.21, 14 faults", "code 12345, 3.6.21, 14 faults"),
        ("/work/bot/logs.py:12", "/work/bot/logs.py:12"),
    ],
)
def test_what_leads_to_somebody_is_taken_out(written: str, stays: str) -> None:
    assert redacted(written) == stays


def test_a_line_is_json_with_the_time_in_utc(lines: Lines) -> None:
    logging.getLogger("bot.x").info("бетте %d ката", 3, extra={"text": CANARY})
    assert list(lines.last) == ["time", "level", "logger", "message"]
    assert (lines.last["level"], lines.last["logger"], lines.last["message"]) == ("INFO", "bot.x", "бетте 3 ката")
    moment = datetime.fromisoformat(lines.last["time"])
    assert moment.utcoffset() == timedelta()
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)


def test_arguments_are_redacted_with_the_line(lines: Lines) -> None:
    logging.getLogger("bot").warning("POST %s of %d", f"/bot{TOKEN}/x", 7_001_234_567)
    assert lines.last["message"] == "POST /bot[token]/x of [number]"


def test_of_an_error_kinds_and_places_are_kept_never_words(lines: Lines) -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise RuntimeError(f"{CANARY} {TOKEN}") from error
    except RuntimeError:
        logging.getLogger("bot").exception("it failed", stack_info=True)
    assert [one.partition(":")[0] for one in lines.last["error"]] == ["RuntimeError", "ValueError"]
    assert "tests/test_logs.py:" in lines.last["error"][1]
    assert lines.last["error"][1].endswith(":fail")
    assert "canary" not in lines.text
    assert TOKEN not in lines.text


def test_every_part_of_a_group_of_errors_is_named(lines: Lines) -> None:
    try:
        raise ExceptionGroup(CANARY, [KeyError(CANARY), OSError(CANARY)])
    except ExceptionGroup:
        logging.getLogger("bot").exception("they failed")
    assert [one.partition(":")[0] for one in lines.last["error"]] == ["ExceptionGroup", "KeyError", "OSError"]
    assert "canary" not in lines.text


@pytest.mark.parametrize("logger", ["bot.x", "telegram.ext"])
def test_an_error_as_argument_or_as_message_is_its_kind(lines: Lines, logger: str) -> None:
    logging.getLogger(logger).error("failed: %s", ValueError(CANARY))
    assert lines.last["message"] == "failed: ValueError"
    logging.getLogger(logger).error(ValueError(CANARY))
    assert lines.last["message"] == "ValueError"


def test_of_a_library_only_its_own_words_are_written(lines: Lines) -> None:
    logging.getLogger("some.library").error("code %d for %s and %r", 7, CANARY, {"text": CANARY})
    assert lines.last["message"] == "code 7 for … and '…'"
    logging.getLogger("some.library").error("%(number)d %(text)s", {"number": 7, "text": CANARY})
    assert lines.last["message"] == "7 …"


@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_speak_from_warnings_on(lines: Lines, library: str) -> None:
    logging.getLogger(library).info("POST %s", TOKEN)
    assert lines.text == ""


def test_a_line_that_cannot_be_formatted_shows_no_arguments(lines: Lines) -> None:
    logging.getLogger("bot").error("%d of %d", CANARY)
    assert lines.last["message"] == "%d of %d"
    assert "canary" not in lines.text


async def test_a_task_that_nobody_awaited_tells_its_kind(lines: Lines) -> None:
    task = asyncio.get_running_loop().create_task(asyncio.to_thread(fail))
    await asyncio.wait([task])
    del task
    while not lines.text:
        await asyncio.sleep(0)
    assert lines.last["message"] == "Task exception was never retrieved"
    assert lines.last["error"][0].startswith("ValueError: ")
    assert "canary" not in lines.text


def test_errors_that_nobody_catches_tell_their_kind(lines: Lines) -> None:
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert lines.last["level"] == "CRITICAL"
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert lines.last["message"] == "a thread ended by an error"
    assert "canary" not in lines.text


def test_a_warning_tells_its_kind_and_place(lines: Lines) -> None:
    warnings.showwarning(UserWarning(CANARY), UserWarning, "/home/me/rights/bot/x.py", 12)
    assert lines.last["message"] == "UserWarning at rights/bot/x.py:12"


def test_plain_lines_are_as_clean(lines: Lines) -> None:
    stream = io.StringIO()
    plain = handler("plain", stream)
    try:
        fail()
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "of %s", (TOKEN,), sys.exc_info())
    plain.handle(record)
    first, second = stream.getvalue().splitlines()
    assert first.endswith(" ERROR bot: of [token]")
    assert second.strip().startswith("ValueError: ")
    assert "canary" not in stream.getvalue()


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "stream", "form"),
    [
        ({}, Terminal(), "plain"),
        ({}, io.StringIO(), "json"),
        ({"telegram_token": TOKEN}, Terminal(), "json"),
        ({"telegram_token": TOKEN, "log_format": "plain"}, io.StringIO(), "plain"),
        ({"log_format": "json"}, Terminal(), "json"),
    ],
)
def test_lines_are_plain_for_a_developer_only(
    settings: dict[str, str], stream: io.StringIO, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TELEGRAM_TOKEN", "LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stderr", stream)
    assert format_of(Settings(_env_file=None, installation_key="k" * 40, **settings)) == form  # type: ignore[call-arg]
