"""The HTTP contract as pydantic models, and how the assistant's types become them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator

from ingest import Deadline, Document, ParsedDocument, PolicyItem, ReadWarning
from ui.excerpts import WHOLE, excerpt, longest_text

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Explanation


Value = TypeVar("Value")


class _FirstMistake(FailFast):
    """The library's own cannot stand beside other types: it has no hash."""

    def __hash__(self) -> int:
        return hash(type(self))


# Of what comes from outside, only the first mistake is told: to find millions takes minutes.
Given = Annotated[list[Value], _FirstMistake()]


def _without_surrogates(text: str) -> str:
    """JSON can smuggle in half a character, which no encoding can write out again."""
    return text.encode("utf-8", "replace").decode("utf-8")


class TurnBody(BaseModel):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str

    _clean = field_validator("content")(_without_surrogates)


class AskRequest(BaseModel):
    """A question, and the conversation before it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "哪些任务在9月底前完成？", "history": []}]}
    )

    question: str = Field(description="问题，最多 2000 字")
    history: Given[TurnBody] = Field(default=[], description="此前的对话，只取最近 20 条")
    explain: bool = Field(default=False, description="为 true 时，回答里带上 explain")

    _clean = field_validator("question")(_without_surrogates)


class DeadlineBody(BaseModel):
    """时间节点: as written, its kind, and the last day it means (ISO date or null)."""

    text: str
    kind: str
    due: str | None

    @classmethod
    def of(cls, deadline: Deadline) -> DeadlineBody:
        due = deadline.due.isoformat() if deadline.due else None
        return cls(text=deadline.text, kind=deadline.kind.value, due=due)


class CellBody(BaseModel):
    """What a further column of the table says of a task."""

    column: str = Field(description="列头，照原文")
    text: str


class ItemBody(BaseModel):
    """One item; `text` equals the document's text[start:end], unless it is an excerpt."""

    item_id: str
    kind: str
    number: int | None
    doc_id: str
    doc_title: str
    section: str | None
    group_number: int | None
    group_title: str | None
    text: str
    lead: Given[str]
    cooperating: Given[str]
    units: Given[str]
    deadline: DeadlineBody | None
    start: int
    end: int
    # Only where it is true: a program that knows the older shape sees no change.
    recognised: bool = Field(
        default=False,
        exclude_if=lambda recognised: not recognised,
        description="文字由程序从图片识别，可能有错字",
    )
    cells: Given[CellBody] = Field(
        default=[],
        exclude_if=lambda cells: not cells,
        description="表中其他各列：分管领导、总投资、备注等",
    )

    @classmethod
    def of(cls, item: PolicyItem) -> ItemBody:
        return cls(**_item_fields(item))


class CitationBody(ItemBody):
    """An item with the phrase of it that proves the statement."""

    quote: str
    excerpt: bool = Field(
        default=False,
        exclude_if=lambda excerpt: not excerpt,
        description="引用的长条目太多，text、quote、cells 只是其中一段；"
        "全文见 /api/items/{item_id}",
    )

    @classmethod
    def of_citation(cls, citation: Citation, longest: int = WHOLE) -> CitationBody:
        """With no more than `longest` characters of each of its texts."""
        item, quote = citation.item, citation.quote
        fields = _item_fields(item)
        texts = (item.text, quote, *(cell.text for cell in item.cells))
        if all(len(text) <= longest for text in texts):
            return cls(**fields, quote=quote)
        fields["text"] = excerpt(item.text, longest, quote)
        for cell in fields["cells"]:
            cell.text = excerpt(cell.text, longest)
        return cls(**fields, quote=quote[:longest], excerpt=True)


def _item_fields(item: PolicyItem) -> dict[str, Any]:
    return {
        "item_id": item.item_id,
        "kind": item.kind.value,
        "number": item.number,
        "doc_id": item.doc_id,
        "doc_title": item.doc_title,
        "section": item.section,
        "group_number": item.group_number,
        "group_title": item.group_title,
        "text": item.text,
        "lead": list(item.lead),
        "cooperating": list(item.cooperating),
        "units": list(item.units),
        "deadline": DeadlineBody.of(item.deadline) if item.deadline else None,
        "start": item.start,
        "end": item.end,
        "recognised": item.recognised,
        "cells": [CellBody(column=cell.column, text=cell.text) for cell in item.cells],
    }


