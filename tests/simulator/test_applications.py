"""python-telegram-bot's own Application, by polling and by webhook: the same conversations."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.ext import Application

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.simulator.conftest import running

Heard = asyncio.Queue[Update]


@pytest.fixture
def heard() -> Heard:
    return asyncio.Queue()


async def answer(update: Update, context: Any) -> None:
    """A bot that says what it hears."""
    if update.callback_query:
        await update.callback_query.answer("done", show_alert=True)
        await update.callback_query.edit_message_text("pressed " + update.callback_query.data)
    elif update.inline_query:
        text = InputTextMessageContent("<b>102</b>", parse_mode="HTML")
        await update.inline_query.answer([InlineQueryResultArticle("1", "Help", text)])
    elif update.message and update.message.text:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
        await update.message.reply_html(f"<i>{update.message.text}</i>", reply_markup=keyboard)


@pytest.fixture(params=["polling", "webhook"])
async def app(
    request: pytest.FixtureRequest, sim: Simulator, bot: BotAccount, heard: Heard
) -> AsyncIterator[Application]:
    async def handle(update: Update, context: Any) -> None:
        heard.put_nowait(update)
        await answer(update, context)

    async with running(sim, request.param, handle) as application:
        yield application


@pytest.fixture
def woman(sim: Simulator) -> Person:
    return sim.add_person("Айгүл", language_code="ky")


async def next_update(heard: Heard) -> Update:
    return await asyncio.wait_for(heard.get(), 5)


async def test_a_conversation(app: Application, woman: Person, bot: BotAccount) -> None:
    await woman.start(bot, "csm-7")
    message = await woman.wait_message(bot, lambda m: m["from"]["is_bot"])
    assert message["text"] == "/start csm-7"
    assert {e["type"] for e in message["entities"]} == {"italic", "bot_command"}
    pressed = await woman.press(bot, message["message_id"], text="Yes")
    assert (pressed.text, pressed.show_alert) == ("done", True)
    edited = await woman.wait_message(bot, lambda m: m.get("text") == "pressed y")
    assert edited["message_id"] == message["message_id"]
    assert "reply_markup" not in edited


async def test_what_a_bot_hears_of_a_person(app: Application, woman: Person, bot: BotAccount, heard: Heard) -> None:
    sent = await woman.send(bot, "салам")
    update = await next_update(heard)
    assert update.message
    assert update.effective_user
    assert (update.message.text, update.effective_user.language_code) == ("салам", "ky")
    await woman.edit(bot, sent.id, "саламатсызбы")
    update = await next_update(heard)
    assert update.edited_message
    assert (update.edited_message.text, update.edited_message.message_id) == ("саламатсызбы", sent.id)
    await woman.share_location(bot, 42.87, 74.59)
    update = await next_update(heard)
    assert update.message
    assert update.message.location.latitude == 42.87


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "contact", "document", "video"])
async def test_attachments(app: Application, woman: Person, bot: BotAccount, heard: Heard, kind: str) -> None:
    await getattr(woman, kind)(bot)
    update = await next_update(heard)
    assert update.message
    assert getattr(update.message, kind)


async def test_blocking_is_heard_and_deleting_is_not(
    app: Application, woman: Person, bot: BotAccount, heard: Heard
) -> None:
    sent = await woman.send(bot, "салам")
    await next_update(heard)
    await woman.delete(bot, sent.id)
    await woman.block(bot)
    update = await next_update(heard)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"
    await woman.unblock(bot)
    update = await next_update(heard)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "member"


async def test_inline_queries(app: Application, woman: Person, bot: BotAccount, heard: Heard) -> None:
    found = await woman.inline_query(bot, "жардам")
    assert found.titles == ["Help"]
    sent = await woman.choose(bot, found)
    assert sent.object()["via_bot"]["username"] == bot.username
    assert sent.content["entities"][0]["type"] == "bold"
    kinds = [await next_update(heard) for _ in range(3)]
    assert kinds[0].inline_query
    assert any(update.chosen_inline_result and update.chosen_inline_result.result_id == "1" for update in kinds)
    assert any(update.message and update.message.text == "102" for update in kinds)


async def test_messages_of_a_chat_come_in_order(app: Application, woman: Person, bot: BotAccount, heard: Heard) -> None:
    for number in range(20):
        await woman.send(bot, str(number))
    updates = [await next_update(heard) for _ in range(20)]
    assert [u.message.text for u in updates if u.message] == [str(n) for n in range(20)]
    await woman.wait_chat(bot, lambda messages: len(messages) == 40)
