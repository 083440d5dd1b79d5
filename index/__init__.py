"""Build, open and search an index of policy items; query its catalogue exactly."""

from index.builder import build_index
from index.catalogue import Catalogue, ColumnText, Group, OwnerCount, Section
from index.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, IndexUnusable
from index.filters import CellCondition, CountRange, ItemFilter, OwnerCondition, in_year
from index.hits import Clause, Hit
from index.links import Link
from index.manifest import Manifest, corpus_checksum
from index.retrieval import Index

__all__ = [
    "Catalogue",
    "CellCondition",
    "Clause",
    "ColumnText",
    "CountRange",
    "Group",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexUnusable",
    "ItemFilter",
    "Link",
    "Manifest",
    "OwnerCondition",
    "OwnerCount",
    "Section",
    "build_index",
    "corpus_checksum",
    "in_year",
]
