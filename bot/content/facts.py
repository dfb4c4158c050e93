"""facts.yml: every number, sum, article and telephone once, with its source."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.content.faults import ContentError, Fault
from bot.languages import LANGUAGES, Language

LIMIT = 300
"""Characters of a value or of the title of a source: several of them stand in one message."""
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")

_NOT_YAML = (yaml.YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
"""PyYAML lets more slip than its own errors: for a 13th month, for `!!bool maybe`, for ten thousand brackets."""
Model = TypeVar("Model", bound=BaseModel)
Kind = Literal["phone", "number", "sum", "duration", "date", "article", "law", "percent", "text"]


Texts = str | dict[Language, str]


def _said(value: Texts) -> Texts:
    said = [value] if isinstance(value, str) else [value.get(language, "") for language in LANGUAGES]
    if not all(text.strip() and len(text) <= LIMIT for text in said):
        raise ValueError(f"a text of 1 to {LIMIT} characters is needed, the same for all or one in each language")
    return value


Said = Annotated[Texts, AfterValidator(_said)]
InEach = Annotated[dict[Language, str], AfterValidator(_said)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a statement comes from. `date` is the source's own date, as exact as it is known."""

    title: InEach
    url: str | None = None
    date: datetime.date | str | int | None = None

    def cited(self, language: Language) -> str:
        """As it stands below an answer."""
        return f"{self.title[language]} ({self.date})" if self.date else self.title[language]


class Fact(_Strict):
    """A value that stands in answers as `{id}`; only high or medium confidence may be stated."""

    kind: Kind
    value: Said
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

    def cited(self, texts: Iterable[str], more: Iterable[str], language: Language) -> list[str]:
        """What stands below an answer: the sources of its facts and `more` of them, each once."""
        return [
            self.sources[i].cited(language)
            for i in dict.fromkeys([*self.sources_of(texts), *more])
            if i in self.sources
        ]


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
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 0, f"cannot be read ({error})", "Restore it as UTF-8 text")]) from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path, first_line: int = 0) -> Any:
    """The YAML in `text`, which begins below `first_line` of a file.

    Raises:
        ContentError: when it is not YAML.
    """
    try:
        return yaml.safe_load(text)
    except (
        yaml.YAMLError,
        ValueError,
        ArithmeticError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        # PyYAML lets errors of its own slip: a 13th month, `!!bool maybe`, ten thousand brackets.
        raise ContentError([_yaml_fault(path, error, first_line)]) from error


def _yaml_fault(path: Path, error: Exception, first_line: int) -> Fault:
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
