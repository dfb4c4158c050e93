"""The training messages, read without Rasa, and their division into folds by who wrote them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Set, Tuple

from ruamel.yaml import YAML

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
    """All messages below `folder`."""
    yaml = YAML(typ="safe")
    samples = []
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"))["nlu"]:
            stated = block.get("metadata") or {}
            language, hand = stated.get("language", path.parent.name), str(stated.get("hand", ""))
            lines = (line.strip()[2:] for line in block["examples"].splitlines() if line.strip().startswith("- "))
            samples += [Sample(clean(line), block["intent"], language, hand) for line in lines]
    return samples


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
