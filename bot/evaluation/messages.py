"""A TSV of messages: each is asked in a new conversation."""

import csv
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engine.client import Engine
from bot.engine.directive import Directive, Shown
from bot.languages import LANGUAGES, Language

COLUMNS = ("language", "kind", "text", "expected")
ANSWERS = ("got_topic", "got_language", "confidence", "top3", "say")


class BadFile(Exception):
    """A file cannot be evaluated: where and why."""


@dataclass(frozen=True)
class Example:
    """A message and the topics of which any is right. `row` is the row as it was read."""

    language: Language
    kind: str
    text: str
    expected: frozenset[str]
    row: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What the engine said to an example."""

    example: Example
    directive: Directive

    @property
    def got_topic(self) -> str:
        """The topic that is shown; nothing is shown by a suggestion or a confession."""
        return "" if self.directive.say in ("suggest", "unknown") else self.directive.topic or ""

    @property
    def top3(self) -> list[str]:
        """The best three topics, the shown one first."""
        shown = [self.got_topic] if self.got_topic else []
        return list(dict.fromkeys(shown + self.directive.alternatives))[:3]

    @property
    def right(self) -> bool:
        """Whether a right answer is shown."""
        return self.got_topic in self.example.expected

    @property
    def among(self) -> bool:
        """Whether a right topic is shown or among the three offered."""
        return self.right or bool(self.example.expected & set(self.top3))

    def row(self) -> dict[str, str]:
        """The row of the file with what was found."""
        return {
            **self.example.row,
            "got_topic": self.got_topic,
            "got_language": self.directive.language,
            "confidence": f"{self.directive.confidence:.3f}",
            "top3": "|".join(self.top3),
            "say": self.directive.say,
        }


def read_examples(path: Path) -> list[Example]:
    """Read a TSV.

    Raises:
        BadFile: with line and remedy.
    """
    try:
        with path.open(encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
            if missing := set(COLUMNS) - set(reader.fieldnames or ()):
                raise BadFile(f"{path}:1: columns missing: {', '.join(sorted(missing))}")
            return [_example(path, number, row) for number, row in enumerate(reader, 2)]
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: cannot be read ({error})") from error


def _example(path: Path, line: int, row: dict[str, str]) -> Example:
    language = next((i for i in LANGUAGES if i == row["language"]), None)
    if language is None:
        raise BadFile(f"{path}:{line}: language {row['language']!r} is none of {', '.join(LANGUAGES)}")
    if not row["text"] or not row["expected"]:
        raise BadFile(f"{path}:{line}: text or expected is empty")
    return Example(language, row["kind"], row["text"], frozenset(row["expected"].split("|")), row)


async def ask_all(engine: Engine, examples: Sequence[Example], given_language: bool) -> list[Outcome]:
    """Ask each message in a conversation of its own, which is forgotten at once."""
    outcomes = []
    for example in examples:
        sender = uuid.uuid4().hex
        shown = Shown(language=example.language) if given_language else Shown()
        outcomes.append(Outcome(example, await engine.ask(sender, example.text, shown)))
        await engine.forget(sender)
    return outcomes


def write_predictions(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write the rows with what was found."""
    rows = [outcome.row() for outcome in outcomes]
    with path.open("w", encoding="utf-8", newline="") as target:
        names = list(rows[0]) if rows else [*COLUMNS, *ANSWERS]
        writer = csv.DictWriter(
            target,
            names,
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
            quotechar=None,
            escapechar="\\",
            lineterminator="\n",
        )
        writer.writeheader()
        writer.writerows(rows)
