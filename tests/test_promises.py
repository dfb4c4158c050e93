"""Every public promise is kept by a test, every such test names a promise, and each can fail."""

import re
from collections import Counter
from pathlib import Path

import pytest

LATER = {"S5"}
"""With Studio."""
MARK = re.compile(r"promise\(\"([A-Z]\d)\"\)")
PUBLIC = Path("docs/promises.md")
MUTANTS = Path("tests/mutants")


def marked() -> set[str]:
    """Ids that tests name."""
    return {found for path in Path("tests").rglob("test_*.py") for found in MARK.findall(path.read_text("utf-8"))}


def public() -> Counter[str]:
    """Ids in the public list, by how often they stand there."""
    return Counter(re.findall(r"^- \*\*([A-Z]\d)\*\*", PUBLIC.read_text("utf-8"), re.MULTILINE))


def test_each_promise_stands_once_in_each_language() -> None:
    assert set(public().values()) == {3}


def test_each_promise_is_kept_by_a_test_and_each_test_names_one() -> None:
    assert marked() == set(public()) - LATER


@pytest.mark.parametrize("promise", sorted(set(public()) - LATER))
def test_each_promise_has_a_patch_that_breaks_it(promise: str) -> None:
    assert list(MUTANTS.glob(f"{promise}-*.patch"))
