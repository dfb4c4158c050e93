"""The door through which Telegram posts: only for Telegram, each update once, none lost, nothing told to strangers."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr, ValidationError
from telegram import Bot, Update

from bot.commands.console import guarded
from bot.service.ports import free_port
from bot.settings import Settings
from bot.store.database import open_database
from bot.store.identity import Identity
from bot.store.memory import Memory
from bot.telegram.delivery.intake import Intake
from bot.telegram.delivery.lanes import Lanes
from bot.telegram.delivery.ledger import Ledger
from bot.telegram.delivery.request import AiohttpRequest
from bot.telegram.delivery.webhook import HEADER, LIMIT, Webhook
from simulator import Simulator
from simulator.faults import Fault
from tests.telegram.test_lanes import Work

TOKEN = "1234567890:test-token-of-the-simulator-abcdefghij"
SECRET = "only-Telegram_knows-it-0123456789"
KEY = SecretStr("k" * 40)
PATH = "/hook"
BROKEN = [b"", b"{", b"[]", b"7", b'{"a": 1}', b'{"update_id": "1"}', b'{"update_id": true}', b"\xff", b"[" * 100_000]


def settings(**more: Any) -> Settings:
    port = free_port()
    url = f"http://127.0.0.1:{port}{PATH}"
    values = {"webhook_url": url, "webhook_secret": SecretStr(SECRET), "webhook_port": port, **more}
    return Settings(_env_file=None, installation_key=KEY, **values)  # type: ignore[arg-type]


def written(number: int, text: str = "canary", chat: int = 1) -> dict[str, Any]:
    """An update as Telegram posts it."""
    someone = {"id": chat, "first_name": "Aigul"}
    message = {"message_id": number, "date": 1_790_000_000, "text": text}
    message |= {"chat": {**someone, "type": "private"}, "from": {**someone, "is_bot": False}}
    return {"update_id": number, "message": message}


@dataclass
class Door:
    """A webhook that is open, and whoever posts to it."""

    settings: Settings
    memory: Memory
    work: Work
    session: aiohttp.ClientSession
    serving: asyncio.Task[None] = field(init=False)

    async def post(self, body: Any, secret: str | None = SECRET, path: str = PATH, method: str = "POST") -> int:
        """The status of the answer, which has no body."""
        url = f"http://127.0.0.1:{self.settings.webhook_port}{path}"
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        headers = {} if secret is None else {HEADER: secret}
        async with self.session.request(method, url, data=data, headers=headers) as answer:
            assert await answer.read() == b""
            return answer.status

    def posting(self, body: Any) -> asyncio.Task[int]:
        return asyncio.create_task(self.post(body))


async def until(look: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not look():
            await asyncio.sleep(0.005)


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    simulator = await Simulator.start(port=0)
    simulator.add_bot(token=TOKEN, username="rights_test_bot", name="My Rights")
    yield simulator
    await simulator.stop()


@asynccontextmanager
async def opened(sim: Simulator, folder: Path, **more: Any) -> AsyncIterator[Door]:
    database = await open_database(f"sqlite+aiosqlite:///{folder}/test.db")
    memory, work, own = Memory(database, Identity(KEY)), Work(), settings(**more)
    ledger, lanes = Ledger(memory), Lanes(work.handle, own.handler_deadline)
    await ledger.load()
    intake = Intake(lanes, ledger, Identity(KEY))
    requests = {"request": AiohttpRequest(), "get_updates_request": AiohttpRequest()}
    announced = len(sim.journal.of("setWebhook"))
    async with Bot(TOKEN, f"{sim.url}/bot", **requests) as bot, aiohttp.ClientSession() as session:
        door = Door(own, memory, work, session)
        door.serving = asyncio.create_task(Webhook(bot, intake, own).run())
        await until(lambda: door.serving.done() or sim.journal.of("setWebhook")[announced:])
        yield door
        door.serving.cancel()
        await asyncio.gather(door.serving, return_exceptions=True)
    await lanes.drain()
    await intake.drain()
    await database.dispose()


@pytest.fixture
async def door(sim: Simulator, tmp_path: Path) -> AsyncIterator[Door]:
    async with opened(sim, tmp_path) as one:
        yield one


@pytest.mark.promise("S1")
@pytest.mark.parametrize("secret", [None, "", "x" * 31, "x" * 257, "x" * 40 + "!", "x" * 40 + "\n", "ж" * 40])
def test_without_a_good_secret_it_does_not_start(secret: str | None) -> None:
    with pytest.raises(ValidationError) as caught:
        settings(webhook_secret=secret)
    (error,) = caught.value.errors()
    assert error["loc"] == ("webhook_secret",)
    assert "WEBHOOK_URL needs it: 32 to 256 characters of A-Z a-z 0-9 _ -" in error["msg"]
    assert "openssl rand -hex 32" in error["msg"]
    assert not secret or secret not in str(caught.value)


@pytest.mark.promise("S1")
def test_the_operator_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async def never(_: Settings) -> int:
        raise AssertionError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSTALLATION_KEY", KEY.get_secret_value())
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/hook")
    monkeypatch.setenv("WEBHOOK_SECRET", "short-canary")
    assert guarded(never) == 1
    said = capsys.readouterr().err
    assert said.startswith("setting WEBHOOK_SECRET: ")
    assert said.endswith("; correct it in .env\n")
    assert "canary" not in said


@pytest.mark.promise("S1")
def test_it_cannot_be_built_around_the_settings() -> None:
    own = settings().model_copy(update={"webhook_secret": None})
    with pytest.raises(ValueError, match="WEBHOOK_SECRET"):
        Webhook(None, None, own)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", ["bot.example.org", "ftp://bot.example.org", "https://", "https://a b", "https://a/{x}"]
)
def test_an_address_that_telegram_cannot_call_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="write it as https://"):
        settings(webhook_url=url)


def test_who_polls_needs_no_secret() -> None:
    assert settings(webhook_url="", webhook_secret=None).webhook_url == ""
    assert Settings(_env_file=None, installation_key=KEY).webhook_url is None  # type: ignore[call-arg]


def test_it_listens_on_loopback_unless_told_otherwise() -> None:
    assert settings().webhook_host == "127.0.0.1"


@pytest.mark.promise("S1")
@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.swapcase(), "жашыруун", "\udcff"])
async def test_who_does_not_know_the_secret_gets_403(door: Door, secret: str | None) -> None:
    assert await door.post(written(1), secret) == 403
    assert await door.post(b"{", secret) == 403
    door.work.gate(2).set()
    assert await door.post(written(2)) == 200
    assert door.work.begun == [2]


@pytest.mark.promise("S1")
async def test_an_update_that_comes_again_is_ignored(door: Door) -> None:
    door.work.gate(1).set()
    assert await door.post(written(1)) == 200
    assert await door.post(written(1)) == 200
    assert await door.post(written(1, "another text")) == 200
    assert door.work.begun == [1]


@pytest.mark.promise("S1")
async def test_it_is_ignored_after_a_restart_too(sim: Simulator, tmp_path: Path) -> None:
    async with opened(sim, tmp_path) as first:
        first.work.gate(1).set()
        assert await first.post(written(1)) == 200
    async with opened(sim, tmp_path) as second:
        assert await second.post(written(1)) == 200
        assert second.work.begun == []


@pytest.mark.promise("S1")
@pytest.mark.promise("R1")
async def test_one_that_comes_again_while_it_is_handled_waits_with_the_first(door: Door) -> None:
    first = door.posting(written(1))
    await until(lambda: door.work.begun)
    again = door.posting(written(1))
    door.work.gate(2).set()
    assert await door.post(written(2, chat=2)) == 200
    assert not first.done()
    assert not again.done()
    door.work.gate(1).set()
    assert [await first, await again] == [200, 200]
    assert door.work.begun == [1, 2]


@pytest.mark.promise("R1")
async def test_telegram_hears_200_only_when_the_update_was_handled_and_noted(door: Door) -> None:
    posting = door.posting(written(1))
    await until(lambda: door.work.begun)
    assert not posting.done()
    assert await door.memory.handled() == set()
    door.work.gate(1).set()
    assert await posting == 200
    assert await door.memory.handled() == {1}


@pytest.mark.promise("R1")
async def test_who_hangs_up_does_not_stop_the_handler(door: Door) -> None:
    posting = door.posting(written(1))
    await until(lambda: door.work.begun)
    posting.cancel()
    door.work.gate(1).set()
    await until(lambda: door.work.ended == [1])
    assert await door.post(written(1)) == 200
    assert door.work.begun == [1]


@pytest.mark.promise("R1")
async def test_what_was_taken_is_answered_before_it_stops(door: Door) -> None:
    posting = door.posting(written(1))
    await until(lambda: door.work.begun)
    door.serving.cancel()
    door.work.gate(1).set()
    assert await posting == 200
    await asyncio.gather(door.serving, return_exceptions=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await door.post(written(2))


@pytest.mark.promise("E4")
async def test_an_exit_passes_what_the_chat_waits_for(door: Door) -> None:
    slow, next_ = door.posting(written(1)), door.posting(written(2))
    await until(lambda: door.work.begun == [1])
    door.work.gate(3).set()
    assert await door.post(written(3, "/exit")) == 200
    assert door.work.ended == [3]
    door.work.gate(1).set(), door.work.gate(2).set()
    assert [await slow, await next_] == [200, 200]


@pytest.mark.parametrize("body", BROKEN)
async def test_what_is_no_update_gets_400(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert door.work.begun == []


async def test_an_update_that_nobody_can_read_does_not_come_again(door: Door) -> None:
    assert await door.post({"update_id": 1, "message": {"text": "canary"}}) == 200
    assert door.work.begun == []


async def test_a_body_past_the_limit_is_refused(door: Door) -> None:
    door.work.gate(1).set()
    filled = json.dumps(written(1)).encode()
    assert await door.post(filled.ljust(LIMIT + 1)) == 413
    assert await door.post(filled.ljust(LIMIT)) == 200


async def test_there_is_nothing_else_behind_the_door(door: Door) -> None:
    assert await door.post(written(1), path="/") == 404
    assert await door.post(b"", method="GET") == 405
    assert door.work.begun == []


@pytest.mark.promise("P3")
async def test_nothing_of_a_request_is_logged(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    assert await door.post(written(1), "canary-secret") == 403
    assert await door.post(b"canary") == 400
    assert await door.post({"update_id": 2, "message": "canary"}) == 200
    assert await door.post(written(3), path="/canary") == 404
    reader, writer = await asyncio.open_connection("127.0.0.1", door.settings.webhook_port)
    writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: canary\r\n\r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.0 400")
    writer.close()
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot.telegram")]
    assert logged == [
        "refused a request without our secret",
        "refused a request without an update",
        "an update cannot be read: AttributeError",
        "a request could not be read: BadHttpMessage",
    ]
    everything = caplog.text
    assert "canary" not in everything
    assert SECRET not in everything
    assert "127.0.0.1" not in everything


async def test_telegram_is_told_where_to_post_and_with_which_secret(sim: Simulator, door: Door) -> None:
    params = sim.journal.of("setWebhook")[0].params
    assert (params["url"], params["secret_token"]) == (door.settings.webhook_url, SECRET)
    assert json.loads(params["allowed_updates"]) == Update.ALL_TYPES
    assert str(params.get("drop_pending_updates", False)).lower() == "false"
    assert int(params["max_connections"]) == 100


@pytest.mark.parametrize("fault", [Fault(error_code=502), Fault(error_code=429, retry_after=0), Fault(drop="before")])
async def test_a_telegram_that_fails_is_told_again(sim: Simulator, tmp_path: Path, fault: Fault) -> None:
    sim.faults.plant("setWebhook", fault, times=2)
    async with opened(sim, tmp_path) as one:
        await until(lambda: len(sim.journal.of("setWebhook")) == 3)
        one.work.gate(1).set()
        assert await one.post(written(1)) == 200


async def test_what_telegram_itself_posts_is_taken(sim: Simulator, door: Door) -> None:
    await until(lambda: sim.journal.of("setWebhook")[0].done)
    await sim.add_person("Айгүл").start(sim.bots[0])
    await until(lambda: door.work.begun)
    door.work.gate(door.work.begun[0]).set()
    await until(lambda: door.work.ended)
