"""Find, at build time, which items of different documents are about the same thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.links import Link
from ingest import PolicyItem


def find_links(
    items: Sequence[PolicyItem], vectors: Vectors, starts: NDArray[np.int64]
) -> list[Link]:
    """Links in both directions, best first for each item."""
    return []
