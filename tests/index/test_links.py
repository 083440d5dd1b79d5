"""Items of two documents about the same thing know of each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from index import Index
from index.builder import build_from
from index.linking import LEAST_SCORE, MOST_LINKS
from ingest import ParsedDocument, PolicyItem


def find(items: list[PolicyItem], doc_id: str, phrase: str) -> PolicyItem:
    return next(item for item in items if item.doc_id == doc_id and phrase in item.text)


def test_links_join_a_point_and_the_tasks_that_carry_it_out(
    index: Index, items: list[PolicyItem]
) -> None:
    point = find(items, "shanghai-2024", "病媒生物预防控制服务机构")
    task = find(items, "pudong-2024", "病媒生物预防控制服务机构")
    best = index.catalogue.links(task.item_id)[0]
    assert best.other_id == point.item_id
    assert "病媒生物预防控制服务机构" in best.shared_terms
    assert task.item_id in {link.other_id for link in index.catalogue.links(point.item_id)}


def test_links_are_between_documents_good_and_best_first(
    index: Index, items: list[PolicyItem]
) -> None:
    documents = {item.item_id: item.doc_id for item in items}
    every = [index.catalogue.links(item.item_id) for item in items]
    assert sum(map(len, every)) > 60
    for links in every:
        assert [link.score for link in links] == sorted((x.score for x in links), reverse=True)
        for link in links:
            assert documents[link.item_id] != documents[link.other_id]
            assert LEAST_SCORE <= link.score <= 1
            assert link.shared_terms


def test_links_join_both_ways_with_one_score(index: Index, items: list[PolicyItem]) -> None:
    links = [link for item in items for link in index.catalogue.links(item.item_id)]
    scores = {(link.item_id, link.other_id): link.score for link in links}
    both = [pair for pair in scores if pair[::-1] in scores]
    assert len(both) > 60
    assert all(scores[pair] == scores[pair[::-1]] for pair in both)
    full = Counter(link.item_id for link in links)
    # A way back is missing only where an item has as many links as are kept.
    assert all(full[other] == MOST_LINKS for one, other in scores if (other, one) not in scores)


def test_what_both_share_is_said_by_both(index: Index, items: list[PolicyItem]) -> None:
    def plain(item_id: str) -> str:
        item = index.catalogue.item(item_id)
        assert item
        return "".join(c for c in f"{item.group_title}{item.text}" if c not in "“”《》 \n")

    for item in items:
        for link in index.catalogue.links(item.item_id):
            for term in link.shared_terms:
                bare = "".join(c for c in term if c not in "“”《》")
                assert bare in plain(link.item_id)
                assert bare in plain(link.other_id)


def test_unrelated_items_are_not_linked(index: Index, items: list[PolicyItem]) -> None:
    archive = find(items, "pudong-2024", "电子文件归档")
    assert index.catalogue.links(archive.item_id) == []


def test_one_document_alone_has_no_links(parsed: list[ParsedDocument], tmp_path: Path) -> None:
    one = [replace(parsed[0], items=parsed[0].items[:3])]
    build_from(one, tmp_path / "index", checksum="", embedder="hashing")
    opened = Index.open(tmp_path / "index")
    assert [opened.catalogue.links(item.item_id) for item in one[0].items] == [[], [], []]
