"""Promise P3: unique words go through everything that the bot can do, and are found nowhere afterwards."""

import asyncio
import base64
import io
import logging
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from pydantic import SecretStr

from bot.engine.client import Engine
from bot.engine.directive import Directive, Shown
from bot.logs import LIBRARIES, handler
from bot.service.ports import free_port
from bot.store.identity import Identity
from bot.words import words_of
from simulator.faults import Fault
from simulator.tester import Tester
from tests.e2e.canaries import Canaries, dump
from tests.e2e.conftest import KEY, NOBODY, TOKEN, Town, start_engine

# Telegram's pace for one chat, a message a second, makes the story a long one.
pytestmark = [pytest.mark.promise("P3"), pytest.mark.timeout(300)]

HER_ID, FIRST_MESSAGE = 7_319_846_205, 1_583_920_000
FIRST_NAME, LAST_NAME, USERNAME = "Кенежебике", "Шаңыракова", "kenezhe_77_bike"
PHONE, OTHER_PHONE, HER_EMAIL = "+996555731846", "996777402913", "kenezhe.bike@posthorn.kg"
LATITUDE, LONGITUDE = 41.873519, 74.603217
KY, RU, EN = "күйүккөнөгү", "пустельгуша", "kestrelwing"
CODE, FILE_NAME = "Жорубузулду", "gyrfalcon-notes.bin"
SHE = Canaries(
    *(HER_ID, FIRST_NAME, LAST_NAME, USERNAME, PHONE, PHONE[1:], OTHER_PHONE, LATITUDE, LONGITUDE),
    *(TOKEN, TOKEN.partition(":")[2], FILE_NAME, CODE, str(FIRST_MESSAGE)[:-2]),
)
"""What the engine must not be told either."""
ALL = Canaries(
    *(HER_ID, FIRST_NAME, LAST_NAME, USERNAME, PHONE, PHONE[1:], OTHER_PHONE, LATITUDE, LONGITUDE),
    *(TOKEN, TOKEN.partition(":")[2], FILE_NAME, CODE, str(FIRST_MESSAGE)[:-2], HER_EMAIL, KY, RU, EN),
)
TOLD = f"{KY} мени урат, {RU}, {EN}. {FIRST_NAME} {LAST_NAME} @{USERNAME} {PHONE} {HER_EMAIL} {HER_ID}"


CHATTY = ("", "aiosqlite", "sqlalchemy")
"""Loggers that print megabytes at DEBUG, also of the rows that the search itself reads."""


@dataclass
class House:
    """A bot with everything that it could leave behind."""

    town: Town
    url: str
    clean: io.StringIO
    """What the formatter of the bot writes, with our own and most libraries' loggers at DEBUG."""
    raw: io.StringIO
    """What our own loggers were given, before anything was taken out."""
    asked: list[tuple[str, str, Shown]] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)
    _read: dict[int, int] = field(default_factory=dict)

    async def settled(self) -> None:
        """Everything that happened was handled, noted and confirmed to Telegram."""
        async with asyncio.timeout(30):
            while self.town.bot.post.queue.waiting:
                await asyncio.sleep(0.02)

    async def finds(self) -> set[str]:
        """Canaries in files, rows and logs."""
        logs = {f"log: {canary}" for log in (self.clean, self.raw) for canary in ALL.in_text(self._new(log))}
        return ALL.in_files(self.town.folder) | await ALL.in_tables(self.url) | logs

    def _new(self, log: io.StringIO) -> str:
        text, old = log.getvalue(), self._read.get(id(log), 0)
        self._read[id(log)] = len(text)
        return text[old:]

    async def is_clean_after(self, act: str) -> None:
        """Nothing was found; what is wiped later must not have been there before."""
        await self.settled()
        assert await self.finds() == set(), act


