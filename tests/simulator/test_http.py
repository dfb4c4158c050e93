"""Who may ask, in which forms, and the server as a process."""

import asyncio
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from typing import Any

import aiohttp
import pytest

from simulator import Person, Simulator
from simulator.http.application import PAGE
from simulator.people import BotAccount


async def status(sim: Simulator, path: str, method: str = "GET", **more: Any) -> int:
    async with aiohttp.ClientSession(sim.url) as session, session.request(method, path, **more) as response:
        return response.status


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "10.0.0.1", ""])
async def test_other_hosts_are_refused(sim: Simulator, bot: BotAccount, host: str) -> None:
    for path in ("/control/people", f"/bot{bot.token}/getMe", "/"):
        assert await status(sim, path, headers={"Host": host}) == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8081", "LOCALHOST", "[::1]", "[::1]:8081"])
async def test_loopback_by_any_name(sim: Simulator, host: str) -> None:
    assert await status(sim, "/control/people", headers={"Host": host}) == 200


async def test_control_takes_json_only(sim: Simulator) -> None:
    for body in ({"data": "{}"}, {"data": {"a": "b"}}, {"data": "{}", "headers": {"Content-Type": "text/plain"}}):
        assert await status(sim, "/control/clock", "POST", **body) == 415
    assert await status(sim, "/control/clock", "POST", data="{", headers={"Content-Type": "application/json"}) == 400
    assert await status(sim, "/control/clock", "POST", json=[]) == 400


async def test_nothing_but_loopback_listens(sim: Simulator) -> None:
    assert sim.url.startswith("http://127.0.0.1:")
    assert sim._runner
    assert {address[0] for address in sim._runner.addresses} == {"127.0.0.1"}


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e%2fserver.py", "/page/nothing.js", "/nothing"])
async def test_only_files_of_the_page_are_served(sim: Simulator, path: str) -> None:
    assert await status(sim, path) == 404


@pytest.mark.skipif(not (PAGE / "index.html").exists(), reason="the page is not there")
async def test_the_page_is_never_cached(sim: Simulator) -> None:
    async with aiohttp.ClientSession(sim.url) as session, session.get("/") as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "more", [{"params": {"text": "x"}}, {"data": {"text": "x"}}, {"json": {"text": "x"}}, {"data": "text=x"}]
)
async def test_parameters_come_in_all_forms(sim: Simulator, bot: BotAccount, ann: Person, more: dict[str, Any]) -> None:
    if more.get("data") == "text=x":
        more = {**more, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    for key in ("params", "json", "data"):
        if isinstance(more.get(key), dict):
            more = {**more, key: {**more[key], "chat_id": str(ann.id)}}
    path = f"/bot{bot.token}/SENDMESSAGE" + ("" if "headers" not in more else f"?chat_id={ann.id}")
    assert await status(sim, path, "POST", **more) == 200
    assert ann.chat(bot).messages[-1]["text"] == "x"


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/botTOKEN/sendTea", 404, "Not Found: method not found"),
        ("/botTOKEN/sendPoll", 404, "Not Found: method not found"),
        ("/bot1:unknown/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/botTOKEN", 404, "Not Found"),
        ("/file/botTOKEN/photos/file_9.jpg", 404, "Not Found"),
        ("/file/bot1:unknown/photos/file_9.jpg", 401, "Unauthorized"),
    ],
)
async def test_addresses_that_lead_nowhere(
    sim: Simulator, bot: BotAccount, path: str, code: int, description: str
) -> None:
    async with aiohttp.ClientSession(sim.url) as session, session.get(path.replace("TOKEN", bot.token)) as response:
        assert response.status == code
        assert await response.json() == {"ok": False, "error_code": code, "description": description}


async def test_retry_after_is_a_header_too(sim: Simulator, bot: BotAccount, ann: Person) -> None:
    sim.flood.private.burst = 0
    params = {"chat_id": ann.id, "text": "x"}
    path = f"/bot{bot.token}/sendMessage"
    async with aiohttp.ClientSession(sim.url) as session, session.get(path, params=params) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "1")


async def test_a_request_that_is_too_large(sim: Simulator, bot: BotAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.limits.UPLOAD", 1000)
    small = await Simulator.start()
    small.add_bot(bot.token, "b_bot", "B")
    assert await status(small, f"/bot{bot.token}/sendMessage", "POST", json={"text": "x" * 2000}) == 413
    await small.stop()


async def test_start_and_stop_are_quick() -> None:
    began = time.perf_counter()
    simulator = await Simulator.start()
    await simulator.stop()
    assert time.perf_counter() - began < 0.05


async def started(*arguments: str) -> tuple[Process, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", "0", *arguments, stdout=PIPE
    )
    assert process.stdout
    return process, (await asyncio.wait_for(process.stdout.readline(), 10)).decode().strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_process_says_where_it_is_and_ends_within_a_second(number: signal.Signals) -> None:
    process, address = await started()
    async with aiohttp.ClientSession() as session:
        async with session.get(address + "control/people") as response:
            people = await response.json()
        assert [person["language_code"] for person in people] == ["ky", "ru", "en"]
        events = await session.get(f"{address}control/chats/{people[0]['id']}/events")
        await events.content.readline()
        process.send_signal(number)
        assert await asyncio.wait_for(process.wait(), 1) == 0
        events.close()


async def test_with_tokens_only_those_are_known() -> None:
    process, address = await started("--token", "7:the-only-one")
    async with aiohttp.ClientSession() as session:
        for token, code in (("7:the-only-one", 200), ("7:another", 401)):
            async with session.get(f"{address}bot{token}/getMe") as response:
                assert response.status == code
    process.terminate()
    await asyncio.wait_for(process.wait(), 1)


async def test_a_port_in_use_is_said_in_one_line(sim: Simulator) -> None:
    port = sim.url.rpartition(":")[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", port, stdout=PIPE, stderr=PIPE
    )
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == 1
    assert len(errors.decode().splitlines()) == 1
    assert "choose another --port" in errors.decode()
