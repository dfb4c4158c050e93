"""The control API, as the chat page uses it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from simulator import Simulator
from simulator.people import BotAccount
from simulator.server import SHUTDOWN

Client = aiohttp.ClientSession


@pytest.fixture
async def page(sim: Simulator) -> AsyncIterator[Client]:
    async with Client(sim.url) as session:
        yield session


@pytest.fixture
async def chat(page: Client) -> str:
    """The address of a new person's chat."""
    person = await post(page, "/control/people", first_name="Айгүл", language_code="ky")
    return f"/control/chats/{person['id']}"


async def post(page: Client, path: str, status: int = 200, **body: Any) -> Any:
    async with page.post(path, json=body) as response:
        assert response.status == status, await response.text()
        return await response.json()


async def get(page: Client, path: str) -> Any:
    async with page.get(path) as response:
        assert response.status == 200
        return await response.json()


async def test_people(page: Client, chat: str) -> None:
    (person,) = await get(page, "/control/people")
    assert person == {"id": int(chat.rsplit("/", 1)[1]), "first_name": "Айгүл", "language_code": "ky"}


async def test_a_bot_comes_with_its_first_call_and_without_its_token(page: Client) -> None:
    open_server = await Simulator.start(any_token=True)
    async with Client(open_server.url) as session:
        assert await get(session, "/control/bots") == []
        assert (await get(session, "/bot77:secret-of-the-bot/getMe"))["result"]["id"] == 77
        shown = await get(session, "/control/bots")
    assert shown == [{"username": "bot77_bot", "name": "Bot 77", "description": "", "short_description": ""}]
    await open_server.stop()


async def test_the_chat_before_and_after_the_bot(page: Client, sim: Simulator, chat: str) -> None:
    before = await get(page, chat)
    assert (before["bot"]["name"], before["messages"], before["started"]) == ("No bot yet", [], False)
    await post(page, chat + "/send", 409, text="x")
    sim.add_bot("7:secret", "rights_bot", "Rights")
    after = await get(page, chat)
    assert after["bot"] == {"username": "rights_bot", "name": "Rights", "description": "", "short_description": ""}
    assert before.keys() == after.keys()


async def test_a_conversation(page: Client, bot: BotAccount, tg: Bot, chat: str) -> None:
    person = int(chat.rsplit("/", 1)[1])
    assert (await post(page, chat + "/start", payload="cso"))["text"] == "/start cso"
    keyboard: Any = {"inline_keyboard": [[{"text": "Ооба", "callback_data": "yes"}]]}
    sent = await tg.send_message(person, "Салам", reply_markup=keyboard)
    press = asyncio.create_task(post(page, chat + "/press", message_id=sent.message_id, data="yes"))
    (update,) = await tg.get_updates(timeout=5, allowed_updates=["callback_query"], offset=-1)
    if not update.callback_query:
        (update,) = await tg.get_updates(timeout=5, offset=update.update_id + 1)
    assert update.callback_query
    await update.callback_query.answer("Макул", show_alert=True)
    assert await press == {"text": "Макул", "show_alert": True, "url": ""}
    state = await get(page, chat)
    assert [m["text"] for m in state["messages"]] == ["/start cso", "Салам"]
    assert (state["started"], state["typing"], state["blocked"]) == (True, False, False)


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "contact"])
async def test_attachments(page: Client, bot: BotAccount, chat: str, kind: str) -> None:
    assert kind in await post(page, chat + "/attach", kind=kind)


async def test_other_actions(page: Client, bot: BotAccount, chat: str) -> None:
    sent = await post(page, chat + "/send", text="салам")
    edited = await post(page, chat + "/edit", message_id=sent["message_id"], text="саламатсызбы")
    assert edited["text"] == "саламатсызбы"
    place = await post(page, chat + "/location", latitude=42, longitude=74.5)
    assert place["location"] == {"latitude": 42.0, "longitude": 74.5}
    await post(page, chat + "/delete", message_ids=[sent["message_id"]])
    assert len((await get(page, chat))["messages"]) == 1
    await post(page, chat + "/clear")
    assert (await get(page, chat))["messages"] == []
    await post(page, chat + "/block", blocked=True)
    assert (await get(page, chat))["blocked"] is True
    refused = await post(page, chat + "/send", 409, text="x")
    assert refused == {"error": "she has blocked this bot: unblock it first"}


