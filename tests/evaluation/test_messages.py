"""Reading messages, writing predictions, and what counts as right."""

from pathlib import Path

import pytest

from bot.engine.directive import Directive
from bot.evaluation.figures import report
from bot.evaluation.messages import BadFile, Outcome, read_examples, write_predictions

HEAD = "language\tkind\ttext\texpected\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "messages.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def outcome(tmp_path: Path, expected: str, **directive: object) -> Outcome:
    (example,) = read_examples(written(tmp_path, f'{HEAD}ky\tlatin\tkuiom "urat\t{expected}\n'))
    return Outcome(example, Directive.model_validate({"language": "ky", "say": "topic", **directive}))


def test_any_of_several_topics_is_right(tmp_path: Path) -> None:
    assert outcome(tmp_path, "evidence|forensic_exam", topic="forensic_exam").right
    assert not outcome(tmp_path, "evidence|forensic_exam", topic="divorce").right


def test_a_suggestion_is_not_an_answer_but_may_offer_the_right_topic(tmp_path: Path) -> None:
    offered = outcome(tmp_path, "divorce", say="suggest", topic="divorce", alternatives=["alimony", "divorce"])
    assert not offered.right
    assert offered.among
    assert offered.row()["got_topic"] == ""
    assert offered.row()["top3"] == "alimony|divorce"


def test_predictions_repeat_the_row_and_add_what_was_found(tmp_path: Path) -> None:
    target = tmp_path / "out.tsv"
    write_predictions(target, [outcome(tmp_path, "divorce", topic="divorce", confidence=0.93)])
    head, row = target.read_text(encoding="utf-8").splitlines()
    assert head == "language\tkind\ttext\texpected\tgot_topic\tgot_language\tconfidence\ttop3\tsay"
    assert row == 'ky\tlatin\tkuiom "urat\tdivorce\tdivorce\tky\t0.930\tdivorce\ttopic'


def test_the_report_holds_figures_by_language_and_together(tmp_path: Path) -> None:
    card = outcome(tmp_path, "emergency_now", say="card", topic="emergency_now")
    missed = outcome(tmp_path, "emergency_now", say="unknown")
    false_alarm = outcome(tmp_path, "out_of_scope", say="card", topic="emergency_now")
    figures = report([card, missed, false_alarm])
    assert set(figures) == {"ky", "all"}
    assert figures["ky"]["card_recall"] == 0.5
    assert figures["all"]["card_false_alarms"] == 1.0
    assert figures["all"]["out_of_scope_answered"] == 1.0
    assert figures["all"]["right"] == 0.3333


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("language\ttext\nky\tx\n", ":1: columns missing: expected, kind"),
        (f"{HEAD}fr\tx\tx\tdivorce\n", ":2: language 'fr'"),
        (f"{HEAD}ky\tx\tx\tdivorce\nky\tx\t\tdivorce\n", ":3: text or expected is empty"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(BadFile, match=where):
        read_examples(written(tmp_path, text))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_examples(tmp_path / "none.tsv")
