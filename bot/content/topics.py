"""topics.yml: groups of topics in the order of the menu, and neighbours."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.content.facts import read_yaml, validated
from bot.content.faults import ContentError, Fault
from bot.languages import SOURCE
from bot.words import words_of

DIALOGUE = "dialogue"
"""The group that no menu shows: greetings, thanks and the like."""


TopicId = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
"""It stands in the payloads of buttons, which have 64 bytes."""


class Group(BaseModel):
    """A group of topics; its name stands in the catalogues as `group.<id>`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    topics: list[TopicId] = Field(min_length=1)


class Topics(BaseModel):
    """All topics that have answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: list[Group] = Field(default_factory=list)
    related: dict[str, list[str]] = Field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """Every topic, in order."""
        return [topic for group in self.groups for topic in group.topics]

    @property
    def menu(self) -> list[Group]:
        """The groups that a person can choose from."""
        return [group for group in self.groups if group.id != DIALOGUE]

    @property
    def knowledge(self) -> set[str]:
        """Topics that inform, as opposed to those of the dialogue."""
        return {topic for group in self.menu for topic in group.topics}


def load_topics(path: Path) -> Topics:
    """Read topics.yml.

    Raises:
        ContentError: with file and remedy.
    """
    topics = validated(Topics, read_yaml(path), path)
    known = set(topics.ids)
    named = [(i, n) for i, neighbours in topics.related.items() for n in [i, *neighbours] if n not in known]
    twice = sorted({topic for topic in topics.ids if topics.ids.count(topic) > 1})
    faults = [
        Fault(path, 0, f"related topic {n} of {i} is in no group", "Add it to a group or remove it") for i, n in named
    ]
    faults += [Fault(path, 0, f"topic {topic} stands in two groups", "Keep it in one") for topic in twice]
    faults += [
        Fault(path, 0, f"group {g.id} has no name", f"Use a group that there is, or add group.{g.id} to the catalogues")
        for g in topics.menu
        if not words_of(SOURCE).has(f"group.{g.id}")
    ]
    if not topics.menu:
        faults.append(Fault(path, 0, "no groups", "Write the groups of the menu under groups:"))
    if faults:
        raise ContentError(faults)
    return topics
