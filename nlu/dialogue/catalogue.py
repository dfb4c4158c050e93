"""Which topics there are and of which kind: read from the files of nlu/domain, where each is listed once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, Optional

from ruamel.yaml import YAML

FOLLOW_UP = "ask_"


@dataclass(frozen=True)
class Catalogue:
    """Ids by kind: `cards` and `topics` are knowledge, `acts` are of conversation, the rest never leaves the engine."""

    cards: FrozenSet[str]
    topics: FrozenSet[str]
    acts: FrozenSet[str]
    follow_ups: FrozenSet[str]
    details: FrozenSet[str]

    @property
    def knowledge(self) -> FrozenSet[str]:
        """Topics that have an answer."""
        return self.cards | self.topics

    @property
    def visible(self) -> FrozenSet[str]:
        """Topics that the bot knows."""
        return self.knowledge | self.acts

    @property
    def every(self) -> FrozenSet[str]:
        """All intents that may have examples."""
        return self.visible | self.follow_ups | self.details

    def facet(self, intent: str) -> Optional[str]:
        """ask_cost -> cost; None for what is no follow-up."""
        return intent[len(FOLLOW_UP) :] if intent in self.follow_ups else None

    def as_json(self) -> Dict[str, list[str]]:
        """For the model's folder."""
        return {kind: sorted(getattr(self, kind)) for kind in KINDS}

    @classmethod
    def from_json(cls, stored: Dict[str, list[str]]) -> "Catalogue":
        """What `as_json` gave."""
        return cls(**{kind: frozenset(stored[kind]) for kind in KINDS})

    @classmethod
    def read(cls, folder: Path) -> "Catalogue":
        """From the domain files; the name of a file is the kind of its topics."""
        return cls(**{kind: _intents(folder / f"{name}.yml") for kind, name in KINDS.items()})


KINDS = {
    "cards": "cards",
    "topics": "topics",
    "acts": "dialogue",
    "follow_ups": "follow_ups",
    "details": "details",
}
"""Field of the catalogue -> file in nlu/domain."""


def _intents(path: Path) -> FrozenSet[str]:
    return frozenset(YAML(typ="safe").load(path.read_text(encoding="utf-8"))["intents"])
