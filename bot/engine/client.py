"""Asks the engine over HTTP on loopback."""

import logging
from typing import Self

import aiohttp
from pydantic import SecretStr, ValidationError

from bot.engine.breaker import Breaker
from bot.engine.directive import Directive, Shown

log = logging.getLogger(__name__)

TEXT_LIMIT = 2000
"""Characters of a message that the engine reads; the rest of a longer one adds nothing."""


class EngineDown(Exception):
    """The engine is dead, hung, starting, or answered nonsense. Never carries what a person wrote."""


class Engine:
    """A connection to the engine. `timeout` is in seconds for a whole answer."""

    def __init__(self, url: str, timeout: float, token: SecretStr | None = None) -> None:
        self._headers = {"X-Engine-Token": token.get_secret_value()} if token else {}
        self._url = url
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self._breaker = Breaker()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(self._url, headers=self._headers, timeout=self._timeout)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def ask(self, sender: str, text: str, shown: Shown) -> Directive:
        """What to say to `text`.

        Raises:
            EngineDown: when no right answer comes in time.
        """
        if self._breaker.is_open:
            raise EngineDown("left alone for a moment")
        body = {
            "sender": sender,
            "message": text[:TEXT_LIMIT],
            "metadata": shown.model_dump(exclude_none=True),
        }
        try:
            async with self._open.post("/webhooks/bot/message", json=body) as answer:
                answer.raise_for_status()
                directive = Directive.model_validate(await answer.json())
        except (aiohttp.ClientError, TimeoutError, ValidationError, ValueError) as error:
            self._breaker.failed()
            raise EngineDown(type(error).__name__) from None

        self._breaker.succeeded()
        return directive

    async def forget(self, sender: str) -> bool:
        """Forget a conversation at once; False when the engine could not be asked."""
        try:
            async with self._open.delete(f"/webhooks/bot/conversation/{sender}") as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def ready(self) -> bool:
        """Whether the engine has a model loaded and answers."""
        try:
            async with self._open.get("/webhooks/bot/health") as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise EngineDown("not connected")
        return self._session
