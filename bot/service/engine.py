"""The engine as a child process, in its own environment."""

import asyncio
from pathlib import Path

from bot.engine.client import Engine
from bot.service.process import Child
from bot.settings import Settings

PYTHON = Path("nlu/.venv/bin/python")
START_LIMIT = 60.0
"""Seconds that the engine may take to load its model on a slow machine (measured: 5 to 6)."""


class EngineMissing(Exception):
    """The engine's environment or model is not there."""


def engine_child(settings: Settings) -> Child:
    """The process that serves the engine.

    Raises:
        EngineMissing: with what to do.
    """
    if not PYTHON.exists():
        raise EngineMissing(f"{PYTHON} is missing: run `make setup`")
    token = {"ENGINE_TOKEN": settings.engine_token.get_secret_value()} if settings.engine_token else {}
    return Child("engine", [str(PYTHON), "-m", "nlu", "run", "--port", str(settings.engine_port)], token)


async def wait_until_ready(engine: Engine, limit: float = START_LIMIT) -> bool:
    """Whether the engine answers within `limit` seconds."""
    try:
        async with asyncio.timeout(limit):
            while not await engine.ready():
                await asyncio.sleep(0.2)
    except TimeoutError:
        return False
    return True
