"""The whole house: real engine, real application, real database; only Telegram is the simulator."""

import asyncio
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from pydantic import SecretStr

from bot.service.ports import free_port
from bot.settings import Settings
from bot.telegram.frontend import serve
from simulator import Simulator
from simulator.people import BotAccount
from simulator.tester import Tester
from tests.browser import browser, open_page  # noqa: F401

TOKEN = "1234567890:test-token-of-the-simulator-abcdefghij"
KEY = "k" * 40
ENGINE = Path("nlu/.venv/bin/python")
NOBODY = 9
"""The discard port: nothing listens there."""


def start_engine(port: int, **how: Any) -> subprocess.Popen[bytes]:
    """An engine on `port`, ready to answer; `how` goes to Popen."""
    process = subprocess.Popen([str(ENGINE), "-m", "nlu", "run", "--port", str(port)], **how)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/webhooks/bot/health", timeout=2):
                return process
        except (URLError, OSError):
            assert process.poll() is None, "the engine ended; run `make train`"
            time.sleep(0.1)
    raise AssertionError("the engine did not become ready")


@pytest.fixture(scope="session")
def engine_port() -> Iterator[int]:
    """The engine that all tests share."""
    port = free_port()
    process = start_engine(port)
    yield port
    process.terminate()
    process.wait(10)


def settings(url: str, folder: Path, engine_port: int, **more: object) -> Settings:
    """Settings of a front end in `folder`."""
    values = {
        "installation_key": SecretStr(KEY),
        "telegram_api_url": url,
        "database_url": f"sqlite+aiosqlite:///{folder}/test.db",
        "engine_port": engine_port,
        "poll_timeout": 2,
        "sweep_every": 0.1,
        **more,
    }
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


@dataclass
class Town:
    """A running bot and the people who write to it."""

    simulator: Simulator
    bot: BotAccount
    folder: Path
    bots: list[asyncio.Task[None]] = field(default_factory=list)
    later: timedelta = timedelta()

    def now(self) -> datetime:
        """The moment, as much later as the test says."""
        return datetime.now(UTC) + self.later

    def woman(self, language: str = "ky", name: str = "Айгүл") -> Tester:
        """Somebody with a phone in `language`."""
        return Tester(self.simulator.add_person(name, language_code=language), self.bot)

    async def open(self, engine_port: int, **more: object) -> None:
        """Start the front end."""
        ready = asyncio.Event()
        own = settings(self.simulator.url, self.folder, engine_port, **more)
        self.bots.append(asyncio.create_task(serve(own, SecretStr(TOKEN), ready.set, self.now)))
        await asyncio.wait_for(ready.wait(), 10)

    async def close(self) -> None:
        """Stop the front end."""
        for task in self.bots:
            task.cancel()
        await asyncio.gather(*self.bots, return_exceptions=True)
        self.bots.clear()


@pytest.fixture
async def empty_town(tmp_path: Path) -> AsyncIterator[Town]:
    """Telegram and people, no bot yet."""
    simulator = await Simulator.start(port=0)
    town = Town(simulator, simulator.add_bot(token=TOKEN, username="rights_test_bot", name="My Rights"), tmp_path)
    yield town
    await town.close()
    await simulator.stop()


@pytest.fixture
async def town(empty_town: Town, engine_port: int) -> Town:
    """Everything runs."""
    await empty_town.open(engine_port)
    return empty_town


@pytest.fixture
async def town_without_engine(empty_town: Town) -> Town:
    """Everything runs but the engine."""
    await empty_town.open(NOBODY)
    return empty_town


def python() -> str:
    """The interpreter of the front end."""
    return sys.executable


@pytest.fixture
async def town_on_each_database(empty_town: Town, database_url: str) -> Town:
    """Everything runs but the engine, once on each kind of database."""
    await empty_town.open(NOBODY, database_url=database_url)
    return empty_town
