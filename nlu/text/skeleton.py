"""Skeletons: what is left of a word when spellings that mean the same are made equal. Used to look words up.

`fold` brings "өлтүрөм", "олтуром" and "oltyrom" together. All high vowels (и й у ү ы i u y) fall into one,
so it is for long words and whole phrases. `soften` keeps у apart from и: for short words such as names of places.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = {
    "shch": "щ", "dzh": "ж", "zh": "ж", "dj": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "yo": "ё",
    "ng": "ң", "ö": "ө", "ü": "ү", "ı": "ы", "ş": "ш", "ç": "ч", "ğ": "г", "ñ": "ң", "ŋ": "ң", "é": "е",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "в", "x": "х", "y": "й", "z": "з", "'": "", "ʼ": "", "’": "", "`": "",
}  # fmt: skip
_LATIN_PIECES = re.compile("|".join(sorted(map(re.escape, _LATIN), key=len, reverse=True)))
_SOFT = str.maketrans({
    "ө": "о", "ү": "у", "ң": "н", "э": "е", "й": "и", "ы": "и", "ё": "ио", "ю": "иу", "я": "иа",
    "щ": "ш", "ъ": "", "ь": "", "-": " ", "'": "", "’": "", "ʼ": "", "–": " ", "—": " ",
})  # fmt: skip
_HIGH = str.maketrans("у", "и")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
_NOT_WORD = re.compile(r"[^\w]+")
REMEMBERED = 64
"""Texts: each list asks for the skeleton of the same message; what people wrote is not to stay longer."""


@lru_cache(maxsize=REMEMBERED)
def soften(text: str) -> str:
    """Skeleton of a clean text that keeps у apart from и; words stand apart by one blank."""
    cyrillic = _LATIN_PIECES.sub(lambda match: _LATIN[match.group()], text)
    joined = _NOT_WORD.sub(" ", cyrillic.translate(_SOFT)).strip()
    return _DOUBLE.sub(r"\1", joined)


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Skeleton of a clean text in which every high vowel is и; words stand apart by one blank."""
    return _DOUBLE.sub(r"\1", soften(text).translate(_HIGH))
