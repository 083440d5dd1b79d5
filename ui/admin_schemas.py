"""What the administrator's routes take and give."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, Field

from index.catalogue import Catalogue
from ingest import CorpusError
from ui import documents
from ui.rebuild import Progress
from ui.schemas import ReadBody


class StoredBody(BaseModel):
    """One document of the store. `items` and `doc_id` are those of the index that serves."""

    key: str
    file: str
    title: str
    state: documents.State
    uploaded: bool
    added_at: dt.datetime | None
    doc_id: str = ""
    items: int | None = Field(default=None, description="索引里的条目数；不在索引里时为空")
    problem: str = Field(default="", description="文件读不出来时，说明为什么、怎么办")

    @classmethod
    def of(cls, one: documents.Stored, catalogue: Catalogue | None) -> StoredBody:
        title = one.entry.title if one.entry and one.entry.title else one.path.stem
        body = cls(
            key=one.key, file=one.path.name, title=title,
            state=one.state, uploaded=one.uploaded, added_at=one.added_at,
        )  # fmt: skip
        try:
            doc_id, sha256 = documents.identity(one)
        except (CorpusError, OSError) as error:
            return body.model_copy(update={"problem": str(error)})
        served = catalogue.document(doc_id) if catalogue else None
        if catalogue is None or served is None or served.sha256 != sha256:
            return body
        from index.filters import ItemFilter

        items = catalogue.count(ItemFilter(doc_ids=(doc_id,)))
        found = {"doc_id": doc_id, "items": items, "title": served.title}
        return body.model_copy(update=found)


class StoreBody(BaseModel):
    """All documents, and whether the index that serves was made from the live ones."""

    up_to_date: bool
    suffixes: list[str] = Field(description="能读的文件后缀")
    documents: list[StoredBody]


class DraftBody(ReadBody):
    """What was read from a document, and which live one it looks like a new version of."""

    key: str
    state: documents.State
    same_as: str = Field(default="", description="看起来是哪份文件的新版本（它的 key）")


class PublishRequest(BaseModel):
    """What the administrator states; an empty field leaves it to what was read."""

    title: str = Field(default="", max_length=300)
    short_title: str = Field(default="", max_length=60)
    issuer: str = Field(default="", max_length=100)
    jurisdiction: str = Field(default="", max_length=50)
    date: dt.date | None = None
    replaces: str = Field(default="", description="要替换的文件的 key")

    def facts(self) -> documents.Facts:
        """Without what it replaces."""
        return documents.Facts.model_validate(self.model_dump(exclude={"replaces"}))


class RebuildBody(BaseModel):
    """Where a build of the index stands."""

    state: str
    stage: str
    done: int
    total: int
    message: str
    finished_at: dt.datetime | None

    @classmethod
    def of(cls, progress: Progress) -> RebuildBody:
        return cls(
            state=progress.state, stage=progress.stage, done=progress.done,
            total=progress.total, message=progress.message, finished_at=progress.finished_at,
        )  # fmt: skip
