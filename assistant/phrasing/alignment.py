"""Lay clauses over those of the evidence that they copy: no fact of them may be another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.passages import language
from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, without_orders
from assistant.phrasing.words import emphasis, equals, words

_SENTENCE = re.compile("[。；;！？!?\n]")
# （五） in front of a thing listed is no number of it.
_LISTED = re.compile(
    r"(?m)(?:(?<=[：；;。])|^)\s*(?:[（(][一二三四五六七八九十]+[)）]|[0-9]{1,2}[.．、](?![0-9]{1,2}(?![0-9])))"
)
_ITEM = "\uf000"  # stands where a thing listed begins
_HEAD = re.compile(f"^(?P<head>[^。；;\n{_ITEM}]{{2,60}}?)有?(?:下列|以下)[{HAN}]{{1,6}}：")
_OPENS = re.compile(f"(?:下列|以下)[{HAN}]{{1,6}}：$")
# One character for what binds, in whatever word.
_MUST, _MAY, _MUST_NOT, _LEAST_SIGN, _MOST_SIGN = "\ue001\ue002\ue003\ue004\ue005"
_WRITTEN = {
    _MUST: "应当",
    _MAY: "可以",
    _MUST_NOT: "不得",
    _LEAST_SIGN: "不低于",
    _MOST_SIGN: "不超过",
}
_SIGNS = (
    (re.compile("不低于|(?<=级)以上"), _LEAST_SIGN),
    (re.compile("不超过|(?<=级)以下"), _MOST_SIGN),
    (re.compile("不得|不准|不许|不能|不可以?|不应当?|禁止|严禁"), _MUST_NOT),
    (re.compile("(?<!不)(?:应当|应该|必须|务必)|(?<![必无毋])须(?!知)"), _MUST),
    (re.compile("可以|允许"), _MAY),
)
_OPPOSED = ({_MUST, _MAY, _MUST_NOT}, {_LEAST_SIGN, _MOST_SIGN})
_CLASS = re.compile("[a-z甲乙丙丁戊1-9][类级档]")
# Which item it is, is judged by the records; 属于 ties as well as a colon does.
_NAMED = re.compile("(?:任务|要点)(?:编号)?[0-9]+|属于|归为|划为")
_NUMBER = re.compile("[0-9]")
_TOKEN = re.compile(
    "[a-z甲乙丙丁戊1-9][类级档]|[0-9][0-9.]*[万亿]*"
    f"(?:%|个?工作日|个月|平方米|公里|小时|分钟|(?!分|[、和与至到或及以])[{HAN}])?|[a-z]+"
    f"|[{HAN}\ue001-\ue005]"
)
_LEVELS = set("省市区县镇乡村")
_DUTY = {_MUST, _MAY, _MUST_NOT, "要"}
_NO_DUTY = re.compile("[主重需必只提想摘全]要|要[素点求件闻]")
_DENIED = re.compile("^(?:[应可]?不予|不再|不需|无需|无须|不用|不|未|非|免|无)")
_DENIES = re.compile("[不未无非免没禁]")
_TURNED = re.compile("^[予以给可再要需能有]{0,2}$")
_FREE = re.compile("[可能准许]|自愿|自行|自主|鼓励")
_ONLY = set("只仅唯")
_AND = re.compile("^(?:以及|和|与|及)(?=..)")
_EACH = re.compile(
    "各(?!级|类|项|地|方|区|县|市|乡|镇|有关|相关|部门|单位|成员|责任|种|自)|一并|每(?=[人家户名方年月季周日])"
)
_SAME = 0.7  # of a clause that stands in one of the evidence: it copies that
_WIDE = 0.6  # of one that takes from a whole sentence
_FULL = 0.85  # of a clause of the evidence that stands in what is said: something is put in
_LEAST = 4  # tokens that a copy has in common with what it copies
_BLOCK = 2  # tokens in a row that are no chance
_ROW = 3  # clauses that are judged together
_FEW = 4  # tokens of a change that exchanges a number
_SHORT = 10  # tokens of a change that may exchange what binds
_BEARER = 24  # characters of one who is bound, with what stands in brackets behind
_ALIKE = 4  # tokens of a duty that is the same
_WHOLE = 6  # tokens of a whole clause
_AGENT = 14  # characters of one who does something
_JOINING = {"p", "c", "u", "r", "q", "xc", "y", "e", "d"}  # kinds of words that join others


@dataclass(frozen=True, slots=True)
class _Unit:
    """A clause or sentence of the evidence, as tokens, and the sentences around it."""

    tokens: tuple[str, ...]
    known: frozenset[str]
    around: str
    clause: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """What a unit has in a place, and what is said there instead, behind `ahead`."""

    told: tuple[str, ...]
    said: tuple[str, ...]
    ahead: str
    place: int  # of the first token that is said

    @property
    def behind_by(self) -> bool:
        """Whether somebody is named who does it: 由…."""
        return self.ahead.endswith("由")

    @property
    def behind_modal(self) -> bool:
        """Whether it stands right behind 应当 or 可以."""
        return self.ahead.endswith((_MUST, _MAY))


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """Facts of clauses (letters) that stand otherwise in what these copy.

    A number with its measure, a class, 应当 or 可以, a denial, who does it, 各, an act put in.
    """
    units = [unit for one in grounds for unit in _units(one.item.text)]
    body = "|".join(one.all for one in grounds)
    said = [_tokens(clause) for clause in clauses]
    faults = []
    bound = any(unit.known & {_MUST, _MUST_NOT} for unit in units)
    if bound and not _FREE.search(body) and any(_MAY in clause for clause in said):
        faults.append("“可以”不在所引条目中")
    for place in range(len(said)):
        for size in range(1, min(_ROW, len(said) - place) + 1):
            faults += _judged(said[place : place + size], units, body)
    return faults


def _judged(row: Sequence[Sequence[str]], units: Sequence[_Unit], body: str) -> list[str]:
    """What is wrong with clauses that stand one behind the other, laid over what is most alike."""
    said = [token for clause in row for token in clause]
    if len(said) < _LEAST:
        return []
    if len(row) == 1 and any(_stands_in(said, unit) for unit in units):
        return []  # 维护保养单位应当在30分钟内到达: a clause of the evidence, with its subject
    kinds = set(said)
    best: list[tuple[_Unit, list[_Change]]] = []
    most = 0.0
    for unit in units:
        if (len(row) > 1 and unit.clause) or 2 * len(kinds & unit.known) < len(kinds):
            continue
        changes, size = _changes(unit.tokens, said)
        agents = sum(min(len(one.said), _AGENT) for one in changes if one.behind_by)
        if unit.clause and _another_bearer(unit.tokens, said):
            agents += _bound_at(said)
        held = size / (len(said) - agents)
        full = len(row) == 1 and size >= _FULL * len(unit.tokens) and 2 * size >= len(said)
        if size < _LEAST or not (full or held >= (_SAME if unit.clause else _WIDE)):
            continue
        # A clause that is copied whole tells more than a sentence from which words are taken.
        held += 0.001 if unit.clause else 0.0
        held -= 0.0001 * sum(len(one.told) for one in changes)  # of two alike, the nearer one
        if held < most:
            continue
        best = best if held == most else []
        most = held
        best.append((unit, changes))
    found = [_wrong(unit, changes, row, body) for unit, changes in best]
    return [] if not found or [] in found else found[0]


def _stands_in(said: Sequence[str], unit: _Unit) -> bool:
    """Whether a clause with a number ends with a whole one of the evidence that has it."""
    size = len(unit.tokens)
    numbers = [one for one in said if _NUMBER.match(one)]
    ends = size >= _WHOLE and size < len(said) and tuple(said[-size:]) == unit.tokens
    return unit.clause and ends and bool(numbers) and unit.known >= set(numbers)


def _wrong(
    unit: _Unit, changes: Sequence[_Change], row: Sequence[Sequence[str]], body: str
) -> list[str]:
    """The facts of a copy that its model has otherwise."""
    gone = [token for change in changes for token in change.told]
    inside = [change for change in changes if len(row) == 1 or _is_inside(change, changes, row)]
    faults = []
    for change in inside:
        told, put = "".join(change.told), "".join(change.said)
        if any(
            check(change, unit, gone)
            for check in (
                _another_number, _another_class, _another_level, _opposed, _denied, _each, _only,
                _another_agent,
            )
        ):  # fmt: skip
            faults.append(_plain(f"所引条目写的是“{change.ahead}{told}”，不是“{put}”"))
        elif _joined(change, body):
            faults.append(_plain(f"所引条目里没有“{put}”"))
    said = [token for clause in row for token in clause]
    if unit.clause and (other := _another_bearer(unit.tokens, said)):
        faults.append(_plain(f"所引条目里这件事不是“{other}”做的"))
    return faults or (_put_in(unit, inside, said, body) if len(row) == 1 else [])


def _is_inside(change: _Change, changes: Sequence[_Change], row: Sequence[Sequence[str]]) -> bool:
    """Whether a change lies in one clause of a row, of which the unit has something besides."""
    start = 0
    for clause in row:
        end = start + len(clause)
        if start <= change.place and change.place + len(change.said) <= end:
            new = sum(
                max(min(one.place + len(one.said), end) - max(one.place, start), 0)
                for one in changes
            )
            return len(clause) - new >= max(_BLOCK, len(clause) / 3)
        start = end
    return False


def _another_number(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    numbers = [one for one in change.said if _NUMBER.match(one) and not _CLASS.fullmatch(one)]
    new = [one for one in numbers if one not in gone]
    if any(map(_NUMBER.match, change.told)):
        return bool(new) and max(len(change.told), len(change.said)) <= _FEW
    rule = _binds(unit) and change.place > 0
    known = "" if change.behind_modal else unit.around  # 应当在3个月后: a term put in
    return rule and any(one not in known and len(one) > 1 for one in new)


def _another_class(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    known = {one for one in unit.tokens if _CLASS.fullmatch(one)}
    said = [one for one in change.said if _CLASS.fullmatch(one)]
    told = [one for one in change.told if _CLASS.fullmatch(one)]
    return bool(known) and any(one not in (told or known) for one in said)


def _another_level(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    """市级储备粮 for 县级储备粮."""
    said, told = set(change.said), set(change.told)
    return bool(said and told) and said | told <= _LEVELS and not said & told


def _opposed(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    """可以 for 应当 or 不得, 以下 for 以上."""
    if max(len(change.said), len(change.told)) > (_SHORT if change.said else _FEW):
        return False
    pairs = [(set(change.said) & signs, set(change.told) & signs) for signs in _OPPOSED]
    if any(said and told and not said & told for said, told in pairs):
        return True
    said, told = pairs[0]
    return _MUST_NOT in said ^ told


def _denied(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    """Whether what the evidence denies is said without that, or the other way round."""
    told, said = "".join(change.told), "".join(change.said)
    for one, other in ((told, said), (said, told)):
        denial = _DENIED.match(one)
        both = one is told or other
        if denial and both and not _DENIES.search(other) and len(other) <= len(one) + 1:
            return bool(_TURNED.match(one[denial.end() :]))
    return False


def _each(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    put = _EACH.search("".join(change.said))
    new = bool(change.told) or change.behind_modal
    return bool(put) and new and not _EACH.search("".join(unit.tokens))


def _only(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    return bool(_ONLY & set(change.said)) and not _ONLY & unit.known


def _joined(change: _Change, body: str) -> bool:
    """加强医疗美容机构和诊所监管: something beside what is told, that the evidence never names."""
    said = "".join(change.said)
    return not change.told and bool(_AND.match(said)) and _AND.sub("", said) not in body


def _another_agent(change: _Change, unit: _Unit, gone: Sequence[str]) -> bool:
    """Whether 由 is followed by somebody else: 由运营单位承担, for 由承租人承担."""
    said, told = "".join(change.said), "".join(change.told)
    if "由" in said and "由" in told:
        said, told = said[said.rindex("由") + 1 :], told[told.rindex("由") + 1 :]
    elif not change.behind_by:
        return False
    if not said or not told or max(len(said), len(told)) > _AGENT:
        return False
    return not (said in told or told in said or _pairs(said) & _pairs(told))


def _another_bearer(told: Sequence[str], said: Sequence[str]) -> str:
    """Who is said to be bound, 市粮食局要…, where the same duty is somebody else's; else ''."""
    ends = [_bound_at(row) for row in (told, said)]
    heads = ["".join(row[:end]) for row, end in zip((told, said), ends, strict=True)]
    alike = tuple(told[ends[0] :][:_ALIKE]) == tuple(said[ends[1] :][:_ALIKE])
    if not all(heads) or not alike or max(map(len, heads)) > _BEARER:
        return ""
    return "" if _pairs(heads[0]) & _pairs(heads[1]) else heads[1]


