"""The encoder with its adapter in JAX: what conversion turns into CTranslate2, differentiable in the adapter."""

from __future__ import annotations

import jax
import jax.numpy as jnp

FACTOR = 2.0
"""As nlu.encoder.adapter.FACTOR; a test compares them."""
EPSILON = 1e-12
MATRICES = ("q", "k", "v", "ao", "fi", "fo")

Arrays = dict[str, jax.Array]


def vectors(frozen: Arrays, tuned: Arrays, pieces: jax.Array, mask: jax.Array, heads: int, layers: int) -> jax.Array:
    """A vector of length 1 for each row of `pieces`; `mask` is 1 where there is a piece."""
    state = frozen["words"][pieces] + frozen["places"][: pieces.shape[1]]
    state = _norm(frozen, "emb.ln", state)
    blind = (1.0 - mask)[:, None, None, :] * -1e9
    for layer in range(layers):
        state = _layer(frozen, tuned, f"l{layer}", state, blind, heads)
    mean = (state * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean / jnp.linalg.norm(mean, axis=1, keepdims=True)


def _layer(frozen: Arrays, tuned: Arrays, key: str, state: jax.Array, blind: jax.Array, heads: int) -> jax.Array:
    def linear(name: str, inputs: jax.Array) -> jax.Array:
        whole = f"{key}.{name}"
        small = (inputs @ tuned[f"{whole}.down"].T) @ tuned[f"{whole}.up"].T
        return inputs @ frozen[f"{whole}.w"].T + frozen[f"{whole}.b"] + FACTOR * small

    rows, length, size = state.shape
    q, k, v = (linear(name, state).reshape(rows, length, heads, -1).transpose(0, 2, 1, 3) for name in "qkv")
    seen = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / jnp.sqrt(q.shape[-1]) + blind)
    joined = (seen @ v).transpose(0, 2, 1, 3).reshape(rows, length, size)
    state = _norm(frozen, f"{key}.aln", state + linear("ao", joined))
    inner = jax.nn.gelu(linear("fi", state), approximate=False)
    return _norm(frozen, f"{key}.oln", state + linear("fo", inner))


def _norm(frozen: Arrays, key: str, state: jax.Array) -> jax.Array:
    mean = state.mean(axis=-1, keepdims=True)
    spread = ((state - mean) ** 2).mean(axis=-1, keepdims=True)
    return (state - mean) / jnp.sqrt(spread + EPSILON) * frozen[f"{key}.w"] + frozen[f"{key}.b"]


def fresh(frozen: Arrays, layers: int, rank: int, seed: int) -> Arrays:
    """An adapter that changes nothing yet."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), layers * len(MATRICES)))
    tuned = {}
    for layer in range(layers):
        for name in MATRICES:
            key = f"l{layer}.{name}"
            outputs, inputs = frozen[f"{key}.w"].shape
            tuned[f"{key}.down"] = jax.random.normal(next(keys), (rank, inputs)) / jnp.sqrt(inputs)
            tuned[f"{key}.up"] = jnp.zeros((outputs, rank))
    return tuned
