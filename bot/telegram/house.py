"""What every handler needs, in one place."""

from dataclasses import dataclass

from bot.content.library import Library
from bot.content.reload import Shelf
from bot.engine.client import Engine
from bot.settings import Settings
from bot.store.identity import Identity
from bot.store.memory import Memory
from bot.telegram.conversations import Conversations
from bot.telegram.delivery.gateway import Gateway
from bot.telegram.delivery.lanes import Lanes
from bot.telegram.delivery.ledger import Ledger


@dataclass
class House:
    """The parts of the running front end. `lanes` is set when the application is built."""

    settings: Settings
    shelf: Shelf
    engine: Engine
    identity: Identity
    memory: Memory
    ledger: Ledger
    gateway: Gateway
    conversations: Conversations
    lanes: Lanes

    @property
    def library(self) -> Library:
        """What the bot can say at this moment."""
        return self.shelf.library
