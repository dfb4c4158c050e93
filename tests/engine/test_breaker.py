"""An engine that does not answer is left alone for a moment, so that nobody waits for it again and again."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.engine.breaker import FAILURES, PAUSE, Breaker
from bot.engine.client import Engine, EngineDown
from bot.engine.directive import Shown


class Clock:
    """Stands still until the test moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fail(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        breaker.failed()


def test_a_failure_or_two_open_nothing(breaker: Breaker) -> None:
    fail(breaker, FAILURES - 1)
    assert not breaker.is_open


def test_failures_in_a_row_open_it(breaker: Breaker) -> None:
    fail(breaker)
    assert breaker.is_open


def test_an_answer_between_them_begins_the_count_anew(breaker: Breaker) -> None:
    fail(breaker, FAILURES - 1)
    breaker.succeeded()
    fail(breaker, FAILURES - 1)
    assert not breaker.is_open


def test_after_a_pause_one_question_is_let_through_and_no_second(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.seconds += PAUSE
    assert not breaker.is_open
    assert breaker.is_open


def test_an_answer_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.seconds += PAUSE
    assert not breaker.is_open
    breaker.succeeded()
    assert not breaker.is_open


def test_one_failure_is_enough_where_it_is_told_so(clock: Clock) -> None:
    breaker = Breaker(clock, most=1)
    breaker.failed()
    assert breaker.is_open


@asynccontextmanager
async def silent() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server that takes every question and answers none."""
    heard: list[bytes] = []
    writers: list[asyncio.StreamWriter] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        heard.append(await reader.readline())

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], heard
    finally:
        server.close()
        for writer in writers:
            writer.close()
            await writer.wait_closed()


@pytest.mark.promise("E4")
async def test_nobody_waits_for_an_engine_that_hangs_after_the_first_few() -> None:
    async with silent() as (port, heard), Engine(f"http://127.0.0.1:{port}", timeout=0.1) as engine:
        for _ in range(FAILURES):
            with pytest.raises(EngineDown):
                await engine.ask("anybody", "салам", Shown())
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(EngineDown):
                await engine.ask("anybody", "салам", Shown())
        assert time.monotonic() - began < 0.1
        assert len(heard) == FAILURES
