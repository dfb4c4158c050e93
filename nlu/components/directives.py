"""Builds the directive: WHAT to say. The bot finds the words (content/<language>/<topic>.md)."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from nlu.dialogue.situation import ANY, SEARCH

SEARCH_SAYINGS = ("ask", "centres")


class DirectiveGenerator(NaturalLanguageGenerator):
    """Called by Rasa once for each utter_ action. Never puts a text of the user into what it returns or raises."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        """The domain passed is still empty when Rasa calls this."""

    async def generate(
        self, utter_action: Text, tracker: DialogueStateTracker, output_channel: Text, **kwargs: Any
    ) -> Dict[Text, Any]:
        """The directive for `utter_action`; what is constant in it stands in the domain's responses."""
        responses = (kwargs.get("domain_responses") or {}).get(utter_action) or [{}]
        constant = responses[0].get("custom") or {"say": "unknown"}
        parsed = tracker.latest_message.parse_data if tracker.latest_message else {}
        decision = parsed.get("decision") or {}
        return {"custom": directive(constant, decision, tracker.current_slot_values())}


def directive(constant: Dict[Text, Any], decision: Dict[Text, Any], slots: Dict[Text, Any]) -> Dict[Text, Any]:
    """One directive from what the response says, what was decided for this message, and what is remembered."""
    say = constant["say"]
    return {
        "say": say,
        "topic": SEARCH if say in SEARCH_SAYINGS else decision.get("topic"),
        "facet": decision.get("facet"),
        "ask": constant.get("ask"),
        "region": _region(slots.get("region")),
        "need": None if slots.get("need") == ANY else slots.get("need"),
        "language": decision.get("language") or slots.get("language") or "ky",
        "confidence": float(decision.get("confidence") or 0.0),
        "alternatives": list(decision.get("alternatives") or []),
    }


def _region(value: Any) -> List[Text]:
    return [region for region in value if region != ANY] if isinstance(value, list) else []
