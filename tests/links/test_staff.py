"""An invitation works once and for a while."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.staff import VALID_FOR, Membership, Staff

NOW = datetime(2026, 11, 24, tzinfo=UTC)
CSO = Membership("cso", "Ak-Jurok", "ak_jurok_osh")


async def test_an_invitation_works_once(database: AsyncEngine) -> None:
    staff = Staff(database, lambda: NOW)
    token = await staff.invite(CSO)
    assert await staff.join(token, "aigul") == CSO
    assert await staff.join(token, "stranger") is None
    assert await staff.member("aigul") == CSO
    assert await staff.member("stranger") is None


async def test_an_invitation_expires_and_is_forgotten(database: AsyncEngine) -> None:
    token = await Staff(database, lambda: NOW).invite(CSO)
    later = Staff(database, lambda: NOW + VALID_FOR + timedelta(seconds=1))
    assert await later.join(token, "aigul") is None
    await later.prune()
    async with database.connect() as connection:
        assert await connection.scalar(text("select count(*) from invitations")) == 0


async def test_the_database_cannot_open_the_door(database: AsyncEngine) -> None:
    token = await Staff(database, lambda: NOW).invite(CSO)
    async with database.connect() as connection:
        row = (await connection.execute(text("select * from invitations"))).one()
    assert token not in str(row)


async def test_who_is_removed_is_nobody(database: AsyncEngine) -> None:
    staff = Staff(database, lambda: NOW)
    await staff.join(await staff.invite(CSO), "aigul")
    assert await staff.all() == [("aigul", CSO)]
    assert await staff.remove("aigul")
    assert not await staff.remove("aigul")
    assert await staff.member("aigul") is None
