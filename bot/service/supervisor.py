"""Keeps children alive until it is asked to stop."""

import asyncio
import logging
import time
from collections.abc import Sequence

from bot.service.process import Child

log = logging.getLogger(__name__)

PAUSES = (0.2, 1.0, 3.0, 10.0)
"""Seconds before the first, second … restart of a process that keeps dying."""
STEADY = 60.0
"""Seconds after which a process counts as steady and its next death as the first."""
WRONG_SETTING = 78
"""Exit code of a process that no restart can help (EX_CONFIG of sysexits.h)."""


class Supervisor:
    """Starts all children, restarts what dies, and ends all of them together."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children

    async def run(self) -> int:
        """Until cancelled, or until a child says that its settings are wrong; returns the exit code."""
        watchers = [asyncio.create_task(self._keep_alive(child)) for child in self._children]
        try:
            done, _ = await asyncio.wait(watchers, return_when=asyncio.FIRST_COMPLETED)
            return max(task.result() for task in done)
        finally:
            for watcher in watchers:
                watcher.cancel()
            await asyncio.gather(*(child.stop() for child in self._children))
            await asyncio.gather(*watchers, return_exceptions=True)

    async def _keep_alive(self, child: Child) -> int:
        deaths = 0
        while True:
            started = time.monotonic()
            process = await child.start()
            if await process.wait() == WRONG_SETTING:
                return 1
            deaths = 1 if time.monotonic() - started > STEADY else deaths + 1
            pause = PAUSES[min(deaths, len(PAUSES)) - 1]
            log.warning("%s ended with code %s; starting it again in %s s", child.name, process.returncode, pause)
            await asyncio.sleep(pause)
