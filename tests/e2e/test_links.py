"""A CSO makes a link, somebody opens it, the CSO sees that it helped. No engine is needed, both databases do."""

import io

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.languages import LANGUAGES, Language
from bot.links.staff import Membership, Staff
from bot.links.tokens import JOIN
from bot.words import words_of
from simulator.tester import Tester
from tests.e2e.conftest import Town

CSO = Membership("cso", "Ак-Жүрөк", "ak_jurok_osh")


async def joined(town: Town, database: AsyncEngine, language: Language = "ru") -> Tester:
    """Somebody of a CSO who has taken her invitation."""
    worker = town.woman(language, "Нургүл")
    await worker.starts(JOIN + await Staff(database).invite(CSO))
    await worker.sees("Ак-Жүрөк", "/links")
    return worker


async def made_link(worker: Tester, language: Language, *aim: str) -> str:
    """The payload of a link that a CSO makes by buttons."""
    await worker.writes("/links")
    await worker.sends_payload("link:new")
    await worker.sends_payload(f"link:language:{language}")
    await worker.sends_payload(f"link:{':'.join(aim)}")
    await worker.writes("Дубалдагы плакат")
    shown = await worker.sees("Дубалдагы плакат", "https://t.me/rights_test_bot?start=")
    return str(shown["text"]).split("?start=")[1].split()[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_link_to_a_topic_opens_it_in_its_language(
    town_on_each_database: Town, database: AsyncEngine, language: Language
) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, language, "aim", "topic", "alimony")
    woman = town_on_each_database.woman("ru")
    await woman.starts(payload)
    await woman.sees(words_of(language)("key.hide"))
    title = {"ky": "Алимент", "ru": "Алименты", "en": "Child support"}[language]
    await woman.sees(title)


async def test_a_link_to_a_region_asks_for_the_need_and_puts_the_own_centre_first(
    town_on_each_database: Town, database: AsyncEngine
) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, "ky", "aim", "search", "osh_city")
    woman = town_on_each_database.woman("ru")
    await woman.starts(payload)
    await woman.sees(words_of("ky")("ask.need"))
    await woman.presses(words_of("ky")("need.lawyer"))
    answer = await woman.sees("Ак-Жүрөк")
    assert "☎ «Ак-Жүрөк»" in woman.buttons(answer)[0]


async def test_a_link_to_the_own_centre_shows_it(town_on_each_database: Town, database: AsyncEngine) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, "ru", "aim", "centre", "ak_jurok_osh")
    woman = town_on_each_database.woman("ky")
    await woman.starts(payload)
    await woman.sees("Ак-Журок", words_of("ru")("centres.contact"))


async def test_the_figures_tell_no_single_person(town_on_each_database: Town, database: AsyncEngine) -> None:
    worker = await joined(town_on_each_database, database, "en")
    payload = await made_link(worker, "ky", "menu")
    for number in range(6):
        woman = town_on_each_database.woman("ky", f"Аял {number}")
        await woman.starts(payload)
        await woman.sees(words_of("ky")("menu.title"))
        await woman.starts(payload)
        await woman.sees(words_of("ky")("menu.title"))
    await woman.sends_payload("region:bishkek")
    await woman.presses(words_of("ky")("need.any"))
    await woman.sees("Бишкек")
    await worker.writes("/stats")
    figures = await worker.sees("Opened: 6", "Looked for help: fewer than 5", "Took a contact: 0")
    assert "Аял" not in figures["text"]
    assert await worker.gets("photo")


@pytest.mark.parametrize("payload", ["r_AAAAAAAAAAAAAAAAAAAAAA", "join_AAAAAAAAAAAAAAAAAAAAAA", "x", "r_"])
async def test_a_forged_link_is_an_ordinary_start(town_without_engine: Town, payload: str) -> None:
    woman = town_without_engine.woman("ky")
    await woman.starts(payload)
    await woman.sees("Choose a language")


async def test_a_revoked_link_is_an_ordinary_start(town_on_each_database: Town, database: AsyncEngine) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, "ky", "menu")
    await worker.presses(words_of("ru")("links.revoke"))
    await worker.presses(words_of("ru")("links.revoke_sure"))
    await worker.sees(words_of("ru")("links.revoked"))
    woman = town_on_each_database.woman("ky")
    await woman.starts(payload)
    await woman.sees("Choose a language")


async def test_the_code_that_is_sent_leads_to_the_link(town_on_each_database: Town, database: AsyncEngine) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, "ky", "menu")
    await worker.presses(words_of("ru")("links.code"))
    photo = await worker.gets("photo")
    picture = town_on_each_database.simulator.world.files.get(photo["photo"][-1]["file_id"]).body
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert [code.text for code in found] == [f"https://t.me/rights_test_bot?start={payload}"]


async def test_posters_come_as_documents(town_on_each_database: Town, database: AsyncEngine) -> None:
    worker = await joined(town_on_each_database, database)
    await made_link(worker, "ky", "menu")
    await worker.presses(words_of("ru")("links.posters"))
    await worker.presses(f"en A5 {words_of('ru')('poster.discreet')}")
    document = await worker.gets("document")
    assert document["document"]["file_name"] == "en-A5-discreet.pdf"


async def test_an_invitation_works_once(town_on_each_database: Town, database: AsyncEngine) -> None:
    payload = JOIN + await Staff(database).invite(CSO)
    first, second = town_on_each_database.woman("ru", "Нургүл"), town_on_each_database.woman("ru", "Чужой")
    await first.starts(payload)
    await first.sees("Ак-Жүрөк")
    await second.starts(payload)
    await second.sees("Choose a language")
    await second.writes("/links")
    await second.sees(words_of("ru")("engine.down"))
    await second.sends_payload("link:new")
    await second.sees(words_of("ru")("menu.title"))


async def test_a_link_of_another_organisation_cannot_be_touched(
    town_on_each_database: Town, database: AsyncEngine
) -> None:
    worker = await joined(town_on_each_database, database)
    payload = await made_link(worker, "ky", "menu")
    stranger = town_on_each_database.woman("ru", "Чужой")
    await stranger.starts(JOIN + await Staff(database).invite(Membership("cso", "другие")))
    await stranger.sees("другие")
    await stranger.writes("/menu")
    await stranger.sends_payload("link:revoked:1")
    await stranger.sees(words_of("ru")("links.title"))
    woman = town_on_each_database.woman("ky")
    await woman.starts(payload)
    await woman.sees(words_of("ky")("menu.title"))
