"""The front end without its poller: updates go straight into the application, answers to the simulator."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from telegram import Update

from bot.telegram.application import App
from bot.telegram.delivery.gateway import Gateway
from bot.telegram.delivery.pacing import Pacing
from bot.telegram.frontend import front_end
from bot.telegram.house import House
from simulator import Simulator
from simulator.chats import Chat
from simulator.incoming import begin
from simulator.people import BotAccount, Person
from tests.e2e.conftest import TOKEN, empty_town, settings, town_without_engine  # noqa: F401
from tests.hostile.updates import Json, text

STATE = ("people", "staff", "invitations", "links", "link_counts")
"""Tables that outlive an answer."""
UNKNOWN = {"say": "unknown", "language": "ru", "confidence": 0.1, "alternatives": []}


class Complaints(logging.Handler):
    """Every line that tells of a mistake: a handler that failed, a message that Telegram refused."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@dataclass(repr=False)
class Front:
    """A bot, and hands that put any update into it."""

    simulator: Simulator
    bot: BotAccount
    app: App
    house: House
    folder: Path
    complaints: Complaints
    understood: list[str] = field(default_factory=list)
    """Every text that has reached the engine."""
    updates: int = 0

    def woman(self) -> Person:
        """Somebody new who has opened the chat."""
        person = self.simulator.add_person("<b>{0}\u202e", language_code="ru")
        begin(self.simulator.world.private_chat(self.bot, person.account))
        return person

    async def gets(self, **update: Any) -> list[str]:
        """Put an update in; the methods that the bot called, none of which may have been refused."""
        self.updates += 1
        before = len(self.simulator.journal)
        await self.app.process_update(Update.de_json({"update_id": self.updates, **update}, self.app.bot))
        assert self.complaints.lines == [], self.complaints.lines
        return [call.method for call in self.simulator.journal[before:]]

    async def reads(self, person: Person, content: Json | str, kind: str = "message") -> list[str]:
        """A message of hers in her chat with the bot."""
        chat = self.simulator.world.private_chat(self.bot, person.account)
        return await self.gets(**{kind: self.message(chat, person, content)})

    async def pressed(self, person: Person, data: str) -> list[str]:
        """A button below the newest message of her chat, with any data."""
        chat = self.simulator.world.private_chat(self.bot, person.account)
        newest = next((m.object() for m in reversed(chat.messages.values()) if m.sender is self.bot), None)
        query = self.simulator.world.queries.callback(self.bot)
        return await self.gets(
            callback_query={
                "id": query.id,
                "from": person.account.object(),
                "chat_instance": "1",
                "data": data,
                "message": newest or {"message_id": 1, "date": 0, "chat": chat.object()},
            }
        )

    async def asked_inline(self, person: Person, query: str) -> list[str]:
        """The bot's name and a query in some other chat."""
        number = self.simulator.world.queries.inline(self.bot).id
        body = {"id": number, "from": person.account.object(), "query": query, "offset": "\x00"}
        return await self.gets(inline_query=body)

    def message(self, chat: Chat, sender: Person | None, content: Json | str) -> Json:
        """A message as it stands in `chat`."""
        who = {"from": sender.account.object()} if sender else {"sender_chat": chat.object()}
        body = text(content) if isinstance(content, str) else content
        return {"message_id": chat.next_message_id(), "date": 1, "chat": chat.object(), **who, **body}

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that outlives an answer."""
        with closing(sqlite3.connect(self.folder / "test.db")) as database:
            return {table: database.execute(f"select * from {table}").fetchall() for table in STATE}


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What the bot complains of while a test runs."""
    handler = Complaints()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
async def engine() -> AsyncIterator[tuple[TestServer, list[str]]]:
    """In the place of the engine: notes what it is asked and understands nothing."""
    asked: list[str] = []

    async def message(request: web.Request) -> web.Response:
        asked.append((await request.json())["message"])
        return web.json_response(UNKNOWN)

    async def forget(request: web.Request) -> web.Response:
        return web.json_response({"forgotten": True})

    application = web.Application()
    application.router.add_post("/webhooks/bot/message", message)
    application.router.add_delete("/webhooks/bot/conversation/{sender}", forget)
    server = TestServer(application)
    await server.start_server()
    yield server, asked
    await server.close()


@pytest.fixture
async def front(tmp_path: Path, engine: tuple[TestServer, list[str]], complaints: Complaints) -> AsyncIterator[Front]:
    """Everything runs but the poller; nothing waits for the pace that Telegram asks for."""
    simulator = await Simulator.start()
    simulator.flood.enabled = False
    bot = simulator.add_bot(token=TOKEN, username="rights_test_bot", name="My Rights")
    server, asked = engine
    own = settings(simulator.url, tmp_path, server.port or 0, engine_timeout=10)
    async with front_end(own, SecretStr(TOKEN)) as (app, house, _):
        house.gateway = Gateway(app.bot, Pacing(count(0, 1000).__next__))
        yield Front(simulator, bot, app, house, tmp_path, complaints, asked)
    await simulator.stop()
