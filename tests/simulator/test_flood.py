"""Flood control."""

import asyncio

import pytest

from simulator.clock import Clock
from simulator.errors import ApiError
from simulator.flood import Flood, Rate


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It moves only when told to."""
    monkeypatch.setattr("simulator.clock.time.time", lambda: 1_800_000_000.0)
    return Clock()


def passed(flood: Flood, chats: list[int]) -> int:
    for count, chat in enumerate(chats):
        try:
            flood.check(1, chat)
        except ApiError as error:
            assert error.code == 429
            return count
    return len(chats)


def test_a_burst_to_one_chat_passes_and_then_one_a_second(clock: Clock) -> None:
    flood = Flood(clock)
    assert passed(flood, [7] * 30) == 20
    clock.advance(1)
    assert passed(flood, [7] * 30) == 1


def test_thirty_a_second_to_all(clock: Clock) -> None:
    flood = Flood(clock)
    assert passed(flood, list(range(1, 100))) == 30
    clock.advance(1)
    assert passed(flood, list(range(1, 100))) == 30


def test_groups_get_twenty_a_minute(clock: Clock) -> None:
    flood = Flood(clock)
    assert passed(flood, [-7] * 30) == 20
    with pytest.raises(ApiError, match="retry after 3"):
        flood.check(1, -7)
    clock.advance(60)
    assert passed(flood, [-7] * 30) == 20


def test_it_can_be_set_and_switched_off(clock: Clock) -> None:
    flood = Flood(clock)
    flood.private = Rate(per_second=1, burst=2)
    assert passed(flood, [7] * 5) == 2
    flood.enabled = False
    assert passed(flood, [7] * 500) == 500


def test_bots_do_not_share_their_limits(clock: Clock) -> None:
    flood = Flood(clock)
    assert passed(flood, [7] * 30) == 20
    flood.check(2, 7)


async def test_time_goes_forward_only_and_wakes_sleepers() -> None:
    clock = Clock()
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3599)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.advance(2)
    await asyncio.wait_for(sleeper, 1)
