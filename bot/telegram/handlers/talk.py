"""Free text: the engine decides what to say, we show it."""

from bot.engine.client import EngineDown
from bot.engine.directive import Directive
from bot.telegram.handlers.search import results
from bot.telegram.handlers.urgent import hide
from bot.telegram.outgoing import Outgoing
from bot.telegram.screens import CARDS, Screens
from bot.telegram.visit import Visit


async def talk(visit: Visit, text: str) -> None:
    """Answer what she wrote; without the engine: kindly, with menu and helplines."""
    try:
        directive = await visit.engine.ask(visit.sender, text, visit.conversation.shown(visit.language))
    except EngineDown:
        await visit.show(*visit.screens.engine_down())
        return
    if visit.conversation.closed:
        return
    if directive.say == "act" and directive.topic == "hide_chat":
        await hide(visit)
        return
    await answer(visit, directive)
    await visit.count("asked")


async def answer(visit: Visit, directive: Directive) -> None:
    """Show what the engine decided, in the language that she wrote in."""
    screens = visit.screens_in(directive.language)
    _note(visit, directive)
    messages = await _screens(visit, screens, directive)
    if visit.conversation.language != directive.language:
        messages[-1] = messages[-1].plus(screens.keep_language())
    await visit.show(*messages)


async def _screens(visit: Visit, screens: Screens, directive: Directive) -> list[Outgoing]:
    """What to show; a card that is only plausible is followed by the answer to what she more likely meant."""
    likeliest = next(iter(directive.alternatives), "")
    meant = likeliest not in CARDS and likeliest in screens.library.topics.knowledge
    if directive.say == "centres":
        return [await results(visit, screens)]
    if directive.say == "card" and meant and not directive.facet:
        return [_screen(screens, directive), screens.topic(likeliest)]
    return [_screen(screens, directive)]


def _note(visit: Visit, directive: Directive) -> None:
    conversation = visit.conversation
    conversation.follow(directive)
    if directive.say in ("topic", "card"):
        conversation.showed(directive.topic, directive.facet)
    elif directive.say in ("ask", "centres"):
        conversation.showed("find_help_centre")
    if conversation.language is None:
        conversation.language = directive.language


def _screen(screens: Screens, directive: Directive) -> Outgoing:
    topic = directive.topic or ""
    match directive.say:
        case "card":
            return screens.facet(topic, directive.facet) if directive.facet else screens.card(topic)
        case "topic":
            return screens.facet(topic, directive.facet) if directive.facet else screens.topic(topic)
        case "ask":
            return screens.ask(directive.ask or "region")
        case "suggest":
            return screens.suggest(directive.alternatives)
        case "act":
            return screens.act(directive)
        case _:
            return screens.unknown(directive.alternatives)
