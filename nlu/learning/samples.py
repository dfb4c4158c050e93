"""The training messages, read without Rasa, and their division into folds by who wrote them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Sequence, Set, Tuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from nlu.text.clean import clean

FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """One training message, clean. `hand` names the imagined writer; empty when the file names none."""

    text: str
    intent: str
    language: str
    hand: str


def read(folder: Path) -> List[Sample]:
    """All messages below `folder`.

    Raises:
        ValueError: names the file that has not the form of training messages, or the line that would be lost.
    """
    return read_files(sorted(folder.rglob("*.yml")))


def read_files(files: Iterable[Path]) -> List[Sample]:
    """All messages of `files`; raises as `read` does."""
    yaml = YAML(typ="safe")
    return [sample for path in files for block in _blocks(yaml, path) for sample in _samples(block, path)]


def _blocks(yaml: YAML, path: Path) -> List[Dict[str, Any]]:
    try:
        blocks: List[Dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"))["nlu"]
    except (YAMLError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: must be YAML with a list under nlu: {error}") from None
    if not all(isinstance(block, dict) and {"intent", "examples"} <= block.keys() for block in blocks):
        raise ValueError(f"{path}: each block under nlu needs intent and examples")
    return blocks


def _samples(block: Dict[str, Any], path: Path) -> Iterator[Sample]:
    stated = block.get("metadata") or {}
    language, hand = stated.get("language", path.parent.name), str(stated.get("hand", ""))
    for line in filter(None, map(str.strip, block["examples"].splitlines())):
        if not line.startswith("- "):
            raise ValueError(f"{path}, {block['intent']}: a message must begin with '- ': {line}")
        yield Sample(clean(line[2:]), block["intent"], language, hand)


def fold_of(samples: Sequence[Sample]) -> List[int]:
    """A fold from 0 to 4 for each sample: a writer is in one fold only, so a figure is about people not seen.

    The number in the name of the hand decides, so that new hands move nobody. Where a topic has a single writer in a
    language, its messages are dealt out one by one.
    """
    hands: Dict[Tuple[str, str], Set[str]] = defaultdict(set)
    for sample in samples:
        hands[sample.intent, sample.language].add(sample.hand)
    several = [len(hands[sample.intent, sample.language]) > 1 for sample in samples]
    return [(_number(sample.hand) if many else i) % FOLDS for i, (sample, many) in enumerate(zip(samples, several))]


def _number(hand: str) -> int:
    return int(hand[len(hand.rstrip("0123456789")) :] or 0)
