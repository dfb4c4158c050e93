"""Finds listed words in a message: whole words, in any spelling, with Kyrgyz case endings or Russian declension.

Entries are data (nlu/places.yml, nlu/needs.yml, nlu/safety.yml); here is only how they are matched. Everything is
compared as the soft skeleton (nlu/text/skeleton.py) or, for phrases of danger, as the full one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Callable, List, Sequence, Tuple

from nlu.text.skeleton import soften

_KYRGYZ = (
    r"[дт][аео](?:н(?:мин|биз|ди)?|ги|гилар|мин|миз|биз|сиз|би)?|[ндт][иу]н?|[гк][аео]|н[аео]|[лдт][иу]к(?:мин|тан|тен|биз)?|"
    r"ликмин|лик"
)
_RUSSIAN = r"[аеоуи]|ом|ем|ои|иу|ск(?:а?иа|ои|ом|у?иу|и|ого|ому|им|их)?"
_ENDING = f"(?:{_KYRGYZ}|{_RUSSIAN})?"
_AFTER_ITS_OWN_LETTER = r"[аео]н?(?:мин|биз|ги)?"
"""What is left of "-дан" behind a д, as skeletons hold no doubled letters: "Жалал-Абаддан"."""
_VOWEL_ENDING = f"(?:(?:[аеои]|иа)(?:{_KYRGYZ})?|е|и|у|иу|ои|иои|{_RUSSIAN})"
_NOT_AFTER = re.compile(r"^ (?:емес|ден емес)\b")
_NOT_BEFORE = re.compile(r"(?:^| )(?:не(?: в| из| на)?|нот(?: ин| фром| а| ан)?) $")

Skeleton = Callable[[str], str]


@dataclass(frozen=True)
class Found:
    """What an entry stands for and where it was in the skeleton; `negated`: "not in Osh", "Ошто эмес"."""

    value: str
    start: int
    end: int
    negated: bool


class Lexicon:
    """`entries` are pairs of a value and a word or phrase; longer phrases win over the shorter ones in them.

    In a phrase "*" stands for any ending and "..." for up to three words between.
    """

    def __init__(
        self,
        entries: Sequence[Tuple[str, str]],
        look_alikes: Sequence[str] = (),
        declined: bool = False,
        skeleton: Skeleton = soften,
    ) -> None:
        self._skeleton = skeleton
        longest_first = sorted(entries, key=lambda entry: -len(entry[1]))
        pairs = [(_pattern(phrase, skeleton, declined), value) for value, phrase in longest_first]
        pairs.sort(key=_first_letter)
        self._values = [value for _, value in pairs]
        self._pattern = _alternatives([pattern for pattern, _ in pairs])
        self._look_alikes = _alternatives(
            sorted((_pattern(phrase, skeleton, False) for phrase in look_alikes), key=_first_letter)
        )

    def find(self, text: str) -> List[Found]:
        """Entries in a clean text, from left to right; none inside a look-alike."""
        bare = self._skeleton(text)
        bare = self._look_alikes.sub(lambda match: "_" * len(match.group()), bare)
        return [
            Found(self._values[match.lastindex - 1], match.start(), match.end(), _negated(bare, match))
            for match in self._pattern.finditer(bare)
            if match.lastindex
        ]

    def without(self, text: str) -> str:
        """The skeleton of the text without the words that belong to an entry."""
        return self._pattern.sub(" ", self._skeleton(text)).strip()


def _first_letter(pattern: "str | Tuple[str, str]") -> str:
    return pattern[0][0]


def _alternatives(patterns: Sequence[str]) -> "re.Pattern[str]":
    """Sorted by their first letters, which stand before them: there `re` passes quickly over what cannot match."""
    if not patterns:
        return re.compile(r"(?!)")
    alike = [
        letter + "(?:" + "|".join(f"({pattern[1:]})" for pattern in group) + ")"
        for letter, group in groupby(patterns, _first_letter)
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(alike) + r")(?!\w)")


def _pattern(phrase: str, skeleton: Skeleton, declined: bool) -> str:
    parts = [_words(part.strip(), skeleton, declined) for part in phrase.lower().split("...")]
    return r"(?: \w+){0,3} ".join(parts)


def _words(phrase: str, skeleton: Skeleton, declined: bool) -> str:
    words = []
    for word in phrase.split():
        stem = re.escape(skeleton(word.rstrip("*"))).replace(r"\ ", " ?")
        words.append(stem + (r"\w*" if word.endswith("*") else ""))
    if declined and not phrase.endswith("*"):
        words[-1] = _declined(words[-1])
    return (" ?" if declined else " ").join(words)


def _declined(stem: str) -> str:
    if re.search(r"(?:иа|[аеои])$", stem):
        return re.sub(r"(?:иа|[аеои])$", "", stem) + _VOWEL_ENDING
    return stem + (f"(?:{_ENDING}|{_AFTER_ITS_OWN_LETTER})" if stem[-1] in "дт" else _ENDING)


def _negated(text: str, match: "re.Match[str]") -> bool:
    return bool(_NOT_AFTER.match(text[match.end() :]) or _NOT_BEFORE.search(text[: match.start()]))
