"""Brings every sealed id under the newest key (`myrights keys rotate`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.identity import Identity
from bot.store.tables import KnownMessage

BATCH = 500
"""Rows of one transaction: short enough to hold nobody up."""


@dataclass
class Resealed:
    """How many rows were sealed anew, and how many no key opened."""

    kept: int = 0
    dropped: int = 0


async def reseal_all(database: AsyncEngine, identity: Identity) -> Resealed:
    """Seal all rows with the first key of `identity`; drop those that none opens. Interrupted, it may be repeated."""
    done, last = Resealed(), 0
    while True:
        async with database.begin() as connection:
            query = select(KnownMessage.id, KnownMessage.sealed).where(KnownMessage.id > last)
            rows = (await connection.execute(query.order_by(KnownMessage.id).limit(BATCH))).all()
            if not rows:
                return done
            await _reseal(connection, rows, identity, done)
            last = rows[-1].id


async def _reseal(
    connection: AsyncConnection, rows: Sequence[Row[int, bytes]], identity: Identity, done: Resealed
) -> None:
    fresh = {row.id: identity.reseal(row.sealed) for row in rows}
    kept = [{"row": row, "fresh": sealed} for row, sealed in fresh.items() if sealed]
    lost = [row for row, sealed in fresh.items() if not sealed]
    if kept:
        table = KnownMessage.__table__
        changed = update(table).where(table.c.id == bindparam("row")).values(sealed=bindparam("fresh"))  # type: ignore[arg-type]
        await connection.execute(changed, kept)
    if lost:
        await connection.execute(delete(KnownMessage).where(KnownMessage.id.in_(lost)))
    done.kept += len(kept)
    done.dropped += len(lost)
