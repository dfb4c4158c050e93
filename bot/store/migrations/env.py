"""Run by Alembic: the connection comes from bot.store.database."""

from alembic import context

import bot.directory.tables
import bot.links.tables  # noqa: F401 (tables register themselves)
from bot.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
