"""What is taken out of a log record before any handler writes it (promise P3)."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

OURS = ("bot",)
"""Loggers whose words we choose ourselves; what a library puts into its own may be anything."""
UNKNOWN = "…"
_PATTERNS = (
    # In an address a token counts whatever its form, also with %3A for the colon.
    (re.compile(r"/bot\d[^/\s]*"), "/bot[token]"),
    (re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE), "[token]"),
    (re.compile(r"(?<=://)[^/\s@]+@"), "[login]@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    (re.compile(r"(?<![\w\]])@\w+"), "[username]"),
    # Telephones come with blanks, dots, hyphens and brackets; an address of IPv4 is none.
    (re.compile(r"\b(?P<ip>\d{1,3}(?:\.\d{1,3}){3})\b(?![.\d])|\+?\d(?:[\s().-]{0,2}\d){5,}"), "[number]"),
)


def redacted(text: str) -> str:
    """`text` without tokens, logins, e-mail addresses, usernames and numbers of six digits or more."""
    for pattern, sign in _PATTERNS:
        text = pattern.sub(lambda found, sign=sign: found.groupdict().get("ip") or sign, text)  # type: ignore[misc]
    return text


class Redaction(logging.Filter):
    """Leaves of a record its level, its logger, a clean message and, in `error`, kinds and places of errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: every record is written, none as it came."""
        error = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = redacted(_message(record)), None
        record.exc_info = record.exc_text = record.stack_info = None
        record.error = trace(error) if error else None
        return True


def trace(error: BaseException) -> list[str]:
    """Kind and places (file:line:function) of an error, of what caused it and of its parts; never its words."""
    return [f"{type(one).__name__}: {', '.join(_places(one.__traceback__)) or UNKNOWN}" for one in _chain(error, set())]


def place(file: str, line: int | None, function: str = "") -> str:
    """Where in the code, without the folders of the operator."""
    return ":".join(["/".join(Path(file).parts[-3:]), str(line), *([function] if function else [])])


def _places(traceback: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(traceback):
        yield place(frame.f_code.co_filename, line, frame.f_code.co_name)


def _chain(error: BaseException, seen: set[int]) -> Iterator[BaseException]:
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    if id(error) not in seen:
        seen.add(id(error))
        yield error
        for other in (*parts, error.__cause__, error.__context__):
            if other is not None:
                yield from _chain(other, seen)


def _message(record: logging.LogRecord) -> str:
    ours = record.name.split(".")[0] in OURS
    clean = _own if ours else _foreign
    template = type(record.msg).__name__ if isinstance(record.msg, BaseException) else str(record.msg)
    # asyncio writes what failed, with the error's words, into the lines after the first.
    template = template if ours else template.partition("\n")[0]
    try:
        return template % _cleaned(record.args, clean) if record.args else template
    except Exception:
        return template


def _cleaned(args: tuple[Any, ...] | Mapping[str, Any], clean: Callable[[Any], Any]) -> Any:
    if isinstance(args, Mapping):
        return {key: clean(value) for key, value in args.items()}
    return tuple(map(clean, args))


def _own(value: Any) -> Any:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _foreign(value: Any) -> Any:
    return (
        value if isinstance(value, int | float | None) else _own(value) if isinstance(value, BaseException) else UNKNOWN
    )
