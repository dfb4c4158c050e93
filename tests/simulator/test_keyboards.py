"""Reply keyboards, inline buttons and their answers."""

import asyncio
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from simulator import Person, Simulator
from simulator.errors import NotPossible
from simulator.people import BotAccount
from tests.simulator.conftest import Refusal

KEYS = ReplyKeyboardMarkup([["☂️", "🍃"]], resize_keyboard=True, is_persistent=True)
YES = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


def keys(ann: Person, bot: BotAccount) -> list[str]:
    keyboard = ann.chat(bot).reply_keyboard or {"keyboard": []}
    return [key["text"] for row in keyboard["keyboard"] for key in row]


async def test_a_keyboard_stays_until_it_is_removed(tg: Bot, ann: Person, bot: BotAccount) -> None:
    await tg.send_message(ann.id, "x", reply_markup=KEYS)
    await tg.send_message(ann.id, "y")
    assert keys(ann, bot) == ["☂️", "🍃"]
    assert ann.chat(bot).reply_keyboard["is_persistent"] is True  # type: ignore[index]
    await tg.send_message(ann.id, "z", reply_markup=ReplyKeyboardRemove())
    assert ann.chat(bot).reply_keyboard is None


async def test_a_keyboard_goes_with_its_message(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "x", reply_markup=KEYS)
    await tg.delete_message(ann.id, sent.message_id)
    assert keys(ann, bot) == []


async def test_a_key_writes_its_label(tg: Bot, ann: Person, bot: BotAccount) -> None:
    await tg.send_message(ann.id, "x", reply_markup=KEYS)
    await ann.tap_reply_key(bot, "🍃")
    assert ann.chat(bot).messages[-1]["text"] == "🍃"
    assert keys(ann, bot)
    with pytest.raises(NotPossible, match="no key"):
        await ann.tap_reply_key(bot, "Exit")


async def test_a_one_time_keyboard_goes_when_used(tg: Bot, ann: Person, bot: BotAccount) -> None:
    await tg.send_message(ann.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]], one_time_keyboard=True))
    await ann.tap_reply_key(bot, "a")
    assert keys(ann, bot) == []


async def test_a_key_can_ask_for_the_place(tg: Bot, ann: Person, bot: BotAccount) -> None:
    ask = ReplyKeyboardMarkup([[KeyboardButton("Кайда?", request_location=True)]])
    await tg.send_message(ann.id, "x", reply_markup=ask)
    with pytest.raises(NotPossible, match="share_location"):
        await ann.tap_reply_key(bot, "Кайда?")


async def test_in_groups_no_key_asks_for_the_place(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount, refusal: Refusal
) -> None:
    group = await sim.add_group("Үй", [ann, bot])
    ask = ReplyKeyboardMarkup([[KeyboardButton("Кайда?", request_location=True)]])
    expected = (400, "Bad Request: location can be requested in private chats only")
    assert await refusal(tg.send_message(group.id, "x", reply_markup=ask)) == expected


async def press(ann: Person, bot: BotAccount, tg: Bot, **which: Any) -> Any:
    """A press that the bot has heard of: the task, and the query."""
    sent = await tg.send_message(ann.id, "x", reply_markup=YES)
    task = asyncio.create_task(ann.press(bot, sent.message_id, **which))
    await asyncio.sleep(0)
    updates = await tg.get_updates()
    return task, updates[-1].callback_query


@pytest.mark.parametrize(("which", "data"), [({"text": "No"}, "n"), ({"data": "n"}, "n"), ({}, "y")])
async def test_buttons_are_found_by_label_or_data(
    tg: Bot, ann: Person, bot: BotAccount, which: dict[str, str], data: str
) -> None:
    task, query = await press(ann, bot, tg, **which)
    assert query.data == data
    await query.answer("text", show_alert=True)
    answer = await task
    assert (answer.text, answer.show_alert) == ("text", True)


async def test_an_answer_that_comes_too_late(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount, refusal: Refusal
) -> None:
    task, query = await press(ann, bot, tg)
    sim.clock.advance(151)
    expected = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await refusal(query.answer()) == expected
    task.cancel()


async def test_a_bot_that_does_not_answer(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "x", reply_markup=YES)
    with pytest.raises(TimeoutError):
        await ann.press(bot, sent.message_id, timeout=0.01)


async def test_only_what_is_there_can_be_pressed(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "x", reply_markup=YES)
    with pytest.raises(NotPossible, match=r"no such button; there are \['Yes', 'No'\]"):
        await ann.press(bot, sent.message_id, text="Maybe")
    await tg.delete_message(ann.id, sent.message_id)
    with pytest.raises(NotPossible, match="does not see"):
        await ann.press(bot, sent.message_id, text="Yes")


async def test_64_bytes_and_100_buttons_pass(tg: Bot, ann: Person) -> None:
    row = [InlineKeyboardButton("x", callback_data="ы" * 32)]
    assert await tg.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup([row] * 100))
