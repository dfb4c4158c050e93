"""Tables of staff, links and counters. No counter knows a person."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base


class StaffMember(Base):
    """Somebody who works with the bot, by pseudonym. `centre_id` is the centre of a CSO, where it has one."""

    __tablename__ = "staff"

    pseudonym: Mapped[str] = mapped_column(String(22), primary_key=True)
    role: Mapped[str] = mapped_column(String(6))
    organisation: Mapped[str] = mapped_column(String(80))
    centre_id: Mapped[str | None] = mapped_column(String(40))


class Invitation(Base):
    """A way in that works once; only the digest of its secret is kept."""

    __tablename__ = "invitations"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(6))
    organisation: Mapped[str] = mapped_column(String(80))
    centre_id: Mapped[str | None] = mapped_column(String(40))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Link(Base):
    """A referral link. `token` is what its address carries; `leads` is where it leads (bot.links.aims)."""

    __tablename__ = "links"
    __table_args__ = (Index("ix_links_organisation", "organisation"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    token: Mapped[str] = mapped_column(String(24), unique=True)
    organisation: Mapped[str] = mapped_column(String(80))
    centre_id: Mapped[str | None] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    leads: Mapped[str] = mapped_column(String(50))
    expires_on: Mapped[date | None] = mapped_column(Date)
    revoked: Mapped[bool] = mapped_column(default=False)


class LinkCount(Base):
    """How many chats did something in a week that began on this Monday."""

    __tablename__ = "link_counts"

    link_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    event: Mapped[str] = mapped_column(String(8), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    count: Mapped[int]
