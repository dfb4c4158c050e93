"""`myrights directory`."""

import asyncio
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.directory.reports import Reports
from bot.links.links import today
from bot.store.database import open_database
from tests.commands.conftest import DIRECTORY, Command, stored

NOWHERE = "postgresql+psycopg://nobody:secret@127.0.0.1:9/none?connect_timeout=1"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_goes_out_and_comes_back(myrights: Command, here: Path, content: Path, ending: str) -> None:
    sheet = here / f"a.{ending}"
    written = myrights("directory", "export", sheet)
    assert written.exit_code == 0, written.output
    assert written.stdout == f"5 centres written to {sheet}\n"
    before = (content / "centres.yml").read_bytes()
    back = myrights("directory", "import", sheet)
    assert back.exit_code == 0, back.output
    assert "says all of this already" in back.stdout
    assert (content / "centres.yml").read_bytes() == before


def test_an_edited_sheet_changes_the_file(myrights: Command, here: Path, content: Path) -> None:
    sheet = here / "a.xlsx"
    myrights("directory", "export", sheet)
    book = load_workbook(sheet)
    book["centres"]["A2"] = "other_line"
    book.save(sheet)
    refused = myrights("directory", "import", sheet)
    assert refused.exit_code == 1
    assert "have no row here: line. Put the rows back, or import with --remove" in refused.stderr
    assert stored(content).centres == DIRECTORY.centres
    done = myrights("directory", "import", sheet, "--remove")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("added: other_line\nremoved: line\n")
    assert stored(content).centres[0].id == "other_line"


def test_a_fault_is_told_with_row_and_column(myrights: Command, here: Path, content: Path) -> None:
    sheet = here / "a.csv"
    myrights("directory", "export", sheet)
    sheet.write_bytes(sheet.read_bytes().replace(b"+996 312 641 109", b"+996 312 64"))
    refused = myrights("directory", "import", sheet)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"{sheet}:3: column R, phones.1.number: '+996 312 64' can be no number")
    assert stored(content) == DIRECTORY


def test_somebodys_sheet_is_not_written_over(myrights: Command, here: Path) -> None:
    sheet = here / "a.csv"
    sheet.write_text("work")
    refused = myrights("directory", "export", sheet)
    assert refused.exit_code == 1
    assert "add --force" in refused.stderr
    assert sheet.read_text() == "work"
    assert myrights("directory", "export", sheet, "--force").exit_code == 0
    assert myrights("directory", "export", here / "a.ods").exit_code == 1


def test_check_counts_and_lists_who_is_to_be_rung(with_database: Command, database_url: str) -> None:
    async def report() -> None:
        database = await open_database(database_url)
        for _ in range(3):
            await Reports(database, today).add("fresh")
            await Reports(database, today).add("stale")
        await database.dispose()

    asyncio.run(report())
    found = with_database("directory", "check")
    assert found.exit_code == 0, found.output
    figures = dict(line.split(": ") for line in found.stdout.splitlines() if ": " in line)
    assert figures == {
        "centres": "5",
        "published": "4",
        "with number": "4",
        "verified": "2",
        "to verify because stale": "1",
        "never verified": "2",
        "unpublished, waiting for a call": "1",
    }
    assert _rows(found.stdout) == [
        ["line", "102", "never verified"],
        ["stale", "+996 312 641 109", "stale, three reports"],
        ["fresh", "+996 312 670 433", "three reports"],
        ["waiting", "+996 700 020 167", "never verified"],
    ]


@pytest.mark.parametrize("url", [NOWHERE, "sqlite+aiosqlite:////proc/nowhere/a.db", "nonsense://x"])
def test_check_does_without_a_database(myrights: Command, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    found = myrights("directory", "check")
    assert found.exit_code == 0, found.output
    assert "correct DATABASE_URL in .env" in found.stderr
    assert "secret" not in found.output
    assert len(_rows(found.stdout)) == 3


def test_check_fails_on_a_faulty_file(myrights: Command, content: Path) -> None:
    (content / "centres.yml").write_text("centres: [{id: x}]", encoding="utf-8")
    found = myrights("directory", "check")
    assert found.exit_code == 1
    assert "centres.yml:0: centres.0.name: Field required" in found.stderr


def test_a_fresh_installation_makes_its_key(myrights: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSTALLATION_KEY")
    assert myrights("directory", "check").exit_code == 0
    assert (here / ".env").read_text().startswith("INSTALLATION_KEY=")


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]
