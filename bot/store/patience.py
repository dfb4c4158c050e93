"""Work on the database and with Telegram that nobody waits for too long, and that is never left half done."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 0.3
"""Seconds that the database may take where the answer can do without it (promise E4)."""
ENDING = 5.0
"""Seconds that a bot which ends waits for its database."""
_working: set[asyncio.Task[Any]] = set()


async def whole(work: Coroutine[Any, Any, T], seconds: float | None = None) -> T:
    """The result of `work`. Who is cancelled, or has waited for `seconds`, leaves it to come to its own end.

    Half of a transaction would hold its connection, and its locks, open.

    Raises:
        TimeoutError: after `seconds`.
    """
    task = asyncio.ensure_future(work)
    _working.add(task)
    task.add_done_callback(_ended)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        raise TimeoutError
    return task.result()


async def finish() -> None:
    """Wait until everything that was begun here has come to its end."""
    loop = asyncio.get_running_loop()
    if own := [task for task in _working if task.get_loop() is loop]:
        await asyncio.wait(own, timeout=ENDING)


def _ended(task: asyncio.Task[Any]) -> None:
    _working.discard(task)
    if not task.cancelled():
        task.exception()  # else a failure that nobody waited for would be complained about at the end
