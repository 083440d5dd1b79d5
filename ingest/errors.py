"""The errors of ingestion; every message is Chinese and says what to do next.

CorpusError
├── ManifestError        manifest.toml is malformed or names a file that is not there
├── UnknownFormatError   no reader exists for the file's suffix
├── UnreadableFileError  the file is empty, damaged, or in an encoding that cannot be told
└── MissingLibraryError  a reader needs a library that is not installed
"""

from __future__ import annotations

import re


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


def because(damage: BaseException) -> str:
    """（…） with what a failure says, where it says it in Chinese.

    What libraries say is in English and can hold paths of the computer that reads; it stays
    with the error as its cause.
    """
    said = str(damage)[:200]
    return f"（{said}）" if re.search("[一-鿿]", said) and not re.search(r"[/\\]", said) else ""
