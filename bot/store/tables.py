"""The tables, as migrations/versions makes them."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Index, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What Alembic compares the database with."""


class HandledUpdate(Base):
    """An update that was answered: Telegram may deliver it again, the answer is not repeated."""

    __tablename__ = "handled_updates"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handled_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class Person(Base):
    """The choices of a pseudonym."""

    __tablename__ = "people"

    pseudonym: Mapped[str] = mapped_column(String(22), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(2))
    keep: Mapped[int]
    decoy: Mapped[str] = mapped_column(String(8))
    discreet: Mapped[bool]
    code: Mapped[str | None] = mapped_column(String(44))
    disguised: Mapped[bool]


class KnownMessage(Base):
    """A message that stands in a chat and may have to be deleted; its ids are sealed."""

    __tablename__ = "known_messages"
    __table_args__ = (Index("ix_known_messages_pseudonym", "pseudonym"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    pseudonym: Mapped[str] = mapped_column(String(22))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
