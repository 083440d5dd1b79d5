"""What a column of a task table holds, told from the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from ingest.items import Role
from ingest.roles import roles_of


class Column(StrEnum):
    """What a column holds; the value is how a leftover cell of it is called."""

    NUMBER = "序号"
    CONTENT = "任务内容"
    LEAD = "牵头单位"
    COOPERATING = "配合单位"
    UNIT = "落实单位"
    DUTIES = "责任分工"  # several roles in one cell, told apart inside it
    MARKED = "责任矩阵"  # of one office, with marks for what it does
    DEADLINE = "时间节点"
    TICKED = "时段"  # a tick under 三季度 says when
    REMARK = "备注"
    OTHER = "其他列"


_ROLE_COLUMNS = {
    Role.LEAD: Column.LEAD,
    Role.COOPERATING: Column.COOPERATING,
    Role.UNIT: Column.UNIT,
}
OWNER_COLUMNS = {column: role for role, column in _ROLE_COLUMNS.items()}

_COMES_IN = (
    "(?:交办|转办|下达|立案|受理|登记|收文|来文|批示|接收|推送|申报|申请|报名|填报|更新|统计|发布"
    "|印发|发文)"
)

_KINDS = (
    (
        Column.NUMBER,
        re.compile(
            r"^(?:[一-鿿]{0,4}(?:序号|编号|编码|代码|项次|次序|ID|id)|序|号|(?:[一-鿿]{0,2}(?:建议|[提议]案|工单|案件))号|N[oO]\.?)$"
        ),
    ),
    (
        Column.DUTIES,
        re.compile("(?:责任|职责|任务)?分工$|牵头.*(?:配合|协[办同]|参与).*|^责任体系$"),
    ),
    (
        Column.REMARK,
        re.compile(
            "备注|备考|(?:验收|督导|督办|监督|报送|填报|考核|考评|测评|评分|打分|计分|评价|评定)(?:单位|部门|处室|科室)|^完成(?:标志|标准|成效|质量)|成果形式|形式$|附注|责任人|负责人|牵头人|状态|分管(?!部门|单位|科室|处室)|联系|电话|领导|^(?:[一-鿿]{0,4}(?:[链河湖林田路湾库]|湾|组|班)长|召集人)$|进展|情况|依据|来源|^说明$"
            "|(?:当前|目前|现有|实际)进[度展]|(?:完成|达标|办结|执行)率|(?:完成|达标)比例"
            # when something came in is no time to have it done by
            rf"|^{_COMES_IN}(?:[/／、及和与]{_COMES_IN})?(?:起止)?(?:时间|日期|期限|时段)$"
        ),
    ),
    (
        Column.DEADLINE,
        re.compile(
            "时限|时间|时点|节点|里程碑|^月份$|进度|期限|^限期$|限期完成|年限|工期|日期|何时|^完成(?!率|比例|情况|百分|投资|数|金?额|量)|(?:计划|预计|拟|要求)完成$|时序"
            "|^(?:计划|预计|拟)?(?:开工|竣工|完工|建成|投产|投用|投运|交付)$|^[起止]$"
        ),
    ),
    (
        Column.CONTENT,
        re.compile(
            "(?<!存在)(?<!存在的)(?<!主要)问题|任务|举措|措施|内容|实事|事项|指标|工作|项目|要点|名称|目标|要求|行动|类别|类型|领域|板块|维度|方面|改革|清单|重点|做法|案由|(?:提案|议案|建议)(?:名称|标题|题目|内容)?$|^(?:专项|专题|主题|战役|篇章|模块|章节|大类|分类|方向|赛道)(?:名称)?$|^(?:所属)?(?:片区|流域|区块|条线|战线)(?:名称)?$"
        ),
    ),
)


def kinds_of(words: Sequence[str]) -> tuple[Column, ...]:
    """The kind of each column of a header."""
    kinds: list[Column] = []
    for word, role in zip(words, roles_of(tuple(words)), strict=True):
        plain = re.sub(r"\s+", "", word)
        named = next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)
        if named in {Column.NUMBER, Column.DUTIES}:
            kinds.append(named)
        elif role:
            kinds.append(_ROLE_COLUMNS[role])
        else:
            kinds.append(named or Column.OTHER)
    return tuple(kinds)
