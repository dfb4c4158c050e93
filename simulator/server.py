"""The simulator as one object: start it, add bots and people, plant faults, move time."""

from __future__ import annotations

from aiohttp import web

from simulator.accounts import BotAccount, PersonAccount
from simulator.announcer import Announcer
from simulator.calls import answer_in_webhook
from simulator.chats import Kind
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.flood import Flood
from simulator.groups import GroupHandle
from simulator.http.application import application
from simulator.journal import Call, Journal
from simulator.params import Json
from simulator.people import PATIENCE, Person
from simulator.world import World

HOST = "127.0.0.1"
"""Never anything but loopback."""

SHUTDOWN = 0.05
"""Seconds that requests get to end by themselves; long polls have been ended before."""


class Simulator:
    """Telegram on this machine."""

    def __init__(self, any_token: bool = False) -> None:
        self.world = World(any_token)
        self.world.caller = self._call_of_webhook
        self.people: dict[int, Person] = {}
        self.people_changed = Announcer()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @classmethod
    async def start(cls, port: int = 0, any_token: bool = False) -> Simulator:
        """Serve on 127.0.0.1.

        Args:
            port: 0 takes a free one.
            any_token: a well-formed token that nobody has added makes a new bot, instead of 401.
        """
        simulator = cls(any_token)
        await simulator._serve(port)
        return simulator

    async def stop(self) -> None:
        """End; whoever waits is sent home first."""
        await self.world.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The address of the Bot API, and of the chat page."""
        return f"http://{HOST}:{self._port}"

    @property
    def clock(self) -> Clock:
        """Time, which tests can move."""
        return self.world.clock

    @property
    def faults(self) -> Faults:
        """Faults, which tests can plant."""
        return self.world.faults

    @property
    def flood(self) -> Flood:
        """Flood control, which tests can set and switch off."""
        return self.world.flood

    @property
    def journal(self) -> Journal:
        """All calls of all bots."""
        return self.world.journal

    @property
    def bots(self) -> list[BotAccount]:
        """In the order in which they came."""
        return list(self.world.bots.values())

    def add_bot(self, token: str, username: str, name: str) -> BotAccount:
        """A bot, as @BotFather makes one."""
        return self.world.add_bot(token, username, name)

    def add_person(self, first_name: str, language_code: str = "ru", username: str | None = None) -> Person:
        """Somebody with a telephone."""
        account = PersonAccount(self.world.next_person_id(), first_name, language_code=language_code, username=username)
        self.world.people[account.id] = account
        person = self.people[account.id] = Person(self.world, account)
        return person

    async def add_group(
        self, title: str, members: list[Person | BotAccount], kind: Kind = "supergroup", username: str | None = None
    ) -> GroupHandle:
        """A group, supergroup or channel of the first person in `members`. In a channel, bots are administrators."""
        owner = next(one for one in members if isinstance(one, Person))
        handle = GroupHandle(self.world, self.world.add_group(title, kind, username), owner)
        for one in members:
            await handle.add(one, admin=kind == "channel")
        return handle

    def deactivate(self, person: Person) -> None:
        """She deletes her account."""
        person.account.deactivated = True

    async def wait_call(self, method: str, times: int = 1, patience: float = PATIENCE) -> Call:
        """The `times`-th finished call of `method` since a person last did something.

        Raises:
            TimeoutError: after `patience` seconds of real time.
        """
        return await self.journal.wait(method, times, patience)

    async def _serve(self, port: int) -> None:
        # Without handler_cancellation an abandoned long poll would hold up the end for its whole timeout.
        self._runner = web.AppRunner(
            application(self), handler_cancellation=True, shutdown_timeout=SHUTDOWN, access_log=None
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, port).start()
        self._port = self._runner.addresses[0][1]

    async def _call_of_webhook(self, bot: BotAccount, body: Json) -> None:
        await answer_in_webhook(self.world, bot, body)
