"""The control API: people, bots, time, faults and the journal. For the chat page and tests in other processes."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from aiohttp import web

from simulator.faults import Fault
from simulator.http.body import body_of, problem, values_of
from simulator.http.keys import SIMULATOR
from simulator.params import Json
from simulator.people import Person

FAULT_FIELDS: dict[str, type] = {
    "error_code": int,
    "description": str,
    "retry_after": int,
    "delay": float,
    "hang": bool,
    "drop": str,
}


def routes() -> list[web.RouteDef]:
    """Its routes."""
    return [
        web.get("/control/people", _people),
        web.post("/control/people", _add_person),
        web.get("/control/bots", _bots),
        web.post("/control/clock", _clock),
        web.post("/control/faults", _faults),
        web.get("/control/journal", _journal),
    ]


def _person(person: Person) -> Json:
    return {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}


async def _people(request: web.Request) -> web.Response:
    return web.json_response([_person(one) for one in request.app[SIMULATOR].people.values()])


async def _add_person(request: web.Request) -> web.Response:
    name, language = values_of(await body_of(request), first_name=str, language_code=str)
    return web.json_response(_person(request.app[SIMULATOR].add_person(name, language)))


async def _bots(request: web.Request) -> web.Response:
    return web.json_response([bot.label("") for bot in request.app[SIMULATOR].bots])


async def _clock(request: web.Request) -> web.Response:
    clock = request.app[SIMULATOR].clock
    (seconds,) = values_of(await body_of(request), advance=float)
    if not 0 <= seconds < math.inf:
        raise problem("time goes forward only")
    clock.advance(seconds)
    return web.json_response({"now": clock.now()})


async def _faults(request: web.Request) -> web.Response:
    body = await body_of(request)
    method, times = values_of({"times": 1, **body}, method=str, times=int)
    request.app[SIMULATOR].faults.plant(method, _fault(body), times)
    return web.json_response({"planted": times})


def _fault(body: Json) -> Fault:
    given = {name: kind for name, kind in FAULT_FIELDS.items() if body.get(name) is not None}
    known: dict[str, Any] = dict(zip(given, values_of(body, **given), strict=True))
    if known.get("drop") not in (None, "before", "after"):
        raise problem("drop is before or after")
    return Fault(**known)


async def _journal(request: web.Request) -> web.Response:
    return web.json_response([asdict(call) for call in request.app[SIMULATOR].journal])
