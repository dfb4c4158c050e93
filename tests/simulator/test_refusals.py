"""Telegram's refusals, word for word: each row is one call through python-telegram-bot."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import Forbidden, InvalidToken, RetryAfter

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.simulator.conftest import OTHER, Refusal, ptb

Call = Callable[[Bot, int], Awaitable[Any]]
PARSE = "can't parse entities: "


def send(text: str, **more: Any) -> Call:
    return lambda tg, chat: tg._post("sendMessage", {"chat_id": chat, "text": text, **more})


def html(text: str) -> Call:
    return send(text, parse_mode="HTML")


def raw(method: str, **params: Any) -> Call:
    return lambda tg, chat: tg._post(method, {k: chat if v == "CHAT" else v for k, v in params.items()})


def inline(**button: Any) -> Call:
    return send("x", reply_markup={"inline_keyboard": [[button]]})


def commands(*given: dict[str, str], **more: Any) -> Call:
    return raw("setMyCommands", commands=list(given), **more)


def webhook(url: str, secret: str = "") -> Call:
    return raw("setWebhook", url=url, secret_token=secret)


TABLE: list[tuple[str, Call]] = [
    ("message text is empty", send("")),
    ("message text is empty", raw("sendMessage", chat_id="CHAT")),
    ("text must be non-empty", send("  \n ")),
    ("text must be non-empty", html("<b> </b>")),
    ("message is too long", send("ы" * 4097)),
    ("text is too long", send("x" * 32_769)),
    ("text is too long", send("ы" * 16_385)),
    ("unsupported parse_mode", send("x", parse_mode="bbcode")),
    (PARSE + 'Can\'t find end tag corresponding to start tag "b"', html("<b>x")),
    (PARSE + 'Unsupported start tag "x" at byte offset 0', html("<x>")),
    (PARSE + 'Unsupported start tag "" at byte offset 2', html("1 < 2 > 0")),
    (PARSE + 'Unsupported start tag "x" at byte offset 7', html("Ош 1 <x>")),
    (PARSE + 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"', html("<b><i>x</b></i>")),
    (PARSE + "Unexpected end tag at byte offset 0", html("</b>")),
    (PARSE + "Unclosed start tag at byte offset 0", html("<b")),
    (PARSE + "Unclosed start tag at byte offset 2", html("1 <2")),
    (PARSE + "Unclosed end tag at byte offset 4", html("<b>x</b x>")),
    (PARSE + 'Empty attribute name in the tag "a" at byte offset 0', html('<a "x">y</a>')),
    (PARSE + "Unexpected end of name token at byte offset 8", html("<a href=x/y>z</a>")),
    (PARSE + 'Tag "span" must have class "tg-spoiler" at byte offset 0', html('<span class="x">y</span>')),
    (
        PARSE + "Character '.' is reserved and must be escaped with the preceding '\\'",
        send("a.b", parse_mode="MarkdownV2"),
    ),
    (PARSE + "Can't find end of Italic entity at byte offset 0", send("_i", parse_mode="MarkdownV2")),
    (PARSE + "Can't find end of Bold entity at byte offset 3", send("ы *b", parse_mode="MarkdownV2")),
    (PARSE + "Can't find end of PreCode entity at byte offset 0", send("```py\nx", parse_mode="MarkdownV2")),
    (PARSE + "Can't find end of TextUrl entity at byte offset 0", send("[x", parse_mode="MarkdownV2")),
    (PARSE + "Can't find end of a URL at byte offset 4", send("[x](http", parse_mode="MarkdownV2")),
    (PARSE + "Can't find end of the entity starting at byte offset 0", send("*x", parse_mode="Markdown")),
    ("chat_id is empty", raw("sendMessage", text="x")),
    ("chat not found", raw("sendMessage", chat_id=42, text="x")),
    ("chat not found", raw("sendMessage", chat_id="@nobody", text="x")),
    ("message to be replied not found", send("x", reply_parameters={"message_id": 999})),
    ("message to edit not found", raw("editMessageText", chat_id="CHAT", message_id=999, text="x")),
    ("message identifier is not specified", raw("editMessageText", text="x")),
    ("message can't be edited", raw("editMessageText", chat_id="CHAT", message_id=1, text="x")),
    ("message to delete not found", raw("deleteMessage", chat_id="CHAT", message_id=999)),
    ("chat identifier is not specified", raw("deleteMessage", message_id=1)),
    ("message identifier is not specified", raw("deleteMessage", chat_id="CHAT")),
    ("message identifiers are not specified", raw("deleteMessages", chat_id="CHAT", message_ids=[])),
    ("too many message identifiers specified", raw("deleteMessages", chat_id="CHAT", message_ids=list(range(1, 102)))),
    ("message to copy not found", raw("copyMessage", chat_id="CHAT", from_chat_id="CHAT", message_id=999)),
    ("message to forward not found", raw("forwardMessage", chat_id="CHAT", from_chat_id="CHAT", message_id=999)),
    ("message to pin not found", raw("pinChatMessage", chat_id="CHAT", message_id=999)),
    ("BUTTON_DATA_INVALID", inline(text="x", callback_data="x" * 65)),
    ("BUTTON_DATA_INVALID", inline(text="x", callback_data="ы" * 33)),
    ("BUTTON_DATA_INVALID", inline(text="x", callback_data="")),
    ("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", inline(text="x")),
    ("can't parse inline keyboard button: Can't find field \"text\"", inline(callback_data="x")),
    ("inline keyboard button text must be non-empty", inline(text=" ", callback_data="x")),
    (
        "inline keyboard button URL 'gopher://x.org' is invalid: Unsupported URL protocol",
        inline(text="x", url="gopher://x.org"),
    ),
    ("inline keyboard button URL 'http://' is invalid: URL host is empty", inline(text="x", url="http://")),
    ("inline keyboard button URL 'x' is invalid: Wrong HTTP URL", inline(text="x", url="x")),
    ("object expected as reply markup", send("x", reply_markup="[]")),
    ("can't parse reply keyboard markup JSON object", send("x", reply_markup="{")),
    (
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        send("x", reply_markup={"inline_keyboard": [{"text": "x"}]}),
    ),
    ('field "keyboard" of the ReplyKeyboardMarkup must be an Array', send("x", reply_markup={"keyboard": "x"})),
    (
        "reply markup is too long",
        send("x", reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}),
    ),
    ("wrong parameter action in request", raw("sendChatAction", chat_id="CHAT", action="dancing")),
    ("latitude is empty", raw("sendLocation", chat_id="CHAT")),
    ("longitude is empty", raw("sendLocation", chat_id="CHAT", latitude=42.8)),
    ("there is no photo in the request", raw("sendPhoto", chat_id="CHAT")),
    (
        "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
        raw("sendPhoto", chat_id="CHAT", photo="abc"),
    ),
    ("failed to get HTTP URL content", raw("sendPhoto", chat_id="CHAT", photo="http://example.org/x.png")),
    ("file_id not specified", raw("getFile")),
    ("wrong file_id or the file is temporarily unavailable", raw("getFile", file_id="abc")),
    (
        "query is too old and response timeout expired or query ID is invalid",
        raw("answerCallbackQuery", callback_query_id="1"),
    ),
    ("MESSAGE_TOO_LONG", raw("answerCallbackQuery", callback_query_id="1", text="x" * 201)),
    (
        "query is too old and response timeout expired or query ID is invalid",
        raw("answerInlineQuery", inline_query_id="1", results=[]),
    ),
    (
        "too many inline query results specified",
        raw("answerInlineQuery", inline_query_id="1", results=[{"type": "article", "id": "1"}] * 51),
    ),
    ("BOT_COMMAND_INVALID", commands({"command": "Start", "description": "x"})),
    ("BOT_COMMAND_INVALID", commands({"command": "x" * 33, "description": "x"})),
    ("BOT_COMMANDS_TOO_MUCH", commands(*[{"command": "x", "description": "x"}] * 101)),
    ("BOT_COMMANDS_TOO_MUCH", commands(*[{"command": "x", "description": "ы" * 256}] * 9)),
    ("command description must be non-empty", commands({"command": "x", "description": ""})),
    ("can't parse BotCommand: Can't find field \"description\"", commands({"command": "x"})),
    ("invalid language code specified", commands({"command": "x", "description": "x"}, language_code="kyr")),
    ("bad webhook: An HTTPS URL must be provided for webhook", webhook("http://example.org/hook")),
    (
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        webhook("https://example.org:8080/hook"),
    ),
    ("bad webhook: IP address 10.0.0.1 is reserved", webhook("https://10.0.0.1/hook")),
    ("secret token is too long", webhook("https://example.org/hook", "x" * 257)),
    ("secret token contains unallowed characters", webhook("https://example.org/hook", "a b")),
]


@pytest.mark.parametrize(("description", "call"), TABLE, ids=[f"{n}-{row[0][:40]}" for n, row in enumerate(TABLE)])
async def test_the_words_of_a_refusal(tg: Bot, ann: Person, refusal: Refusal, description: str, call: Call) -> None:
    assert await refusal(call(tg, ann.id)) == (400, f"Bad Request: {description}")


async def test_an_edit_that_changes_nothing(tg: Bot, ann: Person, refusal: Refusal) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    sent = await tg.send_message(ann.id, "x", reply_markup=keyboard)
    code, words = await refusal(tg.edit_message_text("x", ann.id, sent.message_id, reply_markup=keyboard))
    assert (code, words) == (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message",
    )


async def test_what_has_no_text_or_caption_cannot_be_edited_so(tg: Bot, ann: Person, refusal: Refusal) -> None:
    place = await tg.send_location(ann.id, 42.87, 74.59)
    text = await refusal(tg.edit_message_text("x", ann.id, place.message_id))
    assert text == (400, "Bad Request: there is no text in the message to edit")
    caption = await refusal(tg.edit_message_caption(ann.id, place.message_id, caption="x"))
    assert caption == (400, "Bad Request: there is no caption in the message to edit")


async def test_an_edit_takes_inline_keyboards_only(tg: Bot, ann: Person, refusal: Refusal) -> None:
    sent = await tg.send_message(ann.id, "x")
    call = raw(
        "editMessageText", chat_id="CHAT", message_id=sent.message_id, text="y", reply_markup={"keyboard": [["k"]]}
    )
    assert await refusal(call(tg, ann.id)) == (400, "Bad Request: inline keyboard expected")


async def test_what_came_with_a_reply_keyboard_cannot_be_edited(tg: Bot, ann: Person, refusal: Refusal) -> None:
    sent = await tg.send_message(ann.id, "x", reply_markup={"keyboard": [["k"]]})  # type: ignore[arg-type]
    assert (await refusal(tg.edit_message_text("y", ann.id, sent.message_id)))[1].endswith("message can't be edited")


async def test_a_protected_message_is_copied_but_not_forwarded(tg: Bot, ann: Person, refusal: Refusal) -> None:
    sent = await tg.send_message(ann.id, "x", protect_content=True)
    assert sent.has_protected_content
    refused = await refusal(tg.forward_message(ann.id, ann.id, sent.message_id))
    assert refused == (400, "Bad Request: the message can't be forwarded")
    assert await tg.copy_message(ann.id, ann.id, sent.message_id)


async def test_a_reply_to_what_is_gone_can_be_sent_all_the_same(tg: Bot, ann: Person) -> None:
    sent = await tg.send_message(ann.id, "x", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True))
    assert sent.reply_to_message is None


async def test_who_blocked_the_bot(tg: Bot, bot: BotAccount, ann: Person, refusal: Refusal) -> None:
    await ann.block(bot)
    assert await refusal(tg.send_message(ann.id, "x")) == (403, "Forbidden: bot was blocked by the user")
    await ann.unblock(bot)
    assert await tg.send_message(ann.id, "x")


async def test_who_never_pressed_start(tg: Bot, sim: Simulator, bot: BotAccount, refusal: Refusal) -> None:
    stranger, met = sim.add_person("Гүлзат"), sim.add_person("Мээрим")
    assert await refusal(tg.send_message(stranger.id, "x")) == (400, "Bad Request: chat not found")
    group = await sim.add_group("Үй", [met, bot])
    await met.send(group, "/start")
    expected = (403, "Forbidden: bot can't initiate conversation with a user")
    assert await refusal(tg.send_message(met.id, "x")) == expected


async def test_a_deleted_account_and_another_bot(tg: Bot, sim: Simulator, ann: Person, refusal: Refusal) -> None:
    other = sim.add_bot(OTHER, "other_test_bot", "Other")
    assert await refusal(tg.send_message(other.id, "x")) == (403, "Forbidden: the bot can't send messages to the bot")
    sim.deactivate(ann)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await tg.send_message(ann.id, "x")


async def test_tokens_and_methods_that_do_not_exist(sim: Simulator, tg: Bot, refusal: Refusal) -> None:
    with pytest.raises(InvalidToken):
        async with ptb(sim, OTHER):
            pass
    with pytest.raises(InvalidToken):
        await tg._post("sendTea", {})


async def test_flood_gives_seconds_to_wait(tg: Bot, sim: Simulator, ann: Person) -> None:
    sim.flood.private.burst = 1
    await tg.send_message(ann.id, "x")
    with pytest.raises(RetryAfter):
        await tg.send_message(ann.id, "y")
    assert sim.journal[-1].answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
