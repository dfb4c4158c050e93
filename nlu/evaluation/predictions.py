"""What `myrights evaluate --predictions` wrote, as figures."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, FrozenSet, List, Sequence

CARDS = frozenset({"emergency_now", "suicide_risk"})
OUT_OF_SCOPE = frozenset({"out_of_scope"})
ANSWERS = frozenset({"topic", "card", "centres", "ask"})


@dataclass(frozen=True)
class Asked:
    """One message of the evaluation and what the engine did with it."""

    language: str
    kind: str
    text: str
    expected: FrozenSet[str]
    got: str
    got_language: str
    offered: FrozenSet[str]
    say: str

    @property
    def right(self) -> bool:
        """A right answer was shown."""
        return self.got in self.expected

    @property
    def among(self) -> bool:
        """A right topic was shown or offered."""
        return self.right or bool(self.expected & self.offered)

    @property
    def outside(self) -> bool:
        """Nothing that the bot knows was asked."""
        return self.expected == OUT_OF_SCOPE


def read(folder: Path) -> List[Asked]:
    """All predictions in a folder."""
    return [_asked(row) for path in sorted(folder.glob("*.tsv")) for row in _rows(path)]


def _rows(path: Path) -> List[Dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))


def _asked(row: Dict[str, str]) -> Asked:
    return Asked(
        row["language"], row["kind"], row["text"], frozenset(row["expected"].split("|")), row["got_topic"],
        row["got_language"], frozenset(row["top3"].split("|")) - {""}, row["say"],
    )  # fmt: skip


def share(rows: Sequence[Asked], holds: Callable[[Asked], bool]) -> str:
    """As a percentage; a dash where there is nothing to count."""
    return f"{100 * sum(map(holds, rows)) / len(rows):.1f} %" if rows else "–"


FIGURES: Dict[str, Callable[[List[Asked]], str]] = {
    "messages": lambda rows: str(len(rows)),
    "right answer shown": lambda rows: share(rows, lambda a: a.right),
    "right topic shown or offered": lambda rows: share(rows, lambda a: a.among),
    "suggestions instead of an answer": lambda rows: share(rows, lambda a: a.say == "suggest"),
    "not understood": lambda rows: share(rows, lambda a: a.say == "unknown"),
    "danger that gets its card": lambda rows: share([a for a in rows if a.expected & CARDS], lambda a: a.say == "card"),
    "card on another topic": lambda rows: share(
        [a for a in rows if not a.expected & CARDS and not a.outside], lambda a: a.say == "card"
    ),
    "card on what is out of scope": lambda rows: share([a for a in rows if a.outside], lambda a: a.say == "card"),
    "out of scope answered as a topic": lambda rows: share([a for a in rows if a.outside], lambda a: a.say in ANSWERS),
    "language right, three words or more": lambda rows: share(
        [a for a in rows if len(a.text.split()) >= 3], lambda a: a.got_language == a.language
    ),
}


def confusions(rows: Sequence[Asked], most: int = 20) -> List[str]:
    """The commonest wrong answers, as table rows."""
    pairs = Counter((min(a.expected), a.got) for a in rows if a.got and not a.right)
    return [f"| {wanted} | {got} | {count} |" for (wanted, got), count in pairs.most_common(most)]
