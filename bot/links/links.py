"""Referral links: made, revoked, followed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.directory.hours import ZONE
from bot.languages import Language
from bot.links.aims import Aim, read_aim
from bot.links.tables import Link
from bot.links.tokens import LINK, address, new_token

LABEL_LIMIT = 40
"""Characters of a label, as the column holds them."""


@dataclass(frozen=True)
class Referral:
    """A link as it is used."""

    id: int
    token: str
    organisation: str
    centre_id: str | None
    label: str
    language: Language
    aim: Aim
    expires_on: date | None = None
    revoked: bool = False

    def address(self, username: str) -> str:
        """What is shared."""
        return address(username, LINK, self.token)


@dataclass(frozen=True)
class Draft:
    """A link that is not made yet."""

    organisation: str
    label: str
    language: Language
    aim: Aim
    centre_id: str | None = None
    expires_on: date | None = None


def today() -> date:
    """The day in Bishkek."""
    return datetime.now(ZONE).date()


class Links:
    """Reads and writes links; every method is one transaction."""

    def __init__(self, database: AsyncEngine, day: Callable[[], date] = today) -> None:
        self._database = database
        self._day = day

    async def make(self, draft: Draft) -> Referral:
        """A new link."""
        token = new_token()
        values = {**vars(draft), "label": draft.label[:LABEL_LIMIT], "token": token}
        values["leads"] = str(values.pop("aim"))
        async with self._database.begin() as connection:
            await connection.execute(insert(Link).values(revoked=False, **values))
            row = (await connection.execute(_all().where(Link.token == token))).one()
        return _referral(row)

    async def follow(self, token: str) -> Referral | None:
        """The link behind a token; None for a forged, revoked or expired one."""
        alive = or_(Link.expires_on.is_(None), Link.expires_on >= self._day())
        async with self._database.connect() as connection:
            query = _all().where(Link.token == token, Link.revoked.is_(False), alive)
            row = (await connection.execute(query)).one_or_none()
        return _referral(row) if row else None

    async def of(self, organisation: str | None) -> list[Referral]:
        """The links of an organisation, or of all, newest first."""
        query = _all().order_by(Link.id.desc())
        if organisation is not None:
            query = query.where(Link.organisation == organisation)
        async with self._database.connect() as connection:
            return [_referral(row) for row in await connection.execute(query)]

    async def revoke(self, link_id: int, organisation: str | None) -> bool:
        """End a link of an organisation (None: of any); False where there is none."""
        query = update(Link).where(Link.id == link_id).values(revoked=True)
        if organisation is not None:
            query = query.where(Link.organisation == organisation)
        async with self._database.begin() as connection:
            return (await connection.execute(query)).rowcount > 0


def _all() -> Select[Any]:
    return select(*Link.__table__.columns)


def _referral(row: Any) -> Referral:
    values = dict(row._mapping)
    return Referral(aim=read_aim(values.pop("leads")), **values)
