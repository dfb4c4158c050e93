"""Makes one spelling of what people type: no invisible marks, no commands, lower case, no stretched words."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 2000
"""Characters of a message that are read. Messages seen in trials have 60 on average, the longest stories 600."""

EMPTY = "…"
"""Stands for a message of which nothing is left: Rasa wants some text."""

_SPACE_LIKE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_INVISIBLE = {"Cf", "Co", "Cs", "Cn", "Mn"}
"""Unicode categories without letters: zero-width and direction marks, lone surrogates, stacked accents."""

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_MARK = re.compile(r"([^\w\s])\1+")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")

_NEAR_LETTERS = str.maketrans("ѳɵҥңұөүӊ", "өөңңүөүң")
"""Letters of other alphabets that stand in for the Kyrgyz ones on some keyboards."""

_LOOK_ALIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
"""Latin letters slipped into a Cyrillic word ("кoрктум" with a Latin o)."""


def clean(text: str) -> str:
    """The text in small letters and in one spelling; may be empty. At most LIMIT characters."""
    text = unicodedata.normalize("NFC", text[: 2 * LIMIT])
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)
    text = _SPACE_LIKE.sub(" ", text).lstrip("/ ")[:LIMIT].strip()
    text = text.lower().translate(_NEAR_LETTERS)
    text = _STRETCHED.sub(r"\1", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    return _WORD.sub(_one_alphabet, text)


def has_letters(text: str) -> bool:
    """Whether there is any word of two different letters in it: digits, signs, pictures and "ыыы" say nothing."""
    return any(len(set(word)) > 1 for word in words(text))


def words(text: str) -> list[str]:
    """The words of a text, without digits and signs."""
    return _WORD.findall(text)


def _one_alphabet(match: "re.Match[str]") -> str:
    word = match.group()
    cyrillic = len(_CYRILLIC.findall(word))
    return word.translate(_LOOK_ALIKE) if len(word) > cyrillic > len(word) / 2 else word
