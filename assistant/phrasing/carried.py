"""Catch what evidence says of one thing, carried to another: another's telephone, half of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.siblings import telling_pairs
from assistant.phrasing.words import alternation

# 8260345 or 12345, with no measure behind it: a telephone, an account, a number of a room.
_CALLED = re.compile("(?<![0-9.])[0-9]{5,}(?![0-9.年元万亿%])")
_SEGMENT = re.compile(r"[；。\s]")
_JOINS = "、|以及|和|与|及|或"
_LABEL = "(?:[a-z甲乙丙丁戊]|[1-9])[级类档]"
_LABELS = re.compile(f"{_LABEL}(?:(?:{_JOINS})?{_LABEL})*")
_NEXT = 4  # characters behind a class that tell of what it is
_LEAST = 2
# Numbers of things that a whole row has together; a term or a sum is that of each in it.
_COUNT = re.compile(
    "[0-9][0-9.]*[万亿]*(?:[个项家座处场套部名人件条所台辆次期栋幢宗亩株棵册种片间]|公里|公顷)"
)
_AMOUNT = re.compile(f"{_COUNT.pattern}|[0-9]{{1,2}}月|[0-9][0-9.]*[万亿]*[元%天日吨]")
_OF_EACH = re.compile("每|各|均|都|分别|应当|必须|不得|[应须]")
_ALIKE = 0.6  # of a clause that stands in one of the evidence
_SHORT = 8  # characters of a thing that is put into a row
_RUN = 4  # characters that stand together in evidence by more than chance
_NOUN = 2  # characters of what two kinds are of
_OLD, _NEW = "原有|原来的|现有|既有|已有|存量", "新增的?|新设的?|新建的?|新(?!型)"
_KIND = re.compile(f"(?P<kind>{_OLD}|{_NEW})(?P<noun>[{HAN}]{{{_NOUN}}})")
_IS_KIND = re.compile(
    f"(?:属于|归为|划为|列为|算作|算是|作为|就?是|为)[{HAN}0-9]*?(?P<kind>[{HAN}]{{2}})"
    f"(?P<noun>[{HAN}]{{{_NOUN}}})(?:之1|的?范围)?$"
)
_SUCH_AS = re.compile(f"等(?P<kind>[{HAN}]{{2}})(?P<noun>[{HAN}]{{{_NOUN}}})")


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) say of a thing, and evidence of another one of the same item."""
    faults: list[str] = []
    text = "||".join(letters(_written(one)) for one in grounds)
    for place, clause in enumerate(clauses):
        faults += _called(clause, clauses[place - 1] if place else "", grounds)
        faults += _classed(clause, text)
        bare = _without_owners(clause, grounds)
        faults += _of_a_row(bare, text)
        faults += _of_a_kind(bare, text, grounds)
    return faults


