"""Chats at the same time, one chat in order, urgent updates before everything."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update

from bot.telegram.delivery.lanes import Lanes

Handle = Callable[[Update], Awaitable[None]]


def update(number: int, chat: int = 1) -> Update:
    message = Message(number, datetime.now(UTC), Chat(chat, "private"), text=str(number))
    return Update(number, message)


class Work:
    """Handlers that wait until the test lets them go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}

    def gate(self, number: int) -> asyncio.Event:
        return self.gates.setdefault(number, asyncio.Event())

    async def handle(self, one: Update) -> None:
        self.begun.append(one.update_id)
        await self.gate(one.update_id).wait()
        self.ended.append(one.update_id)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_one_chat_is_answered_in_order() -> None:
    work = Work()
    lanes = Lanes(work.handle, 5)
    last = [lanes.submit(update(number)) for number in (1, 2, 3)][-1]
    await settle()
    assert work.begun == [1]
    for number in (3, 2, 1):
        work.gate(number).set()
    await last
    assert work.ended == [1, 2, 3]


async def test_a_slow_chat_does_not_hold_up_another() -> None:
    work = Work()
    lanes = Lanes(work.handle, 5)
    lanes.submit(update(1, chat=1))
    work.gate(2).set()
    await lanes.submit(update(2, chat=2))
    assert work.ended == [2]
    work.gate(1).set()
    await lanes.drain()


async def test_an_urgent_update_passes_those_that_wait() -> None:
    work = Work()
    lanes = Lanes(work.handle, 5)
    lanes.submit(update(1))
    lanes.submit(update(2))
    work.gate(3).set()
    await lanes.submit(update(3), urgent=True)
    assert work.ended == [3]
    work.gate(1).set(), work.gate(2).set()
    await lanes.drain()


async def test_dropped_updates_are_done_and_never_handled() -> None:
    work = Work()
    lanes = Lanes(work.handle, 5)
    lanes.submit(update(1))
    waiting = lanes.submit(update(2))
    await settle()
    assert [one.update_id for one in lanes.drop(1)] == [2]
    await waiting
    work.gate(1).set()
    await lanes.drain()
    assert work.ended == [1]


@pytest.mark.promise("R1")
async def test_a_handler_that_hangs_frees_its_lane() -> None:
    work = Work()
    lanes = Lanes(work.handle, 0.05)
    lanes.submit(update(1))
    work.gate(2).set()
    await lanes.submit(update(2))
    assert work.ended == [2]


async def test_a_handler_that_fails_frees_its_lane() -> None:
    async def fail(_: Update) -> None:
        raise RuntimeError("canary")

    lanes = Lanes(fail, 5)
    await lanes.submit(update(1))
    await lanes.submit(update(2))
    await lanes.drain()
