"""What a person can choose beside her language."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.alter_column("language", existing_type=sa.String(2), nullable=True)
        people.add_column(sa.Column("keep", sa.Integer, nullable=False, server_default=str(24 * 60)))
        people.add_column(sa.Column("decoy", sa.String(8), nullable=False, server_default="recipe"))
        people.add_column(sa.Column("discreet", sa.Boolean, nullable=False, server_default=sa.false()))
        people.add_column(sa.Column("code", sa.String(44)))
        people.add_column(sa.Column("disguised", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        for name in ("keep", "decoy", "discreet", "code", "disguised"):
            people.drop_column(name)