def _called(clause: str, before: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """投诉电话为8260318, where evidence has 投诉电话：8260345 and 进度查询：8260318."""
    told = [
        (set(_CALLED.findall(segment)), telling_pairs(segment))
        for one in grounds
        for segment in map(letters, _SEGMENT.split(_lined(one)))
        if _CALLED.search(segment)
    ]
    start = 0
    for said in _CALLED.finditer(clause):
        ahead = clause[start : said.start()]
        start = said.end()
        mine = [pairs for numbers, pairs in told if said.group() in numbers]
        others = [pairs for numbers, pairs in told if said.group() not in numbers]
        if not mine or not others:
            continue
        own, foreign = set().union(*mine), set().union(*others)
        for around in (ahead, f"{before}|{ahead}"):
            pairs = telling_pairs(around)
            if pairs & (own ^ foreign):
                if not pairs & (own - foreign):
                    yield f"“{said.group()}”说的不是“{ahead or before}”"
                break


def _classed(clause: str, text: str) -> Iterator[str]:
    """C级、D级危房12月底前…, where evidence has D级危房12月底前…."""
    for said in _LABELS.finditer(clause):
        behind = clause[said.end() :].removeprefix("的")[:_NEXT]
        for size in range(len(behind), _LEAST - 1, -1):
            row = f"({_LABELS.pattern})的?{re.escape(behind[:size])}"
            told = {label for found in re.findall(row, text) for label in _labels(found)}
            if told:
                if not set(_labels(said.group())) <= told:
                    yield f"所引条目写的是“{'、'.join(sorted(told))}{behind[:size]}”"
                break


def _labels(row: str) -> list[str]:
    return re.findall(_LABEL, row)


def _of_a_row(clause: str, text: str) -> Iterator[str]:
    """公益性演出30场, where evidence has 公益性、商业性演出30场, and the other way round."""
    amounts = set(_AMOUNT.findall(clause))
    counts = set(_COUNT.findall(clause))
    for told in text.split("|") if amounts else ():
        shared = amounts & set(_AMOUNT.findall(told))
        if not shared or not re.search(_JOINS, told + clause):
            continue
        matcher = SequenceMatcher(None, told, clause, autojunk=False)
        alike = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
        if alike < _ALIKE * min(len(clause), len(told)):
            continue
        for what, a, b, c, d in matcher.get_opcodes():
            number = _AMOUNT.search(told, b)
            if number is None or number.group() not in shared or what == "equal":
                continue
            gone, put = told[a:b], clause[c:d]
            if re.search("[0-9]", gone + put):
                continue
            missing = what == "delete" and number.group() in counts
            if missing and _is_of_row(told, a, b) and not _OF_EACH.search(told):
                yield f"所引条目写的是“{told[max(a - 4, 0) : number.end()]}”"
            elif what == "insert" and _is_beside(put, clause[d:]):
                yield f"所引条目里没有“{put}”"


def _is_of_row(told: str, start: int, end: int) -> bool:
    """Whether what is left out is one of a row with a mark beside it, and not the whole row.

    Of 公益性、商业性演出 both 性、商业 and 、商业性 leave 公益性演出.
    """
    if end - start > _SHORT + 2:
        return False
    while start and told[start - 1] == told[end - 1]:
        start, end = start - 1, end - 1
    while True:
        gone = told[start:end]
        if re.match(_JOINS, gone) or re.search(f"(?:{_JOINS})$", gone):
            return True
        if end == len(told) or told[start] != told[end]:
            return False
        start, end = start + 1, end + 1


def _is_beside(put: str, behind: str) -> bool:
    """Whether what is put in is a thing in front of one that is called alike: C级、, of D级."""
    thing, *rest = re.split(_JOINS, put)
    return rest == [""] and 1 < len(thing) <= _SHORT and thing[-1] in behind[: len(thing) + 1]


def _of_a_kind(clause: str, text: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """门诊部属于原有业态, where evidence calls it one of 3个新业态, and 原有业态 something else."""
    tied = _IS_KIND.search(clause) or _SUCH_AS.search(clause)
    said = _KIND.search(clause) or tied
    if said is None or f"{said['kind']}{said['noun']}" not in text:
        return
    kind, noun = said["kind"], said["noun"]
    if sum(one["noun"] == noun for one in _KIND.finditer(clause)) > 1:
        return  # of both, which of them is meant where is not to be told
    for start, end in verbatim(clause, grounds, _RUN):
        thing = clause[start:end]
        # What stands behind the tie is a part of what it is said to be; 等 is copied with a thing.
        behind = said.start() + 1 if said is tied else said.start("kind")
        if start < said.end() and behind < end:
            continue
        held = [part for part in re.split("[|]", text) if thing in part]
        rest = [part.replace(thing, "|") for part in held]
        if held and all(noun in part and f"{kind}{noun}" not in part for part in rest):
            yield f"“{thing}”在所引条目中不是“{kind}{noun}”"


def _without_owners(clause: str, grounds: Sequence[Ground]) -> str:
    names = {name for one in grounds for some in one.owners.values() for name in some}
    return re.sub(alternation(tuple(names)), "", clause) if names else clause


def _lined(ground: Ground) -> str:
    """The text of an item, where canonical form keeps its lines and spaces apart."""
    return "。".join(canonical(part) for part in re.split(r"\s+", ground.item.text))


def _written(ground: Ground) -> str:
    return canonical(ground.item.text.replace("\t", "，"))
