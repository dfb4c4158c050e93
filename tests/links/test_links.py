"""Links are made, followed, revoked; what was never made leads nowhere."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.links.aims import Aim, read_aim
from bot.links.links import Draft, Links
from bot.links.tokens import JOIN, LINK, START_LIMIT, new_token, read_payload

TODAY = date(2026, 11, 24)
WALL = Draft("Ak-Jurok", "wall", "ky", Aim("search", "osh"), "ak_jurok_osh")


async def test_a_link_leads_where_it_was_made_to(database: AsyncEngine) -> None:
    links = Links(database, lambda: TODAY)
    made = await links.make(WALL)
    followed = await links.follow(made.token)
    assert followed == made
    assert (made.aim, made.language, made.centre_id) == (Aim("search", "osh"), "ky", "ak_jurok_osh")
    assert read_payload(made.address("a_bot").split("start=")[1]) == (LINK, made.token)


async def test_a_revoked_link_leads_nowhere_and_only_its_owner_revokes_it(database: AsyncEngine) -> None:
    links = Links(database, lambda: TODAY)
    made = await links.make(WALL)
    assert not await links.revoke(made.id, "another")
    assert await links.follow(made.token)
    assert await links.revoke(made.id, "Ak-Jurok")
    assert await links.follow(made.token) is None


async def test_a_link_ends_after_its_last_day(database: AsyncEngine) -> None:
    made = await Links(database, lambda: TODAY).make(Draft("o", "l", "ru", Aim("menu"), expires_on=TODAY))
    assert await Links(database, lambda: TODAY).follow(made.token)
    assert await Links(database, lambda: date(2026, 11, 25)).follow(made.token) is None


async def test_an_organisation_sees_its_own_links(database: AsyncEngine) -> None:
    links = Links(database, lambda: TODAY)
    await links.make(WALL)
    other = await links.make(Draft("other", "bus stop", "ru", Aim("menu")))
    assert [link.label for link in await links.of("other")] == ["bus stop"]
    assert [link.label for link in await links.of(None)] == ["bus stop", "wall"]
    assert other.aim == Aim("menu")


@given(st.text(max_size=80))
def test_no_forged_payload_breaks_anything(text: str) -> None:
    found = read_payload(text)
    assert found is None or text == "".join(found)


def test_payloads_fit_into_an_address() -> None:
    token = new_token()
    assert len(JOIN + token) <= START_LIMIT
    assert read_payload(JOIN + token) == (JOIN, token)
    assert len({new_token() for _ in range(1000)}) == 1000


@given(st.text(max_size=60))
def test_any_stored_aim_leads_somewhere(text: str) -> None:
    assert read_aim(text).kind in ("menu", "topic", "search", "centre")
