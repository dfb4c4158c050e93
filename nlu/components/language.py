"""Says in which language a message is: Kyrgyz, Russian or English, also in Latin letters.

Too short or torn between two ("ok", "102", "Ош"): the language the bot last used, else that of the conversation, else
Kyrgyz for Cyrillic letters and the model's guess for Latin ones.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.messages import LANGUAGE, examples, hinted_language, language_of_example
from nlu.learning.language_model import LANGUAGES, LanguageModel
from nlu.text.clean import has_letters, words

FILE = "language.npz"
_LATIN = re.compile(r"[a-z]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class Language(GraphComponent):
    """Adds `language: {name, confidence}` to the message."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`sure`: least probability to trust the model, by number of words (the last for all longer messages)."""
        return {"sure": [0.97, 0.9, 0.6]}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Language:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[LanguageModel] = None,
    ) -> None:
        self._sure: List[float] = [float(least) for least in config["sure"]]
        self._storage, self._resource, self._model = storage, resource, model

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa."""
        known = examples(training_data)
        self._model = LanguageModel.learn([m.get(TEXT) for m in known], [language_of_example(m) for m in known])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Language:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LanguageModel.load(folder / FILE))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa: in training the language is the one that the writer stated."""
        for message in training_data.training_examples:
            message.set(LANGUAGE, {"name": language_of_example(message), "confidence": 1.0})
        return training_data

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Called by Rasa for a message."""
        remembered = tracker.get_slot(LANGUAGE) if tracker else None
        for message in messages:
            hint = hinted_language(message) or (remembered if remembered in LANGUAGES else None)
            name, confidence = self.identify(message.get(TEXT) or "", hint)
            message.set(LANGUAGE, {"name": name, "confidence": confidence}, add_to_output=True)
        return messages

    def identify(self, text: Text, hint: Optional[Text]) -> Tuple[Text, float]:
        """Language of a clean text and the model's probability of it."""
        found = words(text)
        if not has_letters(text) or self._model is None:
            return hint or "ky", 0.0
        row = self._model.probabilities([text])[0]
        best = int(row.argmax())
        if row[best] >= self._sure[min(len(found), len(self._sure)) - 1]:
            return LANGUAGES[best], float(row[best])
        name = hint or (LANGUAGES[best] if _LATIN.search(text) else "ky")
        return name, float(row[LANGUAGES.index(name)])
