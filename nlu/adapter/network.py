"""The encoder with its adapter in JAX: what conversion turns into CTranslate2, differentiable in the adapter.

Weights come as arguments, the layers stacked: closed over, XLA would compile for minutes and fold them as constants.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp

FACTOR = 2.0
"""As nlu.encoder.adapter.FACTOR; a test compares them."""
EPSILON = 1e-12
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")

Arrays = dict[str, jax.Array]


def vectors(frozen: Arrays, tuned: Arrays, pieces: jax.Array, mask: jax.Array, heads: int) -> jax.Array:
    """A vector of length 1 for each row of `pieces`; `mask` is 1 where there is a piece."""
    state = frozen["words"][pieces] + frozen["places"][: pieces.shape[1]]
    state = _norm(state, frozen["emb.ln.w"], frozen["emb.ln.b"])
    blind = (1.0 - mask)[:, None, None, :] * -1e9

    def layer(state: jax.Array, weights: tuple[Arrays, Arrays]) -> tuple[jax.Array, None]:
        return _layer(*weights, state, blind, heads), None

    layers = {key: value for key, value in frozen.items() if key.startswith("layer.")}
    state, _ = jax.lax.scan(layer, state, (layers, tuned))
    mean = (state * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean / jnp.linalg.norm(mean, axis=1, keepdims=True)


def _layer(frozen: Arrays, tuned: Arrays, state: jax.Array, blind: jax.Array, heads: int) -> jax.Array:
    def linear(name: str, inputs: jax.Array) -> jax.Array:
        small = (inputs @ tuned[f"{name}.down"].T) @ tuned[f"{name}.up"].T
        return inputs @ frozen[f"layer.{name}.w"].T + frozen[f"layer.{name}.b"] + FACTOR * small

    def norm(name: str, inputs: jax.Array) -> jax.Array:
        return _norm(inputs, frozen[f"layer.{name}.w"], frozen[f"layer.{name}.b"])

    rows, length, size = state.shape
    q, k, v = (linear(name, state).reshape(rows, length, heads, -1).transpose(0, 2, 1, 3) for name in "qkv")
    seen = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / jnp.sqrt(q.shape[-1]) + blind)
    joined = (seen @ v).transpose(0, 2, 1, 3).reshape(rows, length, size)
    state = norm("aln", state + linear("ao", joined))
    return norm("oln", state + linear("fo", jax.nn.gelu(linear("fi", state), approximate=False)))


def _norm(state: jax.Array, weight: jax.Array, bias: jax.Array) -> jax.Array:
    mean = state.mean(axis=-1, keepdims=True)
    spread = ((state - mean) ** 2).mean(axis=-1, keepdims=True)
    return (state - mean) / jnp.sqrt(spread + EPSILON) * weight + bias


def stacked(arrays: Arrays, layers: int) -> Arrays:
    """Weights as `vectors` wants them: those of the layers on top of each other."""
    names = [f"{name}.{part}" for name in (*MATRICES, *NORMS) for part in "wb"]
    together = {f"layer.{n}": jnp.stack([arrays[f"l{layer}.{n}"] for layer in range(layers)]) for n in names}
    return {**together, **{key: arrays[key] for key in ("words", "places", "emb.ln.w", "emb.ln.b")}}


def fresh(frozen: Arrays, rank: int, seed: int) -> Arrays:
    """An adapter that changes nothing yet."""
    keys = jax.random.split(jax.random.PRNGKey(seed), len(MATRICES))
    tuned = {}
    for key, name in zip(keys, MATRICES, strict=True):
        layers, outputs, inputs = frozen[f"layer.{name}.w"].shape
        tuned[f"{name}.down"] = jax.random.normal(key, (layers, rank, inputs)) / jnp.sqrt(inputs)
        tuned[f"{name}.up"] = jnp.zeros((layers, outputs, rank))
    return tuned


def by_matrix(tuned: Arrays) -> Arrays:
    """The adapter with a name for each matrix of each layer, as nlu.encoder.adapter reads it."""
    return {f"l{layer}.{key}": value[layer] for key, value in tuned.items() for layer in range(value.shape[0])}


def by_kind(stored: dict) -> Arrays:
    """The other way round."""
    layers = 1 + max(int(key[1:].split(".")[0]) for key in stored if key.endswith(".down"))
    kinds = [f"{name}.{part}" for name in MATRICES for part in ("down", "up")]
    return {kind: jnp.stack([jnp.asarray(stored[f"l{layer}.{kind}"]) for layer in range(layers)]) for kind in kinds}
