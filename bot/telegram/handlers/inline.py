"""@bot and some words in any chat: cards to pass on, so that the other side need not open the bot."""

import secrets
from collections.abc import Callable, Coroutine
from html import escape
from typing import Any

from telegram import InlineQuery, InlineQueryResultArticle, InputTextMessageContent, Update

from bot.content.render import plain_text
from bot.directory.centres import Centre
from bot.directory.wish import Wish
from bot.engine.client import EngineDown
from bot.engine.directive import Directive, Shown
from bot.languages import LANGUAGES, Language, nearest
from bot.telegram.centre_screens import CentreScreens
from bot.telegram.delivery.posting import NO_PREVIEW
from bot.telegram.house import House
from bot.telegram.screens import CARDS, Screens

CENTRES, LEADS = 5, 3
"""Most cards of each kind for one query."""


def offering(house: House) -> Callable[[Update, Any], Coroutine[Any, Any, None]]:
    """The handler of inline queries."""

    async def callback(update: Update, context: Any) -> None:
        if query := update.inline_query:
            await house.gateway.offer(query.id, await cards(house, query))

    return callback


async def cards(house: House, query: InlineQuery) -> list[InlineQueryResultArticle]:
    """What is offered: the centre that was named, else what the engine makes of the words, and always the helplines."""
    text = query.query.strip()
    language = nearest(query.from_user.language_code)
    for known in LANGUAGES:
        named = [centre for centre in house.search.directory.centres if centre.name[known] == text]
        if named:
            return [_centre(house, known, centre) for centre in named]
    directive = await _understood(house, text, language) if text else None
    if directive is None:
        return [_helplines(house, language)]
    return [*await _found(house, directive), *_leads(house, directive), _helplines(house, directive.language)]


async def _understood(house: House, text: str, language: Language) -> Directive | None:
    """One question of nobody: the engine forgets it at once."""
    sender = f"inline.{secrets.token_urlsafe(9)}"
    try:
        return await house.engine.ask(sender, text, Shown(language=language))
    except EngineDown:
        return None
    finally:
        await house.engine.forget(sender)


async def _found(house: House, directive: Directive) -> list[InlineQueryResultArticle]:
    if directive.topic != "find_help_centre" or not (directive.region or directive.need):
        return []
    wish = Wish(tuple(directive.region), directive.need)
    found = (await house.search.find(wish)).centres or (await house.search.find(Wish(wish.regions))).centres
    lines = house.search.lines(directive.need) if directive.need else []
    return [_centre(house, directive.language, centre) for centre in [*found, *lines][:CENTRES]]


def _leads(house: House, directive: Directive) -> list[InlineQueryResultArticle]:
    topics = [t for t in [directive.topic, *directive.alternatives] if t in house.library.topics.knowledge]
    shown = house.library.shown([t for t in dict.fromkeys(topics) if t and t != "find_help_centre"])
    return [_lead(house, directive.language, topic) for topic in shown[:LEADS]]


def _lead(house: House, language: Language, topic: str) -> InlineQueryResultArticle:
    screens = Screens(house.library, language)
    page = house.library.page(language, topic)
    title, lead = (page.title, page.lead) if page else (topic, "")
    text = lead if topic in CARDS else f"<b>{escape(title, quote=False)}</b>\n\n{lead}"
    return _article(screens, f"topic-{topic}", title, text)


def _centre(house: House, language: Language, centre: Centre) -> InlineQueryResultArticle:
    screens = Screens(house.library, language)
    shown = CentreScreens(screens, house.search.directory, house.reports.doubted, house.now())
    return _article(screens, f"centre-{centre.id}", centre.name[language], shown.entry(centre))


def _helplines(house: House, language: Language) -> InlineQueryResultArticle:
    screens = Screens(house.library, language)
    return _article(screens, "helplines", screens.words("inline.helplines"), screens.with_facts("helplines"))


def _article(screens: Screens, key: str, title: str, html: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=key[:64],
        title=plain_text(title),
        description=screens.words("inline.stays"),
        input_message_content=InputTextMessageContent(html, parse_mode="HTML", link_preview_options=NO_PREVIEW),
    )
