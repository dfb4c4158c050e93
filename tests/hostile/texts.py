"""The corpus, read. Nothing is imported that the engine's environment lacks: tests/nlu uses it too."""

from pathlib import Path

FILE = Path(__file__).parent / "corpus.txt"

LONG = {
    "100 000 letters": "а" * 100_000,
    "100 000 bytes of nothing": "\x00" * 100_000,
    "100 000 slashes": "/" * 100_000,
    "100 000 braces": "{" * 100_000,
    "100 000 tags": "<b>" * 33_333,
    "100 000 stars": "*" * 100_000,
    "100 000 words": "күйөөм урат " * 8_333,
    "100 000 signs": "👩‍❤️‍💋‍👩" * 12_500,
    "100 000 marks on one letter": "е" + "\u0301" * 100_000,
    "100 000 turns": "\u202e\u202d" * 50_000,
    "100 000 lines": "\n" * 100_000,
    "100 000 spaces and a letter": " " * 100_000 + "а",
    "a page of signs": "🙂" * 4096,
}


def read(line: str) -> str:
    """The text that a line of the file stands for."""
    return line.encode("ascii", "backslashreplace").decode("unicode_escape")


SHORT = [read(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
CORPUS = [*SHORT, *LONG.values()]
