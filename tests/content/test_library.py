"""Content is loaded, filled with facts and rendered for Telegram."""

from pathlib import Path

import pytest

from bot.content.faults import ContentError
from bot.content.library import load_library
from bot.content.reload import Shelf


def test_a_page_is_ready_to_show(folder: Path) -> None:
    page = load_library(folder).page("ru", "divorce")
    assert page is not None
    assert page.lead == "Звоните <b>102</b>."
    assert page.facets == {"cost": "Пошлина 1 000."}
    assert page.sources == ["Закон (2025-07-14)"]


def test_each_language_writes_a_sum_its_own_way(folder: Path) -> None:
    page = load_library(folder).page("en", "divorce")
    assert page is not None
    assert page.facets["cost"] == "Пошлина 1,000."


def test_a_missing_translation_shows_the_russian_source(folder: Path) -> None:
    (folder / "ky" / "divorce.md").unlink()
    library = load_library(folder)
    assert [fault.file.name for fault in library.faults] == ["divorce.md"]
    assert library.page("ky", "divorce") == library.page("ru", "divorce")


def test_a_sound_folder_has_no_faults(folder: Path) -> None:
    assert load_library(folder).faults == []


def test_the_last_good_page_stays_when_a_file_breaks(folder: Path) -> None:
    good = load_library(folder)
    (folder / "ru" / "divorce.md").write_text("no front matter", encoding="utf-8")
    broken = load_library(folder, good)
    assert [fault.line for fault in broken.faults] == [1]
    assert broken.page("ru", "divorce") == good.page("ru", "divorce")


def test_the_last_good_facts_stay_when_their_file_breaks(folder: Path) -> None:
    good = load_library(folder)
    (folder / "facts.yml").write_text("facts: [", encoding="utf-8")
    broken = load_library(folder, good)
    assert broken.faults
    assert broken.page("ru", "divorce") == good.page("ru", "divorce")


def test_a_fact_that_the_interface_names_cannot_go(folder: Path) -> None:
    path = folder / "facts.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("  rescue:", "  other:"), encoding="utf-8")
    assert "the fact rescue is missing" in str(load_library(folder).faults[0])
    with pytest.raises(ContentError, match="rescue"):
        Shelf(folder)
