"""Groups and channels: /start is answered there, nothing else, and no word of theirs reaches the engine."""

from typing import get_args

import pytest
from hypothesis import given

from simulator.chats import Group, Kind
from simulator.groups import GroupHandle
from simulator.people import Person
from tests.hostile.conftest import Front
from tests.hostile.strategies import forged, hostile, many
from tests.hostile.texts import CORPUS
from tests.hostile.updates import ATTACHED, FORWARDED

pytestmark = pytest.mark.promise("S3")
KINDS: tuple[Kind, ...] = get_args(Kind)
COMMANDS = (
    "menu",
    "language",
    "help",
    "keys",
    "settings",
    "mydata",
    "forget",
    "privacy",
    "exit",
    "sos",
    "links",
    "stats",
)


class Room:
    """A group with the bot and somebody in it."""

    def __init__(self, front: Front, group: Group, member: Person) -> None:
        self.front, self.group, self.member = front, group, member
        self.kind = "channel_post" if group.kind == "channel" else "message"

    async def hears(self, content: dict[str, object] | str, kind: str = "") -> list[str]:
        """A message in it."""
        sender = None if self.group.kind == "channel" else self.member
        body = self.front.message(self.group, sender, content)
        return await self.front.gets(**{kind or self.kind: body})

    async def pressed(self, data: str) -> list[str]:
        """A button below a message in it."""
        message = self.front.message(self.group, self.member, "x") | {"from": self.front.bot.object()}
        query = {"id": "1", "from": self.member.account.object(), "chat_instance": "1", "data": data}
        return await self.front.gets(callback_query={**query, "message": message})


async def room(front: Front, kind: Kind) -> Room:
    """A new group of a kind; the bot administers it, so that it hears every word."""
    member = front.woman()
    handle: GroupHandle = await front.simulator.add_group("<b>{0}", [member, front.bot], kind)
    handle.group.admins.add(front.bot.id)
    return Room(front, handle.group, member)


@pytest.mark.parametrize("kind", KINDS)
async def test_no_text_of_a_group_is_answered_or_understood(front: Front, kind: Kind) -> None:
    before, here = front.state(), await room(front, kind)
    for text in CORPUS:
        if not text.casefold().startswith("/start"):
            assert await here.hears(text) == []
            assert await here.hears(text, f"edited_{here.kind}") == []
    assert (front.state(), front.understood) == (before, [])


@pytest.mark.parametrize("kind", KINDS)
@many
@given(text=hostile)
async def test_any_text_of_a_group_stays_there(front: Front, kind: Kind, text: str) -> None:
    here = await room(front, kind)
    for words in (text, f"@rights_test_bot {text}", f"азыр мени өлтүрөт {text}"):
        calls = await here.hears(words)
        assert calls == [] or words.casefold().startswith("/start")
    assert front.understood == []


@pytest.mark.parametrize("kind", KINDS)
async def test_of_all_commands_only_start_is_answered(front: Front, kind: Kind) -> None:
    before, here = front.state(), await room(front, kind)
    for command in COMMANDS:
        for text in (f"/{command}", f"/{command}@rights_test_bot", f"/{command} x"):
            assert await here.hears(text) == []
    answered = [] if kind == "channel" else ["sendMessage"]
    for text in ("/start", "/start@rights_test_bot", "/start join_AAAAAAAAAAAAAAAAAAAAAA", "/start <b>{0}"):
        assert await here.hears(text) == answered
        assert await here.hears(text, f"edited_{here.kind}") == []
    assert await here.hears("/start@another_bot") == []
    assert (front.state(), front.understood) == (before, [])


@pytest.mark.parametrize("kind", KINDS)
async def test_attachments_and_forwards_of_a_group_are_left_alone(front: Front, kind: Kind) -> None:
    before, here = front.state(), await room(front, kind)
    for content in ATTACHED.values():
        assert await here.hears(content) == []
        assert await here.hears(content, f"edited_{here.kind}") == []
    for origin in FORWARDED.values():
        assert await here.hears({"text": "азыр мени өлтүрөт", **origin}) == []
    assert (front.state(), front.understood) == (before, [])


@pytest.mark.parametrize("kind", KINDS)
@many
@given(data=forged)
async def test_buttons_in_a_group_do_nothing(front: Front, kind: Kind, data: str) -> None:
    before, here = front.state(), await room(front, kind)
    assert await here.pressed(data) == []
    assert (front.state(), front.understood) == (before, [])


async def test_whoever_writes_as_the_group_itself_is_no_person(front: Front) -> None:
    here = await room(front, "supergroup")
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    for text in CORPUS:
        body = front.message(here.group, here.member, text)
        await front.gets(message={**body, "from": anonymous, "sender_chat": here.group.object()})
    assert front.understood == []


@pytest.mark.parametrize("kind", ["business_message", "edited_business_message"])
async def test_chats_of_a_business_are_left_alone(front: Front, kind: str) -> None:
    before, woman = front.state(), front.woman()
    contents = [*ATTACHED.values(), *({"text": text} for text in CORPUS)]
    for content in contents:
        assert await front.reads(woman, {"business_connection_id": "x", **content}, kind) == []
    assert (front.state(), front.understood) == (before, [])
