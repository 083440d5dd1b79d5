"""Which word of a header or label names a lead, a cooperating department or a unit."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.items import Role

# What a header or label has to say besides the role: who, and not a person or a telephone.
_WHO = "单位|部门|处室|科室|股室|站所|办公室|站办|机构|主体|科处室|街镇|委办局|镇街|专班|业主$|方$"
_NOT_WHO = re.compile("责任人|负责人|联系|电话|领导|手机|责任书|责任制|签字|审核|计量")
_LEADS = re.compile(
    "牵头|首位|主责|主办|主抓|揭榜|领办|领衔|主导|首要责任|第一责任|主要责任(?!人)|主牵|牵总|A角"
)
# In order: a word further up decides for a header that has several (配合责任单位 cooperates).
_ROLE_WORDS = (
    (
        Role.COOPERATING,
        "配合|次要|协办|协抓|协同|参与|参加|支撑|协助|协作|支持|会[同办审签商]|联[合审办动]|协管|辅助|配抓|B角",
    ),
    (Role.LEAD, _LEADS.pattern),
    (Role.UNIT, "落实|实施|承接|委属|局属|下属|直属|所属|系统内|执行|基层|具体承办"),
    (Role.UNIT, "业主(?!管)|建设(?:单位|主体)|项目(?:单位|法人|主体)"),  # who has it built
    (
        Role.LEAD,
        "包案|包抓|化解|承担|专责|完成|责任|承办|[分独]办|主管|负责|归口|经办|整改|考核|考评|测评",
    ),
)
# Who does what a service guide describes; 受理机构 only takes the papers.
_OF_GUIDE = re.compile(
    "(?:具体|法定)?(?:实施|行使|办理|决定|审批|审查|审核|许可|发证|经办|承办)(?:机构|机关|主体|单位|部门)(?:名称)?"
)
# 牵头领导/单位, 责任领导及责任部门: persons and offices in one column.
_PERSON_BEFORE = re.compile(
    "^[一-鿿]{0,4}(?:领导|人)[及和与、/](?=(?:责任|牵头|配合|主办|承办)(?:单位|部门|处室|科室)$)"
    "|(?:领导|人)[及和与、/](?=(?:单位|部门|处室|科室)$)"
)
_BARE = re.compile(
    "(?:牵头|主责|主办|责任|承办|配合|协办|会办|协同|参与|落实|实施|承接)(?:方|者)?"
    "|(?:牵头|主办|配合|协办|参与)(?:负责|落实|实施)"
)
# Places as who does it: 实施镇（街道）, 责任街镇; 实施区域 only says where.
_WHICH_PLACES = re.compile(
    "(?P<does>责任|主责|承办|实施|落实|承接|执行|属地)"
    "(?:各)?(?:乡镇街?道?|镇街|街镇|镇乡|街道?乡镇|镇|乡|街道|区县|县区|县市区|市县区?|区|县)"
)
_MEMBERS = re.compile("(?:主要)?(?:成员|组成)(?:单位|部门)")
_ASSESSES = re.compile("考核|考评|测评")  # who does beside 责任单位 leads nothing
_TAKES_PART = re.compile("参加|协助|支持|会[办审签]")  # beside 牵头：…
_CARRIES_OUT = re.compile(
    "(?:整改)?(?:组织)?(?:实施|落实|承接|执行|建设|项目|业主)(?:主体|单位|部门|法人)"
)
_OVERSEES = re.compile("^(?:行业)?(?:主管|归口)")  # beside who is responsible
_SHARED_DUTY = re.compile("责任|负责|整改")
_ANSWERS = re.compile("主责")  # leads, but beside 牵头 it is who carries out


@lru_cache(4096)
def role_of(header: str) -> Role | None:
    """The role that a column header or a label gives to the names under or after it.

    "区卫健委\\n牵头部门" leads, "协办单位" cooperates, "委属相关单位" is a unit; None for others.
    """
    words = re.sub(r"\s+|[（(].*?[）)]", "", header) or re.sub(r"\s+", "", header)
    if _OF_GUIDE.fullmatch(words) and not re.match("实施(?:单位|部门|主体)", words):
        return Role.LEAD
    words = re.sub(
        r"(?<=单位|部门|处室|科室|机构|主体)[及和与、/]?(?:责任人|负责人|联系人)$", "", words
    )
    words = _PERSON_BEFORE.sub("", words)
    if _NOT_WHO.search(words):
        return None
    places = _WHICH_PLACES.fullmatch(words)
    if places:
        return Role.LEAD if places["does"] in {"责任", "主责", "承办"} else Role.UNIT
    if not (re.search(_WHO, words) or _BARE.fullmatch(words)):
        return None
    return next((role for role, hints in _ROLE_WORDS if re.search(hints, words)), None)


def roles_of(headers: tuple[str, ...]) -> tuple[Role | None, ...]:
    """The roles of headers that stand together.

    Beside a 牵头 column, 责任单位 or 镇街责任单位 is who shares the work: it cooperates, or is a
    unit where another column already cooperates; 成员单位 cooperates, 责任街镇 is a unit. Where
    nobody leads, who carries out with the help of others does, and so does 实施主体 by itself.
    """
    roles = [role_of(header) for header in headers]
    plain = [re.sub(r"\s+", "", header) for header in headers]
    places = [bool(_WHICH_PLACES.fullmatch(re.sub(r"[（(].*?[）)]", "", one))) for one in plain]
    others = any(role is Role.LEAD and not at for role, at in zip(roles, places, strict=True))
    roles = [
        Role.UNIT if at and role is Role.LEAD and others else role
        for role, at in zip(roles, places, strict=True)
    ]
    for i, words in enumerate(plain):
        if Role.LEAD in roles and (_MEMBERS.fullmatch(words) or _TAKES_PART.fullmatch(words)):
            roles[i] = Role.COOPERATING
        elif Role.LEAD not in roles and roles[i] is Role.UNIT and places[i]:
            roles[i] = Role.LEAD
        elif Role.LEAD not in roles and roles[i] is Role.UNIT and _CARRIES_OUT.fullmatch(words):
            helped = Role.COOPERATING in roles
            alone = words.endswith("主体") or re.search("实施|整改|建设|项目|业主", words)
            roles[i] = Role.LEAD if helped or alone else Role.UNIT
    if any(
        role is Role.LEAD and not _ASSESSES.search(one)
        for role, one in zip(roles, plain, strict=True)
    ):
        roles = [
            None if _ASSESSES.search(one) else role for role, one in zip(roles, plain, strict=True)
        ]
    if any(
        role is Role.LEAD and _SHARED_DUTY.search(one)
        for role, one in zip(roles, plain, strict=True)
    ):
        roles = [
            None if _OVERSEES.search(one) else role for role, one in zip(roles, plain, strict=True)
        ]
    shared = [bool(_SHARED_DUTY.search(one)) and not _LEADS.search(one) for one in plain]
    if any("牵头" in one for one in plain):
        shared = [
            duty or bool(_ANSWERS.search(one) and "牵头" not in one)
            for duty, one in zip(shared, plain, strict=True)
        ]
    if any(role is Role.LEAD and not duty for role, duty in zip(roles, shared, strict=True)):
        other = Role.UNIT if Role.COOPERATING in roles else Role.COOPERATING
        for i, role in enumerate(roles):
            if role is Role.LEAD and shared[i]:
                roles[i] = other
    return tuple(roles)
