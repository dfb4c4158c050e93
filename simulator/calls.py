"""One call of a bot, from the request to the answer: journal, faults, the method itself."""

from __future__ import annotations

import inspect
import logging
from http import HTTPStatus

import simulator.methods  # noqa: F401  (registers the methods)
from simulator.accounts import BotAccount
from simulator.errors import ApiError, ConnectionDropped
from simulator.faults import Fault
from simulator.journal import Call
from simulator.methods.registry import Context, Result, find
from simulator.params import Json, Params
from simulator.world import World

log = logging.getLogger(__name__)

NOT_IN_WEBHOOK = ("setwebhook", "deletewebhook", "close", "logout")
"""Methods that cannot stand in the answer to a webhook, beside all that begin with get."""


async def answer(world: World, token: str, name: str, params: Params) -> Json:
    """What goes back to the bot.

    Raises:
        ConnectionDropped: where a planted fault ends the connection instead.
    """
    try:
        bot = world.bot_of(token)
        proper, _ = find(name)
    except ApiError as error:
        return refused(error)
    return await _journalled(world, bot, proper, params)


async def answer_in_webhook(world: World, bot: BotAccount, body: Json) -> Json | None:
    """Carry out the call that the answer to a webhook holds, if it may."""
    name = str(body.get("method", ""))
    if name.lower().startswith("get") or name.lower() in NOT_IN_WEBHOOK:
        return None
    return await answer(world, bot.token, name, Params(body))


async def _journalled(world: World, bot: BotAccount, name: str, params: Params) -> Json:
    if bot.first_call is None:
        bot.first_call = world.clock.now()
    call = Call(bot.username, name, params.values, world.clock.now())
    world.journal.add(call)
    found: Json | None = None
    try:
        found = await _carried_out(Context(world, bot, params), name, world.faults.take(name))
        return found
    finally:
        world.journal.finish(call, found)


async def _carried_out(ctx: Context, name: str, fault: Fault | None) -> Json:
    fault = fault or Fault()
    if fault.delay:
        await ctx.world.clock.sleep(fault.delay)
    if fault.hang:
        await ctx.world.closing.wait()
        raise ConnectionDropped
    if fault.drop == "before":
        raise ConnectionDropped
    found = await _result(ctx, name, fault.error())
    if fault.drop == "after":
        raise ConnectionDropped
    return found


async def _result(ctx: Context, name: str, planted: ApiError | None) -> Json:
    try:
        if planted:
            raise planted
        if ctx.world.clock.now() < ctx.bot.logged_out_until:
            raise ApiError(HTTPStatus.BAD_REQUEST, "Logged out")
        result = find(name)[1](ctx)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return refused(error)
    except Exception as error:
        # Not a refusal of Telegram's but a mistake of the simulator: visible, and without any text of the chat.
        log.error("%s failed in the simulator: %s", name, type(error).__name__)
        return refused(ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, f"Internal Server Error: {type(error).__name__}"))
    if isinstance(result, Result):
        return {"ok": True, "result": result.value, "description": result.description}
    return {"ok": True, "result": result}


def refused(error: ApiError) -> Json:
    """A refusal as it goes back."""
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    return body | ({"parameters": error.parameters} if error.parameters else {})
