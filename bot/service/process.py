"""One child process in a group of its own."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence

GRACE = 5.0
"""Seconds between the polite and the forcible end of a process."""


class Child:
    """A command that can be started again. `env` is added to our own environment."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self._command = list(command)
        self._env = {**os.environ, **(env or {})}
        self.process: Process | None = None

    async def start(self) -> Process:
        """Start it; its own group lets us end whatever it starts in turn."""
        self.process = await asyncio.create_subprocess_exec(
            *self._command, env=self._env, start_new_session=True, stdin=asyncio.subprocess.DEVNULL
        )
        return self.process

    async def stop(self, grace: float = GRACE) -> None:
        """End it and its children: first politely, after `grace` seconds by force."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), grace)
        self._signal(signal.SIGKILL)
        await self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.process.pid, number)  # type: ignore[union-attr]
        except ProcessLookupError:
            return
