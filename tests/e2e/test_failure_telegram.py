"""Telegram fails, hangs, refuses or slows us down; clocks jump."""

import asyncio
from datetime import timedelta

import pytest

from simulator.faults import Fault
from simulator.tester import Tester
from tests.e2e.conftest import NOBODY, Town
from tests.e2e.test_disguise import RECIPE, began, left_with
from tests.e2e.timing import a_second

MENU = "О чём рассказать"


@pytest.fixture
def town(town_without_engine: Town) -> Town:
    return town_without_engine


def plant(town: Town, method: str, times: int = 1, **fault: object) -> None:
    town.simulator.faults.plant(method, Fault(**fault), times)  # type: ignore[arg-type]


def menus(woman: Tester) -> int:
    return sum(text.startswith(MENU) for text in woman.shown)


async def asks_again(woman: Tester) -> None:
    """One more question and its answer: what was asked before is settled by then."""
    await woman.writes("/help")
    await woman.sees(MENU)


@pytest.mark.promise("R1")
@pytest.mark.parametrize("code", [500, 502, 503])
async def test_a_failing_telegram_is_asked_again_until_it_takes_the_answer(town: Town, code: int) -> None:
    woman = await began(town, "ru")
    plant(town, "sendMessage", 4, error_code=code)
    plant(town, "getUpdates", 2, error_code=code)
    await woman.writes("/menu")
    await woman.sees(MENU)


@pytest.mark.promise("R1")
async def test_an_answer_comes_also_when_telegram_asks_to_wait_longer_than_a_handler_may_take(empty_town: Town) -> None:
    await empty_town.open(NOBODY, handler_deadline=1)
    woman = await began(empty_town, "ru")
    plant(empty_town, "sendMessage", error_code=429, retry_after=2)
    await woman.writes("/menu")
    await woman.sees(MENU)
    await woman.writes("/exit")
    await left_with(empty_town, woman, RECIPE["ru"])


@pytest.mark.promise("R1")
async def test_a_connection_that_breaks_after_telegram_took_the_answer_does_not_repeat_it(town: Town) -> None:
    woman = await began(town, "ru")
    before = menus(woman)
    plant(town, "sendMessage", drop="after")
    await woman.writes("/menu")
    await woman.sees(MENU)
    await asks_again(woman)
    assert menus(woman) == before + 2


@pytest.mark.promise("E4")
@pytest.mark.parametrize("drop", ["before", "after"])
async def test_sos_comes_whatever_breaks_rather_twice_than_never(town: Town, drop: str) -> None:
    woman = await began(town, "ru")
    plant(town, "sendMessage", drop=drop)
    async with a_second():
        await woman.writes("/sos")
        await woman.sees("102")
    await town.simulator.wait_call("sendMessage", times=2)
    assert sum("102" in text for text in woman.shown[-2:]) == (2 if drop == "after" else 1)


@pytest.mark.promise("E4")
@pytest.mark.parametrize("fault", [{"hang": True}, {"error_code": 429, "retry_after": 30}, {"error_code": 500}])
async def test_sos_and_exit_do_not_wait_for_a_spinner(town: Town, fault: dict[str, object]) -> None:
    woman = await began(town, "ru")
    plant(town, "answerCallbackQuery", 9, **fault)
    async with a_second():
        press = asyncio.ensure_future(woman.presses("Спрятать чат"))
        await woman.sees(RECIPE["ru"])
        await left_with(town, woman, RECIPE["ru"])
    press.cancel()
    await asyncio.gather(press, return_exceptions=True)


@pytest.mark.promise("P1")
@pytest.mark.parametrize("fault", [{"hang": True}, {"error_code": 429, "retry_after": 4}])
async def test_the_chat_is_emptied_though_the_decoy_hangs(town: Town, fault: dict[str, object]) -> None:
    woman = await began(town, "ru")
    plant(town, "sendMessage", **fault)
    await woman.writes("/exit")
    await woman.person.wait_chat(town.bot, lambda messages: not messages, 3)


