"""Webhooks: secret, lanes, retries, and answers that hold a call."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.simulator.conftest import free_port

Respond = Callable[[dict[str, Any]], Awaitable[web.Response]]


async def ok(_: dict[str, Any]) -> web.Response:
    return web.Response()


@dataclass
class Hook:
    """The bot's end of a webhook."""

    url: str
    respond: Respond = ok
    headers: list[Any] = field(default_factory=list)
    updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def handle(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers)
        update = await request.json()
        self.updates.put_nowait(update)
        return await self.respond(update)

    async def next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.updates.get(), 5)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    port = free_port()
    found = Hook(f"http://127.0.0.1:{port}/hook")
    app = web.Application()
    app.router.add_post("/hook", found.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.05, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield found
    await runner.cleanup()


@pytest.fixture
async def woman(sim: Simulator) -> Person:
    return sim.add_person("Айгүл")


async def settled(tg: Bot, check: Callable[[Any], bool]) -> Any:
    """The WebhookInfo as soon as it fits."""
    async with asyncio.timeout(5):
        while not check(info := await tg.get_webhook_info()):
            pass
    return info


async def test_the_secret_comes_with_each_update(tg: Bot, hook: Hook, woman: Person, bot: BotAccount) -> None:
    await tg.set_webhook(hook.url, secret_token="a-secret_7")
    await woman.send(bot, "салам")
    assert (await hook.next())["message"]["text"] == "салам"
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "a-secret_7"
    info = await settled(tg, lambda i: i.pending_update_count == 0)
    assert (info.url, info.max_connections, info.last_error_message) == (hook.url, 40, None)


async def test_what_waits_already_is_delivered_or_dropped(tg: Bot, hook: Hook, woman: Person, bot: BotAccount) -> None:
    await woman.send(bot, "a")
    await tg.set_webhook(hook.url, drop_pending_updates=True)
    await tg.delete_webhook()
    await woman.send(bot, "b")
    await tg.set_webhook(hook.url)
    assert (await hook.next())["message"]["text"] == "b"


async def test_a_refused_update_comes_again(
    tg: Bot, sim: Simulator, hook: Hook, woman: Person, bot: BotAccount
) -> None:
    answers = iter([403, 500, 200])

    async def respond(_: dict[str, Any]) -> web.Response:
        return web.Response(status=next(answers))

    hook.respond = respond
    await tg.set_webhook(hook.url)
    await woman.send(bot, "салам")
    first, second = await hook.next(), await hook.next()
    assert first == second
    info = await settled(tg, lambda i: "500" in (i.last_error_message or ""))
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 1
    sim.clock.advance(2)
    assert await hook.next() == first
    await settled(tg, lambda i: i.pending_update_count == 0)


async def test_nobody_listens(tg: Bot, woman: Person, bot: BotAccount) -> None:
    await tg.set_webhook(f"http://127.0.0.1:{free_port()}/hook")
    await woman.send(bot, "салам")
    info = await settled(tg, lambda i: bool(i.last_error_message))
    assert info.last_error_message == "Connection refused"


async def test_a_chat_waits_for_its_answer_and_others_do_not(
    tg: Bot, sim: Simulator, hook: Hook, woman: Person, bot: BotAccount
) -> None:
    release = asyncio.Event()

    async def respond(update: dict[str, Any]) -> web.Response:
        if update["message"]["text"] == "slow":
            await release.wait()
        return web.Response()

    hook.respond = respond
    await tg.set_webhook(hook.url)
    other = sim.add_person("Гүлзат")
    await woman.send(bot, "slow")
    await woman.send(bot, "second")
    assert (await hook.next())["message"]["text"] == "slow"
    await other.send(bot, "other")
    assert (await hook.next())["message"]["text"] == "other"
    assert hook.updates.empty()
    release.set()
    assert (await hook.next())["message"]["text"] == "second"


async def test_a_press_overtakes_a_message_of_the_same_chat(tg: Bot, hook: Hook, ann: Person, bot: BotAccount) -> None:
    release = asyncio.Event()

    async def respond(update: dict[str, Any]) -> web.Response:
        if "message" in update:
            await release.wait()
        return web.Response()

    hook.respond = respond
    keyboard: Any = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await tg.send_message(ann.id, "x", reply_markup=keyboard)
    await tg.set_webhook(hook.url)
    assert "message" in await hook.next()
    press = asyncio.create_task(ann.press(bot, sent.message_id))
    query = (await hook.next())["callback_query"]
    await tg.answer_callback_query(query["id"], "ok")
    assert (await press).text == "ok"
    release.set()


@pytest.mark.parametrize(
    ("method", "carried_out"), [("sendMessage", True), ("getMyName", False), ("deleteWebhook", False)]
)
async def test_the_answer_may_hold_a_call(
    tg: Bot, sim: Simulator, hook: Hook, woman: Person, bot: BotAccount, method: str, carried_out: bool
) -> None:
    async def respond(update: dict[str, Any]) -> web.Response:
        return web.json_response({"method": method, "chat_id": woman.id, "text": "жооп"})

    hook.respond = respond
    await tg.set_webhook(hook.url)
    await woman.send(bot, "салам")
    await hook.next()
    await settled(tg, lambda i: i.pending_update_count == 0)
    assert bool(sim.journal.of(method)) == carried_out


async def test_setting_it_twice_and_deleting_it_twice(tg: Bot, sim: Simulator, hook: Hook) -> None:
    words = []
    for call in (tg.set_webhook, tg.set_webhook):
        await call(hook.url)
        words.append(sim.journal[-1].answer["description"])  # type: ignore[index]
    for _ in range(2):
        await tg.delete_webhook()
        words.append(sim.journal[-1].answer["description"])  # type: ignore[index]
    expected = ["Webhook was set", "Webhook is already set", "Webhook was deleted", "Webhook is already deleted"]
    assert words == expected


async def test_410_for_a_day_closes_it(tg: Bot, sim: Simulator, hook: Hook, woman: Person, bot: BotAccount) -> None:
    async def respond(_: dict[str, Any]) -> web.Response:
        return web.Response(status=410)

    hook.respond = respond
    await tg.set_webhook(hook.url)
    await woman.send(bot, "салам")
    await hook.next()
    await hook.next()
    sim.clock.advance(23 * 3600 + 60)
    await settled(tg, lambda i: not i.url)
