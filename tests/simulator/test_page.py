"""The chat page, as somebody with a browser uses it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.browser import DESK, PHONE, OpenPage
from tests.simulator.conftest import running

pytestmark = pytest.mark.browser

NASTY = '<img src=x onerror="document.title=1"><b>&amp;</b><script>document.title=1</script>'
WORD = "ы" * 300
ATTACHED = (
    ("Photo", "photo", "Photo"),
    ("Voice message", "voice", "0:01"),
    ("Sticker", "sticker", "🌷"),
    ("Contact", "contact", "Айгүл"),
    ("File", "document", "file.bin"),
)


@pytest.fixture
async def page(sim: Simulator, ann: Person, open_page: OpenPage) -> Page:
    """Her telephone, in a chat that she has started."""
    return await chat_of(sim, ann, open_page)


async def chat_of(sim: Simulator, person: Person, open_page: OpenPage, **options: Any) -> Page:
    page = await open_page(f"{sim.url}/#person={person.id}", **options)
    await expect(page.locator("#bot-name")).to_have_text("Rights")
    return page


def bubbles(page: Page) -> Locator:
    return page.get_by_role("article")


def newest(page: Page) -> Locator:
    return bubbles(page).last


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


async def writes(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def chooses(page: Page, menu: str, entry: str) -> None:
    await button(page, menu).click()
    await page.get_by_role("menuitem", name=entry, exact=True).click()


async def on_bubble(page: Page, bubble: Locator, entry: str) -> None:
    await bubble.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name=entry, exact=True).click()


def texts(person: Person, bot: BotAccount) -> list[str]:
    return [message.get("text", "") for message in person.chat(bot).messages]


async def wait_text(person: Person, bot: BotAccount, text: str) -> None:
    await person.wait_message(bot, lambda message: message.get("text") == text)


Answer = Callable[[Update], Awaitable[object]]


@asynccontextmanager
async def answering(sim: Simulator, answer: Answer) -> AsyncIterator[None]:
    """A bot that answers each update."""

    async def handle(update: Update, _: Any) -> None:
        await answer(update)

    async with running(sim, "polling", handle):
        yield


async def test_a_chat_begins_with_the_description_and_start(
    sim: Simulator, bot: BotAccount, tg: Bot, open_page: OpenPage
) -> None:
    await tg.set_my_description("I know your rights")
    await tg.set_my_description("Укугуңузду билем", language_code="ky")
    woman = sim.add_person("Айгүл", language_code="ky")
    page = await chat_of(sim, woman, open_page)
    await expect(page.get_by_text("Укугуңузду билем")).to_be_visible()
    await expect(page.get_by_label("Message", exact=True)).to_be_hidden()

    async def greet(update: Update) -> None:
        await update.effective_chat.send_message("<b>Салам</b>, <tg-spoiler>сыр</tg-spoiler>", parse_mode="HTML")

    async with answering(sim, greet):
        await button(page, "Start").click()
        await expect(bubbles(page)).to_have_count(2)
    await expect(button(page, "Start")).to_be_hidden()
    await expect(newest(page).locator("strong")).to_have_text("Салам")
    spoiler = newest(page).get_by_role("button", name="Hidden text")
    await expect(spoiler.locator(".spoiler-words")).to_have_css("opacity", "0")
    await spoiler.click()
    await expect(newest(page).locator(".spoiler-words")).to_have_css("opacity", "1")
    await expect(spoiler).to_have_count(0)


async def test_what_she_types_stands_in_a_bubble(page: Page, ann: Person, bot: BotAccount) -> None:
    await writes(page, "күйөөм урат\nэмне кылам?")
    await expect(newest(page).locator(".text")).to_have_text("күйөөм урат\nэмне кылам?")
    await expect(newest(page).locator("time")).to_have_text(re.compile(r"\d\d:\d\d"))
    await expect(page.get_by_label("Message", exact=True)).to_have_value("")
    assert texts(ann, bot)[-1] == "күйөөм урат\nэмне кылам?"


async def test_markup_in_a_message_is_shown_as_text(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    await tg.set_my_name(NASTY[:64])
    await writes(page, NASTY)
    evil = [MessageEntity("text_link", 0, 5, url="javascript:alert(1)")]
    keys = InlineKeyboardMarkup([[InlineKeyboardButton(NASTY, callback_data=NASTY[:60])]])
    reply = ReplyParameters(ann.chat(bot).messages[0]["message_id"])
    await tg.send_message(ann.id, NASTY, entities=evil, reply_markup=keys, reply_parameters=reply)
    await expect(bubbles(page)).to_have_count(3)
    for bubble in (bubbles(page).nth(1), newest(page)):
        await expect(bubble.locator(".text")).to_have_text(NASTY)
    await expect(page.get_by_role("button", name=NASTY, exact=True)).to_be_visible()
    await expect(page.locator("#bot-name")).to_have_text(NASTY[:64])
    assert await page.locator("main :is(img, b b, script)").count() == 0
    assert await newest(page).get_by_role("link").count() == 0
    assert await page.title() != "1"


async def test_entities_nest_and_count_utf16(page: Page, tg: Bot, ann: Person) -> None:
    html = (
        "😀👍🏽 <b>кара <i>кыйшык <u>асты</u></i></b> <s>жок</s> <code>x&lt;1</code> <a href='https://gov.kg/ky'>сайт</a>"
        "\n<pre><code class='language-python'>a = 1</code></pre>\n<blockquote expandable>цитата</blockquote>"
        "\n+996 312 62 23 87 a@gov.kg @somebody /help"
    )
    await tg.send_message(ann.id, html, parse_mode="HTML")
    text = newest(page).locator(".text")
    await expect(text.locator("strong")).to_have_text("кара кыйшык асты")
    await expect(text.locator("strong > em > u")).to_have_text("асты")
    await expect(text.locator("s")).to_have_text("жок")
    await expect(text.locator("code").first).to_have_text("x<1")
    await expect(text.locator("pre code")).to_have_text("a = 1")
    await expect(text.locator("blockquote")).to_have_text("цитата")
    await expect(text.get_by_role("link", name="сайт")).to_have_attribute("href", "https://gov.kg/ky")
    await expect(text.get_by_role("link", name="сайт")).to_have_attribute("rel", "noopener noreferrer")
    await expect(text.get_by_role("link", name="+996")).to_have_attribute("href", "tel:+996312622387")
    await expect(text.get_by_role("link", name="a@gov.kg")).to_have_attribute("href", "mailto:a@gov.kg")
    await expect(text.get_by_role("link", name="@somebody")).to_have_attribute("href", "https://t.me/somebody")
    await text.get_by_role("button", name="/help").click()
    await expect(newest(page)).to_contain_text("/help")


async def test_entities_that_overlap_lose_no_text(page: Page, tg: Bot, ann: Person) -> None:
    entities = [MessageEntity("bold", 0, 4), MessageEntity("italic", 2, 4), MessageEntity("constructor", 5, 99)]
    await tg.send_message(ann.id, "abcdefgh", entities=entities)
    await expect(newest(page).locator(".text")).to_have_text("abcdefgh")
    await expect(newest(page).locator("strong")).to_have_text("abcd")
    await expect(newest(page).locator("em")).to_have_text(["cd", "ef"])


async def test_a_press_shows_a_toast_and_an_edited_bubble(sim: Simulator, page: Page, tg: Bot, ann: Person) -> None:
    keys = [InlineKeyboardButton("Ооба", callback_data="y"), InlineKeyboardButton("Жок", callback_data="n")]
    await tg.send_message(ann.id, "Макулсузбу?", reply_markup=InlineKeyboardMarkup([keys]))

    async def react(update: Update) -> None:
        query = update.callback_query
        if query and query.data == "y":
            await query.edit_message_text("Рахмат", reply_markup=InlineKeyboardMarkup([keys]))
            await query.answer("Жазылды")
        elif query:
            await query.answer("Эч нерсе эмес", show_alert=True)

    async with answering(sim, react):
        await button(page, "Ооба").click()
        await expect(page.get_by_role("status").filter(has_text="Жазылды")).to_be_visible()
        await expect(newest(page).locator(".text")).to_have_text("Рахмат")
        await expect(newest(page).locator(".meta")).to_contain_text("edited")
        await button(page, "Жок").click()
        alert = page.get_by_role("dialog", name="Rights")
        await expect(alert).to_contain_text("Эч нерсе эмес")
        await button(page, "OK").click()
        await expect(alert).to_have_count(0)
        await expect(button(page, "Жок")).to_be_focused()


async def test_address_buttons(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    here = f"https://t.me/{bot.username}?start=cso"
    rows = [[InlineKeyboardButton("Ушул жерде", url=here), InlineKeyboardButton("Сайт", url="https://gov.kg")]]
    await tg.send_message(ann.id, "x", reply_markup=InlineKeyboardMarkup(rows))
    away = page.get_by_role("link", name="Сайт")
    await expect(away).to_have_attribute("href", "https://gov.kg/")
    await expect(away).to_have_attribute("target", "_blank")
    await expect(away).to_have_attribute("rel", re.compile("noopener"))
    await page.get_by_role("link", name="Ушул жерде").click()
    await expect(newest(page)).to_contain_text("/start cso")


async def test_the_keyboard_of_the_bot(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    once = ReplyKeyboardMarkup([["☂️", "🍃"]], one_time_keyboard=True, input_field_placeholder="Суроо")
    await tg.send_message(ann.id, "x", reply_markup=once)
    toggle, line = page.locator("#toggle-keys"), page.get_by_label("Message", exact=True)
    await expect(line).to_have_attribute("placeholder", "Суроо")
    await button(page, "🍃").click()
    await expect(newest(page)).to_contain_text("🍃")
    await expect(button(page, "🍃")).to_be_hidden()
    await expect(line).to_have_attribute("placeholder", "Message")
    await toggle.click()
    await expect(button(page, "🍃")).to_be_visible()
    always = ReplyKeyboardMarkup([["а"], ["б"]], resize_keyboard=True, is_persistent=True)
    await tg.send_message(ann.id, "y", reply_markup=always)
    await expect(toggle).to_be_hidden()
    await button(page, "б").click()
    await expect(newest(page)).to_contain_text("б")
    await expect(button(page, "б")).to_be_visible()


async def test_a_key_that_asks_for_the_place(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    ask = ReplyKeyboardMarkup([[KeyboardButton("Кайда?", request_location=True)]])
    await tg.send_message(ann.id, "x", reply_markup=ask)
    await page.get_by_role("button", name="Кайда?").click()
    await button(page, "Naryn").click()
    await button(page, "Share").click()
    await expect(newest(page).get_by_role("link", name="Location 41.4287, 75.9911")).to_be_visible()
    assert ann.chat(bot).messages[-1]["location"] == {"latitude": 41.4287, "longitude": 75.9911}


async def test_commands_in_her_language(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    await tg.set_my_commands([BotCommand("menu", "Topics")])
    await tg.set_my_commands([BotCommand("menu", "Темалар"), BotCommand("help", "Жардам")], language_code="ky")
    await button(page, "Menu").click()
    await page.get_by_role("menuitem", name="Темалар").click()
    await expect(newest(page)).to_contain_text("/menu")
    await page.get_by_label("Message", exact=True).fill("/h")
    await expect(page.get_by_role("menuitem")).to_have_count(1)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await wait_text(ann, bot, "/help")


async def test_deep_links(page: Page, ann: Person, bot: BotAccount) -> None:
    for typed in ("cso", f"t.me/{bot.username}?start=cso"):
        await chooses(page, "More", "Open a deep link")
        await page.get_by_role("dialog").get_by_role("textbox").fill(typed)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(bubbles(page)).to_have_count(3)
    assert texts(ann, bot)[1:] == ["/start cso", "/start cso"]
    await chooses(page, "More", "Open a deep link")
    await page.get_by_role("dialog").get_by_role("textbox").fill("no payload!")
    await button(page, "Open").click()
    await expect(page.locator("#toast")).to_contain_text("a payload has 1-64 letters")


async def test_people_take_turns(sim: Simulator, page: Page, ann: Person, bot: BotAccount) -> None:
    mary = sim.add_person("Мария", language_code="ru")
    await mary.start(bot, "hers")
    await button(page, "People").click()
    await page.get_by_role("button", name="Мария").click()
    await expect(newest(page)).to_contain_text("/start hers")
    await expect(page.locator("#drawer")).not_to_be_in_viewport()
    await button(page, "People").click()
    await page.get_by_text("Add a person").click()
    await page.get_by_label("Name").fill("Alice")
    await page.get_by_label("Language of the phone").fill("en")
    await button(page, "Add").click()
    await expect(button(page, "Start")).to_be_visible()
    await button(page, "Start").click()
    await expect(newest(page)).to_contain_text("/start")
    alice = list(sim.people.values())[-1]
    assert (alice.first_name, alice.language_code, texts(alice, bot)) == ("Alice", "en", ["/start"])


async def test_attachments(page: Page, ann: Person, bot: BotAccount) -> None:
    for entry, kind, shown in ATTACHED:
        await chooses(page, "Attach", entry)
        await expect(newest(page)).to_contain_text(shown)
        assert kind in ann.chat(bot).messages[-1]


async def test_edit_delete_and_clear(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    await writes(page, "салам")
    await expect(newest(page)).to_contain_text("салам")
    await on_bubble(page, newest(page), "Edit")
    await expect(page.get_by_label("Message", exact=True)).to_have_value("салам")
    await writes(page, "саламатсызбы")
    await expect(newest(page)).to_contain_text("саламатсызбы")
    await expect(newest(page).locator(".meta")).to_contain_text("edited")
    await on_bubble(page, newest(page), "Delete")
    await button(page, "Delete").click()
    await expect(bubbles(page)).to_have_count(1)
    await tg.send_message(ann.id, "жооп")
    await expect(newest(page)).to_contain_text("жооп")
    await on_bubble(page, newest(page), "Clear chat")
    await button(page, "Clear").click()
    await expect(bubbles(page)).to_have_count(0)
    assert texts(ann, bot) == []


async def test_block_and_unblock(page: Page, ann: Person, bot: BotAccount) -> None:
    await chooses(page, "More", "Block the bot")
    await expect(page.get_by_label("Message", exact=True)).to_be_hidden()
    assert ann.chat(bot).blocked
    await button(page, "Unblock").click()
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()
    assert not ann.chat(bot).blocked


async def test_inline_results(sim: Simulator, page: Page, bot: BotAccount) -> None:
    async def offer(update: Update) -> None:
        if query := update.inline_query:
            content = InputTextMessageContent(query.query)
            await query.answer([InlineQueryResultArticle("1", f"102 {query.query}", content)])

    async with answering(sim, offer):
        await page.get_by_label("Message", exact=True).fill(f"@{bot.username} жардам")
        await expect(page.get_by_role("menuitem")).to_contain_text("102 жардам")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("menuitem")).to_have_count(0)


async def test_the_clock_goes_forward(sim: Simulator, page: Page) -> None:
    before = sim.clock.now()
    await button(page, "People").click()
    await button(page, "49 hours later").click()
    await expect(page.locator("#toast")).to_contain_text("It is now")
    assert sim.clock.now() - before > 49 * 3600 - 1


async def test_the_header_says_that_the_bot_types(page: Page, tg: Bot, ann: Person) -> None:
    await expect(page.locator("#status")).to_have_text("bot")
    await tg.send_chat_action(ann.id, "typing")
    await expect(page.locator("#status")).to_have_text("typing…")
    await tg.send_message(ann.id, "x")
    await expect(page.locator("#status")).to_have_text("bot")


async def test_the_newest_message_is_in_sight_unless_she_reads_above(page: Page, tg: Bot, ann: Person) -> None:
    for number in range(15):
        await tg.send_message(ann.id, f"{number}\nа\nб")
    await expect(newest(page)).to_be_in_viewport(ratio=1)
    await page.locator("#history").hover()
    await page.mouse.wheel(0, -2000)
    await expect(bubbles(page).first).to_be_in_viewport()
    await tg.send_message(ann.id, "жаңы")
    await expect(page.locator("#down")).to_have_attribute("data-unread", "1")
    await expect(newest(page)).not_to_be_in_viewport()
    await page.locator("#down").click()
    await expect(newest(page)).to_be_in_viewport(ratio=1)
    await expect(page.locator("#down")).to_be_hidden()


async def test_replies_pins_and_silence(page: Page, tg: Bot, ann: Person, bot: BotAccount) -> None:
    first = ann.chat(bot).messages[0]["message_id"]
    sent = await tg.send_message(
        ann.id, "жооп", reply_parameters=ReplyParameters(first), disable_notification=True, protect_content=True
    )
    await sent.pin()
    await expect(newest(page).locator(".quote")).to_have_text("Айгүл/start")
    await expect(newest(page).get_by_title("without a sound")).to_be_visible()
    await expect(page.locator("#pinned")).to_contain_text("жооп")
    await expect(newest(page)).to_have_css("user-select", "none")
    await newest(page).locator(".bubble").click(button="right")
    await expect(page.get_by_role("menuitem", name="Delete")).to_be_focused()
    await expect(page.get_by_role("menuitem", name="Copy")).to_have_count(0)


async def test_a_keyboard_without_a_mouse(page: Page, tg: Bot, ann: Person) -> None:
    await tg.send_message(ann.id, "<tg-spoiler>сыр</tg-spoiler>", parse_mode="HTML")
    await newest(page).get_by_role("button", name="Hidden text").focus()
    await page.keyboard.press("Enter")
    await expect(newest(page).locator(".spoiler")).to_have_class("spoiler open")
    await newest(page).focus()
    await page.keyboard.press("ArrowUp")
    await expect(bubbles(page).first).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Copy")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(bubbles(page).first).to_be_focused()


async def test_a_long_press_opens_the_menu(sim: Simulator, ann: Person, open_page: OpenPage) -> None:
    page = await chat_of(sim, ann, open_page, has_touch=True)
    finger = {"pointerType": "touch", "bubbles": True}
    await newest(page).locator(".bubble").dispatch_event("pointerdown", finger)
    await expect(page.get_by_role("menuitem", name="Delete")).to_be_visible()


async def test_a_restart_of_the_simulator(bot: BotAccount, sim: Simulator, ann: Person, page: Page) -> None:
    port = int(sim.url.rsplit(":", 1)[1])
    await sim.stop()
    await expect(page.locator("#status")).to_have_text("connecting…")
    again = await Simulator.start(port=port)
    other = again.add_bot(token=bot.token, username=bot.username, name="Rights again")
    await again.add_person("Айгүл", language_code="ky").start(other, "again")
    await expect(newest(page)).to_contain_text("/start again")
    await expect(page.locator("#status")).to_have_text("bot")
    await again.stop()


async def test_before_there_is_a_bot(open_page: OpenPage) -> None:
    empty = await Simulator.start(port=0, any_token=True)
    page = await open_page(empty.url)
    await expect(page.get_by_text("Add a person")).to_be_visible()
    empty.add_person("Айгүл")
    await page.reload()
    await expect(page.get_by_text(f"{empty.url}/bot")).to_be_visible()
    empty.add_bot("7:secret", "rights_bot", "Rights")
    await expect(button(page, "Start")).to_be_visible()
    await empty.stop()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
async def test_nothing_is_wider_than_the_window(
    sim: Simulator, tg: Bot, ann: Person, open_page: OpenPage, viewport: dict[str, int]
) -> None:
    rows = InlineKeyboardMarkup([[InlineKeyboardButton(WORD[:60], callback_data=n) for n in "abc"]])
    keys = ReplyKeyboardMarkup([[WORD, "а", WORD]], resize_keyboard=True)
    await tg.send_message(ann.id, f"<pre>{WORD}</pre><blockquote>{WORD}</blockquote>", parse_mode="HTML")
    await tg.send_message(ann.id, WORD, reply_markup=keys)
    await tg.send_message(ann.id, f"https://gov.kg/{WORD}", reply_markup=rows)
    page = await chat_of(sim, ann, open_page, viewport=viewport)
    await expect(bubbles(page)).to_have_count(4)
    for box in ("html", "#history", "#keys", "main"):
        assert await page.locator(box).evaluate("box => box.scrollWidth <= box.clientWidth"), box
    column = await page.locator("main").bounding_box()
    assert column
    assert abs(column["x"] + column["width"] / 2 - viewport["width"] / 2) < 1
    in_sight = expect(page.locator("#people"))
    await (in_sight.to_be_in_viewport() if viewport is DESK else in_sight.not_to_be_in_viewport())


async def test_the_dark_theme_follows_the_system(page: Page) -> None:
    await expect(page.locator("header")).to_have_css("background-color", "rgb(255, 255, 255)")
    await page.emulate_media(color_scheme="dark")
    await expect(page.locator("header")).to_have_css("background-color", "rgb(23, 33, 43)")
