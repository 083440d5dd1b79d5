"""The catalogue gives back what went in, and its filters mean what they say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import CountRange, Index, ItemFilter, OwnerCondition
from index.builder import build_from
from index.servers import LOCAL, Servers
from ingest import Deadline, DeadlineKind, ItemKind, ParsedDocument, PolicyItem, Role

T = TypeVar("T")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def servers(request: pytest.FixtureRequest) -> Servers:
    """Where the catalogue lies: in the folder, or on a server."""
    wanted: Servers = LOCAL
    if request.param != "sqlite":
        wanted = request.getfixturevalue(request.param)
    return wanted


@pytest.fixture(scope="module")
def index(
    servers: Servers, parsed: list[ParsedDocument], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    place = tmp_path_factory.mktemp("index") / "index"
    build_from(parsed, place, checksum="", embedder="hashing", servers=servers)
    opened = Index.open(place, servers)
    yield opened
    opened.close()


def test_items_come_back_exactly_and_in_document_order(
    index: Index, items: list[PolicyItem]
) -> None:
    assert index.catalogue.items() == items


def test_documents_come_back_with_their_texts(index: Index, parsed: list[ParsedDocument]) -> None:
    assert index.catalogue.documents() == [one.document for one in parsed]
    for one in parsed:
        assert index.catalogue.document(one.document.doc_id) == one.document
        assert index.catalogue.headings(one.document.doc_id) == sorted(
            one.headings, key=lambda span: span.start
        )
    assert index.catalogue.document("没有") is None


def test_odd_items_come_back_exactly(
    parsed: list[ParsedDocument], tmp_path: Path, servers: Servers
) -> None:
    first = parsed[0].items[0]
    odd = (
        replace(first, item_id="a", section=None, title="", deadline=None, owners_certain=False),
        replace(first, item_id="b", section="", group_title="", group_number=0, number=None),
        replace(first, item_id="c", lead=("乙", "甲", "乙"), units=(), text="换\n行\t“引号”'%_\\"),
        replace(first, item_id="d", deadline=Deadline("尽快", DeadlineKind.OTHER), label=""),
        replace(first, item_id="f", number=20_241_234_567),
        replace(
            first,
            item_id="e",
            kind=ItemKind.PASSAGE,
            deadline=Deadline("年内", DeadlineKind.YEAR, dt.date(2024, 12, 31)),
        ),
    )
    document = replace(parsed[0], items=odd)
    place = tmp_path / "index"
    build_from([document], place, checksum="", embedder="hashing", servers=servers)
    with closing(Index.open(place, servers)) as opened:
        assert tuple(opened.catalogue.items()) == odd


def test_each_step_of_a_deadline_is_found(
    parsed: list[ParsedDocument], tmp_path: Path, servers: Servers
) -> None:
    first = parsed[0].items[0]
    day = dt.date(2024, 12, 31)
    steps = Deadline("6月底前完成立项，12月底前建成", DeadlineKind.MONTH, day)
    one = Deadline("12月", DeadlineKind.MONTH, day)
    items = (
        replace(first, item_id="steps", deadline=steps),
        replace(first, item_id="one", deadline=one),
    )
    place = tmp_path / "index"
    document = replace(parsed[0], items=items)
    build_from([document], place, checksum="", embedder="hashing", servers=servers)
    with closing(Index.open(place, servers)) as opened:

        def found(**wanted: object) -> list[str]:
            return [item.item_id for item in opened.catalogue.items(ItemFilter(**wanted))]

        assert found(months=(6,)) == ["steps"]
        assert found(months=(12,)) == ["steps", "one"]
        assert found(due_to=dt.date(2024, 9, 30)) == ["steps"]
        assert found(due_from=dt.date(2024, 7, 1), due_to=dt.date(2024, 11, 30)) == []


def test_days_without_a_year_are_of_each_documents_own(
    parsed: list[ParsedDocument], tmp_path: Path, servers: Servers
) -> None:
    documents = []
    for year, month in ((2023, 6), (2023, 11), (2025, 6), (2025, 11)):
        doc_id = f"{year}-{month}"
        due = Deadline(f"{month}月底前", DeadlineKind.MONTH, dt.date(year, month, 30))
        item = replace(parsed[0].items[0], item_id=doc_id, doc_id=doc_id, deadline=due)
        document = replace(parsed[0].document, doc_id=doc_id, year=year)
        documents.append(ParsedDocument(document, (item,), (), ()))
    place = tmp_path / "index"
    build_from(documents, place, checksum="", embedder="hashing", servers=servers)
    with closing(Index.open(place, servers)) as opened:
        summer = ItemFilter(due_to=dt.date(2025, 8, 31), own_year=2025)
        said = replace(summer, own_year=None)
        assert [i.item_id for i in opened.catalogue.items(summer)] == ["2023-6", "2025-6"]
        assert [i.item_id for i in opened.catalogue.items(said)] == ["2023-6", "2023-11", "2025-6"]


def test_item_by_id(index: Index, items: list[PolicyItem]) -> None:
    assert index.catalogue.item(items[20].item_id) == items[20]
    assert index.catalogue.item("没有#1") is None


def test_items_by_id_keep_the_order_asked(index: Index, items: list[PolicyItem]) -> None:
    asked = [items[5].item_id, "没有#1", items[2].item_id, items[5].item_id]
    assert index.catalogue.items_by_id(asked) == [items[5], items[2]]


def test_pages_join_to_the_whole(index: Index, items: list[PolicyItem]) -> None:
    pages = [index.catalogue.items(offset=at, limit=7) for at in range(0, len(items), 7)]
    assert [item for page in pages for item in page] == items
    assert index.catalogue.items(offset=len(items) - 2) == items[-2:]


def test_owner_counts_are_those_of_the_items(index: Index, items: list[PolicyItem]) -> None:
    told = {(one.name, one.role): one.items for one in index.catalogue.owners()}
    assert told == Counter((n, role) for i in items for role in Role for n in set(i.owners(role)))
    counts = [one.items for one in index.catalogue.owners(role=Role.LEAD)]
    assert counts == sorted(counts, reverse=True)
    assert all(one.role is Role.LEAD for one in index.catalogue.owners(role=Role.LEAD))


def test_owners_of_one_document_are_its_own(index: Index, items: list[PolicyItem]) -> None:
    for doc_id in {item.doc_id for item in items}:
        told = {one.name for one in index.catalogue.owners(role=Role.LEAD, doc_id=doc_id)}
        assert told == {name for item in items if item.doc_id == doc_id for name in item.lead}


def test_groups_hold_their_items(index: Index, items: list[PolicyItem]) -> None:
    grouped = [item for item in items if item.group_number is not None]
    groups = index.catalogue.groups()
    assert [item_id for group in groups for item_id in group.item_ids] == [
        item.item_id for item in grouped
    ]
    for group in groups:
        members = index.catalogue.items_by_id(group.item_ids)
        assert {(i.doc_id, i.group_number, i.group_title, i.section) for i in members} == {
            (group.doc_id, group.number, group.title, group.section)
        }
    assert len({(group.doc_id, group.number) for group in groups}) == len(groups)


def test_sections_hold_their_items(index: Index, items: list[PolicyItem]) -> None:
    doc_id = items[-1].doc_id
    for section in index.catalogue.sections(doc_id):
        members = [i for i in items if (i.doc_id, i.section) == (doc_id, section.title)]
        assert list(section.item_ids) == [item.item_id for item in members]
    titles = [section.title for section in index.catalogue.sections(doc_id)]
    assert titles == list(
        dict.fromkeys(i.section for i in items if i.doc_id == doc_id if i.section)
    )


def holds(item: PolicyItem, wanted: ItemFilter) -> bool:
    """What a filter means, said in the plainest way."""
    due = item.deadline.due if item.deadline else None
    said = item.deadline.text if item.deadline else ""
    text = f"{item.group_title or ''}\0{item.text}".lower()
    times = [
        not wanted.deadline_kinds
        or (item.deadline is not None and item.deadline.kind in wanted.deadline_kinds),
        not wanted.deadline_words or any(word in said for word in wanted.deadline_words),
        wanted.due_from is None or (due is not None and due >= wanted.due_from),
        wanted.due_to is None or (due is not None and due <= wanted.due_to),
        not wanted.months or (due is not None and due.month in wanted.months),
    ]
    written = wanted.deadline_kinds or wanted.deadline_words
    dated = wanted.due_from or wanted.due_to or wanted.months
    all_times = not (wanted.either_time and written and dated)
    return all(
        [
            *(
                one.negated
                != any(name in item.owners(role) for name in one.names for role in one.roles)
                for one in wanted.owners
            ),
            *(
                (one.least is None or len(item.owners(one.role)) >= one.least)
                and (one.most is None or len(item.owners(one.role)) <= one.most)
                for one in wanted.owner_counts
            ),
            not wanted.kinds or item.kind in wanted.kinds,
            not wanted.doc_ids or item.doc_id in wanted.doc_ids,
            not wanted.item_ids or item.item_id in wanted.item_ids,
            not wanted.numbers or item.number in wanted.numbers,
            not wanted.groups or item.group_number in wanted.groups,
            not wanted.sections or item.section in wanted.sections,
            all(times) if all_times else all(times[:2]) or all(times[2:]),
            all(phrase.lower() in text for phrase in wanted.contains),
            item.item_id not in wanted.excluded_ids,
        ]
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_filters_let_through_what_they_say(
    index: Index, items: list[PolicyItem], data: st.DataObject
) -> None:
    names = sorted({name for item in items for role in Role for name in item.owners(role)})
    days = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    ids = [item.item_id for item in items]
    phrases = ["一件事", "“", "%", "_", "监管", "bim", "\\"]

    def some(values: list[T]) -> st.SearchStrategy[tuple[T, ...]]:
        return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)

    def seldom(strategy: st.SearchStrategy[tuple[T, ...]]) -> st.SearchStrategy[tuple[T, ...]]:
        return st.one_of(st.just(()), st.just(()), strategy)

    number = st.none() | st.integers(0, 4)
    owner = st.builds(OwnerCondition, some(names), some(list(Role)), st.booleans())
    count = st.builds(CountRange, st.sampled_from(list(Role)), number, number)
    wanted = data.draw(
        st.builds(
            ItemFilter,
            owners=seldom(st.lists(owner, max_size=2).map(tuple)),
            owner_counts=seldom(st.lists(count, max_size=1).map(tuple)),
            kinds=seldom(some(list(ItemKind))),
            doc_ids=seldom(some(sorted({item.doc_id for item in items}))),
            item_ids=seldom(st.lists(st.sampled_from(ids), max_size=20).map(tuple)),
            numbers=seldom(some(list(range(1, 30)))),
            groups=seldom(some(list(range(1, 19)))),
            sections=seldom(some(sorted({item.section for item in items if item.section}))),
            deadline_kinds=seldom(some(list(DeadlineKind))),
            due_from=st.none() | days,
            due_to=st.none() | days,
            months=seldom(some([3, 6, 9, 10])),
            either_time=st.booleans(),
            deadline_words=seldom(some(["全年", "9月", "%"])),
            contains=seldom(some(phrases)),
            excluded_ids=seldom(st.lists(st.sampled_from(ids), max_size=20).map(tuple)),
        )
    )
    right = [item for item in items if holds(item, wanted)]
    assert index.catalogue.items(wanted) == right
    assert index.catalogue.count(wanted) == len(right)


def test_jointly_led_items(index: Index, items: list[PolicyItem]) -> None:
    wanted = ItemFilter(owner_counts=(CountRange(Role.LEAD, least=2),))
    told = index.catalogue.items(wanted)
    assert told == [item for item in items if len(item.lead) > 1]
    assert told


def test_years_in_which_something_is_due(index: Index, items: list[PolicyItem]) -> None:
    due = {item.deadline.due.year for item in items if item.deadline and item.deadline.due}
    assert index.catalogue.due_years() == sorted(due)


def test_many_threads_read_the_same(index: Index, items: list[PolicyItem]) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda item: index.catalogue.item(item.item_id), items * 3))
    assert answers == items * 3


def test_catalogue_cannot_be_written(index: Index) -> None:
    from sqlalchemy import delete
    from sqlalchemy.exc import DBAPIError

    from index import tables

    with (
        pytest.raises(DBAPIError, match=r"readonly|read-only"),
        index.catalogue._engine.begin() as connection,
    ):
        connection.execute(delete(tables.items))
