"""After an exit the chat is a chat about recipes or the weather, until /start or her code word (promise P1)."""

import secrets

from bot.engine.client import EngineDown
from bot.engine.directive import Shown
from bot.store.choices import Choices, Decoy
from bot.telegram.delivery.urgent import urgency
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import Visit

PAGES: dict[Decoy, str] = {"recipe": "hide_chat", "weather": "weather"}
"""The page of content/ that each decoy is told from: its lead at the exit, its facet `how` afterwards."""


def decoy(visit: Visit, choices: Choices, facet: str | None = None) -> Outgoing:
    """An innocent text, in her language; the sign of the key where an editor has broken the page."""
    page = visit.house.library.page(visit.language, PAGES[choices.decoy])
    text = page.facets.get(facet, page.lead) if page and facet else page.lead if page else ""
    return Outgoing(text or visit.screens.words("key.hide"), silent=True)


async def answer(visit: Visit) -> None:
    """Whatever comes: a decoy's answer; for danger the bare numbers; for her code word the bot itself."""
    message = visit.update.effective_message
    if message and message.location:
        await visit.remove_hers()
    text = (message.text or "") if message and not visit.update.callback_query else ""
    if visit.choices.code and visit.house.identity.digest(text) == visit.choices.code:
        await visit.remove_hers()
        await visit.prefer(disguised=False)
        await visit.show(visit.screens.menu())
    elif urgency(visit.update) == "sos" or (text and await _danger(visit, text)):
        await visit.remove_hers()
        await _say(visit, Outgoing(visit.screens.with_facts("numbers"), silent=True))
    elif visit.update.effective_message:
        await _say(visit, decoy(visit, visit.choices, "how"))


async def _danger(visit: Visit, text: str) -> bool:
    """Asked under a name of its own, forgotten at once: a disguise leaves no conversation behind."""
    sender = f"disguise.{secrets.token_urlsafe(9)}"
    try:
        directive = await visit.engine.ask(sender, text, Shown(language=visit.language))
    except EngineDown:
        return False
    finally:
        await visit.engine.forget(sender)
    return directive.say == "card"


async def _say(visit: Visit, message: Outgoing) -> None:
    if placed := await visit.house.gateway.say(visit.chat_id, message):
        visit.house.ledger.note(visit.pseudonym, placed)
