"""The search for a centre: by button, in words (through the engine's form), and by a shared place."""

import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.directory.centres import NEEDS, REGIONS, Centre, Region
from bot.directory.wish import Point, Wish
from bot.store.patience import PATIENCE, whole
from bot.telegram.centre_screens import CentreScreens
from bot.telegram.outgoing import Outgoing
from bot.telegram.payloads import Payload
from bot.telegram.screens import Screens
from bot.telegram.visit import Visit

log = logging.getLogger(__name__)

NEARBY = 3
"""Centres of neighbouring regions that are shown where a region has none."""


async def offer_centres(visit: Visit, region: str = "", need: str = "") -> None:
    """Note what is known now and ask for what is missing, or show who helps."""
    conversation = visit.conversation
    conversation.showed("find_help_centre")
    if region in REGIONS:
        conversation.region = [region]
    if need:
        conversation.need = need if need in NEEDS else None
    if not conversation.region:
        await visit.show(visit.screens.ask("region"))
    elif not need and not conversation.need:
        await visit.show(visit.screens.ask("need"))
    else:
        await visit.show(await results(visit, visit.screens))


async def results(visit: Visit, screens: Screens, page: int = 0) -> Outgoing:
    """Who helps, by what is known of the conversation."""
    wish = _wish(visit)
    found = await visit.house.search.find(wish, page)
    await visit.count("looked")
    nearby = await _nearby(visit, wish) if not found.centres and not page else []
    return centre_screens(visit, screens).results(wish, found, nearby, page)


async def press(visit: Visit, payload: Payload) -> None:
    """A button below a list of centres or below one centre."""
    conversation = visit.conversation
    match payload.verb:
        case "page":
            page = int(payload.first) if payload.first.isdecimal() and len(payload.first) < 4 else 0
            await visit.turn_to(await results(visit, visit.screens, page))
        case "only":
            conversation.open_now ^= payload.first == "open_now"
            conversation.children ^= payload.first == "children"
            await visit.turn_to(await results(visit, visit.screens))
        case _:
            await _about_one(visit, payload)


async def _about_one(visit: Visit, payload: Payload) -> None:
    centre = visit.house.search.centre(payload.first)
    shown = centre_screens(visit, visit.screens)
    if centre is None:
        await visit.show(visit.screens.ask("region"))
    elif payload.verb == "contact":
        await visit.show(*shown.contact(centre), visit.screens.note("centres.contact_note"))
        await visit.count("contact")
    elif payload.verb == "dead":
        await _report_dead(visit, centre.id)
        await visit.show(visit.screens.note("centres.reported"))
    else:
        await visit.show(shown.one(centre))


async def _report_dead(visit: Visit, centre_id: str) -> None:
    house = visit.house
    if not house.once.first("dead", centre_id, visit.pseudonym):
        return
    try:
        await whole(house.reports.add(centre_id), PATIENCE)
    except (SQLAlchemyError, TimeoutError) as error:
        log.error("a report of a dead number was lost: %s", type(error).__name__)


async def nearest(visit: Visit) -> None:
    """She shared where she is: her message goes first, then who is nearest; the place is kept nowhere."""
    message = visit.update.effective_message
    if message is None or message.location is None:
        return
    await visit.remove_hers()
    if visit.update.edited_message:
        return  # a place that moves: it was answered where it began
    here = Point(message.location.latitude, message.location.longitude)
    wish = Wish(need=visit.conversation.need, near=here, first=None)
    found = await visit.house.search.find(wish)
    visit.conversation.showed("find_help_centre")
    await visit.show(centre_screens(visit, visit.screens).results(wish, found, [], 0))
    await visit.count("looked")


def centre_screens(visit: Visit, screens: Screens) -> CentreScreens:
    """What can be shown of the directory at this moment."""
    house = visit.house
    return CentreScreens(screens, house.search.directory, house.reports.doubted, house.now())


def _wish(visit: Visit) -> Wish:
    conversation = visit.conversation
    return Wish(
        regions=tuple(conversation.region),
        need=conversation.need,
        children=conversation.children,
        open_at=visit.house.now() if conversation.open_now else None,
        first=conversation.link.centre_id if conversation.link else None,
    )


async def _nearby(visit: Visit, wish: Wish) -> list[Centre]:
    """The same help in the regions next door, nearest first; where there is none either, any help here or there."""
    neighbours = visit.house.search.directory.neighbours
    here = [region for region in REGIONS if region in wish.regions]
    around = [other for region in here for other in neighbours.get(region, ())]
    return await _first_of(visit, wish, around) or await _first_of(visit, Wish(), [*here, *around])


async def _first_of(visit: Visit, wish: Wish, regions: Sequence[Region]) -> list[Centre]:
    found: list[Centre] = []
    for region in regions:
        found += (await visit.house.search.find(wish.anywhere(region))).centres
    return found[:NEARBY]
