"""Opens the database and brings its tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

MIGRATIONS = Path(__file__).parent / "migrations"


async def open_database(url: str) -> AsyncEngine:
    """The database at `url`, migrated to the newest revision."""
    database = database_at(url)
    await migrate(database)
    return database


def database_at(url: str) -> AsyncEngine:
    """The database at `url`, as it stands there; it may be away."""
    _make_room(url)
    # A server may have been started again since a connection was opened; a file is never away for a moment.
    database = create_async_engine(url, pool_pre_ping=make_url(url).get_backend_name() != "sqlite")
    if database.dialect.name == "sqlite":
        event.listen(database.sync_engine, "connect", _tune_sqlite)
    return database


async def migrate(database: AsyncEngine) -> None:
    """Bring its tables up to date."""
    async with database.begin() as connection:
        await connection.run_sync(_upgrade)


def _make_room(url: str) -> None:
    file = make_url(url).database
    if url.startswith("sqlite") and file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _tune_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # WAL lets readers go on while something writes; NORMAL survives a crash of the process, which is what kills us.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=2000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
