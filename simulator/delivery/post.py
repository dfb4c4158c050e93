"""All the ways in which one bot gets its updates."""

from __future__ import annotations

from simulator.clock import Clock
from simulator.delivery.polling import Poller
from simulator.delivery.queue import UpdateQueue
from simulator.delivery.webhook import Answer, Webhook
from simulator.params import Json


class Post:
    """The queue, and who empties it."""

    def __init__(self, clock: Clock, answer: Answer) -> None:
        self.queue = UpdateQueue(clock)
        self.poller = Poller(self.queue, clock)
        self.webhook = Webhook(self.queue, clock, answer)

    def put(self, kind: str, body: Json, lane: str) -> None:
        """Something has happened that the bot hears of."""
        if self.queue.add(kind, body, lane):
            self.poller.wake()
            self.webhook.wake()

    async def close(self) -> None:
        """The server ends: nobody waits any more."""
        self.poller.wake()
        await self.webhook.close()