@contextmanager
def listening(clean: io.StringIO, raw: io.StringIO) -> Iterator[None]:
    """Both kinds of logs, from DEBUG on."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    levels = {name: logging.getLogger(name).level for name in ("", "bot", *LIBRARIES)}
    for name in levels:
        logging.getLogger(name).setLevel(logging.INFO if name in CHATTY else logging.DEBUG)
    # Ours comes first: the filter of the other one changes the record.
    unfiltered, filtered = logging.StreamHandler(raw), handler("json", clean)
    ours.addHandler(unfiltered)
    root.addHandler(filtered)
    yield
    ours.removeHandler(unfiltered)
    root.removeHandler(filtered)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> tuple[list[tuple[str, str, Shown]], set[str]]:
    """What the engine is told, and whom it has forgotten."""
    asked: list[tuple[str, str, Shown]] = []
    forgotten: set[str] = set()
    ask, forget = Engine.ask, Engine.forget

    async def asking(self: Engine, sender: str, text: str, shown: Shown) -> Directive:
        asked.append((sender, text, shown))
        return await ask(self, sender, text, shown)

    async def forgetting(self: Engine, sender: str) -> bool:
        if done := await forget(self, sender):
            forgotten.add(sender)
        return done

    monkeypatch.setattr(Engine, "ask", asking)
    monkeypatch.setattr(Engine, "forget", forgetting)
    return asked, forgotten


@pytest.fixture
async def house(empty_town: Town, spied: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """Not open yet: no database, no engine."""
    monkeypatch.setattr("simulator.world.FIRST_PERSON", HER_ID)
    empty_town.bot.last_message_id = FIRST_MESSAGE
    clean, raw = io.StringIO(), io.StringIO()
    with listening(clean, raw):
        yield House(empty_town, f"sqlite+aiosqlite:///{empty_town.folder}/test.db", clean, raw, *spied)


def her(town: Town) -> Tester:
    """A person with a name, a username and an id that occur nowhere else."""
    person = town.simulator.add_person(FIRST_NAME, language_code="ky", username=USERNAME)
    person.account.last_name = LAST_NAME
    assert person.id == HER_ID
    return Tester(person, town.bot)


async def talks(house: House, woman: Tester) -> None:
    """Texts, commands, corrections, what is passed on and what is attached."""
    person, bot = woman.person, house.town.bot
    await woman.starts(f"l_{EN}")
    await woman.presses("Кыргызча")
    written = await person.send(bot, TOLD)
    await house.is_clean_after("a text")
    await person.send(bot, f"/{EN} {RU} {PHONE}")
    await person.send(bot, f"/language {TOLD}")
    await person.send(bot, "\x00 <b>" + TOLD * 30)
    await house.is_clean_after("commands that are none")
    await person.edit(bot, written.id, f"{EN} {KY} edited")
    await person.forward(bot, written)
    await house.is_clean_after("a correction, a forwarded message")
    await person.photo(bot, caption=TOLD)
    await person.document(bot, name=FILE_NAME, caption=RU)
    await person.contact(bot, PHONE)
    await person.contact(bot, OTHER_PHONE, LAST_NAME)
    await person.voice(bot, KY.encode())
    await house.is_clean_after("attachments")
    await woman.shares_place(LATITUDE, LONGITUDE)
    await house.is_clean_after("her place")
    await woman.types_inline(TOLD)
    await woman.sends_payload(f"topic:{EN}")
    await house.is_clean_after("an inline query and a forged button")
    group = await house.town.simulator.add_group(LAST_NAME, [person, bot])
    await person.send(group, f"/start {TOLD}")
    await person.send(group, TOLD)
    await house.is_clean_after("words in a group")


async def chooses(house: House, woman: Tester) -> None:
    """Settings, code word, exit, disguise."""
    ky = words_of("ky")
    await woman.writes("/settings")
    await woman.presses(ky("settings.keep_60"))
    await woman.presses(ky("settings.code"))
    await woman.sees(ky("settings.code_ask"))
    await woman.writes(CODE)
    await woman.sees(ky("settings.code_kept"))
    await house.is_clean_after("a code word")
    # So that this search does look where something is kept.
    pseudonym = Identity(SecretStr(KEY)).pseudonym(HER_ID).encode()
    assert {table for table, row in await dump(house.url) if pseudonym in row} == {"people", "known_messages"}
    await woman.writes("/mydata")
    await woman.writes("/exit")
    await house.is_clean_after("an exit")
    await woman.writes(TOLD)
    await woman.person.photo(house.town.bot, caption=TOLD)
    await house.is_clean_after("words in disguise")
    await woman.writes(CODE.upper())
    await woman.sees(ky("menu.title"))
    await house.is_clean_after("the code word again")


async def meets_faults(house: House, woman: Tester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram refuses, is slow, fails; handlers raise, and what handles that raises as well."""
    faults = house.town.simulator.faults
    quoting = f'Bad Request: can\'t parse entities: Unsupported start tag "{EN}" of {KY}'
    for fault in (
        Fault(error_code=400, description=quoting),
        Fault(error_code=429, retry_after=1),
        Fault(error_code=500, description=f"Internal: {RU}"),
        Fault(error_code=403, description=f"Forbidden: {FIRST_NAME}"),
        Fault(drop="after"),
    ):
        faults.plant("sendMessage", fault)
        faults.plant("getUpdates", fault)
        await woman.writes(TOLD)
        await house.is_clean_after(f"{fault}")
        faults.clear()
    assert "refused a call: Can't parse entities" in house.clean.getvalue()

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(TOLD, CODE, HER_ID, TOKEN)

    with monkeypatch.context() as patched:
        patched.setattr("bot.telegram.screens.Screens.menu", fail)
        await woman.writes("/menu")
        await house.is_clean_after("a handler that raises")
        assert "ValueError" in house.clean.getvalue()
        patched.setattr("bot.telegram.screens.Screens.note", fail)
        await woman.writes("/menu")
        await house.is_clean_after("a handler of errors that raises")
        patched.setattr("bot.telegram.application.visit_of", fail)
        await woman.writes(TOLD)
        await house.is_clean_after("everything raises")


