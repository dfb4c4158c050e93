"""python nlu/adapter/train.py [--epochs 1] [--hold-out 1] [--start FILE]: var/adapter/data.npz to tuned.npz.

One fold of writers is held out, so that thresholds and figures can be taken from people whom nothing was learned from.

Settings are those of a trial with 1 400 messages (rank 8, AdamW 1e-3 with warm-up and cosine, batch 32, label smoothing
0.1, a head on centred vectors started from class means). About ten minutes an epoch of 20 000 messages on two cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from network import Arrays, by_kind, by_matrix, fresh, stacked, vectors

FOLDER = Path("var/adapter")
RANK, BATCH, SMOOTHING = 8, 32, 0.1
RATE, HEAD_RATE, HEAD_START, CLIP = 1e-3, 5e-3, 12.0, 1.0
SAMPLE = 6_000
"""Messages from which the means are taken that the head starts with."""
LENGTHS = (12, 16, 24, 32, 48, 96)
"""Batches are filled up to one of these, so that few shapes are compiled."""


class Data:
    """The exported messages and weights."""

    def __init__(self, path: Path) -> None:
        stored = np.load(path)
        self.topics, self.folds = stored["topics"], stored["folds"]
        self.names, self.languages, self.marks = stored["names"], stored["languages"], stored["marks"]
        self.heads = int(stored["heads"])
        self.rows = np.split(stored["pieces"], np.cumsum(stored["lengths"])[:-1])
        weights = [k for k in stored.files if k.endswith((".w", ".b")) or k in ("words", "places")]
        self.frozen: Arrays = stacked({key: jnp.asarray(stored[key]) for key in weights}, int(stored["layers"]))

    def batch(self, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pieces and mask of some messages."""
        longest = max(len(self.rows[i]) for i in wanted)
        width = next(length for length in LENGTHS if length >= longest)
        pieces, mask = np.zeros((len(wanted), width), np.int32), np.zeros((len(wanted), width), np.float32)
        for row, i in enumerate(wanted):
            pieces[row, : len(self.rows[i])], mask[row, : len(self.rows[i])] = self.rows[i], 1
        return pieces, mask


def batches(data: Data, known: np.ndarray, dice: np.random.Generator) -> Iterator[np.ndarray]:
    """All of `known` once, in random order, messages of like length together."""
    noisy = np.array([len(data.rows[i]) for i in known]) + dice.uniform(0, 6, len(known))
    ordered = known[np.argsort(noisy)]
    cut = [ordered[start : start + BATCH] for start in range(0, len(ordered) - BATCH + 1, BATCH)]
    yield from (cut[i] for i in dice.permutation(len(cut)))


def encode(data: Data, tuned: Arrays, wanted: np.ndarray) -> np.ndarray:
    """Vectors of messages, a row each."""
    run = jax.jit(lambda f, t, p, m: vectors(f, t, p, m, data.heads))
    ordered = sorted(wanted, key=lambda i: len(data.rows[i]))
    found = {}
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        full = np.array(part + [part[-1]] * (BATCH - len(part)))
        found.update(zip(part, np.asarray(run(data.frozen, tuned, *data.batch(full))), strict=False))
    return np.stack([found[i] for i in wanted])


def learn(data: Data, known: np.ndarray, epochs: float, start: Arrays | None = None, seed: int = 0) -> Arrays:
    """The adapter after `epochs` over `known`, from `start` on."""
    tuned = start or fresh(data.frozen, RANK, seed)
    some = known[np.random.default_rng(seed).permutation(len(known))[:SAMPLE]]
    plain = encode(data, tuned, some)
    mean = jnp.asarray(plain.mean(axis=0))
    head = _class_means(plain - plain.mean(axis=0), data.topics[some], len(data.names))
    parameters = {"tuned": tuned, "head": jnp.asarray(head * HEAD_START), "bias": jnp.zeros(len(data.names))}
    steps = max(int(len(known) / BATCH * epochs), 1)
    optimiser = _optimiser(steps)
    state = optimiser.init(parameters)

    def loss(parameters: dict, frozen: Arrays, pieces: jax.Array, mask: jax.Array, topics: jax.Array) -> jax.Array:
        rows = vectors(frozen, parameters["tuned"], pieces, mask, data.heads) - mean
        rows = rows / jnp.linalg.norm(rows, axis=1, keepdims=True)
        logits = rows @ parameters["head"].T + parameters["bias"]
        wanted = optax.smooth_labels(jax.nn.one_hot(topics, len(data.names)), SMOOTHING)
        return optax.softmax_cross_entropy(logits, wanted).mean()

    @jax.jit
    def step(parameters: dict, state: optax.OptState, *batch: jax.Array) -> tuple:
        value, slope = jax.value_and_grad(loss)(parameters, *batch)
        change, state = optimiser.update(slope, state, parameters)
        return optax.apply_updates(parameters, change), state, value

    dice, done, begun, recent = np.random.default_rng(seed), 0, time.monotonic(), []
    while done < steps:
        for part in batches(data, known, dice):
            parameters, state, value = step(parameters, state, data.frozen, *data.batch(part), data.topics[part])
            done, recent = done + 1, [*recent[-99:], float(value)]
            if done % 50 == 0:
                left = (time.monotonic() - begun) / done * (steps - done)
                sys.stderr.write(f"step {done}/{steps} loss {np.mean(recent):.3f}, {left / 60:.0f} min left\n")
            if done == steps:
                break
    return parameters["tuned"]


def _class_means(rows: np.ndarray, topics: np.ndarray, count: int) -> np.ndarray:
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    means = np.stack([rows[topics == t].mean(axis=0) if (topics == t).any() else rows[0] * 0 for t in range(count)])
    return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)


def _optimiser(steps: int) -> optax.GradientTransformation:
    def scheduled(rate: float) -> optax.GradientTransformation:
        course = optax.warmup_cosine_decay_schedule(0.0, rate, max(steps // 10, 1), steps)
        return optax.chain(optax.clip_by_global_norm(CLIP), optax.adamw(course))

    labels = {"tuned": "tuned", "head": "head", "bias": "head"}
    return optax.multi_transform({"tuned": scheduled(RATE), "head": scheduled(HEAD_RATE)}, labels)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--hold-out", type=int, default=1, help="the fold of writers that is not learned from")
    parser.add_argument("--start", type=Path, help="an adapter to go on from")
    parser.add_argument("--rehearse", type=float, default=0.25, help="share of what it knows that is learned again")
    parser.add_argument("--out", type=Path, default=FOLDER / "tuned.npz")
    arguments = parser.parse_args()
    data = Data(FOLDER / "data.npz")
    stored = dict(np.load(arguments.start)) if arguments.start else {}
    before = stored.get("marks", np.zeros(0, np.uint32))
    known = chosen(data, arguments.hold_out, before, arguments.rehearse)
    tuned = learn(data, known, arguments.epochs, by_kind(stored) if before.size else None)
    learned = np.union1d(data.marks[known], np.intersect1d(before, data.marks))
    np.savez(arguments.out, marks=learned, **{key: np.asarray(value) for key, value in by_matrix(tuned).items()})


def chosen(data: Data, held_out: int, before: np.ndarray, rehearse: float) -> np.ndarray:
    """Messages to learn from: all new ones, and a share of those that were learned from before."""
    again = np.random.default_rng(0).random(len(data.marks)) < rehearse
    return np.flatnonzero((data.folds != held_out) & (again | ~np.isin(data.marks, before)))


if __name__ == "__main__":
    main()
