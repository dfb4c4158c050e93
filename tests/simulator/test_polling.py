"""getUpdates: what it gives, what it forgets, and who is thrown out."""

import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict

from simulator import Person, Simulator
from simulator.people import BotAccount


@pytest.fixture
async def poller(bot: BotAccount, ann: Person, tg: Bot) -> Bot:
    """A client that has taken /start already."""
    bot.post.poller.stretches = False
    (start,) = await tg.get_updates()
    await tg.get_updates(offset=start.update_id + 1)
    return tg


def texts(updates: Any) -> list[str]:
    return [update.message.text for update in updates]


async def written(ann: Person, bot: BotAccount, count: int = 3) -> None:
    for number in range(count):
        await ann.send(bot, str(number))


async def waiting(sim: Simulator, count: int) -> None:
    """Until so many getUpdates have come to the server."""
    while len(sim.journal.of("getUpdates")) < count:
        await asyncio.sleep(0)


async def test_reading_forgets_nothing(poller: Bot, ann: Person, bot: BotAccount) -> None:
    await written(ann, bot)
    assert texts(await poller.get_updates()) == texts(await poller.get_updates()) == ["0", "1", "2"]


async def test_an_offset_forgets_what_is_below_it(poller: Bot, ann: Person, bot: BotAccount) -> None:
    await written(ann, bot)
    first, second, _ = await poller.get_updates()
    assert texts(await poller.get_updates(offset=second.update_id)) == ["1", "2"]
    assert texts(await poller.get_updates(offset=first.update_id)) == ["1", "2"]


async def test_a_negative_offset_keeps_the_last(poller: Bot, ann: Person, bot: BotAccount) -> None:
    await written(ann, bot, 5)
    assert texts(await poller.get_updates(offset=-2)) == ["3", "4"]
    assert texts(await poller.get_updates()) == ["3", "4"]


async def test_a_limit(poller: Bot, ann: Person, bot: BotAccount) -> None:
    await written(ann, bot, 101)
    assert texts(await poller.get_updates(limit=2)) == ["0", "1"]
    assert len(await poller.get_updates()) == 100


async def test_a_long_poll_ends_with_the_first_update(
    poller: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    poll = asyncio.create_task(poller.get_updates(timeout=50))
    await waiting(sim, 3)
    await ann.send(bot, "салам")
    assert texts(await asyncio.wait_for(poll, 1)) == ["салам"]


async def test_a_long_poll_ends_empty_after_its_timeout(poller: Bot, sim: Simulator) -> None:
    poll = asyncio.create_task(poller.get_updates(timeout=50))
    await waiting(sim, 3)
    sim.clock.advance(51)
    assert await asyncio.wait_for(poll, 1) == ()


async def test_the_older_of_two_pollers_is_thrown_out(
    poller: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    older = asyncio.create_task(poller._post("getUpdates", {"timeout": 50}))
    await waiting(sim, 3)
    newer = asyncio.create_task(poller.get_updates(timeout=50))
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot instance"):
        await older
    await ann.send(bot, "салам")
    assert texts(await newer) == ["салам"]


async def test_polling_and_a_webhook_exclude_each_other(poller: Bot, sim: Simulator) -> None:
    poll = asyncio.create_task(poller.get_updates(timeout=50))
    await waiting(sim, 3)
    await poller.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await poller.get_updates()
    await poller.delete_webhook()
    assert await poller.get_updates() == ()


async def test_a_hurried_repetition_waits_three_seconds(bot: BotAccount, sim: Simulator, tg: Bot) -> None:
    assert await tg.get_updates() == ()
    again = asyncio.create_task(tg.get_updates())
    await waiting(sim, 2)
    assert not again.done()
    sim.clock.advance(2.9)
    sim.clock.advance(0.2)
    assert await asyncio.wait_for(again, 1) == ()


async def test_a_hurried_repetition_gets_one_update(sim: Simulator, bot: BotAccount, ann: Person, tg: Bot) -> None:
    await written(ann, bot)
    assert len(await tg.get_updates()) == 4
    assert len(await tg.get_updates()) == 1
    sim.clock.advance(1)
    assert len(await tg.get_updates()) == 4


async def test_updates_wait_a_day(poller: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    await ann.send(bot, "кечээ")
    sim.clock.advance(23 * 3600)
    await ann.send(bot, "бүгүн")
    assert texts(await poller.get_updates()) == ["кечээ", "бүгүн"]
    sim.clock.advance(2 * 3600)
    assert texts(await poller.get_updates()) == ["бүгүн"]


async def test_a_press_waits_150_seconds(poller: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    keyboard: Any = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await poller.send_message(ann.id, "x", reply_markup=keyboard)
    press = asyncio.create_task(ann.press(bot, sent.message_id))
    await asyncio.sleep(0)
    assert len(await poller.get_updates()) == 1
    sim.clock.advance(151)
    assert await poller.get_updates() == ()
    press.cancel()


async def test_allowed_updates_are_remembered(poller: Bot, ann: Person, bot: BotAccount) -> None:
    await poller.get_updates(allowed_updates=["edited_message"])
    sent = await ann.send(bot, "a")
    await ann.edit(bot, sent.id, "b")
    (update,) = await poller.get_updates()
    assert update.edited_message
    await poller.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await ann.send(bot, "c")
    assert texts(await poller.get_updates()) == ["c"]


async def test_after_a_restart_no_update_has_an_old_number(sim: Simulator, bot: BotAccount, ann: Person) -> None:
    await ann.send(bot, "x")
    again = await Simulator.start(port=0)
    other = again.add_bot(bot.token, bot.username, "Rights")
    await again.add_person("Айгүл", language_code="ky").send(other, "x")
    first, second = bot.post.queue.waiting[0].id, other.post.queue.waiting[0].id
    await again.stop()
    assert first != second
