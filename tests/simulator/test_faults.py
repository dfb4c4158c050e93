"""Planted faults: refusals, delays, hanging and dropped connections."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from simulator import Fault, Person, Simulator
from simulator.people import BotAccount


def texts(ann: Person, bot: BotAccount) -> list[str]:
    return [m["text"] for m in ann.chat(bot).messages[1:]]


@pytest.mark.parametrize(
    ("code", "words"), [(500, "Internal Server Error"), (502, "Bad Gateway"), (504, "Gateway Timeout")]
)
async def test_a_server_that_fails(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount, code: int, words: str
) -> None:
    sim.faults.plant("sendMessage", Fault(error_code=code), times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match=words):
            await tg.send_message(ann.id, "x")
    await tg.send_message(ann.id, "y")
    assert texts(ann, bot) == ["y"]


async def test_flood(tg: Bot, sim: Simulator, ann: Person) -> None:
    sim.faults.plant("sendMessage", Fault(error_code=429, retry_after=17))
    with pytest.raises(RetryAfter) as caught:
        await tg.send_message(ann.id, "x")
    assert caught.value.retry_after == timedelta(seconds=17)


async def test_other_words_and_any_method(tg: Bot, sim: Simulator, ann: Person) -> None:
    sim.faults.plant("*", Fault(error_code=400, description="Bad Request: no tea"))
    with pytest.raises(BadRequest, match="No tea"):
        await tg.send_message(ann.id, "x")


async def test_cleared_faults_do_not_happen(tg: Bot, sim: Simulator, ann: Person) -> None:
    sim.faults.plant("sendMessage", Fault(error_code=500), times=9)
    sim.faults.clear()
    assert await tg.send_message(ann.id, "x")


async def test_a_connection_that_drops_before_the_effect(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    sim.faults.plant("sendMessage", Fault(drop="before"))
    with pytest.raises(NetworkError):
        await tg.send_message(ann.id, "x")
    assert texts(ann, bot) == []


async def test_a_connection_that_drops_after_the_effect(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    sim.faults.plant("sendMessage", Fault(drop="after"))
    with pytest.raises(NetworkError):
        await tg.send_message(ann.id, "x")
    assert texts(ann, bot) == ["x"]
    assert sim.journal[-1].answer is None


async def test_a_delay_lasts_as_long_as_the_clock_says(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    sim.faults.plant("sendMessage", Fault(delay=60))
    sending = asyncio.create_task(tg.send_message(ann.id, "x"))
    while not sim.journal.of("sendMessage"):
        await asyncio.sleep(0)
    assert texts(ann, bot) == []
    sim.clock.advance(61)
    await asyncio.wait_for(sending, 1)
    assert texts(ann, bot) == ["x"]


async def test_a_call_that_hangs_ends_with_the_server(tg: Bot, sim: Simulator, ann: Person) -> None:
    sim.faults.plant("sendMessage", Fault(hang=True))
    sending = asyncio.create_task(tg.send_message(ann.id, "x"))
    while not sim.journal.of("sendMessage"):
        await asyncio.sleep(0)
    await sim.stop()
    with pytest.raises(NetworkError):
        await asyncio.wait_for(sending, 1)
