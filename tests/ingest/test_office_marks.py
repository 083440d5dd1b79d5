"""How a cell or a bracket marks which of several offices does what."""

from __future__ import annotations

import pytest

from ingest.items import Role
from ingest.owner_duties import read_cell, read_duties
from ingest.owners import names


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("县住建局（牵头）\n县民政局\n各乡镇政府", ["县住建局"], ["县民政局", "各乡镇政府"]),
        ("县住建局牵头\n县民政局\n各乡镇政府配合", ["县住建局"], ["县民政局", "各乡镇政府"]),
        ("牵头：县林草局\n配合：县财政局\n各乡镇（街道）\n县公\n安局",
         ["县林草局"], ["县财政局", "各乡镇（街道）", "县公安局"]),
        ("责任：各区人民政府\n指导：市住建局", ["各区人民政府"], []),
        ("县住建局[牵头]、县财政局[配合]", ["县住建局"], ["县财政局"]),
        ("【牵头】县住建局【配合】县财政局", ["县住建局"], ["县财政局"]),
        ("县住建局（牵）、县财政局（配）", ["县住建局"], ["县财政局"]),
        ("县住建局主抓，县财政局协助", ["县住建局"], ["县财政局"]),
        ("市城管局牵头、市水利局会同", ["市城管局"], ["市水利局"]),
        ("县委组织部\n（县委老干部局）", ["县委组织部（县委老干部局）"], []),
    ],
)  # fmt: skip
def test_roles_within_a_cell(said: str, lead: list[str], cooperating: list[str]) -> None:
    for owners in (read_cell(said, Role.LEAD), read_duties(said).owners):
        assert ([*owners.lead], [*owners.cooperating]) == (lead, cooperating)


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("某市水务集团\n（市水利局监督指导）", ["某市水务集团"]),
        ("各区政府（由市住建局负责指导、市城管局监督）", ["各区政府"]),
        ("县林业局（县森林公安局）", ["县林业局（县森林公安局）"]),
        ("①市城管局（管渠）②市水利局（河道）", ["市城管局", "市水利局"]),
        ("（1）县住建局（城区）（2）各乡镇人民政府（集镇）", ["县住建局", "各乡镇人民政府"]),
        ("1.县住建局：负责城区；2.县水利局：负责河道", ["县住建局", "县水利局"]),
        ("市住建局（负责验收）、市城管局（负责移交）", ["市住建局", "市城管局"]),
        ("省级：省水利厅；市级：市水利局", ["省水利厅", "市水利局"]),
        ("市住建局，供电、通信、燃气等管线单位", ["市住建局", "供电、通信、燃气等管线单位"]),
        ("市住建局∕市财政局 & 市水利局", ["市住建局", "市财政局", "市水利局"]),
        ("市公安局、市教育局等部门", ["市公安局", "市教育局等部门"]),
    ],
)
def test_names_without_what_is_said_of_them(said: str, listed: list[str]) -> None:
    assert list(names(said)) == listed


def test_remarks_name_who_helps_by_labels_only(read_text) -> None:
    parsed = read_text(
        "序号,工作内容,责任站所,完成时限,备注\n1,整治环境,镇城管办,6月底,配合单位：镇派出所、各村\n"
        "2,登记造册,镇民政办,9月,牵头领导：李强；协办：镇财政所\n"
        "3,清点资产,镇经发办,9月,由县民政局指导，配合县局开展\n4,巡查,,9月,责任单位：各村\n",
        "plan.csv",
    )
    assert [(item.lead, item.cooperating) for item in parsed.items] == [
        (("镇城管办",), ("镇派出所", "各村")),
        (("镇民政办",), ("镇财政所",)),
        (("镇经发办",), ()),
        (("各村",), ()),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "镇城管办　刘某,镇民政办　李强",
        "刘某（镇城管办）,李强（镇民政办）",
        "镇城管办：刘某,镇民政办：李强",
    ],
)
def test_persons_with_their_offices_say_who_leads(read_text, cells: str) -> None:
    first, second = cells.split(",")
    parsed = read_text(
        f"序号,工作内容,责任人,完成时间\n1,整治环境,{first},6月底\n2,登记造册,{second},9月\n",
        "plan.csv",
    )
    assert [item.lead for item in parsed.items] == [("镇城管办",), ("镇民政办",)]
    assert [(cell.column, cell.text) for cell in parsed.items[0].cells] == [("责任人", first)]


def test_persons_alone_lead_nothing(read_text) -> None:
    parsed = read_text(
        "序号,工作内容,责任人,完成时间\n1,整治环境,刘某,6月底\n2,登记造册,李强,9月\n", "plan.csv"
    )
    assert [item.lead for item in parsed.items] == [(), ()]
