"""Logs that hold no token and nothing that a person wrote.

Each line is a JSON object: `time` (UTC, ISO 8601), `level`, `logger`, `message` and, after an error, `error`: kinds and
places, never words. `LOG_FORMAT=json` or `plain` in .env chooses the form. Where it is not set, lines are plain for a
developer, that is without TELEGRAM_TOKEN (so the simulator serves) and with a terminal behind stderr, where logs go;
JSON for everybody else.
"""

import logging
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any, TextIO

from pythonjsonlogger.json import JsonFormatter

from bot.redaction import Redaction, place
from bot.settings import LogFormat, Settings

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

LIBRARIES = ("aiohttp", "aiosqlite", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram")
"""They print addresses, requests and statements at INFO or DEBUG."""
_FIELDS = ("time", "level", "logger", "message", "error")

log = logging.getLogger("bot")


class Json(JsonFormatter):
    """One object a line, of known fields only: `extra=` of a library goes nowhere."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger"}
        fields = ["levelname", "name", "message", "error"]
        super().__init__(fields, rename_fields=names, timestamp="time", json_ensure_ascii=False)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Known fields in their order, without empty ones."""
        return {field: log_data[field] for field in _FIELDS if log_data.get(field) is not None}


class Plain(logging.Formatter):
    """For eyes: the time of the machine, and each error on a line of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and those of its errors."""
        return "\n    ".join([super().format(record), *(getattr(record, "error", None) or ())])


def format_of(settings: Settings) -> LogFormat:
    """As set; else plain for a developer at a terminal."""
    developing = settings.telegram_token is None and sys.stderr.isatty()
    return settings.log_format or ("plain" if developing else "json")


def handler(form: LogFormat = "json", stream: TextIO | None = None) -> logging.Handler:
    """A handler that writes clean lines, to stderr where no stream is given."""
    made = logging.StreamHandler(stream)
    made.addFilter(Redaction())
    made.setFormatter(Plain() if form == "plain" else Json())
    return made


def set_up_logs(level: int = logging.INFO, form: LogFormat = "json") -> None:
    """Our own lines at `level`; libraries only from warnings on. Errors that nobody catches become lines as well."""
    logging.basicConfig(level=logging.WARNING, handlers=[handler(form)], force=True)
    log.setLevel(level)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Else a line that cannot be formatted would be printed with its raw arguments.
    logging.raiseExceptions = False
    sys.excepthook = lambda kind, error, _: _uncaught("ended by an error", error)
    threading.excepthook = lambda args: _uncaught("a thread ended by an error", args.exc_value)
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned


def _uncaught(message: str, error: BaseException | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        log.critical(message, exc_info=error)


def _unraisable(args: "UnraisableHookArgs") -> None:
    _uncaught("an error that could not be raised", args.exc_value)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("%s at %s", category.__name__, place(filename, lineno))
