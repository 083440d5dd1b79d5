"""Which of the items that were talked about a question points at: 下一条, 后面两个, 这两条."""

from __future__ import annotations

import re

from assistant.marks import below
from assistant.numerals import read_numeral
from assistant.turns import Context

NEIGHBOUR = re.compile(
    "(?<!最)([下后上前])[面边]?的?(?:那|这)?一(?:条|项|个|号|点)(?!月|季|到期|截止)"
    "|(?<!最)([下后上前])[面边]的?那点(?=讲|说|写|呢|的|是|归|谁)"
    "|(?:它|他|这条|这项|那条)(?:的)?(?:头顶|脚底|头|屁股)?([上下前后])(?:面|头|边)?的?(?:那|这)一?(?:条|项|个|件)"
    "|([前后上下])面?(?:紧)?挨着的?(?:那|这)?一(?:条|项|个|件)"
    "|往([前后上下])(?:面|边)?(?:退|数|推|挪|走)?一(?:条|项|个|号)(?!月|季)"
)
_OF_TWO = re.compile("^(?:那|那么|就)?([前后])(?:面)?(?:的)?(?:那)?一(?:个|条|项|件)(?!个)")
# 后面两个是谁配合的: some of the list at hand.
SOME_OF = re.compile(
    "^(?:那|那么|再说|再看|再问)?(?P<end>前|头|后|最后|末)(?:面|边)?的?[那这]?"
    "(?P<number>[两二三四五])(?:个|条|项|件)(?!月|季)"
)
# 中间那个, of a list of three.
MIDDLE = re.compile("^(?:那|那么|就)?(?:正|当)?中间的?那?一?(?:个|条|项|件|号)")
BOTH = re.compile(
    "[这那它](?:两|二|三|四|几)(?:条|项|个|件|样)|[他它她]们(?:两|三)个|两(?:条|项|个(?!处|部门|单位))(?:都|各|分别)"
    "|^(?:那么?|，)*(?:两(?:条|项|个|件|样)|[这那]?俩)(?:里头?|里面|当中|之中|中间|中)?，?(?=哪|谁|相?比|[早晚先后迟急]的)"
)
_THREE = re.compile("[这那]([三四])")
_FEW = 3  # items of one turn that were shown as alike
FIRST = re.compile(
    "最开始|(?:头|第)一[个件桩]问|最早(?:问|说)|一开始|最初|最?开头(?:问|说|讲|提)|第一个问题|回到(?:开头|前面|最)|最(?:开头|前面|起初)那(?:个|条|项|件)"
)


def moved_focus(text: str, context: Context) -> tuple[str, ...]:
    """下一条, 前面一条: the neighbour by number; 这两条: both turns; 最开始那条: the first."""
    neighbour = NEIGHBOUR.search(text)
    if len(context.focus) == 2 and (one := _OF_TWO.match(text)):
        return context.focus[:1] if one[1] == "前" else context.focus[1:]
    if MIDDLE.match(text) and len(context.focus) % 2:
        return (context.focus[len(context.focus) // 2],)
    if neighbour and context.focus:
        document, _, number = context.focus[-1].partition("#")
        step = 1 if next(filter(None, neighbour.groups())) in "下后" else -1
        neighbour_path = below(number, step)
        return (f"{document}#{neighbour_path}",) if neighbour_path else ()
    some = SOME_OF.match(text)
    many = (read_numeral(some["number"]) or 0) if some else 0
    if some and many < len(context.focus):
        return context.focus[:many] if some["end"] in {"前", "头"} else context.focus[-many:]
    if BOTH.search(text) and len(context.focus) == 1 and context.earlier:
        three = _THREE.search(text)
        several = (read_numeral(three.group(1)) if three else None) or 2
        turns = (*context.earlier, context.focus)[-several:]
        return tuple(dict.fromkeys(item for turn in turns for item in turn[:_FEW]))
    if FIRST.search(text) and context.earlier:
        return context.earlier[0]
    return ()
