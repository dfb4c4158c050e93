"""Writes Kyrgyz and Russian in Latin letters in Cyrillic, Kyrgyz of a Russian keyboard in its own letters.

Comes after the language is known. The vocabulary that brings back ө ү ң is learned from the training messages.
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

from nlu.components.messages import examples, language_of, language_of_example
from nlu.text.latin import Cyrillic
from nlu.text.vocabulary import Vocabulary

FILE = "vocabulary.json"
TYPED = "typed"
"""Attribute of a message: the clean text before this component, as lexicons look words up in it."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class Letters(GraphComponent):
    """Replaces the text; the one before stays in `typed`."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Letters:
        """Called by Rasa before training."""
        return cls(model_storage, resource)

    def __init__(self, storage: ModelStorage, resource: Resource, vocabulary: Optional[Vocabulary] = None) -> None:
        self._storage, self._resource = storage, resource
        self._cyrillic = Cyrillic(vocabulary or Vocabulary({}))

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa."""
        kyrgyz = [m.get(TEXT) for m in examples(training_data) if language_of_example(m) == "ky"]
        vocabulary = Vocabulary.of(kyrgyz)
        self._cyrillic = Cyrillic(vocabulary)
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(vocabulary.forms, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Letters:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            forms = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Vocabulary(forms))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa before the components after this one are trained."""
        for message in training_data.training_examples:
            if message.get(TEXT) is not None:
                message.set(TEXT, self._cyrillic.convert(message.get(TEXT), language_of_example(message)))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            typed = message.get(TEXT) or ""
            message.set(TYPED, typed)
            message.set(TEXT, self._cyrillic.convert(typed, language_of(message)))
        return messages
