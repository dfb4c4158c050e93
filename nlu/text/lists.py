"""The word lists of the engine, read from YAML and looked up in a message."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from ruamel.yaml import YAML

from nlu.text.lexicon import Found, Lexicon
from nlu.text.skeleton import fold, soften

FILES = ("places", "needs", "safety", "languages")


@dataclass(frozen=True)
class Findings:
    """What the lists found. `bare`: the message says nothing but places and kinds of help."""

    region: Optional[List[str]] = None
    need: Optional[str] = None
    language: Optional[str] = None
    danger: Optional[str] = None
    bare: bool = False


class Lists:
    """Made from the content of the four YAML files, by name."""

    def __init__(self, content: Dict[str, Any]) -> None:
        places, needs = content["places"], content["needs"]["needs"]
        self._regions = {str(i): place["region"] for i, place in enumerate(places["places"])}
        self._places = Lexicon(
            [(str(i), name) for i, place in enumerate(places["places"]) for name in place["names"]],
            places["look_alikes"], declined=True,
        )  # fmt: skip
        self._order = list(needs)
        self._fillers = frozenset(soften(word) for word in content["needs"]["fillers"])
        self._needs = Lexicon(_pairs(needs))
        self._languages = Lexicon(_pairs(content["languages"]["names"]))
        self._danger = _danger(content["safety"])

    @staticmethod
    def read(folder: Path) -> Dict[str, Any]:
        """The content of the files in `folder`."""
        yaml = YAML(typ="safe")
        return {name: yaml.load((folder / f"{name}.yml").read_text(encoding="utf-8")) for name in FILES}

    @property
    def regions(self) -> FrozenSet[str]:
        """Ids of regions."""
        return frozenset(region for place in self._regions.values() for region in place)

    @property
    def needs(self) -> FrozenSet[str]:
        """Ids of kinds of help."""
        return frozenset(self._order)

    def find(self, text: str) -> Findings:
        """What a clean text holds."""
        places, needs = _affirmed(self._places.find(text)), _affirmed(self._needs.find(text))
        languages, danger = _affirmed(self._languages.find(text)), self._danger.find(text)
        return Findings(
            region=self._regions[places[-1].value] if places else None,
            need=min((need.value for need in needs), key=self._order.index, default=None),
            language=languages[-1].value if languages else None,
            danger=danger[0].value if danger else None,
            bare=self._bare(text),
        )

    def _bare(self, text: str) -> bool:
        rest = self._needs.without(self._places.without(text)).split()
        named = len(rest) < len(soften(text).split())
        return named and all(word in self._fillers for word in rest)


def _danger(content: Dict[str, Any]) -> Lexicon:
    pairs = [
        (topic, phrase)
        for topic, phrases in content.items()
        if topic != "look_alikes"
        for listed in phrases.values()
        for phrase in listed
    ]
    return Lexicon(pairs, content["look_alikes"], skeleton=fold)


def _pairs(listed: Dict[str, List[str]]) -> List[Tuple[str, str]]:
    return [(value, phrase) for value, phrases in listed.items() for phrase in phrases]


def _affirmed(found: List[Found]) -> List[Found]:
    """What is not negated; if all is, nothing."""
    return [one for one in found if not one.negated]
