"""facts.yml: every number, sum, article and telephone once, with its source."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.content.faults import ContentError, Fault
from bot.languages import Language

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")

Model = TypeVar("Model", bound=BaseModel)
Kind = Literal["phone", "number", "sum", "duration", "date", "article", "law", "percent", "text"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a statement comes from. `date` is the source's own date, as exact as it is known."""

    title: dict[Language, str]
    url: str | None = None
    date: datetime.date | str | int | None = None


class Fact(_Strict):
    """A value that stands in answers as `{id}`; only high or medium confidence may be stated."""

    kind: Kind
    value: str | dict[Language, str]
    source: str
    confidence: Literal["high", "medium"]
    confirm: bool = False
    note: str = ""

    def text(self, language: Language) -> str:
        """The value as it is written in `language`."""
        return self.value if isinstance(self.value, str) else self.value[language]


class Facts(_Strict):
    """All sources and facts by id."""

    sources: dict[str, Source] = Field(default_factory=dict)
    facts: dict[str, Fact] = Field(default_factory=dict)

    def fill(self, text: str, language: Language) -> str:
        """`text` with each `{fact_id}` replaced.

        Raises:
            KeyError: for an unknown id; the check has found it before.
        """
        return PLACEHOLDER.sub(lambda found: self.facts[found[1]].text(language), text)

    def sources_of(self, texts: Iterable[str]) -> list[str]:
        """Ids of the sources of all facts named in `texts`, in order, each once."""
        ids = (found[1] for text in texts for found in PLACEHOLDER.finditer(text))
        return list(dict.fromkeys(self.facts[i].source for i in ids if i in self.facts))


def load_facts(path: Path) -> Facts:
    """Read facts.yml.

    Raises:
        ContentError: with file, line and remedy.
    """
    facts = validated(Facts, read_yaml(path), path)
    missing = [(i, fact.source) for i, fact in facts.facts.items() if fact.source not in facts.sources]
    if missing:
        raise ContentError(
            [Fault(path, 0, f"fact {i} names the unknown source {s}", "Add it under sources:") for i, s in missing]
        )
    return facts


def read_yaml(path: Path) -> Any:
    """The YAML of a file.

    Raises:
        ContentError: when it is missing or not YAML.
    """
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 0, f"cannot be read ({error})", "Restore it as UTF-8 text")]) from error
    except yaml.YAMLError as error:
        raise ContentError([yaml_fault(path, error)]) from error


def yaml_fault(path: Path, error: yaml.YAMLError, first_line: int = 0) -> Fault:
    """The place where YAML stopped making sense."""
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line + 1 if mark else 0)
    why = getattr(error, "problem", None) or "not YAML"
    return Fault(path, line, f"broken YAML: {why}", "Check colons, quotes and indentation")


def validated(model: type[Model], data: Any, path: Path, line: int = 0) -> Model:
    """`data` as `model`.

    Raises:
        ContentError: one fault for each field that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [
            Fault(path, line, f"{'.'.join(map(str, e['loc'])) or 'content'}: {e['msg']}", "Correct this field")
            for e in error.errors()
        ]
        raise ContentError(faults) from error
