"""Catch the opposite of what evidence says in the same words: 不得 for 应当, 年底后 for 年底前."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground

_NOT = "不得|禁止|严禁|不准|不许|不能|不可以?|不应当?|不予|不再|不"
_DO = "应当|应该|必须|可以|允许|准许|务必|均应|都应|均须|须|可|应|能够|能"
_MODAL = re.compile(f"(?P<not>{_NOT})|(?P<do>{_DO})")
_MODAL_END = re.compile(f"(?:{_MODAL.pattern})$")
_SIDE = 4  # characters in front or behind that tell which saying it is
_LEAST = 2
_WHEN = re.compile(
    f"(?P<what>[{HAN}0-9]{{2,{_SIDE}}})(?:之|以)?(?P<side>前|后)(?![{HAN}]?[者述期来续方])"
)
_EVERY = re.compile(
    f"(?P<often>每[0-9]*个?(?:学期|学年|半年|旬|月|周|季度?|小时|年|日|天))(?P<then>[{HAN}0-9]{{0,3}})"
)
_OTHER = {"前": "后", "后": "前内"}


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) say the other way round."""
    text = "||".join(map(_told, grounds))
    checks = (_turned, _mistimed, _as_often)
    return [fault for clause in clauses for check in checks for fault in check(clause, text)]


def _turned(clause: str, text: str) -> Iterator[str]:
    """可以入库 where evidence has nothing but 不得入库, and the other way round."""
    for said in _MODAL.finditer(clause):
        ahead, behind = clause[: said.start()], clause[said.end() :]
        denies = said["not"] is not None
        told = _alike(ahead, behind, text)
        if told and (told["not"] is not None) != denies:
            yield f"所引条目写的是“{told.group()}{behind[:_SIDE]}”"


def _alike(ahead: str, behind: str, text: str) -> re.Match[str] | None:
    """The modal word that stands in the same place of the evidence, if it has one way alone."""
    right = re.match(f"[{HAN}0-9]{{{_LEAST},{_SIDE}}}", behind)
    left = re.search(f"[{HAN}0-9]{{{_LEAST},{_SIDE}}}$", ahead)
    for size in range(len(right.group()) if right else 0, _LEAST - 1, -1):
        word = re.escape(behind[:size])
        places = [found.start() for found in re.finditer(word, text)]
        if not places:
            continue
        told = [_MODAL_END.search(text, 0, at) for at in places]
        known = [one for one in told if one]
        if len(known) < len(told):  # said without any too: the words in front have to be the same
            known = [o for o in known if left and text[: o.start()].endswith(left.group())]
        return known[0] if len({o["not"] is None for o in known}) == 1 else None
    return None


def _mistimed(clause: str, text: str) -> Iterator[str]:
    """年底后 where evidence has 年底前 and no 年底后; 15日后 where it has 15日内."""
    for said in _WHEN.finditer(clause):
        what, side = said["what"], said["side"]
        for size in range(len(what), _LEAST - 1, -1):
            end = re.escape(what[-size:])
            if re.search(f"{end}(?:之|以)?{side}", text):
                break
            others = re.search(f"{end}(?:之|以)?[{_OTHER[side]}]", text)
            if others:
                yield f"所引条目写的是“{others.group()}”"
                break


def _as_often(clause: str, text: str) -> Iterator[str]:
    """每年公布, where evidence has 每半年公布 and 每年 with something else."""
    for said in _EVERY.finditer(clause):
        if said["then"] and said.group() not in text:
            others = re.search(f"(每[^|每]{{1,3}}){re.escape(said['then'])}", text)
            if others and others[1].replace("个", "") != said["often"].replace("个", ""):
                yield f"所引条目写的是“{others.group()}”"


def _told(ground: Ground) -> str:
    time = ground.item.deadline.text if ground.item.deadline else ""
    return letters(canonical(f"{ground.item.text}，{time}".replace("\t", "，")))
