"""Rasa's default pipeline and policies on a part of the same messages: `make diet`, in an environment with TensorFlow.

DIET learns 3 000 messages in a quarter of an hour on two cores; all of them would take hours. A story a topic is all
that the policies learn: they are there for `make bench`, which measures a whole answer.
"""

from __future__ import annotations

import asyncio
import csv
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any, Dict, List, Tuple

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "var" / "diet"
"""Kept for `make bench`, which asks both engines the same."""
MOST = 3000
PIPELINE = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
]
"""As `rasa init` of 3.6.21 writes it, without the fallback, which would hide the best topic."""
POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]
"""As `rasa init` of 3.6.21 writes them."""


def chosen() -> Dict[str, List[str]]:
    """At most MOST messages, as many of each topic and language as there can be, by topic."""
    found: Dict[Tuple[str, str], List[str]] = defaultdict(list)
    for path in sorted((ROOT / "nlu" / "examples").rglob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("    - "):
                found[path.parent.name, path.stem].append(line[6:])
    each = MOST // len(found)
    dice = random.Random(0)  # noqa: S311
    by_topic: Dict[str, List[str]] = defaultdict(list)
    for (_, topic), texts in found.items():
        by_topic[topic] += dice.sample(texts, min(each, len(texts)))
    return by_topic


def train(folder: Path) -> str:
    """The path of the trained model."""
    import rasa

    examples = chosen()
    blocks = [{"intent": t, "examples": "".join(f"- {x}\n" for x in texts)} for t, texts in examples.items()]
    stories = [{"story": t, "steps": [{"intent": t}, {"action": f"utter_{t}"}]} for t in examples]
    answers = {f"utter_{t}": [{"text": t}] for t in examples}
    files = {
        "nlu": {"nlu": blocks},
        "stories": {"stories": stories},
        "domain": {"intents": list(examples), "responses": answers},
        "config": {"recipe": "default.v1", "language": "ky", "pipeline": PIPELINE, "policies": POLICIES},
    }
    yaml = YAML()
    for name, content in files.items():
        yaml.dump({"version": "3.1", **content}, folder / f"{name}.yml")
    domain, config, nlu, stories_file = (str(folder / f"{name}.yml") for name in ("domain", "config", "nlu", "stories"))
    return str(rasa.train(domain, config, [nlu, stories_file], str(folder), fixed_model_name="diet").model)


async def ask(model: str) -> Dict[str, str]:
    """Right and among the best three by language, and the time of a message."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    counts: Dict[str, List[int]] = defaultdict(lambda: [0, 0, 0])
    begun = time.perf_counter()
    for row in rows():
        parsed = await agent.parse_message(row["text"])
        names = [entry["name"] for entry in parsed["intent_ranking"]][:3]
        expected, count = set(row["expected"].split("|")), counts[row["language"]]
        count[0] += 1
        count[1] += names[0] in expected
        count[2] += bool(expected & set(names))
    each = (time.perf_counter() - begun) / sum(count[0] for count in counts.values())
    figures = {i: f"{100 * right / n:.1f} / {100 * three / n:.1f}" for i, (n, right, three) in counts.items()}
    return {**figures, "milliseconds a message": f"{1000 * each:.1f}"}


def rows() -> List[Dict[str, Any]]:
    """The evaluation messages."""
    found = []
    for path in sorted((ROOT / "tests" / "understanding").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as source:
            found += list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    return found


def main() -> None:
    """Train, ask, write docs/diet.json."""
    MODEL.mkdir(parents=True, exist_ok=True)
    figures = asyncio.run(ask(train(MODEL)))
    (ROOT / "docs" / "diet.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
