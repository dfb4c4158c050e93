"""Webhooks: updates posted to the bot, one lane per chat, with retries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp

from simulator import limits
from simulator.clock import Clock
from simulator.delivery.queue import Update, UpdateQueue
from simulator.params import Json

Answer = Callable[[Json], Awaitable[Any]]
"""Carries out the call that a bot has put into its answer."""


@dataclass(frozen=True)
class Address:
    """Where updates go."""

    url: str
    secret: str = ""
    connections: int = limits.WEBHOOK_CONNECTIONS
    ip: str = ""


@dataclass
class Webhook:
    """One bot's webhook; without an address nothing is delivered."""

    queue: UpdateQueue
    clock: Clock
    answer: Answer
    address: Address | None = None
    last_error: str = ""
    last_error_date: int = 0
    _lanes: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(limits.WEBHOOK_CONNECTIONS))
    _gone_since: float | None = None

    async def set(self, address: Address) -> None:
        """Deliver to this address from now on, also what waits already."""
        await self.close()
        self.address, self.last_error, self._gone_since = address, "", None
        self._slots = asyncio.Semaphore(address.connections)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self.wake()

    async def close(self) -> None:
        """Deliver nothing any more."""
        self.address = None
        lanes = [lane for lane in self._lanes.values() if lane is not asyncio.current_task()]
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        self._lanes.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def wake(self) -> None:
        """Something has come."""
        if self.address is None:
            return
        for lane in self.queue.lanes():
            if lane not in self._lanes:
                self._lanes[lane] = asyncio.create_task(self._run(lane))

    async def _run(self, lane: str) -> None:
        failures = 0
        try:
            while self.address and (update := self.queue.first(lane)):
                wait = await self._deliver(update)
                if wait is None:
                    self.queue.remove(update)
                    failures = 0
                    continue
                await self.clock.sleep(max(wait, _pause(failures)))
                failures += 1
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]

    async def _deliver(self, update: Update) -> float | None:
        """None when the bot has taken it, else the seconds that it asks us to wait."""
        assert self.address and self._session
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.address.secret} if self.address.secret else {}
        try:
            async with (
                self._slots,
                self._session.post(self.address.url, json=update.object(), headers=headers) as response,
            ):
                if response.ok:
                    await self._answered(response)
                    return None
                return await self._refused(response)
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._failed("Connection refused")
        except aiohttp.ClientError:
            self._failed("Webhook connection closed")
        return 0.0

    async def _answered(self, response: aiohttp.ClientResponse) -> None:
        self._gone_since = None
        with suppress(ValueError, aiohttp.ClientError):
            body = await response.json(content_type=None)
            if isinstance(body, dict) and "method" in body:
                await self.answer(body)

    async def _refused(self, response: aiohttp.ClientResponse) -> float:
        self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        now = self.clock.now()
        if response.status != HTTPStatus.GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > limits.WEBHOOK_GONE:
            await self.close()
        after = response.headers.get("Retry-After", "")
        return min(float(after), limits.WEBHOOK_RETRY_AFTER) if after.isdigit() else 0.0

    def _failed(self, reason: str) -> None:
        self.last_error, self.last_error_date = reason, self.clock.date()


def _pause(failures: int) -> float:
    """Seconds before the next retry: none before the first."""
    return 0.0 if failures == 0 else min(limits.WEBHOOK_FIRST_WAIT * 2.0 ** (failures - 1), limits.WEBHOOK_LONGEST_WAIT)
