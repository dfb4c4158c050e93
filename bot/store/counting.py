"""Counts in one statement, so that two chats at once lose nothing; both databases know it by the same words."""

from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import Base


def one_more(dialect: str, table: type[Base], key: dict[str, Any], **fresh: Any) -> Insert:
    """A statement that adds 1 to `count` of the row `key`, which it makes (with `fresh`) where there is none."""
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(table).values(**key, **fresh, count=1)
    return statement.on_conflict_do_update(index_elements=list(key), set_={"count": table.__table__.c.count + 1})
