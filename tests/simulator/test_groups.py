"""Groups, supergroups and channels."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import ChatMigrated

from simulator import Person, Simulator
from simulator.errors import NotPossible
from simulator.groups import GroupHandle
from simulator.people import BotAccount
from tests.simulator.conftest import Refusal


@pytest.fixture
async def group(sim: Simulator, bot: BotAccount, ann: Person) -> GroupHandle:
    bot.post.poller.stretches = False
    return await sim.add_group("Үй", [ann, bot])


async def heard(tg: Bot) -> list[Any]:
    updates = await tg.get_updates()
    return [u.message.text for u in updates if u.message and u.message.chat.type != "private"]


async def test_a_bot_hears_commands_mentions_and_replies(
    tg: Bot, group: GroupHandle, ann: Person, bot: BotAccount
) -> None:
    sent = await tg.send_message(group.id, "салам")
    texts = ["жөн эле", "/help", "/help@rights_test_bot", "/help@other_bot", "эй @rights_test_bot", "x@y"]
    for text in texts:
        await ann.send(group, text)
    await ann.send(group, "жооп", reply_to=sent.message_id)
    assert await heard(tg) == ["/help", "/help@rights_test_bot", "эй @rights_test_bot", "жооп"]


async def test_an_administrator_hears_everything(tg: Bot, sim: Simulator, group: GroupHandle, ann: Person) -> None:
    group.group.admins.add(sim.bots[0].id)
    await ann.send(group, "жөн эле")
    assert await heard(tg) == ["жөн эле"]


async def test_a_bot_is_told_that_it_was_added(tg: Bot, group: GroupHandle) -> None:
    update = (await tg.get_updates())[-1]
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "member"
    assert update.my_chat_member.chat.title == "Үй"


async def test_kicked_never_added_deleted(
    tg: Bot, sim: Simulator, group: GroupHandle, ann: Person, refusal: Refusal
) -> None:
    bot = sim.bots[0]
    await group.kick(bot)
    kicked = (403, "Forbidden: bot was kicked from the supergroup chat")
    assert await refusal(tg.send_message(group.id, "x")) == kicked
    other = await sim.add_group("Топ", [ann], kind="group")
    assert await refusal(tg.send_message(other.id, "x")) == (403, "Forbidden: bot is not a member of the group chat")
    await group.add(bot)
    assert await tg.send_message(group.id, "x")
    group.group.deleted = True
    assert await refusal(tg.send_message(group.id, "x")) == (403, "Forbidden: the group chat was deleted")


async def test_a_group_that_became_a_supergroup(tg: Bot, sim: Simulator, ann: Person) -> None:
    group = await sim.add_group("Топ", [ann, sim.bots[0]], kind="group")
    new = await group.upgrade()
    with pytest.raises(ChatMigrated) as caught:
        await tg.send_message(group.id, "x")
    assert caught.value.new_chat_id == new.id
    assert await tg.send_message(new.id, "x")


async def test_no_rights(tg: Bot, group: GroupHandle, refusal: Refusal) -> None:
    group.group.muted = True
    expected = (400, "Bad Request: not enough rights to send text messages to the chat")
    assert await refusal(tg.send_message(group.id, "x")) == expected


async def test_others_messages_are_deleted_by_administrators_only(
    tg: Bot, sim: Simulator, group: GroupHandle, ann: Person, refusal: Refusal
) -> None:
    hers, own = await ann.send(group, "/a"), await tg.send_message(group.id, "x")
    assert await refusal(tg.delete_message(group.id, hers.id)) == (400, "Bad Request: message can't be deleted")
    assert await tg.delete_message(group.id, own.message_id)
    group.group.admins.add(sim.bots[0].id)
    sim.clock.advance(49 * 3600)
    assert await tg.delete_message(group.id, hers.id)


async def test_a_channel(tg: Bot, sim: Simulator, ann: Person) -> None:
    channel = await sim.add_group("Жаңылык", [ann, sim.bots[0]], kind="channel", username="rights_news")
    await channel.post("салам")
    update = (await tg.get_updates())[-1]
    assert update.channel_post
    assert (update.channel_post.text, update.channel_post.from_user) == ("салам", None)
    sent = await tg.send_message("@rights_news", "жооп")
    assert sent.sender_chat
    await tg.edit_message_text("оңдоо", sent.chat.id, sent.message_id)
    assert channel.group.messages[sent.message_id].content["text"] == "оңдоо"


async def test_a_press_in_a_group(tg: Bot, group: GroupHandle, ann: Person, bot: BotAccount) -> None:
    keyboard: Any = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await tg.send_message(group.id, "x", reply_markup=keyboard)
    with pytest.raises(TimeoutError):
        await ann.press(group, sent.message_id, timeout=0.01)
    assert (await tg.get_updates())[-1].callback_query


async def test_only_members_write(sim: Simulator, group: GroupHandle) -> None:
    with pytest.raises(NotPossible, match="not in this group"):
        await sim.add_person("Гүлзат").send(group, "/x")
