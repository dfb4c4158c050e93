"""Secrets come from the environment; a fresh clone makes its own key once."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, ensure_installation_key


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSTALLATION_KEY", raising=False)


def test_a_fresh_installation_gets_a_key_of_its_own(tmp_path: Path) -> None:
    first, second = tmp_path / "a.env", tmp_path / "b.env"
    ensure_installation_key(first)
    ensure_installation_key(second)
    assert first.read_text() != second.read_text()
    assert first.stat().st_mode & 0o077 == 0


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("TELEGRAM_TOKEN=1:a")
    ensure_installation_key(file)
    text = file.read_text()
    assert text.startswith("TELEGRAM_TOKEN=1:a\nINSTALLATION_KEY=")
    ensure_installation_key(file)
    assert file.read_text() == text


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTALLATION_KEY", "k" * 40)
    ensure_installation_key(tmp_path / ".env")
    assert not (tmp_path / ".env").exists()


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTALLATION_KEY", "short")
    with pytest.raises(ValidationError):
        Settings(_env_file=None)  # type: ignore[call-arg]


def test_secrets_do_not_show_in_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTALLATION_KEY", "k" * 40)
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:canary")
    assert "canary" not in repr(Settings(_env_file=None))  # type: ignore[call-arg]