@pytest.mark.promise("P1")
@pytest.mark.parametrize("fault", [{"drop": "before"}, {"error_code": 502}, {"error_code": 429, "retry_after": 1}])
async def test_what_telegram_does_not_delete_at_once_is_deleted_soon(town: Town, fault: dict[str, object]) -> None:
    woman = await began(town, "ru")
    plant(town, "deleteMessages", 2, **fault)
    await woman.writes("/exit")
    await left_with(town, woman, RECIPE["ru"])


@pytest.mark.promise("P1")
async def test_a_deletion_that_fails_for_long_is_tried_again_later(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.delivery.gateway.ATTEMPTS", 1)
    woman = await began(town, "ru")
    plant(town, "deleteMessages", 2, error_code=500)
    await woman.writes("/exit")
    await left_with(town, woman, RECIPE["ru"])
    await woman.writes("салам")
    await woman.sees(RECIPE["ru"])


@pytest.mark.promise("P2")
async def test_a_telegram_that_fails_long_ends_neither_the_bot_nor_the_clock(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.delivery.gateway.ATTEMPTS", 1)
    woman = await began(town, "ru")
    plant(town, "deleteMessages", 3, error_code=500)
    town.later = timedelta(hours=24, seconds=10)
    await woman.person.wait_chat(town.bot, lambda messages: not messages, 10)
    await woman.writes("/menu")
    await woman.sees(MENU)


@pytest.mark.promise("R4")
async def test_slowing_one_chat_down_slows_no_other(town: Town) -> None:
    slowed, woman = await began(town, "ru"), await began(town, "ru")
    plant(town, "sendMessage", error_code=429, retry_after=3)
    await slowed.writes("/menu")
    await town.simulator.wait_call("sendMessage")
    async with a_second():
        await woman.writes("/menu")
        await woman.sees(MENU)
    await slowed.sees(MENU)


async def test_who_blocks_the_bot_and_comes_back_is_answered_again(town: Town) -> None:
    woman = await began(town, "ru")
    plant(town, "sendMessage", delay=0.3)
    await woman.writes("/menu")
    await woman.person.block(town.bot)
    await town.simulator.wait_call("sendMessage")
    await woman.person.unblock(town.bot)
    await asks_again(woman)


@pytest.mark.promise("R1")
async def test_a_hung_send_holds_up_nobody_but_its_own_chat(town: Town) -> None:
    stuck, woman = await began(town, "ru"), await began(town, "ru")
    plant(town, "sendMessage", hang=True)
    await stuck.writes("/menu")
    await town.simulator.wait_call("getUpdates")
    async with a_second():
        await woman.writes("/menu")
        await woman.sees(MENU)
    async with a_second():
        await stuck.writes("/sos")
        await stuck.sees("102")


@pytest.mark.promise("P2")
async def test_a_clock_that_jumps_back_deletes_nothing_early_and_forward_nothing_late(town: Town) -> None:
    woman = await began(town, "ru")
    everything = len(woman.messages)
    for hours in (-1, 1, 0):
        town.later = timedelta(hours=hours)
        async with a_second():
            await woman.writes("/sos")
            await woman.sees("102")
        assert len(woman.messages) >= everything
    town.later = timedelta(hours=23, minutes=59)
    await woman.writes("/menu")
    await woman.sees(MENU)
    assert len(woman.messages) > everything
    town.later = timedelta(hours=25, seconds=10)
    # What came while the clock was an hour ahead goes with it; what came just before the last jump stays.
    await woman.person.wait_chat(town.bot, lambda messages: len(messages) <= 2, 10)


@pytest.mark.promise("R4")
async def test_pacing_and_lanes_do_not_care_what_the_clock_says(town: Town) -> None:
    woman = await began(town, "ru")
    before = menus(woman)
    for hours in (1, -1, 2, -2):
        town.later = timedelta(hours=hours)
        await woman.writes("/menu")
    await woman.person.wait_chat(town.bot, lambda _: menus(woman) == before + 4, 10)
