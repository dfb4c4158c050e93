"""What every handler needs, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.content.reload import Shelf
from bot.directory.reports import Reports
from bot.directory.search import Search
from bot.engine.client import Engine
from bot.links.counters import OncePerDay
from bot.links.desk import Desk
from bot.settings import Settings
from bot.store.identity import Identity
from bot.store.memory import Memory
from bot.telegram.choosing import Choosing
from bot.telegram.conversations import Conversations
from bot.telegram.delivery.gateway import Gateway
from bot.telegram.delivery.lanes import Lanes
from bot.telegram.delivery.ledger import Ledger


@dataclass
class House:
    """The parts of the running front end. `now` gives the moment in Bishkek."""

    settings: Settings
    shelf: Shelf
    engine: Engine
    identity: Identity
    memory: Memory
    ledger: Ledger
    gateway: Gateway
    conversations: Conversations
    lanes: Lanes
    search: Search
    reports: Reports
    desk: Desk
    now: Callable[[], datetime]
    once: OncePerDay
    choosing: Choosing

    @property
    def username(self) -> str:
        """The bot's name in addresses."""
        return self.gateway.bot.username

    @property
    def library(self) -> Library:
        """What the bot can say at this moment."""
        return self.shelf.library
