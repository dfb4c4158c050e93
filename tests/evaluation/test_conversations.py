"""What a turn of a conversation may expect."""

from pathlib import Path

import pytest

from bot.content.faults import ContentError
from bot.engine.directive import Directive
from bot.evaluation.conversations import Turn, check, read_conversations


def directive(**values: object) -> Directive:
    return Directive.model_validate({"say": "topic", "language": "ky", "topic": "divorce", **values})


@pytest.mark.parametrize(
    "turn",
    [
        {"expect_topic": "divorce"},
        {"expect_topic": ["alimony", "divorce"]},
        {"expect_say": "topic", "expect": {"language": "ky", "facet": None}},
        {"expect": {"region": "osh"}},
        {"expect": {"region": ["osh_city", "osh"]}},
        {},
    ],
)
def test_turns_that_hold(turn: dict[str, object]) -> None:
    assert check(Turn.model_validate({"text": "x", **turn}), directive(region=["osh_city", "osh"])) == []


@pytest.mark.parametrize(
    "turn",
    [
        {"expect_topic": "alimony"},
        {"expect": {"region": "naryn"}},
        {"expect": {"facet": "cost"}},
        {"expect": {"need": "lawyer"}},
    ],
)
def test_turns_that_do_not_hold(turn: dict[str, object]) -> None:
    assert len(check(Turn.model_validate({"text": "x", **turn}), directive(region=["osh"]))) == 1


def test_a_suggestion_shows_no_topic() -> None:
    turn = Turn(text="x", expect_topic="divorce")
    assert check(turn, directive(say="suggest"))


def test_a_file_with_a_fault_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_text("conversations: [{id: a, lang: ky, turns: [{says: x}]}]", encoding="utf-8")
    with pytest.raises(ContentError, match="says"):
        read_conversations(path)
