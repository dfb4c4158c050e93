"""The engine by itself: memory, growth with turns and conversations, and Rasa's default pipeline beside it."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import aiohttp
import psutil
from rich.console import Console

from bench.timing import ask, show, times
from bot.engine.client import Engine
from bot.service.engine import engine_child, wait_until_ready
from bot.service.ports import free_port
from bot.service.process import Child
from bot.settings import Settings

TURNS, CONVERSATIONS, SAMPLE = 1_000, 10_000, 200
PATIENCE = 30.0
_numbers = count()
TEN_WORDS = (
    "күйөөм мени сабап жатат балдарым менен кайда барсам болот айтыңызчы",
    "муж забрал у меня телефон и деньги что мне теперь делать",
    "my husband does not let me work what can I do",
)
DEFAULT_MODEL = Path("var/diet/diet.tar.gz")
DEFAULT_PYTHON = Path("nlu/evaluation/.venv/bin/python")


async def measure(base: Settings) -> None:
    """Measure and print."""
    settings = base.model_copy(update={"engine_port": free_port()})
    child = engine_child(settings)
    async with _running(child), Engine(settings.engine_url, PATIENCE, None) as engine:
        await wait_until_ready(engine)
        ours = await times(lambda n: ask(engine, _text(n)), SAMPLE)
        await _beside_default(ours)
        await _turns(engine)
        await _conversations(engine)
        Console().print(f"engine: {_megabytes(child):.0f} MB after {CONVERSATIONS} conversations")


def _text(number: int) -> str:
    """Each one new: the engine keeps the vectors of texts that it has seen."""
    return f"{TEN_WORDS[number % len(TEN_WORDS)]} {next(_numbers)}"


async def _turns(engine: Engine) -> None:
    sender = uuid.uuid4().hex
    taken = await times(lambda n: ask(engine, _text(n), sender), TURNS)
    show("turns of one conversation", {"first": taken[:SAMPLE], "last": taken[-SAMPLE:]})


async def _conversations(engine: Engine) -> None:
    taken = await times(lambda n: ask(engine, _text(n)), CONVERSATIONS)
    show("open conversations", {"first": taken[:SAMPLE], "last": taken[-SAMPLE:]})


async def _beside_default(ours: list[float]) -> None:
    if not DEFAULT_MODEL.exists():  # noqa: ASYNC240
        Console().print("Rasa's default pipeline: not measured, run `make diet` first")
        return
    port = free_port()
    command = [str(DEFAULT_PYTHON), "-m", "rasa", "run", "--connector", "rest", "-i", "127.0.0.1", "-p", str(port)]
    default = Child("default", [*command, "-m", str(DEFAULT_MODEL)], {"RASA_TELEMETRY_ENABLED": "false"})
    async with _running(default), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        await _answers(session)
        theirs = await times(lambda n: _ask_default(session, _text(n)), SAMPLE)
        show("ten words over HTTP, an answer", {"Rasa's default pipeline": theirs, "this engine": ours})
        Console().print(f"Rasa's default pipeline: {_megabytes(default):.0f} MB")


async def _answers(session: aiohttp.ClientSession) -> None:
    while True:
        try:
            await _ask_default(session, "салам")
            return
        except aiohttp.ClientError:
            await asyncio.sleep(0.5)


async def _ask_default(session: aiohttp.ClientSession, text: str) -> float:
    """Each message from somebody else, as those that the engine is asked."""
    began = time.perf_counter()
    body = {"sender": uuid.uuid4().hex, "message": text}
    async with session.post("/webhooks/rest/webhook", json=body) as response:
        response.raise_for_status()
        assert await response.json()
    return time.perf_counter() - began


@asynccontextmanager
async def _running(child: Child) -> AsyncIterator[None]:
    await child.start()
    try:
        yield
    finally:
        await child.stop()


def _megabytes(child: Child) -> float:
    process = psutil.Process(child.process.pid if child.process else 0)
    return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)]) / 1e6
