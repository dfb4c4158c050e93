"""The search for a centre, by button; in words it runs through the engine's form."""

from bot.directory.centres import NEEDS, REGIONS
from bot.telegram.visit import Visit


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
        await visit.show(visit.screens.centres(conversation.region, conversation.need))
