"""Bodies of the control API."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from simulator.params import Json


def problem(text: str, status: type[web.HTTPException] = web.HTTPBadRequest) -> web.HTTPException:
    """A refusal with a reason, as JSON."""
    return status(text=json.dumps({"error": text}), content_type="application/json")


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; an empty one where there is none.

    Raises:
        HTTPException: 400 for anything else.
    """
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        raise problem("this is no JSON") from None
    if not isinstance(body, dict):
        raise problem("send a JSON object")
    return body


def values_of(body: Json, **wanted: type) -> list[Any]:
    """The fields of these names and types.

    Raises:
        HTTPException: 400 where one is missing or of another type.
    """
    return [_value(body, name, kind) for name, kind in wanted.items()]


def _value(body: Json, name: str, kind: type) -> Any:
    value = body.get(name)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise problem(f"{name} must be a {kind.__name__}")
    return value
