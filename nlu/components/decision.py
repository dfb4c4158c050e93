"""Last of the pipeline: turns the ranking into a move (nlu/dialogue/decide.py) and hands it to Rasa's rules.

The move becomes the intent; topic, facet, region, need and language become entities that fill the slots. All of it
is added as `decision`, which the response generator reads.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import paths
from nlu.components.messages import examples, hinted_language, language_of
from nlu.components.slots import FOUND
from nlu.dialogue.catalogue import Catalogue
from nlu.dialogue.decide import Decider, Heard, Move, Thresholds
from nlu.dialogue.situation import Known, Situation, situation
from nlu.text.clean import has_letters, words
from nlu.text.lists import Findings, Lists

FILE = "catalogue.json"
CHANGE_LANGUAGE = "change_language"
SHORT = 4
"""Words up to which an answer to a question of the search is taken for one, whatever else it could mean."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Decision(GraphComponent):
    """Thresholds come from config.yml; the catalogue of topics is put into the model in training."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """See `nlu.dialogue.decide.Thresholds`."""
        return {"emergency": 0.15, "answer": 0.4, "margin": 0.1, "suggest": 0.15, "hide": 0.5, "more": 0.25}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Decision:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource, Catalogue.read(paths.DOMAIN), _ids())

    def __init__(
        self,
        config: Dict[Text, Any],
        storage: ModelStorage,
        resource: Resource,
        catalogue: Catalogue,
        ids: Dict[Text, List[Text]],
        follow_up_share: float = 0.1,
    ) -> None:
        self._share = follow_up_share
        self._storage, self._resource, self._catalogue, self._ids = storage, resource, catalogue, ids
        self._known = Known(catalogue, frozenset(ids["regions"]), frozenset(ids["needs"]))
        names = Thresholds.__dataclass_fields__
        self._decider = Decider(catalogue, Thresholds(**{name: float(config[name]) for name in names}), self._share)

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa: counts how many messages are follow-ups."""
        known = examples(training_data)
        share = sum(self._catalogue.facet(m.get(INTENT)) is not None for m in known) / max(len(known), 1)
        with self._storage.write_to(self._resource) as folder:
            stored = {"catalogue": self._catalogue.as_json(), "ids": self._ids, "follow_up_share": share}
            (folder / FILE).write_text(json.dumps(stored), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Decision:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        catalogue = Catalogue.from_json(stored["catalogue"])
        return cls(config, model_storage, resource, catalogue, stored["ids"], stored["follow_up_share"])

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            now = self._situation(message, tracker)
            move = self._decider.decide(_heard(message), now)
            _put(message, move, hinted_language(message) or (tracker.get_slot("language") if tracker else None))
        return messages

    def _situation(self, message: Message, tracker: Optional[DialogueStateTracker]) -> Situation:
        slots = tracker.current_slot_values() if tracker else {}
        form = tracker.active_loop_name if tracker else None
        return situation(slots, form, message.get("metadata"), self._known, _actions(tracker))


def _actions(tracker: Optional[DialogueStateTracker]) -> List[Text]:
    events = tracker.applied_events() if tracker else []
    return [event.action_name or "" for event in events if isinstance(event, ActionExecuted)]


def _ids() -> Dict[Text, List[Text]]:
    lists = Lists(Lists.read(paths.NLU))
    return {"regions": sorted(lists.regions), "needs": sorted(lists.needs)}


def _heard(message: Message) -> Heard:
    found = message.get(FOUND) or Findings()
    ranking = [(entry["name"], entry["confidence"]) for entry in message.get("intent_ranking") or []]
    return Heard(
        ranking=ranking,
        wordless=not has_letters(message.get(TEXT) or ""),
        danger=found.danger,
        region=found.region,
        need=found.need,
        bare=found.bare,
        short=len(words(message.get(TEXT) or "")) <= SHORT,
    )


def _put(message: Message, move: Move, spoken: Optional[Text]) -> None:
    found = message.get(FOUND) or Findings()
    asked_for = found.language if move.topic == CHANGE_LANGUAGE else None
    shared = spoken if found.bare else None  # "Талас" and "юрист" are words of several languages
    language = asked_for or shared or language_of(message)
    entities = {**move.slots, "language": language, "facet": move.facet}
    decision = {
        "topic": move.topic, "facet": move.facet, "language": language,
        "confidence": float(move.confidence), "alternatives": move.alternatives,
    }  # fmt: skip
    message.set(INTENT, {"name": move.intent, "confidence": 1.0}, add_to_output=True)
    message.set(ENTITIES, [_entity(name, value) for name, value in entities.items()], add_to_output=True)
    message.set("decision", decision, add_to_output=True)


def _entity(name: Text, value: Any) -> Dict[Text, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "Decision"}
