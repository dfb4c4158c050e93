"""Hands Rasa the training messages. Its own importer reads each file some four times in one training."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import List, Optional, Text, Tuple, Union

from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

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
        return _messages(tuple(self._nlu_files), changed, language)


@lru_cache(maxsize=1)
def _messages(files: Tuple[Text, ...], changed: Tuple[int, ...], language: Optional[Text]) -> TrainingData:
    return utils.training_data_from_paths(list(files), language or "en")


@lru_cache(maxsize=4096)
def _has(heading: "re.Pattern[str]", file: Path, changed: int) -> bool:
    return bool(heading.search(file.read_text(encoding="utf-8")))
