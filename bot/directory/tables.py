"""The index of what is published, made from content/centres.yml; nothing in it is a source of anything."""

from datetime import date

from sqlalchemy import Date, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base


class IndexedCentre(Base):
    """`rank` is its place in the order in which centres are shown."""

    __tablename__ = "centres"
    __table_args__ = (Index("ix_centres_region", "region", "rank"), Index("ix_centres_town", "town", "rank"))

    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(40), unique=True)
    town: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(16))
    children: Mapped[bool]
    any_language: Mapped[bool]


class IndexedService(Base):
    """A kind of help that a centre gives. `need` stands first in the key: who gives it, in their order."""

    __tablename__ = "centre_services"

    need: Mapped[str] = mapped_column(String(16), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class IndexedLanguage(Base):
    """A language that a centre speaks."""

    __tablename__ = "centre_languages"

    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)


class IndexedHours(Base):
    """Minutes after midnight in Bishkek between which a centre is open on a day (0 is Monday)."""

    __tablename__ = "centre_hours"

    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    opens: Mapped[int] = mapped_column(SmallInteger)
    closes: Mapped[int] = mapped_column(SmallInteger)


class IndexState(Base):
    """Which directory the index was made from."""

    __tablename__ = "directory_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))


class NumberReport(Base):
    """How often a centre was said not to answer since it was last verified; who said so is not known."""

    __tablename__ = "number_reports"

    centre_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    since: Mapped[date] = mapped_column(Date)
