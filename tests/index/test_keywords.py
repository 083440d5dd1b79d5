"""Words find items: how Chinese is cut, and what BM25 makes of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import Index
from index.keywords import Keywords, tokens
from ingest import PolicyItem


def test_chinese_becomes_characters_and_pairs() -> None:
    assert tokens("一件事") == ["一", "件", "事", "一件", "件事"]


def test_latin_words_and_numbers_stay_whole_in_small_letters() -> None:
    assert tokens("BIM技术2024年") == ["bim", "技", "术", "技术", "2024", "年"]


def test_quotes_and_punctuation_do_not_matter() -> None:
    assert tokens("推进“一件事”") == tokens("推进一件事")
    assert tokens("注销、补正。") == [*tokens("注销"), *tokens("补正")]
    assert tokens("“”、。 \n") == []


def test_scores_are_those_of_the_formula() -> None:
    keywords = Keywords.build(["甲", "甲乙", "丙"])
    # 甲 is 1 token, 甲乙 is 3 (甲, 乙, 甲乙), 丙 is 1: 5/3 on average. 甲 is in 2 texts of 3.
    rarity = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    short = rarity * (1 * 2.5) / (1 + 1.5 * (1 - 0.75 + 0.75 * 1 / (5 / 3)))
    long = rarity * (1 * 2.5) / (1 + 1.5 * (1 - 0.75 + 0.75 * 3 / (5 / 3)))
    assert keywords.scores("甲").tolist() == pytest.approx([short, long, 0])
    assert keywords.scores("甲甲").tolist() == pytest.approx([short, long, 0])


def test_saved_index_scores_the_same(tmp_path: Path, items: list[PolicyItem]) -> None:
    keywords = Keywords.build([item.topic for item in items])
    keywords.save(tmp_path / "k.npz")
    again = Keywords.load(tmp_path / "k.npz")
    assert np.array_equal(again.scores("牵头优化一件事"), keywords.scores("牵头优化一件事"))


def test_an_index_made_in_many_steps_is_the_same(
    items: list[PolicyItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [item.topic for item in items]
    at_once = Keywords.build(texts)
    monkeypatch.setattr("index.keywords._BLOCK", 7)
    in_steps = Keywords.build(texts)
    for text in texts:
        assert np.array_equal(in_steps.scores(text), at_once.scores(text))


@pytest.fixture(scope="module")
def many(items: list[PolicyItem]) -> list[str]:
    """Thousands of texts of clauses that repeat, so that some terms are in most of them."""
    chance = Random(3)
    clauses = [clause for item in items for clause in re.findall(r"[^，。；]+", item.text)]
    return ["，".join(chance.choices(clauses, k=3)) for _ in range(6_000)]


@pytest.mark.parametrize("k", [1, 8, 400])
@pytest.mark.parametrize(
    "question", ["家庭医生签约服务“免申即享”由谁牵头？", "工作", "推进服务管理", "的", "无关xyz"]
)
def test_the_best_of_many_are_those_that_score_highest(
    many: list[str], question: str, k: int
) -> None:
    keywords = Keywords.build(many)
    scores = keywords.scores(question)
    for among in (None, np.arange(0, len(many), 7)):
        own = scores if among is None else scores[among]
        expected = [at for at in np.argsort(-own, kind="stable")[:k].tolist() if own[at] > 0]
        rows, found = keywords.best(question, k, among)
        assert rows.tolist() == (expected if among is None else among[expected].tolist())
        assert found.tolist() == own[expected].tolist()


def test_a_text_among_many_scores_what_the_formula_gives(many: list[str]) -> None:
    question = "推进家庭医生签约服务"
    counts = [Counter(tokens(text)) for text in many]
    mean = sum(count.total() for count in counts) / len(counts)
    expected = np.zeros(len(many))
    for term in set(tokens(question)):
        having = sum(term in count for count in counts)
        rarity = math.log1p((len(many) - having + 0.5) / (having + 0.5))
        for row, count in enumerate(counts):
            norm = 1.5 * (1 - 0.75 + 0.75 * count.total() / mean)
            expected[row] += rarity * count[term] * 2.5 / (count[term] + norm)
    assert Keywords.build(many).scores(question) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("exact", [1_024.0, 20.0])
def test_what_was_asked_before_changes_no_score(
    many: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exact: float
) -> None:
    monkeypatch.setattr("index.keywords._EXACT", exact)  # what scores more is no start for others
    asked = Keywords.build(many)
    asked.save(tmp_path / "k.npz")
    long = "".join(many[:400])
    for question in [
        "推进家庭医生签约服务由谁牵头？", "推进家庭医生签约服务", "家庭医生签约服务 签约医生", long,
        "家庭医生签约", "无关xyz", "", f"{long}家庭医生", "推进家庭医生签约服务",
    ]:  # fmt: skip
        fresh = Keywords.load(tmp_path / "k.npz")
        assert asked.scores(question).tolist() == fresh.scores(question).tolist()
        for told, expected in zip(asked.best(question, 50), fresh.best(question, 50), strict=True):
            assert told.tolist() == expected.tolist()


def test_no_texts_and_no_terms_score_nothing(tmp_path: Path) -> None:
    Keywords.build([]).save(tmp_path / "k.npz")
    assert Keywords.load(tmp_path / "k.npz").scores("甲").tolist() == []
    assert Keywords.build(["。", ""]).scores("甲").tolist() == [0, 0]


@pytest.mark.parametrize(
    "phrase", ["一业一证", "免申即享", "三项制度", "随申码", "BIM", "bim", "两病"]
)
def test_a_phrase_alone_puts_the_items_that_say_it_first(
    index: Index, items: list[PolicyItem], phrase: str
) -> None:
    said = {item.item_id for item in items if phrase.lower() in item.topic.lower()}
    hits = sorted(index.search(phrase, k=len(items)), key=lambda hit: -hit.keyword)
    assert said
    assert {hit.item.item_id for hit in hits[: len(said)]} == said
