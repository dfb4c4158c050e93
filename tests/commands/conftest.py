"""An installation with a small directory and an empty database of each kind."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.directory.centres import Directory, load_directory
from bot.links.links import today
from tests.directory.places import HIDDEN, SHOWN, centre, directory

Command = Callable[..., Result]

FACTS = """
sources: {s: {title: {ky: a, ru: a, en: a}}}
facts: {police: {kind: phone, value: "102", source: s, confidence: high}}
"""
LONG_AGO = {**SHOWN, "verified_on": today() - timedelta(days=100), "verified_by": "A."}
LATELY = {**SHOWN, "verified_on": today() - timedelta(days=1), "verified_by": "A."}
DIRECTORY = directory(
    centre("line", town=None, kind="line", phones=[{"fact": "police"}]),
    centre("stale", phones=[{"number": "+996 312 641 109"}], proof=LONG_AGO),
    centre("fresh", phones=[{"number": "+996 312 670 433"}], proof=LATELY),
    centre("waiting", phones=[{"number": "+996 700 020 167"}], proof=HIDDEN),
    centre("silent", proof=LATELY),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the two files that these commands read."""
    folder = tmp_path / "content"
    folder.mkdir()
    text = yaml.safe_dump(yaml.safe_load(DIRECTORY.model_dump_json()))
    (folder / "centres.yml").write_text(f"# Head.\n{text}", encoding="utf-8")
    (folder / "facts.yml").write_text(FACTS, encoding="utf-8")
    return folder


@pytest.fixture
def here(tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without .env, with settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"CONTENT_FOLDER": str(content), "INSTALLATION_KEY": "k" * 40}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/own.db")
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    return tmp_path


@pytest.fixture
def myrights(here: Path) -> Command:
    """Calls a command without a database, or with one that is nobody's concern."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def with_database(myrights: Command, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Calls a command with each kind of database."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return myrights


def stored(content: Path) -> Directory:
    """What centres.yml says now."""
    return load_directory(content / "centres.yml")
