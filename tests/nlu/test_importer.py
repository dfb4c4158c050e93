"""What Rasa is given to learn from."""

import copy
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features

from nlu.components.importer import Example, Importer
from nlu.components.messages import language_of_example
from nlu.learning.samples import read

GOOD = """version: "3.1"
nlu:
- intent: shelter
  metadata: {language: ru, hand: ru-x1}
  examples: |
    - Где приют?
    - где [приют](place)
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "ru" / "shelter.yml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_messages_come_with_topic_and_language(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    data = Importer(training_data_paths=str(tmp_path)).get_nlu_data()
    assert [(m.get(TEXT), m.get("intent"), language_of_example(m)) for m in data.training_examples] == [
        ("где приют?", "shelter", "ru"),
        ("где [приют](place)", "shelter", "ru"),
    ]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert len(Importer(training_data_paths=str(tmp_path)).get_nlu_data().training_examples) == 2
    path.write_text(GOOD + "    - приют\n", encoding="utf-8")
    assert len(Importer(training_data_paths=str(tmp_path)).get_nlu_data().training_examples) == 3


def test_a_copy_can_be_changed_without_its_original() -> None:
    one = Example({TEXT: "где приют", "intent": "shelter"})
    other = copy.deepcopy(one)
    assert one == other and hash(one) == hash(other)
    other.set(TEXT, "иначе")
    other.add_features(Features(np.zeros((1, 2)), FEATURE_TYPE_SENTENCE, TEXT, "test"))
    assert (one.get(TEXT), one.features) == ("где приют", [])
    assert one != other


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "    без черты\n", "shelter: a message must begin with '- ': без черты"),
        ("nlu: [{intent: shelter}]", "needs intent and examples"),
        ("rules: []", "must be YAML with a list under nlu"),
        ("nlu: [", "must be YAML with a list under nlu"),
    ],
)
def test_what_cannot_be_read_is_named_and_not_lost(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match="shelter") as raised:
        read(tmp_path)
    assert str(path) in str(raised.value)
    assert said in str(raised.value)
