"""A centre as cells of a row of a spreadsheet, and back. The columns follow from the fields of Centre.

A path names a column: `name.ky`, `phones.2.number`. Words of a list stand in one cell, parted by spaces. A text that
a cell would change (it looks like a number or a date, begins or ends with a space, is empty) is written `json:"…"`.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, time
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from bot.directory.centres import Centre
from bot.directory.moments import clock, read_date, read_dated, read_time

Read = Callable[[str], object]
MARK = "json:"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What the XML of a spreadsheet cannot hold."""
_READERS: dict[Any, Read] = {date: read_date, time: read_time}


def columns(phones: int = 1) -> dict[str, Read]:
    """Every column, in order, and how its cells are read; `phones` is how many telephones a row has room for."""
    return dict(_leaves(Centre, "", phones))


def cells_of(centre: Centre) -> dict[str, str]:
    """The cells that are not empty."""
    return dict(_flat("", centre.model_dump(exclude_defaults=True)))


def read_cell(path: str, text: str) -> object:
    """What a cell that is not empty says.

    Raises:
        ValueError: when it cannot be what its column holds.
    """
    if not text.startswith(MARK):
        return _reader(path)(text)
    try:
        return str(json.loads(text.removeprefix(MARK)))
    except ValueError:
        raise ValueError(f"the text after {MARK} is broken, it has to stand in double quotes") from None


def nested(values: dict[str, object]) -> dict[str, Any]:
    """Values of columns as the record that Centre takes; a telephone without any value is left out."""
    record: dict[str, Any] = {}
    for path, value in values.items():
        *steps, last = path.split(".")
        place = record
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _listed(value) for name, value in record.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, dict) and all(map(str.isdigit, value)):
        return [value[number] for number in sorted(value, key=int)]
    return value


def _reader(path: str) -> Read:
    return _ALL[re.sub(r"\.\d+\.", ".1.", path)]


def _leaves(annotation: Any, path: str, phones: int) -> Iterator[tuple[str, Read]]:
    kind, *others = _kinds(annotation)
    origin, inner = get_origin(kind), get_args(kind)
    if _is_record(kind):
        for name, field in kind.model_fields.items():
            yield from _leaves(field.annotation, f"{path}.{name}".lstrip("."), phones)
    elif origin is dict:
        yield from ((f"{path}.{language}", str) for language in get_args(inner[0]))
    elif origin is tuple and _is_record(inner[0]):
        for number in range(1, phones + 1):
            yield from _leaves(inner[0], f"{path}.{number}", phones)
    elif origin is tuple:
        yield path, str.split
    else:
        yield path, read_dated if others else _READERS.get(kind, str)


def _kinds(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [kind for kind in get_args(annotation) if kind is not NoneType]
    return [annotation]


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _flat(f"{path}.{name}".lstrip("."), inner)
        case (dict(), *_):
            for number, inner in enumerate(value, start=1):
                yield from _flat(f"{path}.{number}", inner)
        case tuple():
            yield path, " ".join(value)
        case _:
            yield path, _written(path, value)


def _written(path: str, value: bool | int | str | date | time) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case time():
            return clock(value)
        case date():
            return value.isoformat()
        case int():
            return str(value)
    plain = value and value == value.strip() and not value.startswith(MARK) and not _CONTROL.search(value)
    return value if plain and _reader(path)(value) == value else MARK + json.dumps(value, ensure_ascii=False)


_ALL = columns()
"""Of the first telephone; those of the others are read alike."""
