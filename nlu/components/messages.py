"""What the components have in common about Rasa's messages."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.learning.language_model import LANGUAGES
from nlu.text.clean import EMPTY

LANGUAGE = "language"


def examples(training_data: TrainingData) -> List[Message]:
    """Training messages that have a text and an intent."""
    return [m for m in training_data.intent_examples if m.get(TEXT) not in (None, EMPTY) and m.get(INTENT)]


def stated(language: Text) -> Dict[Text, Any]:
    """The part of a training message in which `language_of_example` finds the language."""
    return {METADATA: {METADATA_INTENT: {LANGUAGE: language}}}


def language_of_example(message: Message) -> Text:
    """The language that its writer stated (`metadata: {language: ky, hand: ...}`); Kyrgyz if none."""
    by_writer = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    language = by_writer.get(LANGUAGE) if isinstance(by_writer, dict) else None
    return language if language in LANGUAGES else "ky"


def language_of(message: Message) -> Text:
    """The language found by the language component."""
    found = message.get(LANGUAGE)
    return found["name"] if isinstance(found, dict) else "ky"


def hinted_language(message: Message) -> Optional[Text]:
    """`language` of the metadata that came with a message; None when absent or careless."""
    metadata = message.get(METADATA)
    hint = metadata.get(LANGUAGE) if isinstance(metadata, dict) else None
    return hint if isinstance(hint, str) and hint in LANGUAGES else None
