"""Kill -9 at random under load: no update is lost, and an answer is repeated only where the kill allows it."""

import asyncio
import os
import random
import sys
from asyncio.subprocess import Process
from collections import Counter

import pytest

from simulator.tester import Tester
from tests.e2e.conftest import KEY, NOBODY, TOKEN, Town

KILLS = 10
WOMEN = 40
MESSAGES = 5
GAP = 0.05
"""Seconds between two messages of different women: 20 a second."""


class Bot:
    """The front end as a process that can be killed; `more` goes into its environment."""

    def __init__(self, town: Town, **more: str) -> None:
        self._env = {
            **os.environ,
            "INSTALLATION_KEY": KEY,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": town.simulator.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{town.folder}/test.db",
            "ENGINE_PORT": str(NOBODY),
            "POLL_TIMEOUT": "2",
            **more,
        }
        self.process: Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "front-end", env=self._env)

    async def kill(self) -> None:
        assert self.process
        self.process.kill()
        await self.process.wait()


async def written(women: list[Tester]) -> None:
    for _ in range(MESSAGES):
        for woman in women:
            await woman.person.send(woman.bot, "/menu")
            await asyncio.sleep(GAP)


def answers(woman: Tester) -> int:
    return sum(text.startswith("What would you like") for text in woman.shown)


@pytest.mark.promise("R1")
@pytest.mark.timeout(180)
async def test_no_update_is_lost_when_the_bot_is_killed(empty_town: Town) -> None:
    dice = random.Random(7)  # the same kills in every run
    women = [empty_town.woman("en", f"woman {n}") for n in range(WOMEN)]
    for woman in women:
        woman.person.open(empty_town.bot)
    bot = Bot(empty_town)
    await bot.start()
    writing = asyncio.create_task(written(women))
    for _ in range(KILLS):
        await empty_town.simulator.wait_call("sendMessage", times=dice.randint(1, 12), patience=20)
        await bot.kill()
        await bot.start()
    await writing
    try:
        async with asyncio.timeout(60):
            while any(answers(woman) < MESSAGES for woman in women):
                await asyncio.sleep(0.1)
    finally:
        missing = Counter(MESSAGES - answers(woman) for woman in women if answers(woman) < MESSAGES)
        await bot.kill()
    assert not missing
    repeated = sum(answers(woman) - MESSAGES for woman in women)
    # A kill can catch each chat that is being answered once, between Telegram's acceptance and our note of it.
    assert repeated <= KILLS * 10
