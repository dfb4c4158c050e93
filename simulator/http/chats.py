"""The control API of one person's chat: what she sees and does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict

from aiohttp import web

from simulator.accounts import BotAccount
from simulator.errors import NotPossible
from simulator.http.body import body_of, problem, values_of
from simulator.http.keys import SIMULATOR
from simulator.params import Json
from simulator.people import Person

NO_BOT: Json = {
    "bot": {"username": "", "name": "No bot yet", "description": "", "short_description": ""},
    "messages": [],
    "reply_keyboard": None,
    "commands": [],
    "typing": False,
    "blocked": False,
    "started": False,
    "pinned": [],
    "toast": None,
}
"""The chat before a bot has called this server."""

KINDS = ("photo", "voice", "sticker", "contact", "document", "video")

Action = Callable[[Person, BotAccount, Json], Awaitable[object]]


def routes() -> list[web.RouteDef]:
    """Its routes."""
    found = [web.get("/control/chats/{person}", _state), web.get("/control/chats/{person}/events", _events)]
    return found + [web.post(f"/control/chats/{{person}}/{name}", _doing(act)) for name, act in ACTIONS.items()]


def _person(request: web.Request) -> Person:
    people, wanted = request.app[SIMULATOR].people, request.match_info["person"]
    if not wanted.isdigit() or int(wanted) not in people:
        raise problem("nobody has this id", web.HTTPNotFound)
    return people[int(wanted)]


def _bot(request: web.Request) -> BotAccount | None:
    """The bot that ?bot= names; else the newest one."""
    bots, wanted = request.app[SIMULATOR].bots, request.query.get("bot")
    if wanted:
        return next((bot for bot in bots if bot.username == wanted), None)
    return bots[-1] if bots else None


async def _state(request: web.Request) -> web.Response:
    person, bot = _person(request), _bot(request)
    return web.json_response(person.chat(bot).state() if bot else NO_BOT)


def _doing(action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        person, bot = _person(request), _bot(request)
        if bot is None:
            raise problem("no bot has called this server yet", web.HTTPConflict)
        try:
            result = await action(person, bot, await body_of(request))
        except NotPossible as refusal:
            raise problem(str(refusal), web.HTTPConflict) from None
        return web.json_response(result if isinstance(result, dict | list) else {})

    return handler


async def _events(request: web.Request) -> web.StreamResponse:
    changes, closing = _person(request).account.changes, request.app[SIMULATOR].world.closing
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    with changes.listening() as queue:
        # A client that has read this line misses nothing of what happens after it.
        await response.write(b": listening\n\n")
        with suppress(ConnectionResetError):
            while (kind := await _next(queue, closing)) is not None:
                await response.write(f"data: {json.dumps({'kind': kind})}\n\n".encode())
    return response


async def _next(queue: asyncio.Queue[str], closing: asyncio.Event) -> str | None:
    """The next change; None when the server ends."""
    change, end = asyncio.create_task(queue.get()), asyncio.create_task(closing.wait())
    try:
        await asyncio.wait({change, end}, return_when=asyncio.FIRST_COMPLETED)
        return change.result() if change.done() else None
    finally:
        change.cancel()
        end.cancel()


async def _send(person: Person, bot: BotAccount, body: Json) -> object:
    (text,) = values_of(body, text=str)
    return (await person.send(bot, text)).object()


async def _start(person: Person, bot: BotAccount, body: Json) -> object:
    return (await person.start(bot, str(body.get("payload") or ""))).object()


async def _press(person: Person, bot: BotAccount, body: Json) -> object:
    message_id, data = values_of(body, message_id=int, data=str)
    try:
        return asdict(await person.press(bot, message_id, data=data))
    except TimeoutError:
        return {"text": "", "show_alert": False, "url": ""}


async def _location(person: Person, bot: BotAccount, body: Json) -> object:
    latitude, longitude = values_of(body, latitude=float, longitude=float)
    return (await person.share_location(bot, latitude, longitude)).object()


async def _attach(person: Person, bot: BotAccount, body: Json) -> object:
    (kind,) = values_of(body, kind=str)
    if kind not in KINDS:
        raise problem(f"kind is one of {', '.join(KINDS)}")
    return (await getattr(person, kind)(bot)).object()


async def _delete(person: Person, bot: BotAccount, body: Json) -> object:
    (ids,) = values_of(body, message_ids=list)
    await person.delete(bot, [one for one in ids if isinstance(one, int)])
    return {}


async def _edit(person: Person, bot: BotAccount, body: Json) -> object:
    message_id, text = values_of(body, message_id=int, text=str)
    return (await person.edit(bot, message_id, text)).object()


async def _block(person: Person, bot: BotAccount, body: Json) -> object:
    (blocked,) = values_of(body, blocked=bool)
    await (person.block(bot) if blocked else person.unblock(bot))
    return {}


async def _clear(person: Person, bot: BotAccount, body: Json) -> object:
    await person.clear(bot)
    return {}


async def _inline(person: Person, bot: BotAccount, body: Json) -> object:
    (query,) = values_of(body, query=str)
    try:
        return [result.object for result in (await person.inline_query(bot, query)).results]
    except TimeoutError:
        return []


ACTIONS: dict[str, Action] = {
    "send": _send,
    "start": _start,
    "press": _press,
    "location": _location,
    "attach": _attach,
    "delete": _delete,
    "edit": _edit,
    "block": _block,
    "clear": _clear,
    "inline": _inline,
}