def _bound_at(row: Sequence[str]) -> int:
    """Where a row of tokens binds somebody; 0 where it does not, as in 全要素."""
    for at, one in enumerate(row):
        beside = "".join(row[max(at - 1, 0) : at + 2])
        if one in _DUTY and not (one == "要" and _NO_DUTY.search(beside)):
            return at
    return 0


def _put_in(unit: _Unit, changes: Sequence[_Change], said: Sequence[str], body: str) -> list[str]:
    """An act or a condition put into a rule: 应当经公证后提出申请, for 应当提出申请."""
    if not _binds(unit):
        return []
    places = [0]
    for token in said:
        places.append(places[-1] + len(token))
    spans = [
        (places[change.place], places[change.place + len(change.said)])
        for change in changes
        if change.said
    ]
    return [
        f"所引条目里没有“{word.text}”"
        for word in language.words("".join(said))
        if any(start <= word.start and word.end <= end for start, end in spans)
        and len(word.text) > 1
        and word.text not in body
        and _adds(word, body)
    ]


def _binds(unit: _Unit) -> bool:
    return bool({_MUST, _MAY, _MUST_NOT, "由"} & unit.known)


def _adds(word: language.Word, body: str) -> bool:
    """Whether a word says more than that something is done, or joins what the evidence has."""
    lists = words()
    if word.kind in _JOINING or word.text in lists.glue or word.text in lists.plain:
        return False
    if set(word.text) <= lists.function or word.text in emphasis():
        return False
    return not any(other in body for other in equals().get(word.text, ()))


