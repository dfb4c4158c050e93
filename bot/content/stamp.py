"""Notes in a translation which state of the Russian text it was made from."""

import re
from pathlib import Path

from bot.content.answers import read_answer
from bot.languages import SOURCE

_LINE = re.compile(r"^source_hash:.*\n", re.MULTILINE)


def stamp(path: Path) -> None:
    """Write the hash of the Russian source into the front matter of the translation at `path`.

    Raises:
        ContentError: when either file cannot be read.
    """
    source = read_answer(path.parent.parent / SOURCE / path.name, SOURCE)
    text = _LINE.sub("", path.read_text(encoding="utf-8"), count=1)
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    path.write_text(f"---\n{head}\nsource_hash: {source.hash}{fence}{body}", encoding="utf-8")
