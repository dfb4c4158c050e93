"""The same message as others would type it: on a Russian keyboard, in Latin letters. Made for training only."""

from __future__ import annotations

import random
from typing import List

from kyrgyz_transliteration import to_latin

_RUSSIAN_KEYBOARD = str.maketrans("өүң", "оун")
_HABITS = (
    (("j", "zh"), ("y", "i")),
    (("kh", "h"),),
    (("yy", "y"), ("aa", "a")),
    (("ch", "c"), ("kh", "x"), ("y", "i")),
    (("uu", "u"), ("oo", "o"), ("ng", "n")),
    (("j", "dj"), ("kh", "h")),
    (),
)
"""How people differ in Latin letters; one habit is drawn for a message."""


def russian_keyboard(text: str) -> str:
    """Kyrgyz without its three own letters."""
    return text.translate(_RUSSIAN_KEYBOARD)


def latin(text: str, chance: random.Random) -> str:
    """Kyrgyz or Russian in Latin letters, in one of the usual habits."""
    text = to_latin(text)
    for typed, instead in chance.choice(_HABITS):
        text = text.replace(typed, instead)
    return text


def of(text: str, language: str, chance: random.Random) -> List[str]:
    """Spellings of a clean Cyrillic text that differ from it; none for English."""
    if language == "en" or text.isascii():
        return []
    made = [latin(text, chance)]
    if language == "ky":
        made.append(russian_keyboard(text))
    return [variant for variant in dict.fromkeys(made) if variant != text]
