"""Our reader of one message against sklearn's vectorizers, which know how to read many."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer

from nlu.learning.grams import Counted, Hashed, Row

KNOWN = ["күйөөм мени урат", "муж меня бьет", "my husband beats me", "кайда барам, кайда"]
TEXTS = [*KNOWN, "", "а", "кайда кайда кайда барам", "  ак   үй ", "what what what do i do", "ё" * 40]


def spread(row: Row, size: int) -> np.ndarray:
    columns, values = row
    full = np.zeros(size, np.float32)
    full[columns] = values
    return full


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("analyzer", "sizes"), [("char_wb", (2, 5)), ("word", (1, 2))])
def test_counted_as_sklearn_counts(analyzer: str, sizes: "tuple[int, int]", text: str) -> None:
    fitted = TfidfVectorizer(analyzer=analyzer, ngram_range=sizes, sublinear_tf=True, dtype=np.float32).fit(KNOWN)
    theirs = fitted.transform([text]).toarray()[0]
    assert np.allclose(spread(Counted.of(fitted).row(text), len(theirs)), theirs, atol=1e-6)


@pytest.mark.parametrize("buckets", [2**17, 7])
@pytest.mark.parametrize("text", TEXTS)
def test_hashed_as_sklearn_hashes(buckets: int, text: str) -> None:
    hashing = HashingVectorizer(analyzer="char_wb", ngram_range=(1, 5), n_features=buckets, alternate_sign=False)
    theirs = hashing.transform([text]).toarray()[0]
    assert np.allclose(spread(Hashed(hashing).row(text), buckets), theirs, atol=1e-6)


def test_the_vocabulary_is_read_back_in_its_order() -> None:
    fitted = TfidfVectorizer(dtype=np.float32).fit(KNOWN)
    reader = Counted.of(fitted)
    again = Counted(fitted, {gram: i for i, gram in enumerate(reader.names())}, reader.idf)
    assert np.allclose(spread(again.row(KNOWN[0]), len(reader.idf)), spread(reader.row(KNOWN[0]), len(reader.idf)))
