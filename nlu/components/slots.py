"""Finds places, kinds of help, names of languages and phrases of danger in a message, by lists that anyone can extend.

The lists are nlu/places.yml, needs.yml, safety.yml and languages.yml; they travel inside the trained model.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import paths
from nlu.components.letters import TYPED
from nlu.text.lists import Lists

FILE = "lists.json"
FOUND = "found"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Slots(GraphComponent):
    """Sets `found`: region, need, language, danger and whether nothing else was said."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Slots:
        """Called by Rasa before training."""
        return cls(model_storage, resource)

    def __init__(self, storage: ModelStorage, resource: Resource, lists: Optional[Lists] = None) -> None:
        self._storage, self._resource, self._lists = storage, resource, lists

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa: nothing is learned, the lists are put into the model."""
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(Lists.read(paths.NLU), ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Slots:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Lists(json.loads((folder / FILE).read_text(encoding="utf-8"))))

    def process(self, messages: List[Message]) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            if self._lists is not None:
                message.set(FOUND, self._lists.find(message.get(TYPED) or message.get(TEXT) or ""))
        return messages
