"""/mydata shows what is stored about her, /forget removes all of it (promise P4), /privacy says what we do."""

import asyncio
import logging
from html import escape

from sqlalchemy.exc import SQLAlchemyError

from bot.telegram.handlers.settings import ordinary_commands
from bot.telegram.handlers.urgent import deleted, forget_in_background
from bot.telegram.outgoing import Outgoing, button
from bot.telegram.payloads import Payload
from bot.telegram.visit import Visit

log = logging.getLogger(__name__)


async def my_data(visit: Visit) -> None:
    """Everything that is stored under her pseudonym, in words."""
    words, choices = visit.screens.words, visit.choices
    yes_no = {True: words("data.yes"), False: words("data.no")}
    known = await visit.house.ledger.known(visit.pseudonym)
    member = await _staff(visit)
    text = words(
        "data.stored",
        language=words("language.name") if choices.language else "—",
        keep=words(f"settings.keep_{choices.keep}"),
        decoy=words(f"settings.decoy_{choices.decoy}"),
        discreet=yes_no[choices.discreet],
        code=yes_no[choices.code is not None],
        messages=len(known.placed),
        staff=escape(member, quote=False) or "—",
    )
    await visit.show(Outgoing(text).below([[button(words("data.forget"), "forget")], visit.screens.ways_out()]))


async def ask_forget(visit: Visit) -> None:
    """What goes and what cannot; one more tap does it."""
    words = visit.screens.words
    await visit.show(Outgoing(words("data.ask")).below([[button(words("data.forget"), "forget")]]))


async def privacy(visit: Visit) -> None:
    """The policy."""
    await visit.show(visit.screens.topic("privacy_policy"))


async def forget(visit: Visit, payload: Payload) -> None:
    """Her messages, her rows, her conversation; the confirmation itself is not noted anywhere."""
    house, sender = visit.house, visit.sender
    house.conversations.close(visit.pseudonym)
    visit.conversation.closed = True
    forget_in_background(visit.engine, sender)
    known = await house.ledger.known(visit.pseudonym)
    # What is stored is forgotten also where Telegram does not take the deletion.
    await deleted(visit, known.placed)
    if not known.every:
        await _say(visit, "data.later")
        return
    await _say(visit, "data.forgotten")
    await asyncio.gather(house.ledger.clear(visit.pseudonym), _forget_rows(visit), ordinary_commands(visit))


async def _forget_rows(visit: Visit) -> None:
    house = visit.house
    house.choosing.forget(visit.pseudonym)
    try:
        await house.memory.forget(visit.pseudonym)
        await house.desk.staff.remove(visit.pseudonym)
    except SQLAlchemyError as error:
        log.error("the database did not forget a person: %s", type(error).__name__)
        await _say(visit, "data.later")


async def _say(visit: Visit, key: str) -> None:
    await visit.house.gateway.say(visit.chat_id, Outgoing(visit.screens.words(key), silent=True))


async def _staff(visit: Visit) -> str:
    try:
        member = await visit.house.desk.staff.member(visit.pseudonym)
    except SQLAlchemyError:
        return ""
    return f"{member.role}, {member.organisation}" if member else ""
