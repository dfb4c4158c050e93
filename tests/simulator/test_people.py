"""What people do and see, as tests use it; and the tester that reads like a conversation."""

import asyncio

import pytest
from telegram import Bot

from simulator import Person, Simulator
from simulator.errors import NotPossible
from simulator.people import BotAccount
from simulator.tester import Tester


async def test_an_open_chat_is_not_a_started_one(sim: Simulator, bot: BotAccount) -> None:
    woman = sim.add_person("Гүлзат")
    view = woman.open(bot)
    assert (view.started, view.messages) == (False, [])
    await woman.start(bot)
    assert view.started
    assert sim.journal[0:] == []


async def test_payloads_are_what_links_can_carry(ann: Person, bot: BotAccount) -> None:
    assert (await ann.start(bot, "cso-7_a")).content["text"] == "/start cso-7_a"
    for payload in ("a b", "ы", "x" * 65):
        with pytest.raises(NotPossible):
            await ann.start(bot, payload)


async def test_she_cannot_do_what_applications_do_not_offer(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "x")
    with pytest.raises(NotPossible, match="not a message of hers"):
        await ann.edit(bot, sent.message_id, "y")
    with pytest.raises(NotPossible, match="empty"):
        await ann.send(bot, " ")
    with pytest.raises(NotPossible, match="gone"):
        await ann.send(bot, "x", reply_to=99)
    await ann.block(bot)
    with pytest.raises(NotPossible, match="blocked"):
        await ann.send(bot, "x")


async def test_waiting_ends_with_the_message_or_in_time(tg: Bot, ann: Person, bot: BotAccount) -> None:
    waiting = asyncio.create_task(ann.wait_message(bot, lambda m: m.get("text") == "b"))
    await tg.send_message(ann.id, "a")
    await tg.send_message(ann.id, "b")
    assert (await waiting)["text"] == "b"
    with pytest.raises(TimeoutError):
        await ann.wait_message(bot, lambda m: False, timeout=0.01)


async def test_waiting_for_a_whole_chat(tg: Bot, ann: Person, bot: BotAccount) -> None:
    waiting = asyncio.create_task(ann.wait_chat(bot, lambda messages: messages == []))
    await tg.delete_message(ann.id, 1)
    assert await waiting == []


async def test_calls_are_counted_since_she_last_did_something(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    await tg.send_message(ann.id, "a")
    await tg.send_message(ann.id, "b")
    second = await sim.wait_call("sendMessage", times=2)
    assert second.params["text"] == "b"
    await ann.send(bot, "салам")
    with pytest.raises(TimeoutError):
        await sim.wait_call("sendMessage", patience=0.01)
    waiting = asyncio.create_task(sim.wait_call("sendMessage"))
    await tg.send_message(ann.id, "c")
    assert (await waiting).answer["ok"]  # type: ignore[index]


async def test_the_journal_knows_calls_and_answers_and_no_token(tg: Bot, sim: Simulator, ann: Person) -> None:
    before = len(sim.journal)
    await tg.send_message(ann.id, "a", disable_notification=True)
    (call,) = sim.journal[before:]
    assert (call.bot, call.method, call.params["text"]) == ("rights_test_bot", "sendMessage", "a")
    assert call.params["disable_notification"] in (True, "true")
    assert abs(call.time - sim.clock.now()) < 5
    assert tg.token not in repr(call) + repr(sim.bots)


async def test_the_tester_reads_like_a_conversation(tg: Bot, sim: Simulator, bot: BotAccount) -> None:
    woman = Tester(sim.add_person("Айгүл", language_code="ky"), bot, patience=1)
    await woman.starts("from-a-poster")
    keyboard = {"inline_keyboard": [[{"text": "Кыргызча", "callback_data": "ky"}]]}
    await tg.send_message(woman.person.id, "Тил?", reply_markup=keyboard)  # type: ignore[arg-type]
    asked = await woman.sees("Тил?")
    assert woman.buttons(asked) == ["Кыргызча"]
    pressing = asyncio.create_task(woman.presses("Кыргызча"))
    await asyncio.sleep(0)
    query = (await tg.get_updates())[-1].callback_query
    assert query
    await query.answer("Макул")
    assert (await pressing).text == "Макул"
    await query.edit_message_text("Кыргызча сүйлөйбүз")
    await woman.sees("сүйлөйбүз")
    await tg.send_message(woman.person.id, "x", reply_markup={"keyboard": [["☂️"]]})  # type: ignore[arg-type]
    assert woman.keys == ["☂️"]
    await woman.taps("☂️")
    assert woman.shown == ["/start from-a-poster", "Кыргызча сүйлөйбүз", "x", "☂️"]
    woman.patience = 0.01
    with pytest.raises(AssertionError, match="she does not see"):
        await woman.sees("x")


async def test_two_simulators_do_not_know_each_other(sim: Simulator, ann: Person) -> None:
    other = await Simulator.start()
    assert other.url != sim.url
    assert (other.people, other.bots) == ({}, [])
    await other.stop()


async def test_the_tester_waits_for_what_it_presses_and_taps(tg: Bot, ann: Person, bot: BotAccount) -> None:
    woman = Tester(ann, bot, patience=1)
    tapping = asyncio.create_task(woman.taps("☂️"))
    pressing = asyncio.create_task(woman.presses("Ооба"))
    await asyncio.sleep(0)
    await tg.send_message(ann.id, "x", reply_markup={"keyboard": [["☂️"]]})  # type: ignore[arg-type]
    await tapping
    keyboard = {"inline_keyboard": [[{"text": "Ооба", "callback_data": "y"}]]}
    await tg.send_message(ann.id, "y", reply_markup=keyboard)  # type: ignore[arg-type]
    query = (await tg.get_updates(timeout=1))[-1].callback_query
    assert query
    await query.answer("Макул")
    assert (await pressing).text == "Макул"


async def test_the_tester_says_what_is_there_instead(tg: Bot, ann: Person, bot: BotAccount) -> None:
    woman = Tester(ann, bot, patience=0.01)
    keyboard = {"inline_keyboard": [[{"text": "Ооба", "callback_data": "y"}]]}
    await tg.send_message(ann.id, "y", reply_markup=keyboard)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match=r"no button 'Жок'; the newest are \['Ооба'\]"):
        await woman.presses("Жок")
    with pytest.raises(AssertionError, match="no key"):
        await woman.taps("☂️")
