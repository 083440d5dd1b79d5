"""Turn policy files into items: one row of a table, one numbered point, or one passage."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

# Read when ONNX Runtime is imported, which recognises pages, embeds and parts words: it would send
# its maker events of each use, and keep a number of this computer in the user's folder.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from ingest.errors import (
    CorpusError,
    ManifestError,
    MissingLibraryError,
    UnknownFormatError,
    UnreadableFileError,
)
from ingest.items import (
    Cell,
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
from ingest.names import department

if TYPE_CHECKING:
    from ingest.corpus import find_files, read_corpus, read_each, read_files, read_one, report
    from ingest.document import read_file
    from ingest.manifest import Entry

__all__ = [
    "Cell",
    "CorpusError",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Entry",
    "ImportReport",
    "ItemKind",
    "Leftover",
    "ManifestError",
    "MissingLibraryError",
    "ParsedDocument",
    "PolicyItem",
    "ReadWarning",
    "Role",
    "Span",
    "UnknownFormatError",
    "UnreadableFileError",
    "department",
    "find_files",
    "read_corpus",
    "read_each",
    "read_file",
    "read_files",
    "read_one",
    "report",
]

# What reads files is imported when it is asked for: answering questions does without it.
_READING = {
    **dict.fromkeys(
        ("find_files", "read_corpus", "read_each", "read_files", "read_one", "report"),
        "ingest.corpus",
    ),
    "read_file": "ingest.document",
    "Entry": "ingest.manifest",
}


def __getattr__(name: str) -> object:
    if name not in _READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_READING[name]), name)
