"""Who works with the bot: invited once, known by pseudonym."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.tables import Invitation, StaffMember
from bot.links.tokens import digest, new_token

Role = Literal["admin", "editor", "cso"]
ROLES: tuple[Role, ...] = ("admin", "editor", "cso")
VALID_FOR = timedelta(days=7)
"""Long enough to hand an invitation over in person, short enough that a forgotten one is worth nothing."""


@dataclass(frozen=True)
class Membership:
    """What somebody may do, and for whom."""

    role: Role
    organisation: str
    centre_id: str | None = None


class Staff:
    """Reads and writes staff and invitations; every method is one transaction. `now` gives UTC."""

    def __init__(self, database: AsyncEngine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def invite(self, membership: Membership) -> str:
        """The token of a new invitation; it is shown once and kept nowhere."""
        token = new_token()
        values = {**vars(membership), "digest": digest(token), "expires_at": self._now() + VALID_FOR}
        async with self._database.begin() as connection:
            await connection.execute(insert(Invitation).values(**values))
        return token

    async def join(self, token: str, pseudonym: str) -> Membership | None:
        """Take an invitation; None when it was taken already, has expired or never was."""
        async with self._database.begin() as connection:
            used = delete(Invitation).where(Invitation.digest == digest(token), Invitation.expires_at > self._now())
            kept = used.returning(Invitation.role, Invitation.organisation, Invitation.centre_id)
            row = (await connection.execute(kept)).one_or_none()
            if row is None:
                return None
            await connection.execute(delete(StaffMember).where(StaffMember.pseudonym == pseudonym))
            await connection.execute(insert(StaffMember).values(pseudonym=pseudonym, **row._mapping))
            return _membership(row)

    async def member(self, pseudonym: str) -> Membership | None:
        """What somebody is; None for everybody else."""
        query = _members().where(StaffMember.pseudonym == pseudonym)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return _membership(row) if row else None

    async def all(self) -> list[tuple[str, Membership]]:
        """Everybody, by pseudonym."""
        async with self._database.connect() as connection:
            rows = await connection.execute(_members().order_by(StaffMember.organisation))
            return [(row.pseudonym, _membership(row)) for row in rows]

    async def remove(self, pseudonym: str) -> bool:
        """Take somebody's rights away; False where there were none."""
        async with self._database.begin() as connection:
            gone = await connection.execute(delete(StaffMember).where(StaffMember.pseudonym == pseudonym))
        return gone.rowcount > 0

    async def prune(self) -> None:
        """Drop invitations that have expired."""
        async with self._database.begin() as connection:
            await connection.execute(delete(Invitation).where(Invitation.expires_at <= self._now()))


def _members() -> Select[str, str, str, str | None]:
    return select(StaffMember.pseudonym, StaffMember.role, StaffMember.organisation, StaffMember.centre_id)


def _membership(row: Any) -> Membership:
    return Membership(row.role, row.organisation, row.centre_id)
