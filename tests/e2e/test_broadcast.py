"""A broadcast to many never delays an answer to one, and Telegram's flood limits are kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import aiohttp
import pytest
from pydantic import SecretStr

from bot.telegram.delivery.pacing import BROADCAST, BURST
from bot.telegram.frontend import front_end
from bot.telegram.house import House
from bot.telegram.outgoing import Outgoing
from simulator import limits
from simulator.faults import Fault
from simulator.journal import Call
from simulator.tester import Tester
from tests.e2e.conftest import NOBODY, TOKEN, Town, settings
from tests.e2e.timing import a_second

MANY = 200
TIP = Outgoing("A tip of the day")
COUNTED = ("sendMessage", "editMessageText")


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[House]:
    """A front end whose parts the test can reach."""
    own = settings(town.simulator.url, town.folder, NOBODY)
    async with front_end(own, SecretStr(TOKEN), town.now) as (_, house, receiver):
        task = asyncio.create_task(receiver.run())
        try:
            yield house
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def subscribers(town: Town, number: int) -> list[Tester]:
    """People who have pressed Start long ago."""
    women = [town.woman("en", f"subscriber {n}") for n in range(number)]
    for woman in women:
        await woman.starts()
    async with aiohttp.ClientSession(f"{town.simulator.url}/bot{TOKEN}/") as telegram:
        async with telegram.get("getUpdates", params={"offset": -1}) as answer:
            last = (await answer.json())["result"][-1]["update_id"]
        await telegram.get("getUpdates", params={"offset": last + 1})
    return women


def refusals(town: Town) -> list[Call]:
    return [call for call in town.simulator.journal if (call.answer or {}).get("error_code") == 429]


def most_in_a_second(town: Town) -> int:
    times = [call.time for call in town.simulator.journal if call.method in COUNTED]
    return max(sum(begin <= other < begin + 1 for other in times) for begin in times)


@pytest.mark.promise("R4")
@pytest.mark.promise("E4")
async def test_answers_and_sos_come_within_a_second_during_a_broadcast_that_meets_429(empty_town: Town) -> None:
    women = await subscribers(empty_town, MANY)
    woman, other = empty_town.woman("en"), empty_town.woman("en")
    empty_town.simulator.faults.plant("sendMessage", Fault(error_code=429, retry_after=2), times=2)
    async with serving(empty_town) as house:
        broadcast = asyncio.gather(*(house.gateway.broadcast(one.person.id, TIP) for one in women))
        async with asyncio.timeout(10):
            while len(refusals(empty_town)) < 2:
                await asyncio.sleep(0.01)
        await asked_and_answered(woman)  # while Telegram has asked the broadcast to slow down
        await empty_town.simulator.wait_call("sendMessage", times=10, patience=10)
        await asked_and_answered(other)  # in the midst of it
        assert not broadcast.done()
        assert all(await broadcast)
    assert [one.shown.count(TIP.text) for one in women] == [1] * MANY
    assert len(refusals(empty_town)) == 2  # those that were planted
    assert most_in_a_second(empty_town) <= limits.PER_SECOND


async def asked_and_answered(woman: Tester) -> None:
    async with a_second():
        await woman.writes("/menu")
        await woman.sees("What would you like to know")
    async with a_second():
        await woman.writes("/sos")
        await woman.sees("102")


@pytest.mark.promise("R4")
async def test_a_broadcast_leaves_a_third_of_the_limit_to_answers(empty_town: Town) -> None:
    women = await subscribers(empty_town, 30)
    async with serving(empty_town) as house:
        await asyncio.gather(*(house.gateway.broadcast(one.person.id, TIP) for one in women))
    assert most_in_a_second(empty_town) <= BROADCAST + 1 <= limits.PER_SECOND * 2 / 3


@pytest.mark.promise("R4")
async def test_one_chat_gets_one_message_a_second_after_the_first_few(empty_town: Town) -> None:
    woman = empty_town.woman("en")
    async with serving(empty_town):
        for _ in range(BURST + 3):
            await woman.writes("/menu")
        await woman.person.wait_chat(empty_town.bot, lambda messages: len(messages) == 2 * (BURST + 3), 10)
    times = [call.time for call in empty_town.simulator.journal.of("sendMessage")]
    assert all(later - earlier > 0.9 for earlier, later in list(pairwise(times))[BURST - 1 :])


@pytest.mark.promise("E4")
async def test_sos_and_exit_do_not_wait_for_the_pace_of_her_chat(empty_town: Town) -> None:
    woman = empty_town.woman("en")
    async with serving(empty_town):
        for _ in range(BURST + 3):
            await woman.writes("/menu")
        await woman.sees("What would you like to know")
        async with a_second():
            await woman.writes("/sos")
            await woman.sees("102")
        async with a_second():
            await woman.writes("/exit")
            await woman.sees("oorsok")


async def test_who_blocked_the_bot_costs_a_broadcast_nothing(empty_town: Town) -> None:
    gone, stays = await subscribers(empty_town, 2)
    await gone.person.block(empty_town.bot)
    async with serving(empty_town) as house:
        assert await house.gateway.broadcast(gone.person.id, TIP) is None
        assert await house.gateway.broadcast(stays.person.id, TIP)


@pytest.mark.promise("R1")
async def test_an_answer_of_two_messages_is_not_held_up_between_them(empty_town: Town) -> None:
    """A kill while it is half out would have all of it said again."""
    women = [empty_town.woman("en", f"woman {n}") for n in range(30)]
    for woman in women:
        await woman.writes("how do I get a divorce")
    async with serving(empty_town):
        for woman in women:
            await woman.sees("What would you like to know")
    sent = empty_town.simulator.journal.of("sendMessage")
    for woman in women:
        first, second = (call.time for call in sent if int(call.params["chat_id"]) == woman.person.id)
        assert second - first < 0.5
    assert not refusals(empty_town)
