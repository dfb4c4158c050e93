"""/links and /stats for staff and CSOs. For everybody else these words are text like any other."""

from unicodedata import category

from sqlalchemy.exc import SQLAlchemyError

from bot.directory.centres import REGIONS
from bot.languages import LANGUAGES
from bot.links.aims import read_aim
from bot.links.code import qr_png, qr_svg
from bot.links.desk import scope
from bot.links.formats import DESIGNS, SIZES
from bot.links.links import LABEL_LIMIT, Draft, Referral
from bot.links.pictures import plot, poster
from bot.links.staff import Membership
from bot.telegram.conversations import LinkDraft
from bot.telegram.link_screens import LinkScreens
from bot.telegram.outgoing import File, Outgoing
from bot.telegram.payloads import Payload
from bot.telegram.visit import Visit

MOST = 50
"""Links in one report, the newest: more would be no message that anybody reads (the command line shows all)."""
UNWRITABLE = ("Cc", "Cs")
"""Control characters and halves of characters: PostgreSQL refuses the first, every database the second."""
MAKERS = ("admin", "cso")
"""Roles that may make links and see figures."""


async def wrote(visit: Visit, text: str) -> bool:
    """Whether a text was for the desk: a command of staff, or the label of a link that is being made."""
    command = text.strip().split("@")[0]
    draft = visit.conversation.draft
    if command not in ("/links", "/stats") and not (draft and draft.aim):
        return False
    member = await _member(visit)
    if member is None:
        return False
    if command == "/links":
        visit.conversation.draft = None
        await visit.show(_screens(visit).all(await visit.house.desk.of(member)))
    elif command == "/stats":
        await _stats(visit, member)
    else:
        await _make(visit, member, text)
    return True


async def press(visit: Visit, payload: Payload) -> None:
    """A button of the desk; for everybody who is not staff it leads to the menu."""
    member = await _member(visit)
    if member is None:
        await visit.turn_to(visit.screens.menu())
    elif payload.first in ("new", "language", "menu", "topics", "group", "regions", "aim"):
        await _draft(visit, member, payload)
    else:
        await _with_link(visit, member, payload)


async def _draft(visit: Visit, member: Membership, payload: Payload) -> None:
    screens = _screens(visit)
    draft = visit.conversation.draft or LinkDraft(visit.language)
    visit.conversation.draft = draft
    match payload.about:
        case ("language", language) if language in LANGUAGES:
            draft.language = next(i for i in LANGUAGES if i == language)
            await visit.turn_to(screens.choose_aim(member))
        case ("topics",):
            await visit.turn_to(screens.choose_group())
        case ("group", group):
            await visit.turn_to(screens.choose_topic(group))
        case ("regions",):
            await visit.turn_to(screens.choose_region())
        case ("menu",):
            draft.aim = read_aim("menu")
            await visit.turn_to(screens.ask_label())
        case ("aim", kind, about) if _leads_somewhere(visit, member, kind, about):
            draft.aim = read_aim(f"{kind}:{about}")
            await visit.turn_to(screens.ask_label())
        case _:
            visit.conversation.draft = LinkDraft(visit.language)
            await visit.turn_to(screens.choose_language())


def _leads_somewhere(visit: Visit, member: Membership, kind: str, about: str) -> bool:
    return {
        "topic": bool(visit.house.library.shown([about])),
        "search": about in REGIONS,
        "centre": about == member.centre_id,
    }.get(kind, False)


async def _make(visit: Visit, member: Membership, label: str) -> None:
    draft = visit.conversation.draft
    if draft is None or draft.aim is None:
        return
    label = " ".join(label.split())
    if not 0 < len(label) <= LABEL_LIMIT or any(category(letter) in UNWRITABLE for letter in label):
        await visit.show(_screens(visit).ask_label())
        return
    wanted = Draft(member.organisation, label, draft.language, draft.aim, member.centre_id)
    visit.conversation.draft = None
    await visit.show(_screens(visit).one(await visit.house.desk.links.make(wanted)))


async def _with_link(visit: Visit, member: Membership, payload: Payload) -> None:
    link = await _own_link(visit, member, payload.second)
    screens = _screens(visit)
    if link is None:
        await visit.show(screens.all(await visit.house.desk.of(member)))
        return
    match payload.about:
        case ("code", _):
            await visit.show(*_codes(link, visit.house.username))
        case ("posters", _):
            await visit.show(screens.posters(link))
        case ("poster", _, language, size, design) if language in LANGUAGES and size in SIZES and design in DESIGNS:
            await _poster(visit, link, language, size, design)
        case ("revoke", _):
            await visit.show(screens.ask_revoke(link))
        case ("revoked", _):
            await visit.house.desk.links.revoke(link.id, scope(member))
            await visit.turn_to(Outgoing(visit.screens.words("links.revoked")))
        case _:
            await visit.show(screens.one(link))


async def _own_link(visit: Visit, member: Membership, number: str) -> Referral | None:
    links = await visit.house.desk.of(member)
    return next((link for link in links if str(link.id) == number and not link.revoked), None)


def _codes(link: Referral, username: str) -> list[File]:
    address = link.address(username)
    return [File(qr_png(address), "code.png", "photo", link.label), File(qr_svg(address), "code.svg")]


async def _poster(visit: Visit, link: Referral, language: str, size: str, design: str) -> None:
    address = link.address(visit.house.username)
    facts = visit.house.library.facts
    body = await poster(address, language, size, design, facts)
    await visit.show(File(body, f"{language}-{size}-{design}.pdf"))


async def _stats(visit: Visit, member: Membership) -> None:
    desk = visit.house.desk
    links = [link for link in await desk.of(member) if not link.revoked][:MOST]
    found = await desk.report(links)
    await visit.show(_screens(visit).stats(links, found))
    if links:
        labels = {link.id: link.label for link in links}
        await visit.show(File(await plot(found, labels, visit.language), "weeks.png", "photo"))


async def _member(visit: Visit) -> Membership | None:
    try:
        member = await visit.house.desk.staff.member(visit.pseudonym)
    except SQLAlchemyError:
        return None
    return member if member and member.role in MAKERS else None


def _screens(visit: Visit) -> LinkScreens:
    return LinkScreens(visit.screens, visit.house.search.directory, visit.house.username)
