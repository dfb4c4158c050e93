"""What she gets when something is broken."""

import asyncio
import time

import pytest

from bot.service.ports import free_port
from simulator.faults import Fault
from tests.e2e.conftest import Town, start_engine


@pytest.mark.engine
@pytest.mark.promise("E4")
async def test_the_engine_dies_and_comes_back(empty_town: Town) -> None:
    port = free_port()
    engine = await asyncio.to_thread(start_engine, port)
    try:
        await empty_town.open(port)
        woman = empty_town.woman("ru")
        await woman.writes("как развестись")
        await woman.sees("азвод")

        engine.kill()
        engine.wait()
        began = time.monotonic()
        await woman.writes("а сколько это стоит")
        await woman.sees("временно не понимаю", "102")
        assert time.monotonic() - began < 1
        await woman.sees("О чём рассказать")
        await woman.presses("Семья")
        await woman.sees("Развод")
        await woman.presses("Развод")
        await woman.sees("Развод")

        engine = await asyncio.to_thread(start_engine, port)
        await woman.writes("как получить алименты")
        await woman.sees("лимент")
    finally:
        engine.kill()
        engine.wait()


@pytest.mark.promise("E4")
async def test_help_by_key_works_without_the_engine(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("en")
    await woman.writes("☂️")
    card = await woman.sees("102")
    assert woman.buttons(card)[0] == "I am not in danger"


@pytest.mark.promise("R4")
async def test_flood_control_delays_and_loses_nothing(town_without_engine: Town) -> None:
    town_without_engine.simulator.faults.plant("sendMessage", Fault(error_code=429, retry_after=1), times=1)
    woman = town_without_engine.woman("en")
    await woman.writes("/menu")
    await woman.sees("What would you like to know")


@pytest.mark.promise("R1")
@pytest.mark.parametrize("code", [500, 502])
async def test_a_failing_telegram_is_asked_again(town_without_engine: Town, code: int) -> None:
    town_without_engine.simulator.faults.plant("sendMessage", Fault(error_code=code), times=2)
    town_without_engine.simulator.faults.plant("getUpdates", Fault(error_code=code), times=2)
    woman = town_without_engine.woman("en")
    await woman.writes("/menu")
    await woman.sees("What would you like to know")


async def test_who_blocked_the_bot_does_not_stop_the_others(town_without_engine: Town) -> None:
    gone, woman = town_without_engine.woman("en"), town_without_engine.woman("en")
    town_without_engine.simulator.faults.plant("sendMessage", Fault(delay=0.3), times=1)
    await gone.writes("/menu")
    await gone.person.block(town_without_engine.bot)
    await woman.writes("/menu")
    await woman.sees("What would you like to know")


async def test_a_handler_that_fails_still_gives_the_numbers(
    town_without_engine: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.screens.Screens.menu", lambda self: 1 / 0)
    woman = town_without_engine.woman("en")
    await woman.writes("/menu")
    await woman.sees("something went wrong", "102")
