"""Ranks the topics of a message by its sentence vector and its letters; one model for three languages."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.encoder import SentenceEncoder, vector_of
from nlu.components.messages import examples
from nlu.learning.ensemble import Ensemble


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Sets `intent` and, for the decision, `intent_ranking` with all topics."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Checked by Rasa."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`strength`: C of the regression. `letters`: weight of the n-grams. `temperature`: above 1 flatter chances."""
        return {"strength": 10.0, "letters": 1.0, "temperature": 1.0}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[Ensemble] = None,
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa."""
        known = examples(training_data)
        self._model = Ensemble.learn(
            np.stack([vector_of(m) for m in known]),
            [m.get(TEXT) for m in known],
            [m.get(INTENT) for m in known],
            float(self._config["strength"]),
            float(self._config["letters"]),
            float(self._config["temperature"]),
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Ensemble.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            if self._model is not None:
                ranked = self._model.ranking(vector_of(message), message.get(TEXT) or "")
                ranking = [{"name": name, "confidence": chance} for name, chance in ranked]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking)
        return messages
