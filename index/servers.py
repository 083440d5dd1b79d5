"""Where an index keeps what does not lie in its folder: in Milvus, in PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

# What the servers call their part of a build starts with this, so that a person can tell it.
PREFIX = "policyqa_"


@dataclass(frozen=True, slots=True)
class Servers:
    """Addresses, and the name under which one build lies there; None keeps it in the folder."""

    milvus_uri: str | None = None  # http://host:19530, or a path ending in .db: Milvus Lite
    milvus_token: str = field(default="", repr=False)
    database_url: str | None = field(default=None, repr=False)  # it may hold a password
    name: str = f"{PREFIX}unnamed"

    def for_build(self, build: Path) -> Servers:
        """The same servers, with the name that one finished or unfinished build has there."""
        return replace(self, name=PREFIX + "".join(c for c in build.name if c.isalnum()))


LOCAL = Servers()
