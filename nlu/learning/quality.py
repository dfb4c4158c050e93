"""What can be said of the training messages without reading them: how many, by how many hands, how alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Dict, Iterator, List, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu import paths
from nlu.learning.language_model import LANGUAGES
from nlu.learning.samples import Sample, read

ALIKE = 0.85
"""Cosine of character 3- to 5-grams from which two messages count as near-duplicates: one word of six swapped."""
NEAR_DUPLICATES_AT_MOST = 0.03
ROWS = 500


def report() -> int:
    """Print the figures; 1 when messages contradict each other or repeat each other too often."""
    samples = read(paths.EXAMPLES)
    faults = list(contradictions(samples))
    for language in LANGUAGES:
        own = [sample for sample in samples if sample.language == language]
        share = near_duplicates([sample.text for sample in own])
        topics = Counter(sample.intent for sample in own)
        print(  # noqa: T201
            f"messages {language}: {len(own)} in {len(topics)} topics by {len({s.hand for s in own})} hands, "
            f"{min(topics.values())} to {max(topics.values())} a topic, {share:.1%} near-duplicates"
        )
        if share > NEAR_DUPLICATES_AT_MOST:
            faults.append(f"{language}: more than {NEAR_DUPLICATES_AT_MOST:.0%} near-duplicates; write other messages")
    print("\n".join(faults) or "messages: no contradictions")  # noqa: T201
    return 1 if faults else 0


def contradictions(samples: Sequence[Sample]) -> Iterator[str]:
    """Texts that stand under two topics in one language."""
    topics: Dict[tuple[str, str], set[str]] = defaultdict(set)
    for sample in samples:
        topics[sample.language, sample.text].add(sample.intent)
    for (language, text), several in sorted(topics.items()):
        if len(several) > 1:
            yield f"{language}: '{text}' stands under {', '.join(sorted(several))}; keep it in one"


def near_duplicates(texts: List[str]) -> float:
    """The share of messages that are nearly the same as one before them."""
    if len(texts) < 2:
        return 0.0
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32)
    rows = sparse.csr_matrix(grams.fit_transform(texts))
    repeated = 0
    for start in range(0, len(texts), ROWS):
        alike = (rows[start : start + ROWS] @ rows[: start + ROWS].T).toarray()
        before = np.arange(alike.shape[1])[None, :] < np.arange(start, start + len(alike))[:, None]
        repeated += int(((alike >= ALIKE) & before).any(axis=1).sum())
    return repeated / len(texts)
