"""The box of facts that government sites put above a document: 索引号, 文号, 发布机构, 发布日期."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.reading import Table, distinct

_OPENING = 12  # lines within which such a box stands
_TELLING = (
    "索引号|索取号|文号|文件编号|发文字号|发布文号|发文文号|发布机构|发布单位|发文单位|发文机关|发布部门|制定机关|成文日期|发文日期"
    "|生成日期|印发日期|发布日期|公布日期|发布时间|主题分类|组配分类|公开目录|信息分类|有效性|时效性|效力状态"
)
_OTHERS = (
    "名称|标题|文件名称|来源|信息来源|主题词|关键词|浏览次数|浏览量|点击数|点击量|点击次数|点击|访问量|阅读量|阅读|阅读次数|字体|字号|体裁分类|服务对象"
    "|公开方式|公开形式|公开范围|公开程序|公开责任部门|责任编辑|作者|生效日期|实施日期|废止日期|失效日期|语种|打印|分享到"
)


def _spaced(names: str) -> str:
    """The names, longest first, each with white space allowed between its characters: 文  号."""
    words = sorted(names.split("|"), key=len, reverse=True)
    return "|".join(r"[ \t\u3000\xa0]*".join(word) for word in words)


_ANY = _spaced(f"{_TELLING}|{_OTHERS}")
_KEY = re.compile(rf"(?:^|(?<=[\s|\]】]))(?:{_ANY})\s*[:：]")
_BARE_KEY = re.compile(rf"(?:^|(?<=\s))(?:{_ANY})(?=\s|$)")
_TELLS = re.compile(rf"(?:{_spaced(_TELLING)})\s*[:：]?")
_PATH = re.compile(r"(?:您?(?:现在|当前)?(?:所在)?(?:的)?位置|当前所在)(?:是)?\s*[:：].*[>＞»]")


def facts_of(line: str) -> dict[str, str]:
    """What a line of such a box says, by key; nothing for any other line."""
    keys = list(_KEY.finditer(line))
    if not keys:  # cells of a box without colons: two keys or more tell it from a sentence
        bare = list(_BARE_KEY.finditer(line))
        keys = bare if len(bare) > 1 else []
    if not keys or keys[0].start() or not any(_TELLS.match(one[0]) for one in keys):
        return {"位置": line} if _PATH.match(line) else {}
    stops = [*(one.start() for one in keys[1:]), len(line)]
    return {
        re.sub(r"[\s:：]", "", key[0]): line[key.end() : stop].strip(" \t\u3000|[]【】")
        for key, stop in zip(keys, stops, strict=True)
    }


def fact_rows(table: Table, text: str) -> list[str]:
    """The rows of a table that is such a box, each as a line; none of any other table."""
    filled = ([cell for cell in distinct(row) if not cell.empty] for row in table.rows)
    rows = [" ".join(text[cell.start : cell.end] for cell in row) for row in filled if row]
    return rows if all(map(facts_of, rows)) else []


def page_facts(lines: Sequence[str]) -> dict[str, str]:
    """What the box at the top of a page says; the first line that gives a key is believed."""
    found: dict[str, str] = {}
    for line in lines[:_OPENING]:
        found = {key: value for key, value in facts_of(line).items() if value} | found
    return found
