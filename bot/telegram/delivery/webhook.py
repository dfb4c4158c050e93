"""Telegram posts updates to us: for bots behind a reverse proxy that ends TLS and passes the path on as it is.

An update is answered with 200 after it was handled and noted, so that Telegram repeats what a kill loses. Meanwhile
Telegram holds the next message of that chat back, but no press of a button: exit and SOS by button wait for nothing.
"""

import asyncio
import hmac
import json
import logging
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from bot.telegram.delivery.intake import Intake
from bot.telegram.delivery.quiet import bare, only_kinds
from bot.telegram.delivery.trouble import pause, reason

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LIMIT = 1024**2
"""Bytes of a request's body."""
CONNECTIONS = 100
"""Updates that Telegram may post at the same time (its most): each takes a connection until it was handled."""


class Webhook:
    """Takes what Telegram posts.

    Raises:
        ValueError: when the settings have no address or no secret.
    """

    def __init__(self, bot: Bot, intake: Intake, settings: Settings) -> None:
        if not (settings.webhook_url and settings.webhook_secret):
            raise ValueError("WEBHOOK_URL and WEBHOOK_SECRET are both needed")
        self._bot, self._intake, self._settings = bot, intake, settings
        self._url, self._secret = settings.webhook_url, settings.webhook_secret.get_secret_value()

    async def run(self) -> None:
        """Serve until cancelled; what was taken by then is handled first.

        Raises:
            InvalidToken: when Telegram does not know the token.
            OSError: when the port is in use.
        """
        runner = web.AppRunner(
            self._application(),
            access_log=None,
            logger=only_kinds(),
            shutdown_timeout=self._settings.handler_deadline,
        )
        try:
            await runner.setup()
            await web.TCPSite(runner, self._settings.webhook_host, self._settings.webhook_port).start()
            await self._announce()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=LIMIT, middlewares=[bare])
        app.router.add_post(urlsplit(self._url).path or "/", self._receive)
        return app

    async def _announce(self) -> None:
        failures = 0
        while error := await self._refusal():
            failures += 1
            log.warning("setWebhook failed: %s", reason(error))
            await asyncio.sleep(pause(failures, error))

    async def _refusal(self) -> TelegramError | None:
        try:
            await self._bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=Update.ALL_TYPES,
                drop_pending_updates=False,
                max_connections=CONNECTIONS,
            )
        except InvalidToken:
            raise
        except TelegramError as error:
            return error
        return None

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            log.warning("refused a request without our secret")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        found = _read(await request.read())
        if found is None:
            log.warning("refused a request without an update")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        await self._handle(found)
        return web.Response()

    async def _handle(self, found: dict[str, Any]) -> None:
        try:
            update = Update.de_json(found, self._bot)
        except Exception as error:
            # Refused, it would come again for a day, and Telegram would hold back all that she writes after it.
            log.error("an update cannot be read: %s", type(error).__name__)
            return
        if handled := self._intake.take(update):
            await asyncio.shield(handled)


def _read(body: bytes) -> dict[str, Any] | None:
    """What was posted, if it is an update: an object with a number that the database can hold."""
    with suppress(ValueError, RecursionError):
        found = json.loads(body)
        number = found.get("update_id") if isinstance(found, dict) else None
        if type(number) is int and 0 <= number < 2**63:
            return dict(found)
    return None
