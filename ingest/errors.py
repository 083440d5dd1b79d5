"""The errors of ingestion; every message is Chinese and says what to do next.

CorpusError
├── ManifestError        manifest.toml is malformed or names a file that is not there
├── UnknownFormatError   no reader exists for the file's suffix
├── UnreadableFileError  the file is empty, damaged, or in an encoding that cannot be told
└── MissingLibraryError  a reader needs a library that is not installed
"""

from __future__ import annotations


class CorpusError(Exception):
    """Something in the corpus that a person must mend before it can be read."""


class ManifestError(CorpusError):
    """manifest.toml is malformed or names a file that is not there."""


class UnknownFormatError(CorpusError):
    """No reader exists for the file's suffix."""


class UnreadableFileError(CorpusError):
    """The file is empty, damaged, or in an encoding that cannot be told."""


class MissingLibraryError(CorpusError):
    """A reader needs a library that is not installed."""
