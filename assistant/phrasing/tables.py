"""Say a row of a Markdown table as a line of a list, so that it is proved as a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"[\s|:\-—–]+")
_MARK = re.compile(r"[\[【〔(（][^\[\]【】〔〕()（）]{0,8}?\d[\d\s,，、;；\-–—~和]*[\]】〕)）]")
_SOURCE = re.compile("依据|来源|出处|证据|引用|索引|参考")
_NUMBER = re.compile(r"\d{1,4}(?:\s*[,，、;；]\s*\d{1,4})*")
_NOTHING = re.compile(r"[\s\-—–/／*_]*|无|暂无|没有|未列出|未安排|未明确|空")
_COLUMN = re.compile("部门|单位|处室|时间|时限|期限|节点")
_PLAIN = re.compile("项目|内容|详情|说明|信息|具体内容|情况|结果|要求|值|答案|回答|文件内容")
_ITEM = re.compile(r"(?:任务|要点|工作要点)\s*\d+")
_COUNTED = re.compile("序号|编号|#|No.?|")
_BREAK = re.compile(r"<\s*br\s*/?\s*>", re.IGNORECASE)


class Table:
    """Takes the lines of a table, and gives out what each row says."""

    def __init__(self) -> None:
        self._heads: list[str] = []

    def line(self, text: str) -> str:
        """What a line says; nothing for the heads and the rule below them."""
        if _RULE.fullmatch(text):
            return ""
        cells = [_bare(cell) for cell in _BREAK.sub("、", text).strip().strip("|").split("|")]
        if not self._heads:
            self._heads = cells
            return ""
        return _row(self._heads, cells)

    def end(self) -> None:
        """Forget the heads: the table is over."""
        self._heads = []


def _bare(cell: str) -> str:
    return re.sub(r"\*+|`+|__+", "", cell).strip()


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    sides = [_item(head) for head in heads[1:]]
    if len(heads) > 2 and all(sides):
        return _side_by_side(sides, cells)
    marks = "".join(found for cell in cells for found in _MARK.findall(cell))
    said: list[str] = []
    subject = ""
    for place, (head, cell) in enumerate(zip(heads, cells, strict=False)):
        words = _MARK.sub("", cell).strip().rstrip("。；;")
        if _SOURCE.search(head):
            marks += f"[{words}]" if _NUMBER.fullmatch(words) else ""
        elif place == 0:
            subject = _subject(head, words)
        elif _NOTHING.fullmatch(words):
            said += [f"没有{head}"] if _COLUMN.search(head) else []
        elif _ITEM.fullmatch(words) or (not subject and place == 1):
            subject = _subject(head, words)
        else:
            said.append(words if _PLAIN.fullmatch(head) and not _key(heads) else f"{head}为{words}")
    if _key(heads) and len(said) == 1 and subject:
        return f"{subject}为{said[0].removeprefix(heads[1] + '为')}{marks}。"
    head = f"{subject}：" if subject and said else subject
    return f"{head}{'，'.join(said)}{marks}。"


def _key(heads: Sequence[str]) -> bool:
    """Whether a table gives one thing a row: 项目, 内容."""
    named = [head for head in heads if not _SOURCE.search(head)]
    return len(named) == 2 and bool(_PLAIN.fullmatch(named[1])) and not _ITEM.search(named[0])


def _subject(head: str, cell: str) -> str:
    if re.fullmatch(r"\d+", cell):
        noun = re.search("任务|要点", head)
        return f"{noun.group()}{cell}" if noun else ""
    return "" if _COUNTED.fullmatch(head) and len(cell) < 3 else cell


def _item(head: str) -> str:
    found = _ITEM.match(head)
    return found.group() if found else ""


def _side_by_side(sides: Sequence[str], cells: Sequence[str]) -> str:
    """A table with an item in each column: 任务3的牵头部门为…[1]，任务8的牵头部门为…[2]."""
    said = []
    for item, cell in zip(sides, cells[1:], strict=False):
        marks = "".join(_MARK.findall(cell))
        words = _MARK.sub("", cell).strip()
        if _NOTHING.fullmatch(words):
            said.append(f"{item}没有{cells[0]}{marks}")
        else:
            said.append(f"{item}的{cells[0]}为{words}{marks}")
    return f"{'，'.join(said)}。"
