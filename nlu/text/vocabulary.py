"""Brings back ө, ү, ң and the right vowels: words of the training messages by their skeleton.

Taken are only messages whose writer has the Kyrgyz letters: there a plain о is meant. Of several words with one
skeleton the most frequent wins.
"""

from __future__ import annotations

from collections import Counter
from typing import Dict, Iterable, Optional

from nlu.text.clean import words
from nlu.text.skeleton import fold, soften

KYRGYZ_ONLY = frozenset("өүң")
SHORTEST = 3
"""Letters; two-letter skeletons meet too many words."""


class Vocabulary:
    """`forms` maps a skeleton to the word it most likely stands for."""

    def __init__(self, forms: Dict[str, str]) -> None:
        self.forms = forms

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        """Learned from clean Kyrgyz texts; those without any of ө ү ң teach nothing."""
        often = Counter(word for text in texts if not KYRGYZ_ONLY.isdisjoint(text) for word in words(text))
        forms: Dict[str, str] = {}
        for word, _ in often.most_common():
            forms.setdefault(soften(word), word)
            forms.setdefault("~" + fold(word), word)
        return cls(forms)

    def restore(self, word: str) -> Optional[str]:
        """The word in full Kyrgyz letters, or None when it is not known."""
        if len(word) < SHORTEST:
            return None
        return self.forms.get(soften(word)) or self.forms.get("~" + fold(word))
