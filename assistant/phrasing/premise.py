"""Judge what a sentence denies of its question: 不是国庆前, 并非全额, 这个数不对."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.quantities import time_of
from assistant.phrasing.sentences import Sentence
from assistant.phrasing.silence import absent
from assistant.phrasing.words import alternation, words
from ingest import Role

_DENIED = re.compile(
    "(?P<link>，?)(?:而|也|并)?(?:不是|并非是?|并不是|而非)(?:在|于)?(?P<what>[^，。；：]{1,16}?)(?P<end>，而?是|(?=[，。；]|$))"
)
_SAYS = re.compile("[是为](?!否)|应当?|须")
_WRONG = re.compile(
    "(?:您?(?:所?[说提问]的)?(?:这个|该|这1)?(?:数字?|数据|说法|时间|期限|牵头部门|表述|前提)|这样说|这)"
    "(?:是)?(?:不(?:对|准确|正确|成立|属实)|有误|有出入|与依据不[符同])[，。：；]"
)
# 并非都写了: one of the items cited has nothing in the column that is asked about.
_NOT_ALL = re.compile(
    "^(?:也|倒)?(?:并非|并不是|不是|没有)(?:全部|全都|都|每[项条])(?:写|列|有)[有明出]?了?，"
)
_COLUMNS = (
    (re.compile("相关单位|实施单位|落实单位"), Role.UNIT),
    (re.compile("配合|协办|协助"), Role.COOPERATING),
    (re.compile("牵头"), Role.LEAD),
)
# 不能，…禁止…: the answer in a word, where what follows denies too.
_ANSWER = re.compile("^(?:不(?:能|行|可以?|补|给|算|用|需要?|要|得|在|包括|含)|没有)，")
_DENIES = re.compile("不|禁止|严禁|无|未|免|没")
_COUNTED = re.compile(f"(?P<n>[0-9][0-9.]*)(?P<of>[{HAN}]{{3,6}})")
_MEASURED = re.compile(
    f"(?P<ahead>[{HAN}]{{3}})(?:不低于|不超过|达到|为|是)*(?P<n>[0-9][0-9.]*)(?P<of>[{HAN}%])"
)
_MONTH = re.compile("[0-9]{1,2}月")
_WEIGHTY = re.compile("[免无不未禁可能]")


def without_denied(
    sentence: Sentence, evidence: Sequence[Ground], question: str, asked: Sequence[str]
) -> Sentence:
    """A sentence without what it rightly denies of the question (letters).

    Evidence has no such thing, and the sentence says what is so instead. `asked` are the owners
    that the question names.
    """
    cited = [evidence[n - 1] for n in sentence.cited]
    whole = canonical(sentence.text)
    parts = [
        (_left(part, whole, cited, question, asked), numbers) for part, numbers in sentence.parts
    ]
    return replace(sentence, parts=tuple(parts))


def _left(
    part: str, whole: str, cited: Sequence[Ground], question: str, asked: Sequence[str]
) -> str:
    text = canonical(part)

    def denied(found: re.Match[str]) -> str:
        before = whole[: max(whole.find(found.group()), 0)]
        behind = "" if letters(before).strip("|") else whole[len(found.group()) :]
        instead = "是" in found["end"] or bool(_SAYS.search(before) or _SAYS.search(behind))
        if not instead or not _rightly(letters(found["what"]).strip("|"), cited, question):
            return found.group()
        return f"{found['link']}为" if "是" in found["end"] else ""

    left = _WRONG.sub(
        lambda found: "" if _contradicts(question, cited, asked) else found.group(), text
    )
    left = _NOT_ALL.sub(
        lambda found: "" if _has_exception(question, cited) else found.group(), left
    )
    left = _ANSWER.sub(
        lambda found: "" if _DENIES.search(left[found.end() :]) else found.group(), left
    )
    left = _DENIED.sub(denied, left)
    return left if left != text else part


def _has_exception(question: str, cited: Sequence[Ground]) -> bool:
    """Whether an item cited has nothing in the column that the question (letters) names first."""
    role = next((role for form, role in _COLUMNS if form.search(question)), None)
    return role is not None and any(not one.owners[role] for one in cited)


def _rightly(what: str, cited: Sequence[Ground], question: str) -> bool:
    """Whether the question says something (letters) of which evidence has nothing."""
    lists = words()
    weighty = alternation((*lists.negations, *lists.absolutes))
    if what not in question or _WEIGHTY.search(what) or re.search(weighty, what):
        return False
    if any(name in what for one in cited for names in one.owners.values() for name in names):
        return False
    if _MONTH.search(what):
        return all(time_of(one, what) is False for one in cited)
    if number := re.fullmatch(f"([0-9.]+)([{HAN}%]+)", what):
        other = re.compile(rf"(?<![0-9.])[0-9.]+{re.escape(number[2])}")
        told = ["|".join([one.all]) for one in cited]
        return all(other.search(text) and what not in text for text in told)
    if what == "全年":
        return all(time_of(one, what) is False for one in cited)
    if re.search("年|月|日|周|季度|底", what):
        return False
    return absent(re.sub("之?前$|以前$|[的了]", "", what), cited)


def _contradicts(question: str, cited: Sequence[Ground], asked: Sequence[str]) -> bool:
    """Whether evidence says another number, month or leader of what the question says."""
    told = "|".join(one.body for one in cited)
    for said in _COUNTED.finditer(question):
        for size in range(len(said["of"]), 2, -1):
            of = re.escape(said["of"][:size])
            numbers = set(re.findall(rf"(?<![0-9.])([0-9.]+){of}", told))
            if numbers:
                if said["n"] not in numbers:
                    return True
                break
    for said in _MEASURED.finditer(question):
        form = rf"{said['ahead']}(?:不低于|不超过|达到|为|是)*([0-9.]+){said['of']}"
        numbers = set(re.findall(form, told))
        if numbers and said["n"] not in numbers:
            return True
    months = set(_MONTH.findall(question))
    if months and all(time_of(one, month) is False for one in cited for month in months):
        return True
    leads = [one.owners[Role.LEAD] for one in cited]
    named = bool(asked) and "牵头" in question
    return named and all(some and not some & set(asked) for some in leads)
