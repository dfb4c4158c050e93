"""What hypothesis makes of the corpus: parts of it beside each other, and any text at all."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.hostile.texts import SHORT

many = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""One running bot or one folder serves all examples. A failure is not made smaller: that would take minutes."""

VERBS = (
    *("exit", "sos", "safe", "menu", "languages", "language", "group", "topic", "facet", "region", "need"),
    *("page", "only", "centre", "contact", "dead", "link", "set", "forget"),
)
"""What a button may begin with."""
IDS = (
    *("ky", "ru", "en", "justice", "divorce", "emergency_now", "cost", "osh", "shelter", "any", "open_now"),
    *("new", "aim", "topic", "show", "revoked", "poster", "A4", "1", "keep", "decoy", "discreet", "code", "15"),
)
"""What may follow."""

letters = st.text(st.characters(), max_size=200)
"""Any characters, also surrogates without their other half."""
hostile = st.one_of(st.sampled_from(SHORT), letters, st.lists(st.sampled_from(SHORT), max_size=6).map("".join))
ids = st.one_of(st.sampled_from(IDS), hostile, st.integers().map(str), st.sampled_from(["9" * 5000, "١٥", "²"]))
forged = st.builds(lambda verb, about: ":".join([verb, *about]), st.sampled_from(VERBS), st.lists(ids, max_size=6))
"""A known verb, and behind it anything, also far above Telegram's 64 bytes."""
