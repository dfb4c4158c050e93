"""First in the pipeline: cleans the text, so that everything after it sees one spelling and no command.

Text that begins with "/" would drive Rasa ("/restart", "/intent{...}"); cleaned before Rasa's own reader of such
commands, which is the last node of the graph, it is plain text.
"""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.text.clean import EMPTY, clean


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Spelling(GraphComponent):
    """Sets the clean text; the tracker keeps the original."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Spelling:
        """Called by Rasa."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa before training."""
        for message in training_data.training_examples:
            self._clean(message)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            self._clean(message)
        return messages

    def _clean(self, message: Message) -> None:
        if message.get(TEXT) is not None:
            message.set(TEXT, clean(message.get(TEXT)) or EMPTY)
