"""Refuse a sentence that contradicts itself: portions that do not add up, 甲与甲一起, 1项分别…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.words import alternation

_RUN = 4  # characters that stand together in evidence by more than chance
_OTHERS = (
    "(?:其中|此外|还有|还剩|还|剩|最后|另外|另有|另|剩下|余下|剩余|其余|其他|而|也|则|有|的|是|那)*"
)
_PORTION = re.compile(
    f"{_OTHERS}(?P<n>[0-9]+)[项条件个]"
    "(?!月|部门|单位|处室|[^0-9]{0,8}(?:中|里|之中|当中|里面)(?:$|有|，|[0-9]))"
)
_WHOLE = re.compile("(?<![0-9.第])([0-9]+)[项条件](?!制度)")
_AMONG = re.compile("其中|之中|当中|里面?[|、]?$")
_ONE = re.compile(f"{_OTHERS}1[项条件个](?:任务|工作|事项)?")
_TASK = re.compile(f"{_OTHERS}任务[0-9]+(?![0-9、和与及至到])(?=[^|]{{0,4}}(?:分别|依次))")
_SAID_OF_SOME = re.compile("[0-9]+[项条件个]")
_NO_PREDICATE = re.compile("[0-9]+[项条件个]|其中|另外|[的也有则都均是为要在须应将需还而]")
_SELF = re.compile("(?:会同|联合|配合|协助|[与和同跟])(?:它|其)?(?:自己|自身|本处)")
_RESPECTIVELY = re.compile("分别|依次|各自")
_WITH = "(?:会同|联合|联同|携手|配合|协助|支持|与|和|同|跟)"
_TOGETHER = "(?:一起|一同|一道|共同|联合|协同|合作|牵头|负责|承担|推进|$|[|])"
_HEADING = re.compile(
    "(?:^|[，；。：|])(?:从|按|至于|再看|看|说到|论|就|而|在|关于|对于|各项|各|任务[0-9]+|第[0-9]+组|这?[0-9]+项|任务|的|其|它们|分工上|以下|下面)*"
    "(?:配合|协助|协办|(?:委属)?相关|落实|实施|承接)(?:部门|单位|处室|科室|方|者)?的?(?:具体|实际)?"
    "(?:情况|分布|归属|安排|名单|构成|组成|分工|1栏|这1栏|1列)?"
    "(?:各不相同|各不一样|不尽相同|不同|不一样|不一致|各异|相同|一致|分别|依次|具体)?(?:是|为|如下|来看|看|来说|来讲|而言|方面|上)*[：，|](?P<said>.*)"
)
_LABELLED = re.compile(
    "(?:^|[，；。])(?![^，；。：]*(?:牵头|没有|没列|未列|无配合|不设|缺少))[^，；。：]*"
    "(?:配合|协助|协办|(?:相关|落实|实施|承接)(?:部门|单位))[^，；。：]*：(?P<said>.*)"
)
# 配合方面，2个牵头行业实施改革的配合部门是甲: what is led there is of the task's own name.
_LEADS = re.compile(
    "(?:归|牵头|主办|主责|主管|主抓|主导|领衔|挂帅|负责|统筹|承担|由(?![^，；|]*(?:配合|协助|协办)))"
    "(?![^，；|]*的(?:配合|协助|协办)(?:部门|单位|处室)[是为有])"
)


def faults_of(clauses: Sequence[str], cited: Sequence[Ground]) -> list[str]:
    """What the clauses of a sentence (letters) say against each other."""
    parts = [part for clause in clauses for part in clause.split("|") if part]
    return [
        *_uneven(parts, len(cited)),
        *_repeated(parts),
        *_of_one(parts, cited),
        *_of_fewer(parts, cited),
    ]


def _uneven(parts: Sequence[str], cited: int) -> list[str]:
    """2项…，1项… of 2 things, or the same said of two portions."""
    faults: list[str] = []
    whole, run = cited, list[re.Match[str]]()
    for part in [*parts, ""]:
        portion = _PORTION.match(part)
        if portion:
            run.append(portion)
            continue
        total = sum(int(one["n"]) for one in run)
        said = [one.string[one.end() :] for one in run]
        partial = any(_AMONG.search(one.string) for one in run)
        if len(run) > 1 and (total > whole or (total < whole and not partial)):
            faults.append(f"各部分合计{total}项，不是{whole}项")
        if len(set(said)) < len(said):
            faults.append(f"“{run[0].string}”说了两次")
        run = []
        counts = [int(number) for number in _WHOLE.findall(part)]
        whole = counts[-1] if counts else whole
    return faults


def _repeated(parts: Sequence[str]) -> list[str]:
    """10月完成的2项，10月完成的也有2项: the same said of two portions, one after the other."""
    counts = [_NO_PREDICATE.sub("", one) if _SAID_OF_SOME.search(one) else "" for one in parts]
    return [f"“{one}”说了两次" for one, two in pairwise(counts) if one and one == two]


def _of_one(parts: Sequence[str], cited: Sequence[Ground]) -> list[str]:
    """1项分别涉及甲和乙, or 1项涉及甲和乙 where no item has both."""
    faults = []
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        one, task = _ONE.match(part), _TASK.match(part)
        found = one or task
        if found is None:
            continue
        rest = part[found.end() :] or after
        runs = [rest[start:end] for start, end in verbatim(rest, cited, _RUN)]
        held = any(all(run in ground.all for run in runs) for ground in cited)
        if (one and _RESPECTIVELY.search(rest)) or not held:
            faults.append(f"“{part}”说的不止一项")
    return faults


def _of_fewer(parts: Sequence[str], cited: Sequence[Ground]) -> list[str]:
    """2项管医疗美容, where only one of the items has these words."""
    faults = []
    for part in parts:
        portion = _PORTION.match(part)
        if portion is None or int(portion["n"]) < 2:
            continue
        rest = part[portion.end() :]
        counted = part[portion.start("n") : portion.end() + 2]  # 3个配合行业: evidence counts them
        if len(rest) > 1 and any(counted in one.body for one in cited):
            continue
        runs = [rest[start:end] for start, end in verbatim(rest, cited, _RUN)]
        held = sum(any(run in one.all for run in runs) for one in cited)
        if runs and held < min(int(portion["n"]), len(cited)):
            faults.append(f"“{part}”没有这么多项")
    return faults


def with_itself(clause: str, subject: Sequence[str], names: Sequence[str]) -> list[str]:
    """并与甲、乙一起负责, where 甲 is who acts: in the clause (letters), or else before it."""
    one = f"(?:{alternation(tuple(names))})"
    group = f"{one}(?:(?:、|和|与|及|以及|跟){one})*"
    faults = [f"“{found.group()}”和自己一起" for found in _SELF.finditer(clause)]
    for found in re.finditer(
        f"{_WITH}(?P<others>{group})(?:等?[0-9]*[个家]?(?:处室|部门)?)(?P<do>{_TOGETHER})?", clause
    ):
        others = re.findall(one, found["others"])
        acting = re.findall(one, clause[: found.start()])[-1:] or list(subject)
        helps = re.match("配合|协助|支持", found.group())
        if (helps or found["do"] is not None) and set(others) & set(acting):
            faults.append(f"“{found.group()}”和自己一起")
    return faults


def misheaded(sentence: str) -> list[str]:
    """配合部门的情况是：任务9归甲 (letters or canonical): the heading has one role, 归 another."""
    found = [form.search(sentence) for form in (_HEADING, _LABELLED)]
    wrong = any(one and _LEADS.search(one["said"]) for one in found)
    return ["标题说的是配合，后面说的是牵头"] if wrong else []


def overlap(some: Sequence[Ground], others: Sequence[Ground]) -> bool:
    """Whether an item is in both of two portions."""
    return any(one is other for one in some for other in others)
