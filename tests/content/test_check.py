"""One fault per case: each is refused with file, line and remedy."""

from pathlib import Path

import pytest

from bot.content.library import load_library
from tests.content.conftest import ANSWER

FAULTS = {
    "no front matter": ("Текст", 1, "no front matter"),
    "front matter not closed": ("---\ntitle: A\nТекст", 1, "no front matter"),
    "broken yaml": (ANSWER.replace("title: Заголовок", "title: [Заголовок"), 3, "broken YAML"),
    "unknown field": (ANSWER.replace("kind: answer", "kind: answer\ncolour: red"), 1, "colour"),
    "unknown kind": (ANSWER.replace("kind: answer", "kind: poem"), 1, "kind"),
    "title too long": (ANSWER.replace("Заголовок", "Очень длинный заголовок, который не войдёт"), 1, "title"),
    "number in the title": (ANSWER.replace("Заголовок", "Статья 70"), 1, "a number in the title"),
    "lead over the limit": (ANSWER.replace("Звоните", "слово " * 100), 8, "characters"),
    "no lead": (ANSWER.replace("Звоните **{police}**.", ""), 8, "no lead"),
    "bold not closed": (ANSWER.replace("{police}**", "{police}"), 8, "not closed"),
    "unclosed tag": (ANSWER.replace("Пошлина", "<b>Пошлина"), 11, "HTML tag <b>"),
    "unknown fact": (ANSWER.replace("{fee}", "{price}"), 11, "unknown fact {price}"),
    "bare number": (ANSWER.replace("{fee}", "1 000 сом"), 11, "bare number 1 000"),
    "single brace": (ANSWER.replace("{fee}", "{Fee"), 11, "brace"),
    "unknown facet": (ANSWER.replace("## cost", "## price"), 10, "unknown facet 'price'"),
    "facet twice": (ANSWER + "\n## cost\nЕщё раз.\n", 13, "stands twice"),
    "empty facet": (ANSWER.replace("Пошлина {fee}.", ""), 8, "is empty"),
    "unknown source": (ANSWER.replace("[law]", "[rumour]"), 1, "unknown source rumour"),
    "fact in guidance": (ANSWER.replace("kind: answer", "kind: guidance"), 8, "kind guidance"),
}


@pytest.mark.promise("S4")
@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_refused_with_its_place_and_a_remedy(folder: Path, case: str) -> None:
    text, line, what = FAULTS[case]
    path = folder / "ru" / "divorce.md"
    path.write_text(text, encoding="utf-8")
    (fault, *_) = load_library(folder).faults
    assert (fault.file, fault.line) == (path, line)
    assert what in str(fault)
    assert fault.remedy


def test_a_file_of_an_unknown_topic_is_refused(folder: Path) -> None:
    (folder / "ru" / "weather.md").write_text(ANSWER, encoding="utf-8")
    (fault,) = load_library(folder).faults
    assert "unknown topic weather" in str(fault)


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "ru" / "divorce.md").write_bytes(b"\xff\xfe")
    assert "cannot be read" in str(load_library(folder).faults[0])


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("facts.yml", "confidence: high", "confidence: low", "confidence"),
        ("facts.yml", "source: law, confidence: high", "source: rumour, confidence: high", "unknown source rumour"),
        ("facts.yml", "sources:", "sources: [", "broken YAML"),
        ("topics.yml", "[police_report]}", "[alimony]}", "alimony"),
        ("topics.yml", "[greet]", "[greet, divorce]", "two groups"),
        ("centres.yml", "region: osh_city", "region: paris", "region"),
        ("centres.yml", "    town: osh", "    town: osh\n    street: Lenina", "street"),
    ],
)
def test_a_fault_in_the_common_files_is_refused(folder: Path, name: str, old: str, new: str, what: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    faults = load_library(folder).faults
    assert any(fault.file == path and what in str(fault) for fault in faults)
