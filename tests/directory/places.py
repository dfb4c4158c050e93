"""Directories for tests, also random ones."""

from datetime import time
from typing import Any

from hypothesis import strategies as st

from bot.directory.centres import NEEDS, REGIONS, Centre, Directory
from bot.directory.hours import DAYS
from bot.languages import LANGUAGES

TOWNS = {
    region: {
        "name": {"ky": region, "ru": region, "en": region},
        "region": region,
        "latitude": 40 + number / 4,
        "longitude": 71 + number,
    }
    for number, region in enumerate(REGIONS)
}
SHOWN = {"source": "s", "dated": 2025, "confidence": "medium", "publish": True}
HIDDEN = {"source": "s", "dated": 2025, "confidence": "low", "publish": False}


def centre(id: str = "x", **values: Any) -> Centre:
    """A centre in Osh, unless told otherwise."""
    base = {"id": id, "name": same(id), "about": same("about"), "town": "osh", "proof": SHOWN}
    return Centre.model_validate({**base, **values})


def same(text: str) -> dict[str, str]:
    """A text that is the same in each language."""
    return dict.fromkeys(LANGUAGES, text)


def directory(*centres: Centre) -> Directory:
    """These centres, in towns named as their regions."""
    return Directory.model_validate({"towns": TOWNS, "neighbours": {"osh": ["batken"]}, "centres": centres})


def _hours(opens: int, length: int, days: set[str]) -> dict[str, Any]:
    return {"days": sorted(days), "opens": time(opens), "closes": time(opens + length)}


hours = st.one_of(
    st.none(),
    st.just({"always": True}),
    st.builds(_hours, st.integers(0, 12), st.integers(1, 11), st.sets(st.sampled_from(DAYS))),
)
proofs = st.sampled_from([SHOWN, HIDDEN])
SECRET = "+996 700 123 456"
phones = st.lists(
    st.fixed_dictionaries({"number": st.sampled_from([SECRET, "+996 312 641 109"]), "proof": proofs}), max_size=2
)


@st.composite
def centres(draw: st.DrawFn) -> dict[str, Any]:
    """Values of a centre without its id."""
    services = draw(st.lists(st.sampled_from(NEEDS), max_size=3, unique=True))
    values = {
        "town": draw(st.sampled_from([*REGIONS, None])),
        "services": services,
        "takes": draw(st.lists(st.sampled_from(["women", "women_with_children", "men"]), max_size=2, unique=True)),
        "languages": draw(st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True)),
        "hours": draw(hours),
        "phones": draw(phones),
        "proof": draw(proofs),
    }
    if "shelter" not in services and draw(st.booleans()):
        values["address"] = {"street": same("Street 1"), "proof": draw(proofs)}
    return values


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Up to thirty random centres."""
    found = draw(st.lists(centres(), max_size=30))
    return directory(*(centre(f"c{n}", **values) for n, values in enumerate(found)))
