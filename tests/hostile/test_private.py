"""A private chat: any text, any button, any attachment, any link, any inline query."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import LANGUAGES
from bot.links.staff import Membership
from bot.store.choices import DECOYS, KEEP
from tests.hostile.conftest import Front
from tests.hostile.strategies import VERBS, forged, hostile, many
from tests.hostile.texts import CORPUS, SHORT
from tests.hostile.updates import ATTACHED, ELSEWHERE, FORWARDED

pytestmark = [
    pytest.mark.promise("S3"),
    # PTB says which fields of an update it does not know; an update of tomorrow has some.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning"),
]

SENDS = "sendMessage"
SERVICE = ("a web page", "a new title", "a pinned message")
"""Messages that Telegram writes itself are no question."""
ours = hostile.filter(lambda text: not text.casefold().startswith("/start"))
"""/start ends every disguise and is no code word."""


async def test_every_text_is_answered_and_changes_nothing(front: Front) -> None:
    before = front.state()
    for text in CORPUS:
        assert SENDS in await front.reads(front.woman(), text), text[:80]
    assert front.state() == before


@many
@given(text=hostile)
async def test_any_text_is_answered(front: Front, text: str) -> None:
    before = front.state()
    calls = await front.reads(front.woman(), text)
    assert SENDS in calls
    assert front.state() == before


@pytest.mark.parametrize("text", ["/restart", '/intent{"a":1}', "/divorce", "/session_start"])
async def test_commands_that_are_not_ours_are_text(front: Front, text: str) -> None:
    await front.reads(front.woman(), text)
    assert front.understood == [text]


async def test_the_engine_is_asked_little_of_much(front: Front) -> None:
    for text in CORPUS:
        await front.reads(front.woman(), text)
    assert max(map(len, front.understood)) <= 2000


async def test_no_hostile_text_is_shown_again(front: Front) -> None:
    woman = front.woman()
    for text in ("<b>канарейка7519</b>", "{police}канарейка7519", "*канарейка7519*"):
        await front.reads(woman, text)
    shown = "\n".join(message.get("text", "") for message in woman.chat(front.bot).messages)
    assert "канарейка7519" not in shown


@many
@given(text=hostile)
async def test_a_correction_is_a_text_like_any_other(front: Front, text: str) -> None:
    before = front.state()
    await front.reads(front.woman(), text, "edited_message")
    assert front.state() == before


async def test_a_place_that_moves_is_removed_each_time_and_answered_once(front: Front) -> None:
    woman, place = front.woman(), {"location": {"latitude": 42.87, "longitude": 74.6, "live_period": 900}}
    assert SENDS in await front.reads(woman, place)
    assert await front.reads(woman, place, "edited_message") == ["deleteMessages"]


async def test_what_is_forwarded_is_text(front: Front) -> None:
    before = front.state()
    for origin in FORWARDED.values():
        for text in ("<b>{0}", "\x00", "/restart", "/start join_AAAAAAAAAAAAAAAAAAAAAA"):
            await front.reads(front.woman(), {"text": text, **origin})
    assert front.state() == before


async def test_any_attachment_leaves_her_a_way_on(front: Front) -> None:
    before = front.state()
    for what, content in ATTACHED.items():
        calls = await front.reads(front.woman(), content)
        assert SENDS in calls or what in SERVICE, what
        await front.reads(front.woman(), content, "edited_message")
    assert (front.state(), front.understood) == (before, [])


async def test_updates_of_no_chat_change_nothing(front: Front) -> None:
    before = front.state()
    for what, update in ELSEWHERE.items():
        assert await front.gets(**update) == [], what
    assert (front.state(), front.understood) == (before, [])


@many
@given(data=forged)
async def test_a_forged_button_never_crashes_and_leaves_only_choices_that_exist(front: Front, data: str) -> None:
    woman = front.woman()
    await front.reads(woman, "/start")
    calls = await front.pressed(woman, data)
    assert {"sendMessage", "editMessageText", "sendContact"} & set(calls)
    state = front.state()
    for _, language, keep, decoy, discreet, code, _ in state.pop("people"):
        assert language in (*LANGUAGES, None)
        assert (keep in KEEP, decoy in DECOYS, discreet in (0, 1), code) == (True, True, True, None)
    assert not any(state.values())


async def test_a_button_with_any_text_leads_to_the_menu(front: Front) -> None:
    before = front.state()
    for text in CORPUS:
        if text.split(":")[0] not in VERBS:
            woman = front.woman()
            await front.reads(woman, "/start")
            assert "editMessageText" in await front.pressed(woman, text)
    assert front.state() == before


@many
@given(about=hostile)
async def test_a_forged_topic_is_not_remembered(front: Front, about: str) -> None:
    woman = front.woman()
    await front.reads(woman, "/start")
    conversation = front.house.conversations.of(front.house.identity.pseudonym(woman.id))
    for data in (f"topic:{about}", f"facet:{about}:cost", f"facet:divorce:{about}", f"region:{about}", f"need:{about}"):
        await front.pressed(woman, data)
        assert conversation.topic in (None, "divorce", "find_help_centre")
        assert (conversation.facet, conversation.region, conversation.need) == (None, [], None)


@pytest.mark.parametrize("length", [63, 64, 65, 10_000])
async def test_long_data_behind_each_verb(front: Front, length: int) -> None:
    for verb, filling in product(VERBS, (":", "9", "а", "\x00", "\ud800")):
        woman = front.woman()
        await front.reads(woman, "/start")
        await front.pressed(woman, (f"{verb}:" + filling * length)[:length])


@many
@given(payload=hostile)
async def test_any_payload_of_a_link_is_an_ordinary_start(front: Front, payload: str) -> None:
    before = front.state()
    for kind in ("", "r_", "join_"):
        assert await front.reads(front.woman(), f"/start {kind}{payload}") == [SENDS]
    assert (front.state(), front.understood) == (before, [])


@many
@given(query=hostile)
async def test_any_inline_query_is_offered_helplines(front: Front, query: str) -> None:
    before = front.state()
    assert await front.asked_inline(front.woman(), query) == ["answerInlineQuery"]
    assert front.state() == before


@many
@given(word=ours)
async def test_any_code_word_is_kept_as_a_digest_or_asked_for_again(front: Front, word: str) -> None:
    woman = front.woman()
    pseudonym = front.house.identity.pseudonym(woman.id)
    await front.reads(woman, "/start")
    await front.pressed(woman, "set:code")
    await front.reads(woman, word)
    kept = (await front.house.choosing.of(pseudonym)).code
    assert kept in (None, front.house.identity.digest(word))
    await front.pressed(woman, "exit")
    await front.reads(woman, word)
    assert (await front.house.choosing.of(pseudonym)).disguised == (kept is None)


@many
@given(text=ours)
async def test_in_disguise_every_text_gets_the_decoy(front: Front, text: str) -> None:
    woman = front.woman()
    await front.reads(woman, "/start")
    await front.pressed(woman, "exit")
    before = front.state()
    assert SENDS in await front.reads(woman, text)
    await front.pressed(woman, text)
    assert front.state() == before


async def test_in_disguise_no_attachment_is_understood(front: Front) -> None:
    woman = front.woman()
    await front.reads(woman, "/exit")
    for content in ATTACHED.values():
        await front.reads(woman, content)
    assert front.understood == []


@pytest.mark.parametrize("role", ["admin", "cso", "editor"])
async def test_the_desk_takes_any_label(front: Front, role: str) -> None:
    organisation = "<b>Ак & Жүрөк</i> {0} %s"
    staff = front.house.desk.staff
    token = await staff.invite(Membership(role, organisation, "<b>"))  # type: ignore[arg-type]
    worker = front.woman()
    assert SENDS in await front.reads(worker, f"/start join_{token}")
    assert organisation in worker.chat(front.bot).messages[-1]["text"]
    await front.reads(worker, "/mydata")
    for label in SHORT:
        await front.reads(worker, "/start")
        await front.pressed(worker, "link:new")
        await front.pressed(worker, "link:menu")
        assert SENDS in await front.reads(worker, label)
    await front.reads(worker, "/links")
    made = front.state()["links"]
    assert bool(made) == (role != "editor")
    for number, *_ in made:
        for verb in ("show", "code", "posters", "revoke"):
            await front.pressed(worker, f"link:{verb}:{number}")


@pytest.mark.filterwarnings("ignore:Glyph")
@many
@given(
    label=st.one_of(hostile, st.sampled_from(["$\\frac$", "$x", "_x", "Акция $5$ и $6"])).filter(lambda t: len(t) <= 40)
)
async def test_figures_are_shown_for_any_label(front: Front, label: str) -> None:
    worker = front.woman()
    organisation = f"o{worker.id}"
    await front.reads(worker, f"/start join_{await front.house.desk.staff.invite(Membership('cso', organisation))}")
    await front.pressed(worker, "link:new")
    await front.pressed(worker, "link:menu")
    await front.reads(worker, label)
    assert SENDS in await front.reads(worker, "/stats")


@many
@given(data=forged)
async def test_a_forged_button_of_the_desk_touches_no_link_of_others(front: Front, data: str) -> None:
    worker = front.woman()
    other = await front.house.desk.staff.invite(Membership("cso", "other"))
    token = await front.house.desk.staff.invite(Membership("cso", f"o{worker.id}"))
    await front.house.desk.staff.join(other, "somebody else")
    await front.reads(worker, f"/start join_{token}")
    before = {row[0]: row for row in front.state()["links"]}
    await front.pressed(worker, f"link:{data}")
    assert {row[0]: row for row in front.state()["links"]} == before
