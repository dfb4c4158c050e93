"""Index of the directory, reports of dead numbers, staff, links and their counters."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _directory()
    _staff()
    _links()


def _directory() -> None:
    op.create_table(
        "centres",
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        sa.Column("town", sa.String(40), nullable=False),
        sa.Column("region", sa.String(16), nullable=False),
        sa.Column("children", sa.Boolean, nullable=False),
        sa.Column("any_language", sa.Boolean, nullable=False),
    )
    op.create_index("ix_centres_region", "centres", ["region", "rank"])
    op.create_index("ix_centres_town", "centres", ["town", "rank"])
    op.create_table(
        "centre_services",
        sa.Column("need", sa.String(16), primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
    )
    _of_centre("centre_languages", sa.Column("language", sa.String(2), primary_key=True))
    _of_centre(
        "centre_hours",
        sa.Column("day", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("opens", sa.SmallInteger, nullable=False),
        sa.Column("closes", sa.SmallInteger, nullable=False),
    )
    op.create_table(
        "directory_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "number_reports",
        sa.Column("centre_id", sa.String(40), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
    )


def _of_centre(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(name, sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False), *columns)


def _membership() -> "list[sa.Column[Any]]":
    return [
        sa.Column("role", sa.String(6), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("centre_id", sa.String(40)),
    ]


def _staff() -> None:
    op.create_table("staff", sa.Column("pseudonym", sa.String(22), primary_key=True), *_membership())
    op.create_table(
        "invitations",
        sa.Column("digest", sa.String(64), primary_key=True),
        *_membership(),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("token", sa.String(24), nullable=False, unique=True),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("centre_id", sa.String(40)),
        sa.Column("label", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("leads", sa.String(50), nullable=False),
        sa.Column("expires_on", sa.Date),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_index("ix_links_organisation", "links", ["organisation"])
    op.create_table(
        "link_counts",
        sa.Column("link_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("event", sa.String(8), primary_key=True),
        sa.Column("language", sa.String(2), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    names = "link_counts links invitations staff number_reports directory_state centre_hours centre_languages"
    for name in [*names.split(), "centre_services", "centres"]:
        op.drop_table(name)
