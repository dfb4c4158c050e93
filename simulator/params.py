"""Parameters of a call, read the way the Bot API reads them: forms, JSON and queries alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file in the request."""

    name: str
    body: bytes
    mime: str


class Params:
    """The parameters by name; a missing one is like an empty one."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.values, self.files = dict(values), dict(files or {})

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """A string; numbers and booleans of JSON become their text."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything else is `default`, as Telegram has it."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def number(self, name: str) -> float | None:
        """A number, if it is one."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """True for `true`, `yes` and `1`."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, refusal: str = "") -> Any:
        """A JSON value, decoded; None where it is missing.

        Raises:
            ApiError: 400 with `refusal` where it is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(refusal or f"can't parse {name} JSON object") from None

    def below(self, name: str) -> Params:
        """The parameters of an object parameter."""
        value = self.json(name)
        return Params(value if isinstance(value, dict) else {}, self.files)
