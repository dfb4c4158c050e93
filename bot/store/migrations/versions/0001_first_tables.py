"""First tables: handled updates, people, known messages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handled_updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_handled_updates_handled_at", "handled_updates", ["handled_at"])
    op.create_table(
        "people",
        sa.Column("pseudonym", sa.String(22), primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
    )
    op.create_table(
        "known_messages",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("pseudonym", sa.String(22), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_known_messages_pseudonym", "known_messages", ["pseudonym"])
    op.create_index("ix_known_messages_seen_at", "known_messages", ["seen_at"])


def downgrade() -> None:
    op.drop_table("known_messages")
    op.drop_table("people")
    op.drop_table("handled_updates")
