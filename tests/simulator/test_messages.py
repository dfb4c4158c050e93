"""Messages in a chat: sent, edited, deleted, copied, pinned."""

import pytest
from telegram import Bot, LinkPreviewOptions

from simulator import Person, Simulator
from simulator.errors import NotPossible
from simulator.people import BotAccount
from tests.simulator.conftest import Refusal


def shown(ann: Person, bot: BotAccount) -> list[str]:
    return [m.get("text", "?") for m in ann.chat(bot).messages]


async def test_ids_count_over_both_sides_and_all_chats_of_a_bot(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    other = sim.add_person("Гүлзат")
    ids = [(await tg.send_message(ann.id, "x")).message_id, (await other.start(bot)).id]
    assert [*ids, (await tg.send_message(ann.id, "x")).message_id] == [2, 3, 4]


async def test_silent_and_protected_messages_are_marked(tg: Bot, ann: Person, bot: BotAccount) -> None:
    options = LinkPreviewOptions(is_disabled=True)
    sent = await tg.send_message(
        ann.id, "x.org", disable_notification=True, protect_content=True, link_preview_options=options
    )
    assert sent.link_preview_options == options
    last = ann.chat(bot).messages[-1]
    assert (last["disable_notification"], last["has_protected_content"]) == (True, True)
    with pytest.raises(NotPossible):
        await ann.forward(bot, ann.room(bot).messages[sent.message_id])


async def test_an_edit_changes_text_and_takes_the_keyboard_away(tg: Bot, ann: Person, bot: BotAccount) -> None:
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await tg.send_message(ann.id, "a", reply_markup=keyboard)  # type: ignore[arg-type]
    await tg.edit_message_text("<b>b</b>", ann.id, sent.message_id, parse_mode="HTML")
    last = ann.chat(bot).messages[-1]
    assert (last["text"], last["entities"][0]["type"], "reply_markup" in last) == ("b", "bold", False)
    assert last["edit_date"]
    await tg.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=keyboard)  # type: ignore[arg-type]
    assert ann.chat(bot).messages[-1]["reply_markup"] == keyboard


async def test_both_sides_delete_for_both(tg: Bot, ann: Person, bot: BotAccount, refusal: Refusal) -> None:
    first, second = await tg.send_message(ann.id, "a"), await tg.send_message(ann.id, "b")
    await tg.delete_message(ann.id, 1)  # hers
    await ann.delete(bot, first.message_id)
    assert shown(ann, bot) == ["b"]
    gone = await refusal(tg.edit_message_text("c", ann.id, first.message_id))
    assert gone == (400, "Bad Request: message to edit not found")
    await tg.delete_messages(ann.id, [first.message_id, second.message_id, 999])
    assert shown(ann, bot) == []


async def test_48_hours(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount, refusal: Refusal) -> None:
    old = await tg.send_message(ann.id, "old")
    sim.clock.advance(47 * 3600)
    new = await tg.send_message(ann.id, "new")
    sim.clock.advance(2 * 3600)
    late = (400, "Bad Request: message can't be deleted for everyone")
    assert await refusal(tg.delete_message(ann.id, old.message_id)) == late
    assert await refusal(tg.delete_message(ann.id, 1)) == late
    assert await refusal(tg.delete_messages(ann.id, [new.message_id, old.message_id])) == late
    assert shown(ann, bot) == ["/start", "old", "new"]
    await tg.delete_messages(ann.id, [new.message_id])
    await tg.edit_message_text("edited", ann.id, old.message_id)
    assert shown(ann, bot) == ["/start", "edited"]


async def test_clearing_is_for_her_side_only(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "a")
    await ann.clear(bot)
    assert shown(ann, bot) == []
    assert await tg.edit_message_text("b", ann.id, sent.message_id)
    assert shown(ann, bot) == []


async def test_forwards_and_copies(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "<b>a</b>", parse_mode="HTML")
    forwarded = await tg.forward_message(ann.id, ann.id, 1)
    assert forwarded.forward_origin
    assert forwarded.forward_origin.sender_user.first_name == "Айгүл"  # type: ignore[attr-defined]
    await tg.copy_message(ann.id, ann.id, sent.message_id)
    copy = ann.chat(bot).messages[-1]
    assert (copy["text"], copy["entities"][0]["type"], "forward_origin" in copy) == ("a", "bold", False)
    again = await ann.forward(bot, ann.room(bot).messages[sent.message_id])
    assert again.extra["forward_origin"]["sender_user"]["is_bot"] is True


async def test_pins(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "a")
    await tg.pin_chat_message(ann.id, sent.message_id)
    chat = await tg.get_chat(ann.id)
    assert chat.pinned_message
    assert (chat.pinned_message.text, chat.first_name, ann.chat(bot).pinned) == ("a", "Айгүл", [sent.message_id])
    await tg.unpin_chat_message(ann.id)
    assert (await tg.get_chat(ann.id)).pinned_message is None


async def test_replies_show_what_they_answer(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_message(ann.id, "a", reply_to_message_id=1)
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/start"
    answered = await ann.send(bot, "b", reply_to=sent.message_id)
    assert answered.extra["reply_to_message"]["text"] == "a"


async def test_typing_ends_with_a_message_or_after_five_seconds(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    for end in ("message", "time"):
        await tg.send_chat_action(ann.id, "typing")
        assert ann.chat(bot).typing
        if end == "message":
            await tg.send_message(ann.id, "x")
        else:
            sim.clock.advance(6)
        assert not ann.chat(bot).typing


async def test_a_long_text_of_hers_is_cut_by_her_application(ann: Person, bot: BotAccount) -> None:
    await ann.send(bot, "ы" * 5000)
    assert [len(text) for text in shown(ann, bot)[1:]] == [4096, 904]


async def test_a_contact_and_a_place(tg: Bot, ann: Person, bot: BotAccount) -> None:
    contact = await tg.send_contact(ann.id, "+996312000000", "Борбор")
    assert contact.contact
    assert contact.contact.phone_number == "+996312000000"
    place = await tg.send_location(ann.id, 42.87, 74.59)
    assert place.location
    assert place.location.longitude == 74.59
