"""The bot behind a webhook: the same conversation, nothing for strangers, nothing twice, nothing lost."""

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.service.ports import free_port
from bot.service.process import Child
from bot.telegram.delivery.webhook import HEADER
from simulator.faults import Fault
from simulator.tester import Tester
from tests.e2e.conftest import KEY, NOBODY, TOKEN, Town

SECRET = "only-Telegram_knows-it-0123456789"
MENU = "What would you like to know"


def hook() -> dict[str, str]:
    """Settings of a webhook on this machine."""
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_secret": SECRET, "webhook_port": str(port)}


def asks_for_the_menu(woman: Tester, number: int) -> dict[str, Any]:
    """An update that Telegram itself did not post."""
    someone = {"id": woman.person.id, "first_name": "A", "language_code": "en"}
    message = {"message_id": 10_000 + number, "date": 1_790_000_000, "text": "/menu"}
    message |= {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
    return {
        "update_id": 2**40 + number,
        "message": {**message, "chat": {**someone, "type": "private"}, "from": {**someone, "is_bot": False}},
    }


async def posted(url: str, update: dict[str, Any], secret: str) -> int:
    headers = {HEADER: secret}
    async with aiohttp.ClientSession() as session, session.post(url, json=update, headers=headers) as answer:
        return answer.status


async def until(look: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not look():
            await asyncio.sleep(0.02)


def menus(woman: Tester) -> int:
    return sum(MENU in text for text in woman.shown)


@pytest.mark.promise("S1")
async def test_telegram_is_answered_a_stranger_is_not_and_nobody_twice(empty_town: Town) -> None:
    own = hook()
    await empty_town.open(NOBODY, **own)
    woman = empty_town.woman("en")
    await woman.writes("/menu")
    await woman.sees(MENU)
    assert await posted(own["webhook_url"], asks_for_the_menu(woman, 1), "guess") == 403
    for _ in range(3):
        assert await posted(own["webhook_url"], asks_for_the_menu(woman, 2), SECRET) == 200
    assert menus(woman) == 2
    assert empty_town.simulator.journal.of("getUpdates") == []


@pytest.mark.promise("E4")
async def test_exit_by_button_waits_for_nothing(empty_town: Town) -> None:
    await empty_town.open(NOBODY, **hook())
    woman = empty_town.woman("en")
    await woman.writes("/menu")
    await woman.sees(MENU)
    empty_town.simulator.faults.plant("sendMessage", Fault(delay=3))
    await woman.writes("/help")
    await until(lambda: not empty_town.simulator.journal.of("sendMessage")[-1].done)
    await woman.presses("Hide")
    await woman.person.wait_chat(empty_town.bot, lambda messages: len(messages) == 1, 2)


def own_process(town: Town) -> Child:
    """The front end behind its webhook, to be killed."""
    env = {
        "INSTALLATION_KEY": KEY,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": town.simulator.url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{town.folder}/test.db",
        "ENGINE_PORT": str(NOBODY),
        **{name.upper(): str(value) for name, value in hook().items()},
    }
    return Child("bot", [sys.executable, "-m", "bot", "front-end"], env)


async def killed(bot: Child) -> None:
    """kill -9."""
    assert bot.process
    bot.process.kill()
    await bot.process.wait()


@pytest.mark.promise("R1")
async def test_what_a_kill_loses_telegram_repeats(empty_town: Town) -> None:
    bot = own_process(empty_town)
    woman = empty_town.woman("en")
    simulator = empty_town.simulator
    simulator.faults.plant("sendMessage", Fault(hang=True))
    await bot.start()
    try:
        await woman.writes("/menu")
        await until(lambda: simulator.journal.of("sendMessage"))
        await killed(bot)
        await bot.start()
        await until(lambda: len(simulator.journal.of("setWebhook")) == 2)
        simulator.clock.advance(120)  # Telegram waits up to a minute before it tries again
        await woman.sees(MENU)
    finally:
        await killed(bot)
    assert menus(woman) == 1


async def test_who_goes_back_to_polling_is_answered(empty_town: Town) -> None:
    await empty_town.open(NOBODY, **hook())
    woman = empty_town.woman("en")
    await woman.writes("/menu")
    await woman.sees(MENU)
    await empty_town.close()
    await woman.writes("/menu")
    await empty_town.open(NOBODY)
    await woman.sees(MENU)
