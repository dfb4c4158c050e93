"""An answer: one Markdown file per topic and language."""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.content.facts import parse_yaml, validated
from bot.content.faults import ContentError, Fault
from bot.languages import Language

FACETS = ("how", "where", "documents", "how_long", "cost", "if_refused", "penalty")
_HEADING = re.compile(r"^##(.*)$", re.MULTILINE)
_FENCE = "---"


class FrontMatter(BaseModel):
    """What stands above the text. `source_hash` is the state of the Russian text that was translated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, max_length=32, pattern=r"\w")
    review: Literal["draft", "reviewed"]
    updated: date
    reviewed_by: str = ""
    kind: Literal["answer", "guidance", "dialogue"]
    sources: list[str] = Field(default_factory=list)
    source_hash: str = ""


class Answer(FrontMatter):
    """An answer as its editor wrote it: facts not filled in yet, Markdown not rendered yet."""

    topic: str
    language: Language
    path: Path
    first_line: int
    lead: str
    facets: dict[str, str]

    @property
    def texts(self) -> list[str]:
        """Lead and facets, in order."""
        return [self.lead, *self.facets.values()]

    @property
    def hash(self) -> str:
        """What a translation notes of this text, to see later whether it is older than its source."""
        return hashlib.sha256("\n".join([self.title, *self.texts]).encode()).hexdigest()[:12]

    def line_of(self, text: str) -> int:
        """The line of the file on which `text` first stands (counted from 1; 0 when it does not)."""
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            if number >= self.first_line and text in line:
                return number
        return 0


def read_answer(path: Path, language: Language) -> Answer:
    """Read one file of content.

    Raises:
        ContentError: with file, line and remedy.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 0, f"cannot be read ({error})", "Restore it as UTF-8 text")]) from error
    head, body, first_line = _split(raw, path)
    front = validated(FrontMatter, parse_yaml(head, path, first_line=1) or {}, path, 1)
    lead, facets = _sections(body, path, first_line)
    return Answer(
        **front.model_dump(),
        topic=path.stem,
        language=language,
        path=path,
        first_line=first_line,
        lead=lead,
        facets=facets,
    )


def _split(raw: str, path: Path) -> tuple[str, str, int]:
    lines = raw.splitlines()
    ends = [number for number, line in enumerate(lines) if line.strip() == _FENCE]
    if len(ends) < 2 or ends[0] != 0:
        raise ContentError(
            [Fault(path, 1, "no front matter", f"Begin the file with a block between two lines {_FENCE}")]
        )
    return "\n".join(lines[1 : ends[1]]), "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def _sections(body: str, path: Path, first_line: int) -> tuple[str, dict[str, str]]:
    parts = _HEADING.split(body)
    lead, facets, faults = parts[0].strip(), {}, []
    for heading, name, text in zip(_HEADING.finditer(body), parts[1::2], parts[2::2], strict=True):
        name, line = name.strip(), first_line + body.count("\n", 0, heading.start())
        if name not in FACETS:
            faults.append(Fault(path, line, f"unknown facet '{name}'", f"Use one of: {', '.join(FACETS)}"))
        elif name in facets:
            faults.append(Fault(path, line, f"facet '{name}' stands twice", "Join the two texts"))
        facets[name] = text.strip()
    faults += [
        Fault(path, first_line, f"facet '{n}' is empty", "Write it or remove it") for n, t in facets.items() if not t
    ]
    if not re.search(r"\w", lead):
        faults.append(Fault(path, first_line, "no lead", "Write the most useful thing first, above the facets"))
    if faults:
        raise ContentError(faults)
    return lead, facets
