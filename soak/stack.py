"""The processes of an installation, each of which is started again as soon as it dies."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from bot.service.process import Child

KEY = "k" * 40
TOKEN = "1234567890:token-of-the-soak-test-only-abcdefghijk"  # noqa: S105
ENGINE = Path("nlu/.venv/bin/python")
AGAIN = 0.2
"""Seconds before a process that has died is started again, as the supervisor does it the first time."""


class Kept(Child):
    """A process that can be killed and comes back."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        super().__init__(name, command, env)
        self._keeping: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Start it, and keep it from then on."""
        process = await self.start()
        self._keeping = asyncio.create_task(self._keep(process))

    async def end(self) -> None:
        """End it for good."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self.stop()

    def kill(self) -> None:
        """kill -9."""
        if self.process and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()

    @property
    def megabytes(self) -> float:
        """Resident memory of it and its children; 0 while it is dead."""
        try:
            process = psutil.Process(self.process.pid if self.process else 0)
            family = [process, *process.children(recursive=True)]
            return sum(one.memory_info().rss for one in family) / 1e6
        except psutil.NoSuchProcess:
            return 0.0

    async def _keep(self, process: Process) -> None:
        while True:
            await process.wait()
            await asyncio.sleep(AGAIN)
            process = await self.start()


def front_end(telegram: str, database: str, engine_port: int, key: str = KEY, token: str = TOKEN) -> Kept:
    """The bot alone."""
    env = {
        "INSTALLATION_KEY": key,
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API_URL": telegram,
        "DATABASE_URL": database,
        "ENGINE_PORT": str(engine_port),
        "POLL_TIMEOUT": "2",
    }
    return Kept("bot", [sys.executable, "-m", "bot", "front-end"], env)


def engine(port: int) -> Kept:
    """The engine."""
    return Kept("engine", [str(ENGINE), "-m", "nlu", "run", "--port", str(port)])
