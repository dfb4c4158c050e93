"""content/centres.yml: who helps, where, and how sure we are of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, field_validator, model_validator

from bot.content.facts import Facts, read_yaml, validated
from bot.content.faults import ContentError, Fault
from bot.directory.hours import Hours
from bot.directory.phones import normalised
from bot.directory.proof import Proof, Strict
from bot.languages import LANGUAGES, Language

Region = Literal["bishkek", "osh_city", "chuy", "osh", "jalal_abad", "batken", "naryn", "talas", "issyk_kul"]
Need = Literal["shelter", "lawyer", "psychologist", "medical", "police", "child", "men"]
REGIONS: tuple[Region, ...] = get_args(Region)
NEEDS: tuple[Need, ...] = get_args(Need)
Taken = Literal["women", "women_with_children", "children", "men"]


def _in_each_language(texts: dict[Language, str]) -> dict[Language, str]:
    if missing := [language for language in LANGUAGES if not texts.get(language, "").strip()]:
        raise ValueError(f"missing in {', '.join(missing)}: a text is needed in each language")
    return texts


Name = Annotated[str, Field(max_length=80)]
Sentence = Annotated[str, Field(max_length=250)]
"""Characters. Four centres stand in one message of 4096, each with all of these."""
Named = Annotated[dict[Language, Name], AfterValidator(_in_each_language)]
Trilingual = Annotated[dict[Language, Sentence], AfterValidator(_in_each_language)]
WITH_CHILDREN: frozenset[Taken] = frozenset({"women_with_children", "children"})


class Town(Strict):
    """A town and its middle in degrees; never the place of a house."""

    name: Named
    region: Region
    latitude: float = Field(ge=39, le=44)
    longitude: float = Field(ge=69, le=81)


class Phone(Strict):
    """A number of a centre, or the id of a fact that holds it. `proof` where it differs from the centre's."""

    number: str = ""
    fact: str = ""
    messengers: tuple[Literal["whatsapp", "telegram"], ...] = ()
    proof: Proof | None = None

    @field_validator("number")
    @classmethod
    def _number(cls, value: str) -> str:
        return normalised(value) if value else value

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.number) == bool(self.fact):
            raise ValueError("write either number or fact")
        return self


class Address(Strict):
    """A street, in three languages. `proof` where it differs from the centre's."""

    street: Named
    proof: Proof | None = None


class Centre(Strict):
    """One place or line that helps. A shelter has a town, never a street; a line for the whole country has no town."""

    id: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    kind: Literal["centre", "office", "line"] = "centre"
    name: Named
    town: str | None = None
    address: Address | None = None
    phones: tuple[Phone, ...] = Field((), max_length=5)
    email: str = ""
    website: str = ""
    services: tuple[Need, ...] = ()
    takes: tuple[Taken, ...] = ()
    languages: tuple[Language, ...] = ()
    about: Trilingual
    hours: Hours | None = None
    free: bool | None = None
    proof: Proof

    @model_validator(mode="after")
    def _no_street_of_a_shelter(self) -> Self:
        if "shelter" in self.services and self.address:
            raise ValueError("a shelter has no address here: remove it, its telephone decides who is told")
        return self

    @property
    def with_children(self) -> bool:
        """Whether a woman can come with her children."""
        return bool(WITH_CHILDREN & set(self.takes))


class Directory(Strict):
    """All centres. Those without a town help everywhere."""

    towns: dict[str, Town] = Field(default_factory=dict)
    neighbours: dict[Region, tuple[Region, ...]] = Field(default_factory=dict)
    centres: tuple[Centre, ...] = ()

    def region(self, centre: Centre) -> Region | None:
        """Where a centre is; None for one that helps everywhere."""
        town = self.towns.get(centre.town or "")
        return town.region if town else None


def load_directory(path: Path, facts: Facts | None = None) -> Directory:
    """Read centres.yml; telephones that name a fact get its value where `facts` are given.

    Raises:
        ContentError: with file, field and remedy.
    """
    directory = validated(Directory, read_yaml(path), path)
    if faults := list(_faults(directory, path, facts)):
        raise ContentError(faults)
    return _with_facts(directory, facts) if facts else directory


def _faults(directory: Directory, path: Path, facts: Facts | None) -> Iterator[Fault]:
    seen: set[str] = set()
    for centre in directory.centres:
        if centre.id in seen:
            yield Fault(path, 0, f"the id {centre.id} stands twice", "Give the second one another id")
        seen.add(centre.id)
        if centre.town and centre.town not in directory.towns:
            yield Fault(path, 0, f"{centre.id}: unknown town {centre.town}", "Add it under towns:")
        for phone in centre.phones:
            if facts and phone.fact and phone.fact not in facts.facts:
                yield Fault(path, 0, f"{centre.id}: unknown fact {phone.fact}", "Use an id of content/facts.yml")


def _with_facts(directory: Directory, facts: Facts) -> Directory:
    def filled(phone: Phone) -> Phone:
        if not phone.fact:
            return phone
        return phone.model_copy(update={"number": facts.facts[phone.fact].text("en"), "fact": ""})

    centres = tuple(c.model_copy(update={"phones": tuple(map(filled, c.phones))}) for c in directory.centres)
    return directory.model_copy(update={"centres": centres})
