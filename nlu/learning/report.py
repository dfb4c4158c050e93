"""Figures on messages by writers that the model has not learned from; config.yml takes its thresholds from them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Dict, Iterator, List, Sequence

import numpy as np

from nlu import paths
from nlu.dialogue.catalogue import Catalogue
from nlu.learning.ensemble import Ensemble
from nlu.learning.folds import HeldOut, held_out, load, make_folds
from nlu.learning.language_model import LANGUAGES
from nlu.learning.topic_model import softmax

TEMPERATURES = np.arange(0.5, 3.05, 0.05)
PRECISIONS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)
CARD_LIMITS = (0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3)


@dataclass(frozen=True)
class Judged:
    """Held-out messages with calibrated probabilities: `right` says whether the best topic is the writer's."""

    chances: np.ndarray
    best: np.ndarray
    right: np.ndarray
    in_three: np.ndarray


def report(strength: float, letters: float) -> None:
    """Print everything; about two minutes for 10 000 messages."""
    samples = load()
    found = held_out(samples, make_folds(samples), lambda v, x, t: Ensemble.learn(v, x, t, strength, letters))
    heat = temperature(found)
    judged = judge(found, heat)
    asked = len(found.samples)
    lines = [
        f"{len(samples)} messages, {asked} by writers not learned from",
        f"strength {strength}, letters {letters}, temperature {heat:.2f}",
    ]
    lines += [*_accuracy(found, judged), *_answers(judged), *_cards(found, judged), *_confusions(found, judged)]
    print("\n".join(lines))  # noqa: T201


def temperature(found: HeldOut) -> float:
    """The one under which the writers' topics are likeliest."""
    wanted = _wanted(found)
    rows = np.arange(len(wanted))

    def surprise(heat: float) -> float:
        return float(-np.log(np.maximum(softmax(found.scores / heat)[rows, wanted], 1e-12)).mean())

    return float(min(TEMPERATURES, key=surprise))


def judge(found: HeldOut, heat: float) -> Judged:
    """Probabilities at a temperature, and what they say."""
    chances, wanted = softmax(found.scores / heat), _wanted(found)
    order = np.argsort(-chances, axis=1)
    return Judged(chances, order[:, 0], order[:, 0] == wanted, (order[:, :3] == wanted[:, None]).any(axis=1))


def _wanted(found: HeldOut) -> np.ndarray:
    column = {topic: i for i, topic in enumerate(found.topics)}
    return np.array([column[sample.intent] for sample in found.samples])


def _accuracy(found: HeldOut, judged: Judged) -> Iterator[str]:
    yield "language  messages  right  in three  language right"
    languages = np.array([sample.language for sample in found.samples])
    told = np.array(found.languages)
    for language in LANGUAGES:
        rows = languages == language
        if rows.any():
            figures = (judged.right[rows].mean(), judged.in_three[rows].mean(), (told[rows] == language).mean())
            yield f"{language:8}  {rows.sum():8}  " + "  ".join(f"{figure:.3f}" for figure in figures)


def _answers(judged: Judged) -> Iterator[str]:
    top = judged.chances[np.arange(len(judged.best)), judged.best]
    yield "answer at  share answered  right of them  right between this limit and the next"
    limits = [*PRECISIONS, 1.01]
    for limit, after in pairwise(limits):
        above, band = top >= limit, (top >= limit) & (top < after)
        yield f"{limit:9}  {above.mean():.3f}  {judged.right[above].mean():.3f}  {_mean(judged.right[band]):.3f}"


def _cards(found: HeldOut, judged: Judged) -> Iterator[str]:
    cards = Catalogue.read(paths.DOMAIN).cards
    urgent = np.array([sample.intent in cards for sample in found.samples])
    chance = judged.chances[:, [i for i, topic in enumerate(found.topics) if topic in cards]].sum(axis=1)
    outside = np.array([sample.intent == "out_of_scope" for sample in found.samples])
    yield "card at  urgent messages that get it  other topics that get it  out of scope that gets it"
    for limit in CARD_LIMITS:
        shares = (_mean(chance[rows] >= limit) for rows in (urgent, ~urgent & ~outside, outside))
        yield f"{limit:7}  " + "  ".join(f"{share:.4f}" for share in shares)


def _confusions(found: HeldOut, judged: Judged, most: int = 25) -> Iterator[str]:
    yield "taken for each other (writer's topic -> found, messages)"
    pairs: Dict[str, int] = {}
    for sample, best, right in zip(found.samples, judged.best, judged.right):
        if not right:
            pair = f"{sample.intent} -> {found.topics[best]}"
            pairs[pair] = pairs.get(pair, 0) + 1
    yield from _largest(pairs, most)


def _largest(counted: Dict[str, int], most: int) -> List[str]:
    ordered: Sequence[str] = sorted(counted, key=lambda pair: -counted[pair])
    return [f"{counted[pair]:5}  {pair}" for pair in ordered[:most]]


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")
