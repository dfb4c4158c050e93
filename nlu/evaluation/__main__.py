"""python -m nlu.evaluation: writes docs/understanding.md from var/evaluate/*.tsv (see `make evaluate`)."""

from __future__ import annotations

import json
from typing import Dict, Iterator, List

from nlu import environment, paths

environment.prepare()

from nlu.evaluation.baselines import measure  # noqa: E402
from nlu.evaluation.curve import learning_curve  # noqa: E402
from nlu.evaluation.plot import draw  # noqa: E402
from nlu.evaluation.predictions import FIGURES, Asked, confusions, read, share  # noqa: E402
from nlu.learning.samples import read as read_samples  # noqa: E402

PREDICTIONS = paths.ROOT / "var" / "evaluate"
DOCS = paths.ROOT / "docs"
DIET = DOCS / "diet.json"
HEAD = """# What the engine understands

Written by `make evaluate`; do not edit. Messages of `tests/understanding/`: by other writers than the training messages
of `nlu/examples/`, never trained on, no threshold chosen by them. What she is shown counts: a suggestion is no answer.
"""


def main() -> None:
    """Write the page and its plot."""
    asked, samples = read(PREDICTIONS), read_samples(paths.EXAMPLES)
    baselines = measure(samples, asked)
    if DIET.exists():
        baselines["Rasa's default pipeline (DIET), 3 000 messages"] = json.loads(DIET.read_text(encoding="utf-8"))
    curve = learning_curve(samples, asked)
    draw(curve, DOCS / "learning-curve.svg")
    parts = [HEAD, *_engine(asked), *_ways(asked), *_baselines(asked, baselines), *_curve(curve), *_confused(asked)]
    (DOCS / "understanding.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


def _table(head: List[str], rows: List[List[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _by_language(asked: List[Asked]) -> Dict[str, List[Asked]]:
    groups = {language: [a for a in asked if a.language == language] for language in ("ky", "ru", "en")}
    return {**groups, "all": asked}


def _engine(asked: List[Asked]) -> Iterator[str]:
    groups = _by_language(asked)
    yield "## The engine\n"
    yield from _table(["", *groups], [[name, *map(of, groups.values())] for name, of in FIGURES.items()])


def _ways(asked: List[Asked]) -> Iterator[str]:
    yield "## By way of writing: right answer shown (messages)\n"
    kinds = sorted({a.kind for a in asked})
    rows = []
    for kind in kinds:
        groups = [[a for a in some if a.kind == kind] for some in _by_language(asked).values()]
        rows.append([kind, *(f"{share(some, lambda a: a.right)} ({len(some)})" for some in groups)])
    yield from _table(["", *_by_language(asked)], rows)


def _baselines(asked: List[Asked], found: Dict[str, Dict[str, str]]) -> Iterator[str]:
    yield "## Beside simpler ways, trained on the same messages: best topic right / among the best three, %\n"
    ours = {
        language: f"{share(some, lambda a: a.right)[:-2]} / {share(some, lambda a: a.among)[:-2]}"
        for language, some in _by_language(asked).items()
    }
    rows = [[name, *(figures.get(i, "–") for i in ("ky", "ru", "en"))] for name, figures in found.items()]
    yield from _table(["", "ky", "ru", "en"], [*rows, ["this engine", *(ours[i] for i in ("ky", "ru", "en"))]])


def _curve(curve: Dict[int, Dict[str, float]]) -> Iterator[str]:
    yield "## How much more data helps (encoder as it comes, before tuning)\n"
    yield "![Right answers by messages per topic and language](learning-curve.svg)\n"
    rows = [[str(size), *(f"{100 * right[i]:.1f} %" for i in ("ky", "ru", "en"))] for size, right in curve.items()]
    yield from _table(["messages per topic and language", "ky", "ru", "en"], rows)


def _confused(asked: List[Asked]) -> Iterator[str]:
    yield "## Taken for each other\n"
    yield "| asked | answered | messages |\n|---|---|---|"
    yield from confusions(asked)


main()
