"""content/centres.yml as it stands, and what is refused."""

from pathlib import Path

import pytest

from bot.content.facts import load_facts
from bot.content.faults import ContentError
from bot.directory.centres import REGIONS, load_directory
from bot.directory.memory import MemorySearch
from bot.directory.phones import normalised
from bot.directory.published import published
from bot.directory.wish import Wish
from tests.directory.places import centre

FILE = Path("content/centres.yml")
DIRECTORY = load_directory(FILE, load_facts(Path("content/facts.yml")))


@pytest.mark.promise("R3")
def test_no_shelter_has_a_street() -> None:
    assert DIRECTORY.centres
    assert not [c.id for c in DIRECTORY.centres if "shelter" in c.services and c.address]


@pytest.mark.promise("R3")
def test_everything_shown_is_of_high_or_medium_confidence() -> None:
    shown = published(DIRECTORY).centres
    assert shown
    assert not [c.id for c in shown if c.proof.confidence == "low"]
    assert not [c.id for c in shown for p in c.phones if p.proof and p.proof.confidence == "low"]


def test_the_helplines_have_the_numbers_of_the_facts() -> None:
    numbers = {c.id: [p.number for p in c.phones] for c in DIRECTORY.centres if c.kind == "line"}
    assert ["102"] in numbers.values()
    assert ["111"] in numbers.values()


def test_every_region_has_a_town_and_neighbours() -> None:
    assert {town.region for town in DIRECTORY.towns.values()} == set(REGIONS)
    assert set(DIRECTORY.neighbours) == set(REGIONS)


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_or_its_neighbours_have_somebody(region: str) -> None:
    search = MemorySearch(published(DIRECTORY))
    around = DIRECTORY.neighbours[region]  # type: ignore[index]
    assert search.find_now(Wish((region, *around))).centres


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("region: osh_city", "region: moscow", "region"),
        ("+996 312 64 11 09", "+996 312 64 11", "no number of Kyrgyzstan"),
        ("fact: police", "fact: no_such_fact", "unknown fact"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "centres.yml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=complaint):
        load_directory(path, load_facts(Path("content/facts.yml")))


@pytest.mark.parametrize(
    ("written", "number"),
    [("0312 64 11 09", "+996 312 641 109"), ("+996312641109", "+996 312 641 109"), ("102", "102")],
)
def test_numbers_are_written_in_one_way(written: str, number: str) -> None:
    assert normalised(written) == number


@pytest.mark.parametrize("written", ["64-11-09", "+7 495 123 45 67", "call me", "+996 1"])
def test_what_can_be_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        normalised(written)


def test_two_centres_with_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "centres.yml"
    one = centre("x", town=None).model_dump_json()
    path.write_text(f'{{"centres": [{one}, {one}]}}', encoding="utf-8")
    with pytest.raises(ContentError, match="twice"):
        load_directory(path)