async def is_forgotten(house: House, woman: Tester) -> None:
    """/forget, and the bot ends."""
    await woman.writes("/forget")
    await woman.presses(words_of("ky")("data.forget"))
    await woman.sees(words_of("ky")("data.forgotten")[:20])
    await house.is_clean_after("being forgotten")
    await house.town.close()
    assert await house.finds() == set()


async def story(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that she can do and everything that can fail."""
    woman = her(house.town)
    await talks(house, woman)
    await chooses(house, woman)
    await meets_faults(house, woman, monkeypatch)
    await is_forgotten(house, woman)


async def test_nothing_is_found_with_each_database(
    house: House, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.url = database_url
    await house.town.open(NOBODY, database_url=database_url)
    await story(house, monkeypatch)
    if "host=" in database_url:
        assert ALL.in_files(Path(database_url.partition("host=")[2])) == set()


@pytest.fixture
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[int, Path]]:
    """A port and the folder of all that an engine writes, told to print as much as it can."""
    folder, port = tmp_path_factory.mktemp("engine"), free_port()
    (folder / "tmp").mkdir()
    loud = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG", "PYTHONWARNINGS": "default", "PYTHONUNBUFFERED": "1"}
    env = {**os.environ, **loud, "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
    with (folder / "output.txt").open("wb") as output:
        process = await asyncio.to_thread(start_engine, port, env=env, stdout=output, stderr=output)
        yield port, folder
        process.kill()
        process.wait()


def written_since(moment: float) -> list[Path]:
    """Files of this installation that are younger; `moment` in seconds since 1970."""
    return [path for path in Path("var").rglob("*") if path.is_file() and path.stat().st_mtime > moment]


def still_known(port: int, sender: str) -> bool:
    """Whether the engine's store of sessions held a conversation."""
    request = Request(f"http://127.0.0.1:{port}/webhooks/bot/conversation/{sender}", method="DELETE")
    with urlopen(request, timeout=10) as answer:
        return b"true" in answer.read()


@pytest.mark.engine
async def test_nothing_is_found_of_what_the_engine_was_told(
    house: House, engine: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, folder = engine
    began = time.time() - 1
    await house.town.open(port, engine_timeout=10)
    await story(house, monkeypatch)
    senders = {sender for sender, _, _ in house.asked}
    assert {text for _, text, _ in house.asked} >= {TOLD}
    assert not {canary for sender, _, shown in house.asked for canary in SHE.in_text(f"{sender} {shown}")}
    assert senders <= house.forgotten
    assert not [sender for sender in senders if still_known(port, sender)]
    assert ALL.in_files(folder) == set()
    assert not {canary for path in written_since(began) for canary in ALL.in_bytes(path.read_bytes())}


PLANTED = [
    pytest.param(f"… {KY} …".encode(), KY, id="utf-8"),
    pytest.param(RU.upper().encode("utf-16"), RU, id="upper case in utf-16"),
    pytest.param(EN.title().encode(), EN, id="title case"),
    pytest.param(base64.b64encode(f"a{KY}bc".encode()), KY, id="base64"),
    pytest.param(base64.urlsafe_b64encode(f"ab{RU}".encode()), RU, id="base64 for addresses"),
    pytest.param(FIRST_NAME.encode().hex().encode(), FIRST_NAME, id="hex"),
    pytest.param(rb"\u043f\u0443\u0441\u0442\u0435\u043b\u044c\u0433\u0443\u0448\u0430", RU, id="JSON"),
    pytest.param(b"q=%D0%BF%D1%83%D1%81%D1%82%D0%B5%D0%BB%D1%8C%D0%B3%D1%83%D1%88%D0%B0", RU, id="of an address"),
    pytest.param(f"[{HER_ID}, 5]".encode(), str(HER_ID), id="a number"),
    pytest.param(f"{HER_ID:x}".encode(), str(HER_ID), id="a number in hex"),
    pytest.param(base64.b64encode(f"[{HER_ID}]".encode()), str(HER_ID), id="a number in base64"),
    pytest.param(b"\0\0\0" + HER_ID.to_bytes(8, "little"), str(HER_ID), id="a number in binary"),
    pytest.param(f"lat={LATITUDE}".encode(), str(LATITUDE), id="a place"),
    pytest.param(f"id {FIRST_MESSAGE + 7}".encode(), str(FIRST_MESSAGE)[:-2], id="a message"),
]


@pytest.mark.parametrize(("data", "canary"), PLANTED)
def test_the_search_finds_what_is_planted_in_a_file(tmp_path: Path, data: bytes, canary: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.bin").write_bytes(b"\xff\x00" * 999 + data + b"\x00\xff" * 999)
    assert f"sub/x.bin: {canary}" in ALL.in_files(tmp_path)


def test_the_search_finds_a_file_that_is_named_so(tmp_path: Path) -> None:
    (tmp_path / f"{EN}.log").touch()
    assert ALL.in_files(tmp_path) == {f"{EN}.log: {EN}"}


@pytest.mark.parametrize("value", [HER_ID, f"x{KY}", f"x{EN}".encode()])
async def test_the_search_finds_what_is_planted_in_a_table(house: House, value: int | str | bytes) -> None:
    file = house.town.folder / "test.db"
    connection = sqlite3.connect(file)
    connection.execute("pragma journal_mode=wal")
    connection.execute("create table t (a)")
    connection.execute("insert into t values (?)", [value])
    connection.commit()
    assert {line.partition(":")[0] for line in await house.finds()} == {"t", "test.db-wal"}
    connection.close()
    assert {line.partition(":")[0] for line in await house.finds()} == {"t", "test.db"}


async def test_the_search_finds_what_is_planted_in_a_log(house: House) -> None:
    logging.getLogger("bot.x").info("of %s", KY)
    assert await house.finds() == {f"log: {KY}"}
