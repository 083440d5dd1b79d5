"""Catch what a sentence takes from its question alone: who is in charge, who issued it, its kind.

The other checks let a sentence use the words of its question. These are no evidence for a person,
an office, a title, a responsibility, or what something is part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.passages import language
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import vague, words

_CHARGE = "分管|主管|挂帅|挂点|挂钩|包保|包联|包干|联系|督办|签发|审定|审批|把关|挂牌督办"
_BY = re.compile(
    f"由(?P<who>[{HAN}、]{{2,20}}?)(?:同志)?(?:亲自|直接|负责|具体|统一|共同)*(?:{_CHARGE})"
)
_TITLE = re.compile(
    "(?:常务|分管)?副?(?:[省市县区镇乡局处科厅部州村]长|秘书长|书记|主任|主席|院长|所长|校长|队长|总经理)(?!期|效|远|三角)"
)
_ISSUED = re.compile(
    f"(?P<what>[{HAN}a-z0-9|]*)由(?P<who>[{HAN}、]{{3,30}}?)(?:联合|共同|正式|审议|[0-9年月日]|于)*"
    "(?:发布|印发|颁布|公布|制定|出台|下发|通过|批准)(?:施行|实施)?$"
)
_ITSELF = re.compile(
    "(?:^|[|])(?:本|该|这[部个份项]?)?(?:条例|办法|规定|细则|方案|通知|意见|指南|清单|文件|规划|计划|决定)$"
)
_PART_OF = re.compile(
    f"(?P<what>[{HAN}]{{2,10}}?)(?<!不)(?:也|都|均|就|仍|已|还|被|应当?)*(?:属于|归于|归入|列入|纳入|归为|划入|划归|算作|包含在|包括在|列在)"
)
_LIABLE = re.compile(
    "(?:首要|主要|第1|直接|最终|连带|全部|领导|主体|兜底|法律|赔偿|次要|监管|管理|相应|同等|共同|补充|刑事|民事|行政)责任(?!部门|单位|处室|人|主体|制)"
)
_OWES = re.compile("(?:承担|追究|负有?)(?P<what>[^|]{0,4}?责任)(?!部门|单位|处室|人|主体|制)")
_MAY = re.compile("(?<!不)可以(?=办|领|申|报|拿|免|开|设)|有权|允许")
_PLANNED = re.compile("推动|推进|探索|试点|改革")  # what is still to come grants nothing
_GRANTS = re.compile(
    "(?<![许认不])可(?![及持靠])|能(?=办|领|申|享|报|拿|免)|允许|准许|享受|给予|予以|发放"
    "|免[费收征缴于申除]|补[助贴偿]|奖[励补]|自愿|支持|鼓励"
)
_DEED = re.compile(
    "(?:深化|加强|推进|推动|开展|建设|完善|健全|优化|促进|强化|实施|落实|提升|建立|打造|加快|扩大|探索|制定|编制|规范)+"
    "(?P<what>[^|]{2,})$"
)
_LIMIT = re.compile(
    "(?:不超过|不低于|不足|最高|最低|最长|至少)[0-9][0-9.]*(?P<unit>[万亿%]*[年月日天元个]?)"
)
_EACH = re.compile("均|都(?!市)|一律|统一")
_NAMES = {language.NOUN, language.NAME, language.PLACE, language.ORGANISATION, "vn"}
_THINGS = {language.NOUN, language.NAME, language.ORGANISATION}


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) say that the evidence has nobody and nothing for."""
    told = "|".join(chain.from_iterable(map(_texts, grounds)))
    return [
        fault
        for clause in clauses
        for check in (_persons, _granted, _deeds, _parts, _liable)
        for fault in check(clause, told)
    ] + [*_issuers(clauses, grounds), *_limits(clauses, grounds)]


def _texts(ground: Ground) -> Iterator[str]:
    yield ground.all
    yield ground.own
    for cell in ground.item.cells:
        yield letters(canonical(cell.text))


