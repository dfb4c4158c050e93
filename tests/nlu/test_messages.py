"""Training messages: distinct, consistent, and apart from the evaluation."""

import csv
from pathlib import Path

from nlu import paths
from nlu.learning.quality import NEAR_DUPLICATES_AT_MOST, contradictions, near_duplicates
from nlu.learning.samples import Sample, read
from nlu.text.clean import clean
from nlu.text.skeleton import fold

EVALUATION = Path("tests/understanding")
SHORT = 3
"""Words up to which the same message may be written by anybody: "салам", "ооба", "адвокат керек"."""


def evaluation_texts() -> "list[str]":
    texts = []
    for path in EVALUATION.glob("*.tsv"):
        with path.open(encoding="utf-8", newline="") as source:
            texts += [row["text"] for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return texts


def test_no_message_is_learned_and_asked() -> None:
    learned = {fold(sample.text) for sample in read(paths.EXAMPLES)}
    asked = [text for text in evaluation_texts() if len(text.split()) > SHORT]
    assert asked
    assert [text for text in asked if fold(clean(text)) in learned] == []


def test_a_swapped_word_is_a_near_duplicate() -> None:
    texts = ["как получить алименты на двоих детей если он не работает", "какая завтра погода в оше"]
    assert near_duplicates([*texts, "как получить алименты на троих детей если он не работает"]) > 0.3
    assert near_duplicates(texts) == 0


def test_one_text_under_two_topics_is_named() -> None:
    twice = [Sample("кайда барам", "shelter", "ky", "a"), Sample("кайда барам", "find_help_centre", "ky", "b")]
    assert list(contradictions(twice)) == ["ky: 'кайда барам' stands under find_help_centre, shelter; keep it in one"]


def test_the_messages_of_the_project_are_distinct() -> None:
    samples = read(paths.EXAMPLES)
    assert list(contradictions(samples)) == []
    assert near_duplicates([s.text for s in samples if s.language == "ky"]) <= NEAR_DUPLICATES_AT_MOST
