"""Turn policy files into items: one row of a table, one numbered point, or one passage."""

from ingest.items import (
    Deadline,
    DeadlineKind,
    Document,
    ImportReport,
    ItemKind,
    Leftover,
    ParsedDocument,
    PolicyItem,
    ReadWarning,
    Role,
    Span,
)

__all__ = [
    "Deadline",
    "DeadlineKind",
    "Document",
    "ImportReport",
    "ItemKind",
    "Leftover",
    "ParsedDocument",
    "PolicyItem",
    "ReadWarning",
    "Role",
    "Span",
]