def _persons(clause: str, told: str) -> Iterator[str]:
    """由何山分管, or 副县长, where the evidence names another one or has no such title."""
    for said in _BY.finditer(clause):
        if any(who not in told for who in said["who"].split("、")):
            yield f"“{said['who']}”不在所引条目中"
    for said in _TITLE.finditer(clause):
        if said.group() not in told:
            yield f"“{said.group()}”不在所引条目中"


def _granted(clause: str, told: str) -> Iterator[str]:
    """口腔诊所可以办理许可证, where the evidence has a reform of it and grants nothing."""
    said = _MAY.search(clause)
    if said and _PLANNED.search(told) and not _GRANTS.search(told):
        yield f"“{said.group()}”不在所引条目中"


def _deeds(clause: str, told: str) -> Iterator[str]:
    """深化医联体建设, where the evidence has nothing of 医联体."""
    said = _DEED.match(clause)
    for word in language.words(said["what"]) if said else ():
        pairs = {word.text[at : at + 2] for at in range(len(word.text) - 1)}
        thing = word.kind in _THINGS and word.text not in {*words().glue, *vague()}
        if thing and pairs and not any(pair in told for pair in pairs):
            yield f"“{word.text}”不在所引条目中"


def _parts(clause: str, told: str) -> Iterator[str]:
    """药店属于原有业态, where the evidence has no 药店."""
    if said := _PART_OF.match(clause):
        for word in language.words(said["what"]):
            if word.kind in _NAMES and len(word.text) > 1 and word.text not in told:
                yield f"“{word.text}”不在所引条目中"


def _liable(clause: str, told: str) -> Iterator[str]:
    """首要责任, where the evidence says no such thing."""
    for said in chain(_LIABLE.finditer(clause), _OWES.finditer(clause)):
        if said.group() not in told and said.groupdict().get("what", said.group()) not in told:
            yield f"“{said.group()}”不在所引条目中"


def _issuers(clauses: Sequence[str], grounds: Sequence[Ground]) -> Iterator[str]:
    """本条例由市人民政府发布, where the document is issued by somebody else."""
    issued = [letters(canonical(one.document.issuer)) for one in grounds]
    titles = {
        letters(canonical(title)).strip("|")
        for one in grounds
        for title in (one.document.title, one.document.short_title)
    }
    for clause in clauses if all(issued) else ():
        said = _ISSUED.match(clause)
        if said is None or any(f"由{said['who']}" in one.own for one in grounds):
            continue
        what = said["what"].strip("|")
        itself = not what or _ITSELF.search(what) or what in titles
        if itself and not all(_is_short(said["who"], issuer) for issuer in issued):
            yield f"所引条目不是“{said['who']}”发布的"


def _is_short(name: str, issuer: str) -> bool:
    """Whether a name has the characters of an issuer in their order: 市人大常委会."""
    rest = iter(issuer)
    return all(character in rest for character in name)


def _limits(clauses: Sequence[str], grounds: Sequence[Ground]) -> Iterator[str]:
    """不超过3年 of all, where the evidence has 甲不超过2年，乙不超过3年."""
    whole = "|".join(clauses)
    for time in (one.item.deadline.text for one in grounds if one.item.deadline):
        parts = [letters(part) for part in re.split("[，；]", canonical(time))]
        found = [(part, limit) for part in parts if (limit := _LIMIT.search(part))]
        if len(found) < 2 or len({limit["unit"] for _, limit in found}) > 1:
            continue
        of_each = [(part[: limit.start()], limit.group()) for part, limit in found]
        every = any(_EACH.search(clause) for clause in clauses)
        if all(bound in whole for _, bound in of_each) and not every:
            continue
        for who, bound in of_each:
            if bound in whole and not any(who[at : at + 2] in whole for at in range(len(who) - 1)):
                yield f"所引条目写的是“{who}{bound}”"
