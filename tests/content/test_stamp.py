"""A translation knows which state of its Russian source it was made from."""

from pathlib import Path

from bot.content.check import outdated
from bot.content.library import load_library
from bot.content.stamp import stamp


def names(folder: Path) -> set[str]:
    return {f"{answer.language}/{answer.topic}" for answer in outdated(load_library(folder).answers)}


def test_a_stamped_translation_is_up_to_date_until_the_source_changes(folder: Path) -> None:
    stamp(folder / "ky" / "divorce.md")
    assert "ky/divorce" not in names(folder)
    assert "en/divorce" in names(folder)
    source = folder / "ru" / "divorce.md"
    source.write_text(source.read_text(encoding="utf-8").replace("Звоните", "Наберите"), encoding="utf-8")
    assert "ky/divorce" in names(folder)
    stamp(folder / "ky" / "divorce.md")
    assert "ky/divorce" not in names(folder)
    assert load_library(folder).faults == []
