"""Start, menu, language, the small keyboard: everything by command or button."""

from collections.abc import Awaitable, Callable

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.languages import LANGUAGES
from bot.telegram import payloads
from bot.telegram.handlers import data, links, search, settings
from bot.telegram.handlers.search import offer_centres
from bot.telegram.outgoing import Outgoing
from bot.telegram.payloads import Payload
from bot.telegram.visit import Visit


async def menu(visit: Visit) -> None:
    """The groups of topics."""
    await visit.show(visit.screens.menu())


async def languages(visit: Visit) -> None:
    """The choice of languages again."""
    await visit.show(visit.screens.choose_language())


async def help_(visit: Visit) -> None:
    """What the bot can do."""
    await visit.show(visit.screens.topic("how_to_use"), visit.screens.menu())


async def keyboard(visit: Visit) -> None:
    """Take the small keyboard away, or bring it back."""
    visit.conversation.keyboard = not visit.conversation.keyboard
    words = visit.screens.words
    if visit.conversation.keyboard:
        await visit.show(Outgoing(words("keys.shown"), small_keyboard(visit)))
    else:
        await visit.show(Outgoing(words("keys.removed"), ReplyKeyboardRemove()))


def small_keyboard(visit: Visit) -> ReplyKeyboardMarkup:
    """Two neutral signs: help and hide."""
    words = visit.screens.words
    keys = [KeyboardButton(words("key.help")), KeyboardButton(words("key.hide"))]
    return ReplyKeyboardMarkup([keys], resize_keyboard=True, is_persistent=True)


async def press(visit: Visit, payload: Payload) -> None:
    """A button that needs no understanding. A forged or outdated payload leads to the menu."""
    conversation, screens = visit.conversation, visit.screens
    if handler := ELSEWHERE.get(payload.verb):
        await handler(visit, payload)
        return
    match payload.verb:
        case "language":
            await choose_language(visit, payload.first)
        case "group":
            await visit.turn_to(screens.group(payload.first))
        case "topic" | "facet" if page := screens.library.page(screens.language, payload.first):
            conversation.showed(page.topic, payload.second if payload.second in page.facets else None)
            await visit.show(screens.facet(page.topic, payload.second))
        case "region" | "need" if not payload.first:
            await visit.show(screens.ask(payload.verb))
        case "region" | "need":
            await offer_centres(visit, **{payload.verb: payload.first})
        case payloads.SAFE:
            conversation.showed(None)
            await visit.show(screens.note("safe"))
        case _:
            await visit.turn_to(screens.menu())


ELSEWHERE: dict[str, Callable[[Visit, Payload], Awaitable[None]]] = {
    **dict.fromkeys(("page", "only", "centre", "contact", "dead"), search.press),
    "link": links.press,
    "set": settings.press,
    "forget": data.forget,
}
"""Verbs of the other desks."""


async def choose_language(visit: Visit, chosen: str) -> None:
    """Keep the language; on the first visit also say what this is."""
    language = next((i for i in LANGUAGES if i == chosen), visit.language)
    await visit.choose(language)
    if visit.conversation.greeted:
        await visit.turn_to(Outgoing(visit.screens.words("language.kept")))
    else:
        await greet(visit)
    await visit.show(visit.screens.menu())


async def greet(visit: Visit) -> None:
    """What this is and what it keeps, once in a conversation, with the small keyboard."""
    if not visit.conversation.greeted:
        visit.conversation.greeted = True
        await visit.show(Outgoing(visit.screens.welcome(), small_keyboard(visit)))
