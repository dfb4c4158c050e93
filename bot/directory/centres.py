"""content/centres.yml: who helps, where, and how sure we are of it."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.content.facts import read_yaml, validated
from bot.languages import Language

REGIONS = ("bishkek", "osh_city", "chuy", "osh", "jalal_abad", "batken", "naryn", "talas", "issyk_kul")
NEEDS = ("shelter", "lawyer", "psychologist", "medical", "police", "child", "men")

Region = Literal["bishkek", "osh_city", "chuy", "osh", "jalal_abad", "batken", "naryn", "talas", "issyk_kul"]
Need = Literal["shelter", "lawyer", "psychologist", "medical", "police", "child", "men"]
Trilingual = dict[Language, str]


class Centre(BaseModel):
    """One place or line that helps. A shelter has a town, never a street."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: Trilingual
    region: Region | None = None
    city: Trilingual | None = None
    address: Trilingual | None = None
    phones: list[str] = Field(default_factory=list)
    email: str = ""
    website: str = ""
    services: list[Need] = Field(default_factory=list)
    takes: list[Literal["women", "women_with_children", "children", "men"]] = Field(default_factory=list)
    about: Trilingual
    hours: Trilingual | None = None
    source: str
    source_date: date | str | int
    verified_on: date | None = None
    verified_by: str = ""
    verify_by: date | None = None
    confidence: Literal["high", "medium", "low"]
    publish: bool
    note: str = ""


class Directory(BaseModel):
    """All centres. `national` ones have no region and help everywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    centres: list[Centre] = Field(default_factory=list)

    @property
    def published(self) -> list[Centre]:
        """Those that may be shown."""
        return [centre for centre in self.centres if centre.publish]

    def search(self, regions: list[str], need: str | None) -> list[Centre]:
        """Published centres of these regions that give this help; without regions or need, all of them."""
        return [
            centre
            for centre in self.published
            if centre.region and (not regions or centre.region in regions) and (not need or need in centre.services)
        ]


def load_directory(path: Path) -> Directory:
    """Read centres.yml.

    Raises:
        ContentError: with file, field and remedy.
    """
    return validated(Directory, read_yaml(path), path)
