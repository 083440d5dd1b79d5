"""Read which items an earlier reply names: 〔任务38〕, 任务32、34, 要点第9点."""

from __future__ import annotations

import re

from assistant.numbers import series
from assistant.numerals import read_numeral

# 任务38, 要点四.二.1, 第二十条: a number, below the numbers of its headings.
_PATH = "(?:[一二三四五六七八九十百]{1,4}\\.){0,4}(?:[0-9]{1,6}|[零一二三四五六七八九十百]{1,6})"
_MARK = re.compile(rf"〔([^〔〕]{{0,80}}?)(任务|要点|第)\s*({_PATH})[^〔〕]{{0,8}}〕")
ITEM = "项"  # 第4项, of whatever kind the document has
_APART = re.compile("-[0-9a-f]{6}$")
# A number may be followed by what it is about: 任务32（老年人健康服务）、33（企业注销）;
# 任务22，9月完成 names no task 9.
_SERIES = re.compile(
    r"(任务|要点)(?:第|编号|号)?\s*[（(]?"
    r"([0-9]{1,6}(?:（[^（）]{1,60}）)?"
    r"(?:(?:\s*(?:、|,|，|和|与|及|到|至|-|—|~)\s*)(?:任务|要点|第)?[0-9]{1,6}(?![0-9月年日个项家])(?:（[^（）]{1,60}）)?)*)"
)
# 根据第三十七条: an article or a point, as people cite it.
_CITED = re.compile(
    "(?<!《)(?:根据|依据|按照?|依照|见|是|就是|在|对应|对着)[^，。；〔〕]{0,14}?第([0-9]{1,4}|[零一二三四五六七八九十百]{1,6})(条|点)"
    "|^第([0-9]{1,4}|[零一二三四五六七八九十百]{1,6})(条|点)"
)
# 第4条、第5条和第14条; 牵头第5项老旧小区改造、浦东第6项…; 第45、50两项, 第32项到第35项: items by
# their numbers, as people list them. 第十条第2项 is a part of an article.
_NUMBER = "(?:[0-9]{1,4}|[零一二三四五六七八九十百]{1,6})"
_LISTED = re.compile(
    "(?:^|(?<=[、，,；;。：:\\n和与及是为有即])|(?<![条款])(?=[^条点]{1,24}?[项号]))\\s*"
    f"第({_NUMBER}(?:(?:[、,和与及]|(?:项|条|点|号)?(?:到|至|-|—|–|~)第?){_NUMBER})*)"
    "(?:(?<=[0-9])[两三四五六七八九十])?(项|条|点|号)(?!令|文|楼|线|窗|公告)"
)
_ABOUT = re.compile("（[^（）]*）")


def path_of(item_id: str) -> str:
    """The number of an item below its headings, 四.二.1, without what tells equal ones apart."""
    return _APART.sub("", item_id.partition("#")[2])


def below(path: str, step: int) -> str:
    """The neighbour of a number below the same headings: 四.二.2 after 四.二.1; "" without one."""
    head, dot, number = path.rpartition(".")
    return f"{head}{dot}{int(number) + step}" if number.isdigit() else ""


def values_of(path: str) -> tuple[int, ...]:
    """The numbers of a path, from the outermost heading: 四.二.1 is 4, 2, 1."""
    return tuple(value for part in path.split(".") if (value := read_numeral(part)) is not None)


def without_listed(reply: str) -> str:
    """A reply without the numbers of items: what else it says, as how many they are."""
    return _LISTED.sub("，", reply)


def marks_in(reply: str) -> list[tuple[str, str, str]]:
    """Document title, 任务, 要点, 第 or 项, and number of each item, in the order of the reply."""
    found: list[tuple[int, str, str, str]] = []
    for match in _MARK.finditer(reply):
        # An article is numbered 20 where it is called 第二十条; a part without points keeps 三.
        article = read_numeral(match[3]) if match[2] == "第" else None
        number = match[3] if article is None else str(article)
        found.append((match.start(), match[1], match[2], number))
    for match in _SERIES.finditer(_MARK.sub(lambda mark: " " * len(mark.group()), reply)):
        for number in series(_ABOUT.sub("", match[2])):
            found.append((match.start(), "", match[1], str(number)))
    listed = list(_LISTED.finditer(reply)) if not found else []
    if len(listed) > 1 or any(one[2] in "项号" for one in listed):
        found += [
            (one.start(), "", ITEM if one[2] in "项号" else "第", str(number))
            for one in listed
            for number in series(one[1])
        ]
    if not found and (cited := _CITED.search(reply)):
        number = read_numeral(cited[1] or cited[3])
        found += [(cited.start(), "", "第", str(number))] if number is not None else []
    return [(title, noun, number) for _, title, noun, number in sorted(found, key=lambda f: f[0])]