def _changes(told: Sequence[str], said: Sequence[str]) -> tuple[list[_Change], int]:
    """Where two rows of tokens differ, and how many of the second the first has too."""
    matcher = SequenceMatcher(None, told, said, autojunk=False)
    blocks = [
        block for block in matcher.get_matching_blocks() if block.size != 1 or _tells(said[block.b])
    ]
    changes, a, b, size = list[_Change](), 0, 0, 0
    for block in blocks:
        # What stands before and behind a part that is copied is left out, not exchanged.
        if block.b > b or (block.a > a and b and block.b < len(said)):
            ahead = "".join(said[max(b - 3, 0) : b])
            changes.append(_Change(tuple(told[a : block.a]), tuple(said[b : block.b]), ahead, b))
        a, b = block.a + block.size, block.b + block.size
        size += block.size
    return changes, size


def _tells(token: str) -> bool:
    """Whether a token alone is no chance: a number with its measure, or what binds."""
    return len(token) > 1 or token in {*_WRITTEN, "由"}


@lru_cache(maxsize=1024)
def _units(text: str) -> tuple[_Unit, ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[_Unit]:
    plain = completed(without_orders(text)).replace("\t", "，")
    plain = _LISTED.sub(f"\n{_ITEM}", plain.strip())
    head = _HEAD.match(plain)
    above = _tokens(letters(canonical(head["head"]))) if head else []
    sentences = [one for one in _SENTENCE.split(plain) if one.strip(_ITEM).strip()]
    written = [letters(canonical(one)).strip("|") for one in sentences]
    for place, sentence in enumerate(sentences):
        if opens := _OPENS.search(canonical(sentence)):
            above = _tokens(letters(canonical(sentence))[: opens.start()])
        around = "|".join(written[max(place - 1, 0) : place + 2] + written[:1])
        parts = [part for part in canonical(sentence.strip().lstrip(_ITEM)).split("，") if part]
        rows = [_tokens(letters(part)) for part in parts]
        whole = [token for row in rows for token in row]
        yield from (_unit(row, around, clause=True) for row in rows)
        if len(rows) > 1:
            yield _unit(whole, around, clause=False)
        if above and _ITEM in sentence:
            yield _unit([*above, *whole], around, clause=False)


def _unit(tokens: Sequence[str], around: str, *, clause: bool) -> _Unit:
    return _Unit(tuple(tokens), frozenset(tokens), around, clause)


def _tokens(text: str) -> list[str]:
    text = _NAMED.sub("", text)
    for form, sign in _SIGNS:
        text = form.sub(sign, text)
    return [one.replace("天", "日").replace("个工", "工") for one in _TOKEN.findall(text)]


def _plain(text: str) -> str:
    """A text with words for signs."""
    for sign, word in _WRITTEN.items():
        text = text.replace(sign, word)
    return text


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
