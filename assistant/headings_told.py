"""Mark the title of a group or section that a question has without quotation marks.

数一下加强智慧监管里的任务 becomes 数一下“加强智慧监管”这一大项里的任务.
"""

from __future__ import annotations

import re

from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.vocabulary import Vocabulary

_SHORTEST, _LONGEST = 5, 90  # characters of a title, and of a question that is looked through
_WITHIN = (
    "(?:里头|里面|里厢|里|当中|之中|中(?![央心医])|之内|内|之下|底下|下头|下面|下边"
    "|项下|名下|名目之下|筐里)"
)
_SECTION = "(?:[这那]?一?个?大?(?:部分|板块|章)|[这那]一?个?大(?:块|类))"
_GROUP = (
    "(?:[这那]一?个?|一)?(?:大项|大组|组|类|块|摊子?|格|串儿?|台戏|筐)(?![合成])"
    "|[这那]个?一?项(?!目)|项(?=里|中)"
)
# 第6大项“加强智慧监管”: the number says which one it is.
_NUMBERED = re.compile(f"第{NUMERAL}个?大?(?:项|部分|板块|组|章)[的：]?“?$")
# What stands behind a title and only says that it is one: 那一摊, 大项里头, 项下各条
_AFTER = re.compile(
    rf"(?:(?P<section>{_SECTION})|(?P<group>{_GROUP}|一项(?=共|有)))?"
    rf"(?:的?(?P<within>{_WITHIN}|各条里?|这几条里?))?"
)
# 属于, 算在…, 大项名称：, before it
_BEFORE = re.compile(
    "(?:属于?|算在|算进|归在|归到?|列在|放在|在|(?:在)?(?:分工)?表里的?|大项(?:名称)?(?:是|叫|为|：)?)$"
)
_HAS = re.compile(
    "[，。：]?(?:所|一共|共|总共|又)*(?:拆|分|细分|分解|涵盖|包含|含|包括|占|压|装|对应|列)"
    "(?:成|为|了|着|有|出|的|具体)*(?=任务|[几哪多好])"
)
_LISTED = re.compile(
    "[，：]?的?(?:具体|各)?任务(?:总?清单|明细|名单|名称|目录|一览表?|构成)(?=[，。？]|$)"
)
# What asks of several items; a title alone may be an item's own matter.
_SEVERAL = re.compile("任务|[几哪多][几些少]?[项条个件家只桩]|哪些|哪几|大项|名单|名录|清单|各条")

# 里还剩…, 里别的部门牵头的, beside an exception: what is left of the part, and says no more.
_STILL = re.compile("还(?=有|剩|余)")
_OTHERS = re.compile(
    "(?:由|归|是)?(?:别的?|其[他它]的?|旁的?|人家)(?:部门|处室?|单位)?(?=[牵领打挂主负])"
)
_EXCEPT = re.compile("除|撇|刨|去掉|扣|不算")


def with_headings_marked(text: str, vocabulary: Vocabulary) -> str:
    """The question with the longest title in it marked as one, where it asks of what is in it."""
    if len(text) > _LONGEST:
        return text
    letters = [place for place, character in enumerate(text) if bare(character)]
    found = vocabulary.title_in("".join(text[place] for place in letters), _SHORTEST)
    if found is None:
        return text
    start, end = letters[found.start], letters[found.end - 1] + 1
    start, end = _with_quotes(text, start, end)
    before, title, rest = text[:start], text[start:end], text[end:]
    if _NUMBERED.search(before):
        return text
    said = _AFTER.match(rest)
    place = _BEFORE.search(before)
    if said is None or not (said.group() or place or _SEVERAL.search(before + rest)):
        return text
    noun = "大项" if found.is_group and not said["section"] else "部分"
    rest = rest[said.end() :]
    rest = _STILL.sub("", rest, count=1) if _STILL.match(rest) else rest
    others = _OTHERS.match(rest) if _EXCEPT.search(before) else None
    rest = rest[others.end() :] if others else rest
    has = _HAS.match(rest)
    rest = f"有{rest[has.end() :]}" if has else _LISTED.sub("有哪些任务", rest, count=1)
    if place:  # 哪些任务属于…
        before = before[: place.start()]
        before = f"{before}在" if before else ""
    title = title[1:-1] if _is_quoted(title) else title
    return f"{before}“{title}”这一{noun}里{rest}"


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the quotation marks around it, and with those that belong to its end."""
    if text[start:end].count("“") > text[start:end].count("”") and text.startswith("”", end):
        end += 1
    if text.endswith("“", 0, start) and text.startswith("”", end):
        return start - 1, end + 1
    return start, end


def _is_quoted(title: str) -> bool:
    """Whether the marks at both ends belong to each other."""
    inner = title[1:-1]
    return (
        title.startswith("“") and title.endswith("”") and inner.find("“") <= max(inner.find("”"), 0)
    )
