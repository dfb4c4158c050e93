"""The directory as it stands in content/: nothing secret, nothing unverified shown."""

from pathlib import Path

import pytest

from bot.content.faults import ContentError
from bot.directory.centres import Centre, Directory, load_directory

DIRECTORY = load_directory(Path("content/centres.yml"))


def centre(**values: object) -> Centre:
    trilingual = {"ky": "а", "ru": "б", "en": "c"}
    base = {"id": "x", "name": trilingual, "about": trilingual, "source": "s", "source_date": 2025}
    return Centre.model_validate({**base, "region": "osh", "confidence": "medium", "publish": True, **values})


@pytest.mark.promise("R3")
def test_no_shelter_has_a_street() -> None:
    assert DIRECTORY.centres
    assert not [c.id for c in DIRECTORY.centres if "shelter" in c.services and c.address]


@pytest.mark.promise("R3")
def test_what_is_of_low_confidence_is_not_shown() -> None:
    assert not [c.id for c in DIRECTORY.published if c.confidence == "low"]
    hidden = Directory(centres=[centre(publish=False)])
    assert hidden.search([], None) == []


def test_a_search_looks_at_region_and_need() -> None:
    here, there = centre(id="here", services=["lawyer"]), centre(id="there", region="naryn", services=["lawyer"])
    directory = Directory(centres=[here, there])
    assert directory.search(["osh_city", "osh"], "lawyer") == [here]
    assert directory.search(["osh"], "shelter") == []
    assert directory.search([], "lawyer") == [here, there]


def test_an_unknown_region_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "centres.yml"
    text = Path("content/centres.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("region: osh_city", "region: moscow", 1), encoding="utf-8")
    with pytest.raises(ContentError, match="region"):
        load_directory(path)