async def test_inline_results(page: Client, bot: BotAccount, tg: Bot, chat: str) -> None:
    asked = asyncio.create_task(post(page, chat + "/inline", query="жардам"))
    (update,) = await tg.get_updates(timeout=5)
    assert update.inline_query
    result: Any = {"type": "article", "id": "1", "title": "102", "input_message_content": {"message_text": "102"}}
    await tg._post("answerInlineQuery", {"inline_query_id": update.inline_query.id, "results": [result]})
    assert [one["title"] for one in await asked] == ["102"]


async def kinds(response: aiohttp.ClientResponse, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        line = (await asyncio.wait_for(response.content.readline(), 5)).decode()
        if line.startswith("data: "):
            found.append(json.loads(line[6:])["kind"])
    return found


async def test_events(page: Client, bot: BotAccount, tg: Bot, chat: str) -> None:
    person = int(chat.rsplit("/", 1)[1])
    async with page.get(chat + "/events") as events:
        assert events.content_type == "text/event-stream"
        await events.content.readline()
        await post(page, chat + "/send", text="салам")
        await tg.send_chat_action(person, "typing")
        sent = await tg.send_message(person, "a", reply_markup={"keyboard": [["k"]]})  # type: ignore[arg-type]
        await tg.set_my_commands([("start", "x")])
        await tg.delete_message(person, sent.message_id)
        await post(page, chat + "/block", blocked=True)
        expected = ["message", "typing", "message", "keyboard", "commands", "delete", "keyboard", "blocked"]
        assert await kinds(events, 8) == expected


async def test_time_faults_and_the_journal(page: Client, sim: Simulator, bot: BotAccount, tg: Bot) -> None:
    now = sim.clock.now()
    await post(page, "/control/clock", advance=3600)
    assert sim.clock.now() - now > 3599
    await post(page, "/control/faults", method="getMyName", times=1, error_code=502)
    assert (await get_any(page, f"/bot{tg.token}/getMyName"))["error_code"] == 502
    journal = await get(page, "/control/journal")
    assert journal[-1]["method"] == "getMyName"
    assert tg.token not in json.dumps(journal)


async def get_any(page: Client, path: str) -> Any:
    async with page.get(path) as response:
        return await response.json()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/control/people", {}),
        ("/control/people", {"first_name": 7, "language_code": "ky"}),
        ("/control/clock", {"advance": -1}),
        ("/control/clock", {"advance": "x"}),
        ("/control/faults", {"method": "getMe", "drop": "sideways"}),
        ("/control/faults", {"times": 2}),
        ("CHAT/send", {}),
        ("CHAT/attach", {"kind": "tea"}),
        ("CHAT/location", {"latitude": True, "longitude": 1}),
        ("CHAT/press", {"message_id": True, "data": "x"}),
    ],
)
async def test_careless_bodies_get_400(page: Client, bot: BotAccount, chat: str, path: str, body: Any) -> None:
    assert "error" in await post(page, path.replace("CHAT", chat), 400, **body)


async def test_the_end_of_the_server_ends_events_and_polls(sim: Simulator, bot: BotAccount) -> None:
    woman = sim.add_person("Айгүл")
    loop = asyncio.get_running_loop()
    async with Client(sim.url) as session:
        events = await session.get(f"/control/chats/{woman.id}/events")
        await events.content.readline()
        poll = asyncio.create_task(session.get(f"/bot{bot.token}/getUpdates?timeout=50"))
        while not sim.journal.of("getUpdates"):
            await asyncio.sleep(0)
        began = loop.time()
        await sim.stop()
        assert loop.time() - began < SHUTDOWN + 0.2
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
        events.close()
