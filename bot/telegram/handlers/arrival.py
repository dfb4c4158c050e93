"""Start: the first screen, or where a referral link or an invitation leads. Anything forged is an ordinary start."""

from html import escape

from sqlalchemy.exc import SQLAlchemyError

from bot.links.links import Referral
from bot.links.tokens import JOIN, read_payload
from bot.store.patience import PATIENCE, whole
from bot.telegram.handlers.reception import greet
from bot.telegram.handlers.search import centre_screens, offer_centres
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import Visit


async def start(visit: Visit) -> None:
    """`/start`, with or without what a link carries; it also ends a disguise."""
    if visit.choices.disguised:
        await visit.prefer(disguised=False)
    message = visit.update.effective_message
    words = (message.text or "").split() if message else []
    payload = read_payload(words[1]) if len(words) == 2 else None
    if payload is None:
        await visit.show(visit.screens.choose_language())
    elif payload[0] == JOIN:
        await _join(visit, payload[1])
    else:
        await _arrive(visit, payload[1])


async def _join(visit: Visit, token: str) -> None:
    try:
        member = await whole(visit.house.desk.staff.join(token, visit.pseudonym))
    except SQLAlchemyError:
        member = None
    if member is None:
        await visit.show(visit.screens.choose_language())
        return
    words, organisation = visit.screens.words, escape(member.organisation, quote=False)
    await visit.show(Outgoing(words("staff.joined", role=words(f"role.{member.role}"), organisation=organisation)))


async def _arrive(visit: Visit, token: str) -> None:
    link = await _followed(visit, token)
    if link is None:
        await visit.show(visit.screens.choose_language())
        return
    visit.conversation.link = link
    await visit.choose(link.language)
    await visit.count("opened")
    await greet(visit)
    await _land(visit, link)


async def _followed(visit: Visit, token: str) -> Referral | None:
    try:
        return await whole(visit.house.desk.links.follow(token), PATIENCE)
    except (SQLAlchemyError, TimeoutError):
        return None


async def _land(visit: Visit, link: Referral) -> None:
    kind, about = link.aim
    centre = visit.house.search.centre(about) if kind == "centre" else None
    if kind == "topic" and visit.house.library.shown([about]):
        visit.conversation.showed(about)
        await visit.show(visit.screens.topic(about))
    elif kind == "search":
        await offer_centres(visit, region=about)
    elif centre:
        visit.conversation.showed("find_help_centre")
        await visit.show(centre_screens(visit, visit.screens).one(centre))
    else:
        await visit.show(visit.screens.menu())
