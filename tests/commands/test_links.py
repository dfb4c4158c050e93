"""`myrights links`: nothing below five is told."""

import asyncio
import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.links.aims import Aim
from bot.links.counters import monday
from bot.links.links import Draft, Links, today
from bot.links.tables import LinkCount
from bot.store.database import open_database
from tests.commands.conftest import Command

THIS = monday(today())
BEFORE = THIS - timedelta(weeks=1)


def seed(url: str) -> None:
    """Two organisations; the first link has some figures that may be told and some that may not."""

    def count(week: date, event: str, language: str, number: int) -> dict[str, object]:
        return {"link_id": 1, "week": week, "event": event, "language": language, "count": number}

    async def main() -> None:
        database = await open_database(url)
        links = Links(database)
        await links.make(Draft("A", "=wall", "ky", Aim("search", "osh")))
        second = await links.make(Draft("B", "poster [x]", "ru", Aim("menu"), expires_on=THIS - timedelta(days=1)))
        await links.make(Draft("B", "gone", "ru", Aim("menu")))
        await links.revoke(second.id + 1, "B")
        async with database.begin() as connection:
            counts = [
                count(THIS, "opened", "ky", 7),
                count(THIS, "opened", "ru", 2),
                count(BEFORE, "opened", "ru", 3),
                count(THIS, "contact", "ky", 1),
                count(THIS - timedelta(weeks=20), "asked", "en", 90),
            ]
            await connection.execute(insert(LinkCount), counts)
        await database.dispose()

    asyncio.run(main())


def shown(text: str) -> list[list[str]]:
    """Rows of a table."""
    lines = [line for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_a_report_by_week_and_language(with_database: Command, database_url: str) -> None:
    seed(database_url)
    found = with_database("links", "report", "--organisation", "A")
    assert found.exit_code == 0, found.output
    assert shown(found.stdout) == [
        ["1", "A", "=wall", str(BEFORE), "all", "<5", "0", "0", "0"],
        ["1", "A", "=wall", str(THIS), "all", "≥7", "0", "0", "<5"],
        ["1", "A", "=wall", "all", "ky", "7", "0", "0", "<5"],
        ["1", "A", "=wall", "all", "ru", "<5", "0", "0", "0"],
        ["1", "A", "=wall", "all", "en", "0", "0", "0", "0"],
        ["1", "A", "=wall", "all", "all", "≥7", "0", "0", "<5"],
    ]
    longer = with_database("links", "report", "--organisation", "A", "--weeks", "21")
    assert shown(longer.stdout)[-1][5:] == ["≥7", "90", "0", "<5"]


def test_a_report_as_csv(with_database: Command, database_url: str, here: Path) -> None:
    seed(database_url)
    file = here / "a.csv"
    found = with_database("links", "report", "--weeks", "2", "--csv", file)
    assert found.exit_code == 0, found.output
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = list(csv.reader(opened))
    assert header == ["link", "organisation", "label", "week", "language", "opened", "asked", "looked", "contact"]
    assert len(rows) == 3 * (2 + 3 + 1)
    assert ["1", "A", "'=wall", str(BEFORE), "all", "<5", "0", "0", "0"] in rows
    assert found.stdout == f"18 rows written to {file}\n"


def test_links_are_listed(with_database: Command, database_url: str) -> None:
    seed(database_url)
    found = with_database("links", "list")
    assert found.exit_code == 0, found.output
    rows = shown(found.stdout)
    assert [row[:-1] for row in rows] == [
        ["3", "B", "gone", "ru", "menu", "", "revoked"],
        ["2", "B", "poster [x]", "ru", "menu", str(THIS - timedelta(days=1)), "expired"],
        ["1", "A", "=wall", "ky", "search:osh", "", "live"],
    ]
    assert all(row[-1].startswith("r_") for row in rows)
    assert len(shown(with_database("links", "list", "--organisation", "A").stdout)) == 1


@pytest.mark.parametrize("command", ["list", "report"])
def test_where_there_are_no_links_it_is_said(with_database: Command, command: str) -> None:
    nobody = with_database("links", command)
    assert nobody.exit_code == 0, nobody.output
    assert "no links yet" in nobody.stderr
    assert "X has no links: see `myrights links list`" in with_database("links", command, "--organisation", "X").stderr


def test_a_report_that_cannot_be_written_is_refused(with_database: Command, here: Path) -> None:
    refused = with_database("links", "report", "--csv", here / "none" / "a.csv")
    assert refused.exit_code == 1
    assert "cannot be written (No such file or directory): name a folder that exists" in refused.stderr
    assert with_database("links", "report", "--weeks", "0").exit_code == 2