class FoundBody(BaseModel):
    """One retrieved item with its scores."""

    item_id: str
    score: float
    dense: float
    keyword: float


class ExplanationBody(BaseModel):
    """How the question was understood, and why it was answered or refused."""

    query: dict[str, Any]
    found: Given[FoundBody]
    reason: str
    removed: Given[str]
    stages_ms: dict[str, float]

    @classmethod
    def of(cls, explanation: Explanation) -> ExplanationBody:
        return cls(
            query={key: _plain(value) for key, value in explanation.query.items()},
            found=[
                FoundBody(item_id=item_id, score=score, dense=dense, keyword=keyword)
                for item_id, score, dense, keyword in explanation.found
            ],
            reason=explanation.reason,
            removed=list(explanation.removed),
            stages_ms=explanation.stages_ms,
        )


def _plain(value: object) -> object:
    """The value as JSON can hold it; anything unusual as its text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


class AnswerBody(BaseModel):
    """The answer, everything that proves it, and the nearest items that prove nothing."""

    answer: str
    refused: bool
    count: int | None
    citations: Given[CitationBody]
    related: Given[CitationBody]
    took_ms: float
    suggestions: Given[str]
    note: str = Field(default="", description="附注；没有时不出现")
    explain: ExplanationBody | None = Field(default=None, description="只在请求里要求时才有")

    @classmethod
    def of(cls, answer: Answer, *, explain: bool = False) -> AnswerBody:
        longest = longest_text((*answer.citations, *answer.related))
        return cls(
            answer=answer.text,
            refused=answer.refused,
            count=answer.count,
            citations=[CitationBody.of_citation(one, longest) for one in answer.citations],
            related=[CitationBody.of_citation(one, longest) for one in answer.related],
            took_ms=round(answer.took_ms, 2),
            suggestions=list(answer.suggestions),
            note=answer.note,
            explain=ExplanationBody.of(answer.explanation) if explain else None,
        )

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON: `explain` and `note` are left out where there is none."""
        empty = {name for name in ("explain", "note") if not getattr(self, name)}
        return self.model_dump(exclude=empty)


class ItemsBody(BaseModel):
    """One page of a listing; `total` counts every match."""

    total: int
    items: list[ItemBody]


class LinkBody(BaseModel):
    """A likely counterpart in another document."""

    score: float
    shared_terms: list[str]
    item: ItemBody


class DocumentBody(BaseModel):
    """One document without its text."""

    doc_id: str
    title: str
    short_title: str
    issuer: str
    date: str | None
    year: int | None
    jurisdiction: str
    kind: str
    source: str
    file: str
    sha256: str
    doc_number: str

    @classmethod
    def of(cls, document: Document) -> DocumentBody:
        names = [name for name in DocumentBody.model_fields if name != "date"]
        date = document.date.isoformat() if document.date else None
        return cls(date=date, **{name: getattr(document, name) for name in names})


class WarningBody(BaseModel):
    """Something a person should look at before the document goes live."""

    code: str
    message: str
    start: int | None
    end: int | None

    @classmethod
    def of(cls, warning: ReadWarning) -> WarningBody:
        start, end = (warning.place.start, warning.place.end) if warning.place else (None, None)
        return cls(code=warning.code, message=warning.message, start=start, end=end)


class ReadBody(DocumentBody):
    """What reading one file gave."""

    items: list[ItemBody]
    warnings: list[WarningBody]

    @classmethod
    def of_parsed(cls, parsed: ParsedDocument) -> ReadBody:
        document = DocumentBody.of(parsed.document)
        return cls(
            **document.model_dump(),
            items=[ItemBody.of(item) for item in parsed.items],
            warnings=[WarningBody.of(warning) for warning in parsed.warnings],
        )


class FeedbackRequest(BaseModel):
    """Was an answer of use, and if not, why."""

    question: str = Field(max_length=4000)
    answer: str = Field(max_length=40000)
    useful: bool
    reason: str = Field(default="", max_length=2000)
    item_ids: Given[Annotated[str, Field(max_length=300)]] = Field(default=[], max_length=500)


class ErrorDetail(BaseModel):
    """A stable code and a message that a person can act on."""

    code: str
    message: str


class ErrorBody(BaseModel):
    """Every error has this shape."""

    error: ErrorDetail
