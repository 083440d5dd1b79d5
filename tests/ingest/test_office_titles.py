"""Titles, issuers and places as letterheads, minutes and marks over a title have them."""

from __future__ import annotations

import pytest
from office_items import days

from ingest.places import jurisdiction


def test_titles_of_revisions_of_spans_and_below_a_mark(read_text) -> None:
    revised = read_text(
        "某市科技局关于修订《某市创新券管理办法》的通知\n某科发〔2025〕3号\n各有关单位：\n"
        "现将修订后的办法印发。\n某市创新券管理办法\n第一条　为规范管理，制定本办法。\n"
    )
    assert revised.document.title == "某市创新券管理办法"
    spanning = read_text(
        "某市城市管理局\n某市2025—2026年清雪工作方案\n（某城管〔2025〕8号，2025年10月9日印发）\n"
        "一、任务\n1.备足物资。\n"
    )
    assert spanning.document.title == "某市2025—2026年清雪工作方案"
    assert spanning.document.issuer == "某市城市管理局"
    below = read_text("附件2\n某县2026年商业体系考核指标分解\n一、设施\n1.新建市场。（县商务局）\n")
    assert (below.document.title, below.document.year) == ("某县2026年商业体系考核指标分解", 2026)
    party = read_text("中共某县委办公室关于做好2026年创建工作的通知\n一、市容\n1.整治街巷。\n")
    assert party.document.jurisdiction == "某县"


def test_minutes_marks_and_offices_beside_their_date(read_text) -> None:
    minutes = read_text(
        "专题会议纪要\n〔2025〕第6号\n某市人民政府办公室　　2025年8月7日\n\n"
        "关于研究新站建设有关事项的会议纪要\n一、关于征拆。由市住建局负责，9月底前完成。\n"
    )
    assert minutes.document.title == "关于研究新站建设有关事项的会议纪要"
    assert (minutes.document.issuer, days(minutes)) == ("某市人民政府办公室", {1: "2025-09-30"})
    marked = read_text("内部资料\n某区2025年目标任务分解表\n1.建设学校。（区教育局）\n")
    assert marked.document.title == "某区2025年目标任务分解表"
    dated = read_text(
        "盐城市水利局关于防汛督导情况的通报\n盐城市水利局（2025年7月2日）\n1.加强值守。\n"
    )
    assert (dated.document.issuer, str(dated.document.date)) == ("盐城市水利局", "2025-07-02")
    assert dated.document.jurisdiction == "盐城市"
    monthly = read_text(
        "某省数据行动方案（2025-2027年）\n某省数据局 2025年1月\n1.建设空间，6月底前完成。\n"
    )
    assert (monthly.document.issuer, days(monthly)) == ("某省数据局", {1: "2025-06-30"})


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("盐城市2025年工作要点", "盐城市"),
        ("文明城市创建2025年方案", ""),
        ("县城市管理局通知", ""),
        ("江门市2025年重点任务", "江门市"),
        ("厦门市思明区人民政府", "厦门市思明区"),
        ("成都市武侯区2025年工作要点", "成都市武侯区"),
        ("各部门市级2025年任务", ""),
        ("大都市圈办公室", ""),
        ("城市更新行动方案", ""),
        ("中共中央 国务院关于加强城市工作的意见", "全国"),
    ],
)
def test_places_that_end_in_words_of_their_own(said: str, place: str) -> None:
    assert jurisdiction(said) == place
