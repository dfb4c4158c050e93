"""Where the conversation stands when a message comes: what was shown, what is known, what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

from nlu.dialogue.catalogue import Catalogue

ANY = "any"
"""Stands for "no matter which" in the slots region and need; left out of directives."""

SEARCH = "find_help_centre"
SEARCH_FORM = "help_centre_form"
SEARCH_ENDS = ("utter_centres", "action_deactivate_loop")


@dataclass(frozen=True)
class Situation:
    """`asked`: region or need while a question of the search is open (`searching`); `times`: how often it was asked."""

    topic: Optional[str] = None
    region: Optional[List[str]] = None
    need: Optional[str] = None
    searching: bool = False
    asked: Optional[str] = None
    times: int = 0


@dataclass(frozen=True)
class Known:
    """Ids that metadata may name; anything else in them is ignored."""

    catalogue: Catalogue
    regions: frozenset[str]
    needs: frozenset[str]


def situation(
    slots: Dict[str, Any], active_form: Optional[str], metadata: Any, known: Known, actions: Sequence[str] = ()
) -> Situation:
    """From the tracker's slots, outranked by what the bot says it last showed. `actions`: done before, oldest first."""
    shown = metadata if isinstance(metadata, dict) else {}
    searching = active_form == SEARCH_FORM
    asked = slots.get("requested_slot") if searching else None
    return Situation(
        topic=_id(shown.get("topic"), known.catalogue.knowledge) or slots.get("topic"),
        region=_regions(shown.get("region"), known.regions) or slots.get("region"),
        need=_id(shown.get("need"), known.needs) or slots.get("need"),
        searching=searching,
        asked=asked,
        times=since_search_began(actions).count(f"utter_ask_{asked}"),
    )


def since_search_began(actions: Sequence[str]) -> List[str]:
    """Actions of the search that is open; all of them when none has ended."""
    ends = [i for i, action in enumerate(actions) if action in SEARCH_ENDS]
    return list(actions[ends[-1] + 1 :] if ends else actions)


def _id(value: Any, allowed: frozenset[str]) -> Optional[str]:
    return value if isinstance(value, str) and value in allowed else None


def _regions(value: Any, allowed: frozenset[str]) -> Optional[List[str]]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return None
    return [region for region in value if isinstance(region, str) and region in allowed] or None
