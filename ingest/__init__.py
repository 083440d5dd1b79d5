"""Turn policy files into items: one row of a table, one numbered point, or one passage."""

from ingest.corpus import find_files, read_corpus, read_each, read_files, read_one, report
from ingest.document import read_file
from ingest.errors import (
    CorpusError,
    ManifestError,
    MissingLibraryError,
    UnknownFormatError,
    UnreadableFileError,
)
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
from ingest.manifest import Entry
from ingest.names import department

__all__ = [
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
