"""Hands Rasa the training messages, read as all else here reads them (nlu/learning/samples.py).

Rasa's own importer reads each file some four times in a training, and copies and compares each message with all that
hangs on it a dozen times: two minutes of six with 40 000 messages.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, List, Optional, Text, Tuple, Union

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.messages import stated
from nlu.learning.samples import read_files

MESSAGES, RULES = re.compile("^nlu:", re.MULTILINE), re.compile("^(rules|stories):", re.MULTILINE)


class Importer(RasaFileImporter):
    """Reads each file once in a process, as long as it does not change."""

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
    ) -> None:
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or []
        files = sorted({file for path in paths for file in Path(path).rglob("*.yml")})
        self.config_file, self._domain_path = config_file, domain_path
        self._nlu_files = [str(file) for file in files if _has(MESSAGES, file, file.stat().st_mtime_ns)]
        self._story_files = [str(file) for file in files if _has(RULES, file, file.stat().st_mtime_ns)]
        self._conversation_test_files: List[Text] = []

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """Called by Rasa, which copies what it is given."""
        changed = tuple(Path(file).stat().st_mtime_ns for file in self._nlu_files)
        return _messages(tuple(self._nlu_files), changed)


class Example(Message):
    """A training message. Two are equal when text, topic and language are; a copy shares what nobody changes."""

    def fingerprint(self) -> Text:
        """As hexadecimal digits, of which Rasa makes the hash."""
        written = repr((self.get(TEXT), self.get(INTENT), self.get(METADATA)))
        return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()

    def __deepcopy__(self, memo: Any) -> Example:
        return Example(self.data, set(self.output_properties), self.time, list(self.features))


@lru_cache(maxsize=1)
def _messages(files: Tuple[Text, ...], changed: Tuple[int, ...]) -> TrainingData:
    samples = read_files(map(Path, files))
    return TrainingData([Example({TEXT: s.text, INTENT: s.intent, **stated(s.language)}) for s in samples])


@lru_cache(maxsize=4096)
def _has(heading: "re.Pattern[str]", file: Path, changed: int) -> bool:
    return bool(heading.search(file.read_text(encoding="utf-8")))
