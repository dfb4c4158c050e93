"""`myrights run`: engine, front end and, without a Telegram token, the simulator with its chat page."""

import asyncio
import logging
import signal
import sys

from bot.engine.client import Engine
from bot.service.engine import engine_child, wait_until_ready
from bot.service.ports import require_free
from bot.service.process import Child
from bot.service.supervisor import Supervisor
from bot.settings import Settings

log = logging.getLogger(__name__)

SIMULATED_TOKEN = "1000000001:simulated-token-of-the-chat-page-xx"  # noqa: S105
"""A token that only the simulator on this machine knows; it opens nothing."""


async def run(settings: Settings) -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit code."""
    require_free(settings.engine_port, "ENGINE_PORT")
    children = [engine_child(settings), *_front(settings)]
    task = asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)  # type: ignore[union-attr]
    announcing = asyncio.create_task(_announce(settings))
    try:
        return await Supervisor(children).run()
    except asyncio.CancelledError:
        return 0
    finally:
        announcing.cancel()


def _front(settings: Settings) -> list[Child]:
    command = [sys.executable, "-m", "bot"]
    if settings.telegram_token:
        if settings.webhook_url:
            require_free(settings.webhook_port, "WEBHOOK_PORT", settings.webhook_host)
        return [Child("bot", [*command, "front-end"])]
    require_free(settings.page_port, "PAGE_PORT")
    simulator = [sys.executable, "-m", "simulator", "--port", str(settings.page_port), "--quiet"]
    simulated = {
        "TELEGRAM_TOKEN": SIMULATED_TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{settings.page_port}",
        "WEBHOOK_URL": "",
    }
    return [Child("simulator", simulator), Child("bot", [*command, "front-end"], simulated)]


async def _announce(settings: Settings) -> None:
    async with Engine(settings.engine_url, 2.0, settings.engine_token) as engine:
        if not await wait_until_ready(engine):
            log.warning("the engine is still not ready; buttons answer all the same")
    if settings.telegram_token:
        log.info("The bot serves Telegram. Ctrl-C ends it.")
    else:
        log.info("The bot answers at http://127.0.0.1:%d/  Ctrl-C ends it.", settings.page_port)
