"""Staff, links and counters together, as the bot and the command line use them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.counters import Counters
from bot.links.links import Links, Referral
from bot.links.report import Report, report
from bot.links.staff import Membership, Staff


class Desk:
    """Where CSOs are served."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self.staff, self.links, self.counters = Staff(database), Links(database), Counters(database)

    async def of(self, member: Membership) -> list[Referral]:
        """The links that a member may see: an admin all of them, others those of their organisation."""
        return await self.links.of(scope(member))

    async def report(self, links: list[Referral]) -> Report:
        """What these links did."""
        return await report(self._database, [link.id for link in links])


def scope(member: Membership) -> str | None:
    """Whose links a member may touch: None stands for everybody's."""
    return None if member.role == "admin" else member.organisation
