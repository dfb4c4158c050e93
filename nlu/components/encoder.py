"""Gives each message its sentence vector (nlu/encoder). In training the vectors are kept in models/vectors.npz."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import paths
from nlu.components.messages import examples
from nlu.encoder import convert
from nlu.encoder.model import Encoder
from nlu.learning.vectors import VectorCache

ALIAS = "sentence_encoder"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Adds a sentence feature of 384 numbers that any of Rasa's classifiers can use too."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`folder`: where `python -m nlu prepare` wrote the weights, from the root of the repository."""
        return {"folder": "models/encoder", FEATURIZER_CLASS_ALIAS: ALIAS}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Called by Rasa."""
        return cls(paths.ROOT / config["folder"])

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._encoder = Encoder(folder)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa before training."""
        known = examples(training_data)
        cache = VectorCache(paths.VECTORS, convert.recipe())
        encoder = Encoder(self._folder, workers=os.cpu_count() or 1)
        for message, vector in zip(known, cache.vectors([m.get(TEXT) for m in known], encoder)):
            _add(message, vector)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Called by Rasa for a message."""
        for message in messages:
            _add(message, self._encoder.vector(message.get(TEXT) or ""))
        return messages


def vector_of(message: Message) -> np.ndarray:
    """The vector that this component gave the message.

    Raises:
        ValueError: when the pipeline has no SentenceEncoder before the component that asks.
    """
    for features in message.features:
        if features.origin == ALIAS:
            return np.asarray(features.features)[0]
    raise ValueError("config.yml: SentenceEncoder must stand before the classifier")


def _add(message: Message, vector: np.ndarray) -> None:
    message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, ALIAS))
