"""What the components have in common about Rasa's messages."""

from __future__ import annotations

from typing import List, Optional, Text

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.learning.language_model import LANGUAGES
from nlu.text.clean import EMPTY

LANGUAGE = "language"


def examples(training_data: TrainingData) -> List[Message]:
    """Training messages that have a text and an intent."""
    return [m for m in training_data.intent_examples if m.get(TEXT) not in (None, EMPTY) and m.get(INTENT)]


def language_of_example(message: Message) -> Text:
    """The language that its writer stated (`metadata: {language: ky, hand: ...}`); Kyrgyz if none."""
    stated = (message.get("metadata") or {}).get("intent") or {}
    language = stated.get(LANGUAGE) if isinstance(stated, dict) else None
    return language if language in LANGUAGES else "ky"


def language_of(message: Message) -> Text:
    """The language found by the language component."""
    found = message.get(LANGUAGE)
    return found["name"] if isinstance(found, dict) else "ky"


def hinted_language(message: Message) -> Optional[Text]:
    """`language` of the metadata that came with a message; None when absent or careless."""
    metadata = message.get("metadata")
    hint = metadata.get(LANGUAGE) if isinstance(metadata, dict) else None
    return hint if isinstance(hint, str) and hint in LANGUAGES else None
