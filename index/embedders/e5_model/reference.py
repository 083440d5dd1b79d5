"""Run the adapted encoder by numpy alone: slow and plain, to check faster ways or stand in."""

from __future__ import annotations

import numpy as np

from index.embedders.e5_model.adapter import Adapter
from index.embedders.e5_model.wheel import Floats, Wheel


class Reference:
    """The encoder in full precision; about 100 MB of matrices."""

    def __init__(self, wheel: Wheel, adapter: Adapter) -> None:
        self._wheel = wheel
        self._matrices = {
            name: adapter.merged(wheel, f"{name}.w").T
            for layer in range(wheel.layers)
            for name in (f"l{layer}.{part}" for part in ("q", "k", "v", "ao", "fi", "fo"))
        }

    def mean(self, words: Floats) -> Floats:
        """From embeddings added up, shape (tokens, hidden), to the mean of the last layer."""
        state = self._normalised(words, "emb.ln")
        for layer in range(self._wheel.layers):
            name = f"l{layer}"
            attended = self._linear(self._attention(state, name), f"{name}.ao")
            state = self._normalised(attended + state, f"{name}.aln")
            inner = _gelu(self._linear(state, f"{name}.fi"))
            state = self._normalised(self._linear(inner, f"{name}.fo") + state, f"{name}.oln")
        mean: Floats = state.mean(axis=0)
        return mean

    def _attention(self, state: Floats, name: str) -> Floats:
        heads = self._wheel.heads
        query, key, value = (
            self._linear(state, f"{name}.{part}").reshape(len(state), heads, -1).swapaxes(0, 1)
            for part in "qkv"
        )
        scores = query @ key.swapaxes(1, 2) / np.float32(query.shape[-1] ** 0.5)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        joined: Floats = (shares @ value).swapaxes(0, 1).reshape(len(state), -1)
        return joined

    def _linear(self, state: Floats, name: str) -> Floats:
        total: Floats = state @ self._matrices[name] + self._wheel.floats(f"{name}.b")
        return total

    def _normalised(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + self._wheel.epsilon)
        scale, shift = self._wheel.floats(f"{name}.w"), self._wheel.floats(f"{name}.b")
        normal: Floats = (centred / spread * scale + shift).astype(np.float32)
        return normal


def _gelu(values: Floats) -> Floats:
    """Half the value times 1 + erf(value / √2), erf by Abramowitz and Stegun 7.1.26 (1.5e-7)."""
    size = np.abs(values) * np.float32(0.5**0.5)
    part = 1 / (1 + np.float32(0.3275911) * size)
    series = np.zeros_like(part)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * part
    erf = np.sign(values) * (1 - series * np.exp(-size * size))
    total: Floats = values * (1 + erf) / 2
    return total
