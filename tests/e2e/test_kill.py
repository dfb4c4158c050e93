"""Kill -9 at random under load: no update is lost, and an answer is repeated only where the kill allows it.

`make soak` does the same to the whole stack, two hundred times.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from soak.crowd import BUTTONS, Crowd
from soak.report import REPEATED
from soak.stack import Kept, front_end
from tests.e2e.conftest import KEY, NOBODY, TOKEN, Town

KILLS = 10
PEOPLE = 40
MESSAGES = 200
PER_SECOND = 20


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[Kept]:
    """The front end as a process that can be killed."""
    bot = front_end(town.simulator.url, f"sqlite+aiosqlite:///{town.folder}/test.db", NOBODY, KEY, TOKEN)
    await bot.begin()
    try:
        yield bot
    finally:
        await bot.end()


async def more_answers(town: Town, number: int) -> None:
    """Wait until so many more messages have left."""
    sent = town.simulator.journal.of
    wanted = len(sent("sendMessage")) + number
    async with asyncio.timeout(60):
        while len(sent("sendMessage")) < wanted:
            await asyncio.sleep(0.001)


@pytest.mark.promise("R1")
@pytest.mark.timeout(240)
async def test_no_update_is_lost_when_the_bot_is_killed(empty_town: Town) -> None:
    dice = random.Random(7)  # the same kills in every run
    crowd = Crowd(empty_town.simulator, empty_town.bot, BUTTONS, PEOPLE)
    async with running(empty_town) as bot:
        writing = asyncio.create_task(crowd.write(MESSAGES, PER_SECOND))
        for _ in range(KILLS):
            await more_answers(empty_town, dice.randint(1, 12))
            bot.kill()
            assert bot.process
            await bot.process.wait()
        await writing
        await crowd.answered(60)
    totals = crowd.totals()
    assert totals["unanswered"] == 0
    # A kill can catch each chat that is being answered once, between Telegram's acceptance and our note of it.
    assert totals["repeated"] <= KILLS * REPEATED


@pytest.mark.promise("R2")
async def test_twenty_messages_a_second_for_half_a_minute_lose_nothing_and_repeat_nothing(empty_town: Town) -> None:
    crowd = Crowd(empty_town.simulator, empty_town.bot, BUTTONS, PEOPLE)
    async with running(empty_town):
        await crowd.write(30 * PER_SECOND, PER_SECOND)
        await crowd.answered(30)
    assert crowd.totals() == {"sent": 600, "unanswered": 0, "repeated": 0}
