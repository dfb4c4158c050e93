"""Turns Kyrgyz and Russian in Latin letters into Cyrillic, and Kyrgyz on a Russian keyboard into Kyrgyz letters.

The sentence encoder reads Kyrgyz in Latin letters with .30 of the topics right, in Cyrillic with .64 (trial with 71
topics). Words are looked up in our vocabulary first, then in the list of kyrgyz-transliteration, then spelt by rule.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kyrgyz_transliteration import to_cyrillic

from nlu.text.vocabulary import KYRGYZ_ONLY, Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*['’ʼ`]?")
_LATIN = re.compile(r"[a-z]")
_CHAT = (("zh", "j"), ("dj", "j"), ("iy", "yy"), ("kh", "h"), ("x", "h"), ("ö", "oe"), ("ü", "ue"), ("ı", "y"),
         ("ş", "sh"), ("ç", "ch"), ("ğ", "g"), ("ñ", "ng"), ("w", "v"), ("q", "k"))  # fmt: skip
"""Ways to write Kyrgyz that kyrgyz-transliteration does not read (it takes zh for зх)."""

_RUSSIAN = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "yo": "ё", "jo": "ё",
    "yu": "ю", "ju": "ю", "iu": "ю", "ya": "я", "ja": "я", "ia": "ия", "ye": "е", "ii": "ий", "iy": "ий",
    "yi": "ый", "yy": "ый", "yj": "ый", "ey": "ей", "ay": "ай", "oy": "ой", "uy": "уй", "ej": "ей", "aj": "ай",
    "oj": "ой", "uj": "уй", "ij": "ий", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г",
    "h": "х", "i": "и", "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к",
    "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "х", "y": "ы", "z": "з",
    "'": "ь", "’": "ь", "ʼ": "ь", "`": "ь",
}  # fmt: skip
_RUSSIAN_PIECES = re.compile("|".join(sorted(map(re.escape, _RUSSIAN), key=len, reverse=True)))


class Cyrillic:
    """Converts by language; `vocabulary` comes from the training messages."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._kyrgyz_word = lru_cache(maxsize=20_000)(self._spell_kyrgyz)

    def convert(self, text: str, language: str) -> str:
        """The clean text in the letters of its language; English stays as it is."""
        if language == "ky":
            return _WORD.sub(lambda match: self._kyrgyz_word(match.group()), text)
        if language == "ru" and _LATIN.search(text):
            return _WORD.sub(lambda match: _spell_russian(match.group()), text)
        return text

    def _spell_kyrgyz(self, word: str) -> str:
        if not KYRGYZ_ONLY.isdisjoint(word):
            return word
        known = self._vocabulary.restore(word)
        if known:
            return known
        if not _LATIN.search(word):
            return word
        for typed, read in _CHAT:
            word = word.replace(typed, read)
        return to_cyrillic(word)


def _spell_russian(word: str) -> str:
    if not _LATIN.search(word):
        return word
    return _RUSSIAN_PIECES.sub(lambda match: _RUSSIAN[match.group()], word)
