"""Judge how binding a clause makes what the evidence says: 必须 for 鼓励, 要求 for 可以."""

from __future__ import annotations

import re

from assistant.phrasing.cleaning import HAN

_STRONG = "必须|务必|一定要|必定|硬性|强制|不得不|一律|只能|只准"
_BINDING = f"{_STRONG}|应当|不得|严禁|须"  # what evidence may say instead
_FIRM = re.compile(
    "(?:应当|应该|(?<![适响供相对反效感])应(?![急用对答届聘邀诉战援])|必?须|必需|需要|需|要求|(?<![主重需必只想提])要)(?!求)(?P<what>[^|]*)"
)
_SOFT = re.compile(
    "鼓励|支持|探索|引导|(?<!许)可以?(?!持续|视|靠)|允许|倡导|自愿|试点|争取|提倡|研究(?=推)"
)
_HOW = re.compile("^(?:积极|加快|尽快|大力|继续|全面|进一步)+")
_FREE = re.compile("鼓励|支持|(?<!许)可以?(?!持续|视|靠)|允许|倡导|自愿|提倡")  # nobody is bound
_ASKS = re.compile("要求|应|须|必")
_ALL_OVER = re.compile(
    "(?:全面|全部|普遍|全域|统一)(?:地|推进)?(?:实行|推行|实施|推开|铺开|落实|应用|使用|建成|开展|采用|完成)了?"
    f"(?P<what>[{HAN}]{{4}})"
)
_SAME = 4  # characters behind 应当 by which evidence speaks of the same
_SPARED = 8  # characters between 需要 and what 免 stands before


def faults_of(clause: str, body: str) -> list[str]:
    """What evidence spares (免申即享), leaves free (可单独设置) or only encourages, required here.

    Both texts are letters.
    """
    return [
        *_spared(clause, body),
        *_strong(clause, body),
        *_firm(clause, body),
        *_everywhere(clause, body),
    ]


def _everywhere(clause: str, body: str) -> list[str]:
    """全面实行非现场执法, where evidence explores that."""
    faults = []
    for match in _ALL_OVER.finditer(clause):
        what = match["what"]
        held = [piece for piece in body.split("|") if what in piece]
        if held and all(_is_soft(_SOFT, piece, what) for piece in held):
            faults.append(f"所引条目没有说“{match.group()}”")
    return faults


def _spared(clause: str, body: str) -> list[str]:
    needs = f"(?<![不无需])(?:需要|必须|须|应当|要|需)[^|不无免没]{{0,{_SPARED}}}"
    return [
        f"所引条目写的是“免{spared}”"
        for spared in set(re.findall(f"(?<![避难以未])免(?![疫得])([{HAN}])", body))
        if re.search(f"{needs}{spared}[{HAN}]", clause)
    ]


def _strong(clause: str, body: str) -> list[str]:
    """必须 and the like, where evidence binds nobody or speaks of something else."""
    return [
        f"所引条目没有说“{match.group()}”"
        for match in re.finditer(_STRONG, clause)
        if match.group() not in body and not _binds(clause[match.end() :], body)
    ]


def _binds(what: str, body: str) -> bool:
    """Whether evidence requires what follows, in a word of its own."""
    said = re.match(f"[{HAN}]{{2}}", what)
    return said is not None and bool(re.search(f"(?:{_BINDING})[^|]{{0,12}}{said.group()}", body))


def _firm(clause: str, body: str) -> list[str]:
    """应当设立, where evidence has 鼓励…设立 and nothing that is firmer."""
    faults = []
    for match in _FIRM.finditer(clause):
        if _SOFT.search(match["what"]):
            continue
        what = _HOW.sub("", match["what"])
        # 要求实行非现场执法, of what evidence explores, names the thing behind another verb.
        for told in (what[:_SAME], what[2 : _SAME + 2] if _ASKS.match(match.group()) else ""):
            held = [piece for piece in body.split("|") if told in piece]
            soft = _SOFT if _ASKS.match(match.group()) else _FREE  # 要运用, of what is explored
            if len(told) == _SAME and held and all(_is_soft(soft, p, told) for p in held):
                faults.append(f"所引条目没有要求“{told}”")
    return faults


def _is_soft(soft: re.Pattern[str], piece: str, told: str) -> bool:
    return bool(soft.search(piece[: piece.index(told)]))
