"""Deadlines as offices write them, and the last day that each means in 2024."""

from __future__ import annotations

import pytest

from ingest.deadlines import in_text, parse


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("9月", "month", "2024-09-30"),
        ("9月底前", "month", "2024-09-30"),
        ("2月底", "month", "2024-02-29"),
        ("2025年6月底前", "month", "2025-06-30"),
        ("6月启动，9月底完成", "month", "2024-09-30"),
        ("5月31日前", "day", "2024-05-31"),
        ("12月中旬", "day", "2024-12-20"),
        ("2024-06-30", "day", "2024-06-30"),
        ("三季度", "quarter", "2024-09-30"),
        ("上半年", "half_year", "2024-06-30"),
        ("年内", "year", "2024-12-31"),
        ("2025年底", "year", "2025-12-31"),
        ("2024—2026年", "period", "2026-12-31"),
        ("6月-9月", "period", "2024-09-30"),
        ("全年", "all_year", None),
        ("持续推进", "ongoing", None),
        ("长期坚持", "ongoing", None),
        ("每年6月底前", "ongoing", None),
        ("待定", "other", None),
        ("上半年开工，年底完工", "year", "2024-12-31"),
        ("一季度招标，10月底完工", "month", "2024-10-31"),
        ("2025年三季度末", "quarter", "2025-09-30"),
        ("12月31日前完成，并长期坚持", "day", "2024-12-31"),
        ("2023年完成80%，2025年6月底全部完成", "month", "2025-06-30"),
        ("2024年3月至2025年2月", "period", "2025-02-28"),
        ("二〇二五年六月底", "month", "2025-06-30"),
        ("“十四五”期间", "period", "2025-12-31"),
        ("按季度推进", "ongoing", None),
        ("印发之日起30日内", "other", None),
        ("2025年7月1日起施行", "other", None),
        ("2026年汛期前", "other", None),
        ("2024.3—12", "period", "2024-12-31"),
        ("2024年12月至次年3月", "period", "2025-03-31"),
        ("明年1月", "month", "2025-01-31"),
        ("2024年元月", "month", "2024-01-31"),
        ("9月底前（其中：6月底前完成主体）", "month", "2024-09-30"),
        ("12月底前全部完成，其中6月底前完成一半", "month", "2024-12-31"),
        ("半年一次", "ongoing", None),
        ("2024全年", "all_year", None),
        ("“五一”前", "day", "2024-04-30"),
        ("2025年国庆节前投用", "day", "2025-09-30"),
        ("明年“七一”前", "day", "2025-06-30"),
        ("2025年元旦前", "day", "2024-12-31"),
        ("春节前", "other", None),
        ("国庆节期间", "other", None),
        ("十一月底前", "month", "2024-11-30"),
        ("六月十五日前", "day", "2024-06-15"),
        ("二〇二五年十月二十一日", "day", "2025-10-21"),
        ("25.6.30", "day", "2025-06-30"),
        ("2025年中", "half_year", "2025-06-30"),
        ("2025年中央资金到位", "year", "2025-12-31"),
        ("上半年建成4个，全年建成9个", "year", "2024-12-31"),
        ("全年完成120个", "all_year", None),
        ("半年内", "other", None),
        ("两年内完成", "other", None),
        ("9月开学前", "other", None),
        ("2025年6月入汛前", "other", None),
        ("10月供暖季到来之前", "other", None),
        ("9月完成前期工作", "month", "2024-09-30"),
    ],
)
def test_kind_and_last_day(text: str, kind: str, due: str | None) -> None:
    found = parse(text, 2024)
    assert found and (found.text, found.kind.value) == (text, kind)
    assert (str(found.due) if found.due else None) == due


@pytest.mark.parametrize("text", ["", "—", "/", "无", " \n"])
def test_empty_cells_are_no_deadline(text: str) -> None:
    assert parse(text, 2024) is None


def test_bare_month_without_a_year_has_no_day() -> None:
    found = parse("9月", None)
    assert found and found.kind.value == "month" and found.due is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("优化布局。到2028年底，完成20座公园。", "2028-12-31"),
        ("抓紧办理，确保2024年底前落实到位。", "2024-12-31"),
        ("截至2023年底，全市共有100家。", None),
        ("自2024年起，不再列支。", None),
        ("到2025年，初步建成；到2030年，全面建成。", None),
    ],
)
def test_aims_in_running_text(text: str, due: str | None) -> None:
    found = in_text(text, 2024)
    assert (str(found.due) if found else None) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("改造站房，国庆节前投入运行。", "2024-09-30"),
        ("在第二季度内建成平台。", "2024-06-30"),
        ("“五一”前夕举办活动，第三季度前期筹备。", None),
    ],
)
def test_feasts_and_quarters_in_running_text(text: str, due: str | None) -> None:
    found = in_text(text, 2024)
    assert (str(found.due) if found else None) == due


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("开展监测，每季度末报告监测结果。", "每季度末"),
        ("应当于每年3月31日前报送年度报告。", "每年3月31日前"),
        ("每年十月底前完成一次普查。", "每年十月底前"),
        ("每月25日前上报名单。", "每月25日前"),
        ("每年底前组织考评。", "每年底前"),
        ("于每季度末月25日前报送进展。", None),
        ("每季度召开一次会议，每半年不少于一次。", None),
    ],
)
def test_days_that_come_again_in_running_text(text: str, said: str | None) -> None:
    found = in_text(text, 2024)
    assert (found.text if found else None) == said
    assert found is None or (found.kind.value, found.due) == ("ongoing", None)
