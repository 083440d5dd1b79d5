"""Remove from the servers what a build that goes has there."""

from __future__ import annotations

import logging
from pathlib import Path

from index import database
from index.errors import IndexUnusable
from index.manifest import read_manifest
from index.servers import Servers

log = logging.getLogger(__name__)


def forget_build(servers: Servers, build: Path) -> None:
    """Drop the build's collection and schema, where there are addresses and they exist."""
    here = servers.for_build(build)
    if here.database_url:
        database.forget(here)
    if here.milvus_uri:
        from index.stores import milvus

        milvus.forget(here)
    _say_what_stays(here, build)


def _say_what_stays(here: Servers, build: Path) -> None:
    """Name what nobody can drop any more, because its address is no longer set."""
    try:
        manifest = read_manifest(build)
    except IndexUnusable:
        return
    if manifest.store == "milvus" and not here.milvus_uri:
        log.warning("没有设置 POLICYQA_MILVUS_URI，Milvus 里的集合 %s 没有删除。", here.name)
    if manifest.catalogue == database.POSTGRESQL and not here.database_url:
        log.warning("没有设置 POLICYQA_DATABASE_URL，PostgreSQL 里的 %s 没有删除。", here.name)
