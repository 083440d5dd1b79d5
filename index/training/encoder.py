"""The wheel's encoder in torch, with a small matrix pair to learn beside every big matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.embedders.e5_model.tokens import Tokeniser
from index.embedders.e5_model.wheel import Floats, Wheel

# Longer texts are cut: no training text is longer, and time grows with it.
LONGEST = 64
# Texts of like length go through together, so that little is spent on padding.
_TOGETHER = 48


class Adapted(nn.Module):
    """A frozen matrix plus up · down, where `down` starts at random and `up` at nothing."""

    weight: Tensor
    bias: Tensor

    def __init__(self, wheel: Wheel, name: str, rank: int, generator: torch.Generator) -> None:
        super().__init__()
        bias = wheel.floats(f"{name}.b").copy()
        weight = wheel.matrix(f"{name}.w")
        self.register_buffer("weight", torch.from_numpy(weight))
        self.register_buffer("bias", torch.from_numpy(bias))
        outputs, inputs = weight.shape
        down = torch.randn(rank, inputs, generator=generator) / inputs**0.5
        self.down = nn.Parameter(down)
        self.up = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, state: Tensor) -> Tensor:
        """Shape (…, inputs) to (…, outputs)."""
        small = functional.linear(functional.linear(state, self.down), self.up)
        return functional.linear(state, self.weight, self.bias) + small


class Normalised(nn.Module):
    """A frozen layer normalisation."""

    scale: Tensor
    shift: Tensor

    def __init__(self, wheel: Wheel, name: str) -> None:
        super().__init__()
        self.register_buffer("scale", torch.from_numpy(wheel.floats(f"{name}.w").copy()))
        self.register_buffer("shift", torch.from_numpy(wheel.floats(f"{name}.b").copy()))
        self._epsilon = wheel.epsilon

    def forward(self, state: Tensor) -> Tensor:
        """The same shape, normalised over the last axis."""
        return functional.layer_norm(state, state.shape[-1:], self.scale, self.shift, self._epsilon)


class Layer(nn.Module):
    """One layer: attention, then feed-forward, each added to what came in."""

    def __init__(self, wheel: Wheel, name: str, rank: int, generator: torch.Generator) -> None:
        super().__init__()
        self._heads = wheel.heads
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            self.add_module(part, Adapted(wheel, f"{name}.{part}", rank, generator))
        self.aln = Normalised(wheel, f"{name}.aln")
        self.oln = Normalised(wheel, f"{name}.oln")

    def forward(self, state: Tensor, seen: Tensor) -> Tensor:
        """State of shape (texts, tokens, hidden); `seen` is False where a text is padded."""
        query, key, value = (self._split(self.get_submodule(part)(state)) for part in "qkv")
        attended = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=seen[:, None, None]
        )
        joined = attended.transpose(1, 2).flatten(2)
        state = self.aln(self.get_submodule("ao")(joined) + state)
        inner = functional.gelu(self.get_submodule("fi")(state))
        outer: Tensor = self.oln(self.get_submodule("fo")(inner) + state)
        return outer

    def _split(self, state: Tensor) -> Tensor:
        texts, tokens, hidden = state.shape
        return state.view(texts, tokens, self._heads, hidden // self._heads).transpose(1, 2)


class Encoder(nn.Module):
    """Texts, prefixes included, to vectors of unit length; the upper layers learn."""

    def __init__(self, wheel: Wheel, rank: int, learning: int, seed: int) -> None:
        super().__init__()
        self._wheel = wheel
        self._tokeniser = Tokeniser(wheel.vocabulary)
        generator = torch.Generator().manual_seed(seed)
        layers = [Layer(wheel, f"l{number}", rank, generator) for number in range(wheel.layers)]
        self.lower = nn.ModuleList(layers[:-learning]).requires_grad_(False)
        self.upper = nn.ModuleList(layers[-learning:])
        self._first = Normalised(wheel, "emb.ln")
        places = wheel.floats("emb.pos").reshape(wheel.positions, wheel.hidden)
        self._places = places + wheel.floats("emb.type")[: wheel.hidden]
        self._halfway: dict[str, Tensor] = {}

    def forward(self, texts: Sequence[str]) -> Tensor:
        """One row a text, shape (len(texts), hidden)."""
        self._go_halfway([text for text in dict.fromkeys(texts) if text not in self._halfway])
        states = [self._halfway[text] for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(states[place]))
        rows = [
            self._mean([states[place] for place in order[start : start + _TOGETHER]])
            for start in range(0, len(order), _TOGETHER)
        ]
        back = torch.argsort(torch.tensor(order))
        return functional.normalize(torch.cat(rows)[back], dim=-1)

    @torch.no_grad()
    def soften(self, strength: float) -> None:
        """Keep only a share of what was learned."""
        for module in self.upper.modules():
            if isinstance(module, Adapted):
                module.up.mul_(strength)

    def learned(self) -> dict[str, tuple[Floats, Floats]]:
        """For the wheel's name of every matrix that learns, what to add: up and down."""
        found: dict[str, tuple[Floats, Floats]] = {}
        for number, layer in enumerate(self.upper, start=len(self.lower)):
            for part, matrix in layer.named_children():
                if isinstance(matrix, Adapted):
                    pair = matrix.up.detach().numpy(), matrix.down.detach().numpy()
                    found[f"l{number}.{part}.w"] = pair
        return found

    @torch.no_grad()
    def _go_halfway(self, texts: Sequence[str]) -> None:
        """Remember what the layers that do not learn make of new texts."""
        words = sorted(((self._words(text), text) for text in texts), key=lambda one: len(one[0]))
        for start in range(0, len(words), _TOGETHER):
            group = words[start : start + _TOGETHER]
            state, seen = _padded([own for own, _ in group])
            for layer in self.lower:
                state = layer(state, seen)
            for (own, text), row in zip(group, state, strict=True):
                self._halfway[text] = row[: len(own)].clone()

    def _words(self, text: str) -> Tensor:
        vocabulary = self._wheel.vocabulary
        cut = self._tokeniser.tokens(text)[: LONGEST - 2]
        tokens = np.array([vocabulary.start, *cut, vocabulary.end], dtype=np.int64)
        words: Tensor = self._first(
            torch.from_numpy(self._wheel.word_vectors(tokens) + self._places[: len(tokens)])
        )
        return words

    def _mean(self, states: Sequence[Tensor]) -> Tensor:
        state, seen = _padded(states)
        for layer in self.upper:
            state = layer(state, seen)
        return (state * seen[:, :, None]).sum(dim=1) / seen.sum(dim=1)[:, None]


def _padded(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """The states side by side, and where they are not padded."""
    sizes = torch.tensor([len(own) for own in states])
    padded = nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    return padded, torch.arange(padded.shape[1])[None] < sizes[:, None]
