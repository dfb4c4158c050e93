"""A Telegram of its own for each test, with one bot and one woman who has started it."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.browser import browser, open_page  # noqa: F401

TOKEN = "1234567890:token-of-the-tests-abcdefghij"
OTHER = "2234567890:token-of-another-bot-abcdefgh"
SECRET = "only-telegram-knows-it"

Refusal = Callable[[Awaitable[Any]], Awaitable[tuple[int, str]]]


def request() -> HTTPXRequest:
    """Without certificates: loading them takes longer than the test."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


def ptb(sim: Simulator, token: str = TOKEN) -> Bot:
    """python-telegram-bot's client."""
    urls = {"base_url": f"{sim.url}/bot", "base_file_url": f"{sim.url}/file/bot"}
    return Bot(token, **urls, request=request(), get_updates_request=request())


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    simulator = await Simulator.start(port=0)
    yield simulator
    await simulator.stop()


@pytest.fixture
def bot(sim: Simulator) -> BotAccount:
    return sim.add_bot(token=TOKEN, username="rights_test_bot", name="Rights")


@pytest.fixture
async def ann(sim: Simulator, bot: BotAccount) -> Person:
    person = sim.add_person("Айгүл", language_code="ky")
    await person.start(bot)
    return person


@pytest.fixture
async def tg(sim: Simulator, bot: BotAccount) -> AsyncIterator[Bot]:
    async with ptb(sim) as client:
        yield client


@pytest.fixture
def refusal(sim: Simulator) -> Refusal:
    """The status and description with which the awaited call is refused."""

    async def refused(call: Awaitable[Any]) -> tuple[int, str]:
        with pytest.raises(TelegramError):
            await call
        answer = sim.journal[-1].answer
        assert answer
        return answer["error_code"], answer["description"]

    return refused


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


Handle = Callable[[Update, Any], Awaitable[object]]


@asynccontextmanager
async def running(sim: Simulator, mode: str, handle: Handle) -> AsyncIterator[Application]:
    """PTB's own Application, fed by its own Updater, in polling or webhook mode."""
    sim.world.bot_of(TOKEN).post.poller.stretches = False  # else each end of a polling Updater takes three seconds
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{sim.url}/bot").base_file_url(f"{sim.url}/file/bot")
    app = builder.request(request()).get_updates_request(request()).build()
    app.add_handler(TypeHandler(Update, handle))
    async with app:
        await app.start()
        assert app.updater
        if mode == "polling":
            await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        else:
            port = free_port()
            address = f"http://127.0.0.1:{port}/hook"
            where = {"listen": "127.0.0.1", "port": port, "url_path": "hook", "webhook_url": address}
            await app.updater.start_webhook(**where, secret_token=SECRET, allowed_updates=Update.ALL_TYPES)
        yield app
        await app.updater.stop()
        await app.stop()
