"""Everything that this Telegram knows: people, bots, chats, files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from simulator.accounts import TOKEN, BotAccount, PersonAccount
from simulator.chats import Chat, Group, Kind, PrivateChat
from simulator.clock import Clock
from simulator.delivery.post import Post
from simulator.errors import bad_request, unauthorized
from simulator.faults import Faults
from simulator.files import FileStore
from simulator.flood import Flood
from simulator.journal import Journal
from simulator.params import Json
from simulator.queries import Queries

FIRST_PERSON = 700_000_001
FIRST_GROUP, FIRST_SUPERGROUP = -4_000_001, -1_001_000_000_001
"""Ids as Telegram gives them: groups below zero, supergroups and channels below -1,000,000,000,000."""

Caller = Callable[[BotAccount, Json], Awaitable[Any]]


class World:
    """The state; what changes it lives beside it."""

    def __init__(self, any_token: bool = False) -> None:
        self.any_token = any_token
        """A well-formed token that nobody has added makes a new bot."""
        self.clock = Clock()
        self.journal = Journal()
        self.faults = Faults()
        self.flood = Flood(self.clock)
        self.files = FileStore()
        self.queries = Queries(self.clock)
        self.people: dict[int, PersonAccount] = {}
        self.bots: dict[str, BotAccount] = {}
        self.groups: dict[int, Group] = {}
        self.caller: Caller | None = None
        """Carries out what a bot asks for in its answer to a webhook."""
        self.closing = asyncio.Event()
        """The server ends."""
        self._private: dict[tuple[int, int], PrivateChat] = {}

    def add_bot(self, token: str, username: str, name: str) -> BotAccount:
        """A bot, as @BotFather makes one.

        Raises:
            ValueError: for a token that is none.
        """
        found = TOKEN.fullmatch(token)
        if not found:
            raise ValueError("a token is an id, a colon and a secret of letters, digits, - and _")

        async def answer(body: Json) -> None:
            if self.caller:
                await self.caller(bot, body)

        bot = BotAccount(int(found[1]), name, token, username, Post(self.clock, answer))
        self.bots[token] = bot
        for person in self.people.values():
            person.changes.tell("commands")
        return bot

    def bot_of(self, token: str) -> BotAccount:
        """Whose token this is.

        Raises:
            ApiError: 401.
        """
        found = TOKEN.fullmatch(token)
        if not found:
            raise unauthorized("invalid token specified")
        if token in self.bots:
            return self.bots[token]
        if not self.any_token:
            raise unauthorized()
        return self.add_bot(token, f"bot{found[1]}_bot", f"Bot {found[1]}")

    def add_group(self, title: str, kind: Kind, username: str | None) -> Group:
        """A group, supergroup or channel with nobody in it."""
        first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
        group = Group(first - len(self.groups), title=title, kind=kind, username=username)
        self.groups[group.id] = group
        return group

    def next_person_id(self) -> int:
        """The id of the next person."""
        return FIRST_PERSON + len(self.people)

    def private_chat(self, bot: BotAccount, person: PersonAccount) -> PrivateChat:
        """Hers with the bot; empty before the first message."""
        key = (bot.id, person.id)
        if key not in self._private:
            self._private[key] = PrivateChat(person.id, person=person, bot=bot)
        return self._private[key]

    def private_chats(self, bot: BotAccount) -> list[PrivateChat]:
        """All of a bot."""
        return [chat for (bot_id, _), chat in self._private.items() if bot_id == bot.id]

    def find_chat(self, bot: BotAccount, chat_id: str) -> Chat:
        """The chat that a call names by its id or @username.

        Raises:
            ApiError: 400, also for people whom the bot has never met.
        """
        if not chat_id:
            raise bad_request("chat_id is empty")
        if chat_id.startswith("@"):
            return self._named(chat_id[1:])
        number = int(chat_id) if chat_id.lstrip("-").isdigit() else 0
        if number in self.groups:
            return self.groups[number]
        if number in bot.met and number in self.people:
            return self.private_chat(bot, self.people[number])
        if any(other.id == number for other in self.bots.values()):
            # The address of a bot is known to everybody; writing to it is refused later.
            return PrivateChat(number, person=PersonAccount(number, "bot"), bot=bot)
        raise bad_request("chat not found")

    def _named(self, username: str) -> Chat:
        for group in self.groups.values():
            if group.username and group.username.lower() == username.lower():
                return group
        raise bad_request("chat not found")

    async def close(self) -> None:
        """Nobody waits for anything any more."""
        self.closing.set()
        for bot in self.bots.values():
            await bot.post.close()
