"""The ways an index folder can be unusable; each message says, in Chinese, what to run."""

from __future__ import annotations

BUILD = "policyqa build"


class IndexUnusable(RuntimeError):  # noqa: N818 - reads as what happened
    """An index folder that cannot be opened or built; the message is safe to show to a user."""


class IndexMissing(IndexUnusable):
    """There is no finished index in the folder."""


class IndexMismatch(IndexUnusable):
    """The index was built by another format, embedder or store than this program can open."""


class IndexDamaged(IndexUnusable):
    """A file of the index is gone or differs from what was built."""


class IndexBusy(IndexUnusable):
    """Another process is building into the same folder."""


class ServerUnreachable(IndexUnusable):
    """A server that holds a part of the index does not answer, or lets nobody in."""
