"""Search finds the right items, inside what is asked, with scores that mean what they say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index import Hit, Index, retrieval
from index.fusion import fuse
from ingest import ItemKind, PolicyItem


def ids(hits: list[Hit]) -> list[str]:
    return [hit.item.item_id for hit in hits]


def test_fused_score_is_the_weighted_sum_of_scaled_scores() -> None:
    dense = np.array([0.9, 0.8, 0.7], dtype=np.float32)
    keyword = np.array([0, 5, 10], dtype=np.float32)
    # Dense scales to 1, .5, 0 and keyword to 0, .5, 1.
    assert fuse(dense, keyword, 0.6).tolist() == pytest.approx([0.6, 0.3 + 0.2, 0.4])


def test_candidates_alike_scale_to_one_when_they_score_at_all() -> None:
    same = np.array([0.5, 0.5], dtype=np.float32)
    none = np.zeros(2, dtype=np.float32)
    assert fuse(same, none, 0.6).tolist() == pytest.approx([0.6, 0.6])


def test_hits_come_best_first_and_no_more_than_asked(index: Index) -> None:
    hits = index.search("老年人体检", k=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 and -1 <= hit.dense <= 1 for hit in hits)
    assert index.search("老年人体检", k=0) == []


def test_within_narrows_before_ranking(index: Index, items: list[PolicyItem]) -> None:
    last = ids(index.search("老年人体检", k=len(items)))[-3:]
    assert set(ids(index.search("老年人体检", k=10, within=last))) == set(last)
    assert index.search("老年人体检", within=[]) == []
    assert ids(index.search("老年人体检", within=[last[0], "没有#1"])) == [last[0]]


def test_excluded_kinds_are_left_out(index: Index, items: list[PolicyItem]) -> None:
    kinds = {item.kind for item in items}
    assert len(kinds) > 1
    for kind in kinds:
        told = index.search("一件事", k=len(items), exclude_kinds=(kind,))
        assert set(ids(told)) == {item.item_id for item in items if item.kind is not kind}
    assert index.search("一件事", exclude_kinds=list(ItemKind)) == []


def test_words_may_differ_from_the_question(index: Index) -> None:
    plain = index.search("老人看病", k=80)
    helped = index.search("老人看病", k=80, keywords="家庭医生签约服务")
    assert {h.item.item_id: h.dense for h in plain} == pytest.approx(
        {h.item.item_id: h.dense for h in helped}
    )
    assert "家庭医生签约服务" in max(helped, key=lambda hit: hit.keyword).item.text


def test_scores_of_chosen_items_are_those_of_the_search(
    index: Index, items: list[PolicyItem]
) -> None:
    every = {hit.item.item_id: hit for hit in index.search("电子证照", k=len(items))}
    chosen = [items[3].item_id, items[40].item_id]
    told = index.score("电子证照", chosen)
    assert set(ids(told)) == set(chosen)
    for hit in told:
        assert hit.dense == pytest.approx(every[hit.item.item_id].dense)
        assert hit.keyword == pytest.approx(every[hit.item.item_id].keyword)
    assert index.score("电子证照", []) == []


def test_scoring_an_unknown_item_names_it(index: Index) -> None:
    with pytest.raises(ValueError, match="没有#1"):
        index.score("电子证照", ["没有#1"])


def test_large_corpora_give_the_same_best_items(
    index: Index, items: list[PolicyItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = ["老年人免费体检", "一业一证变更注销", "护士执业注册", "电子文件归档"]
    exact = [index.search(question, k=3) for question in questions]
    monkeypatch.setattr(retrieval, "POOL", 20)
    within = [item.item_id for item in items[2:]]
    for question, hits in zip(questions, exact, strict=True):
        assert ids(index.search(question, k=3)) == ids(hits)
        assert ids(index.search(question, k=1, within=within)) == ids(hits)[:1]


def test_items_found_by_words_alone_have_their_cosines_in_large_corpora_too(
    index: Index, items: list[PolicyItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = {hit.item.item_id: hit.dense for hit in index.search("护士执业注册", k=len(items))}
    monkeypatch.setattr(retrieval, "POOL", 20)
    monkeypatch.setattr(retrieval, "NARROWED", 6)
    hits = index.search("护士执业注册", k=len(items), keywords="老年人免费体检")
    assert len(hits) > 6
    for hit in hits:
        assert hit.dense == pytest.approx(exact[hit.item.item_id])


def test_odd_questions_are_answered(index: Index) -> None:
    for question in ["", "   ", "？！", "\0", "😀", "a" * 5_000, "老" * 3_000, "\ud83d"]:
        assert len(index.search(question, k=5)) == 5


def test_many_threads_find_the_same(real_index: Index) -> None:
    questions = ["老年人免费体检", "一业一证", "护士执业注册", "电子文件归档"] * 5
    alone = [ids(real_index.search(question)) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: ids(real_index.search(question)), questions))
    assert together == alone


# Asked in other words than the documents use; the items' own words are given to recognise them.
PARAPHRASED = [
    ("老年人免费体检不用申请是哪个部门负责", "65周岁以上老人免费体检"),
    ("孕前检查免费政策谁来牵头", "免费孕前优生健康检查"),
    ("老人去世后相关手续一次办好", "公民身故“一件事”"),
    ("企业关门注销一次办结", "企业变更、注销"),
    ("把医疗影像片子共享给企业", "医疗影像数据共享"),
    ("独生子女证办理更方便", "《独生子女父母光荣证》办理"),
    ("投诉窗口办不成事情去哪反映", "“办不成事”反映渠道"),
    ("医院伦理审查结果互相承认", "多中心伦理审查互认"),
    ("招募临床试验志愿者的平台", "受试者招募"),
    ("抽查检查随机抽取对象和人员", "双随机、一公开"),
    ("处罚金额自由裁量标准", "行政裁量权基准"),
    ("文件出台前审查会不会妨碍竞争", "公平竞争审查"),
    ("给小企业的职业病防护帮助", "中小微型企业职业健康帮扶"),
]

# What is asked about is one clause of a long work point.
CLAUSES = [
    ("开个口腔诊所要办几张证", "“口腔诊所”"),
    ("孕妇建大卡网上预约", "为孕妇建卡"),
    ("长三角跨省办理出生手续", "长三角区域出生"),
    ("电子证照免提交", "“两个免于提交”"),
    ("不同区办同一件事标准一样", "无差别受理、同标准办理"),
]


@pytest.mark.parametrize(("question", "phrase"), PARAPHRASED + CLAUSES)
def test_lay_words_find_the_item(real_index: Index, question: str, phrase: str) -> None:
    assert any(phrase in hit.item.text for hit in real_index.search(question, k=5))
