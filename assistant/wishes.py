"""Leave out what is to be done with an answer, where it is told behind the question.

9月要交的有哪几件？我提前一个月去催各处室: the second sentence asks for nothing, and 一个月 is no
condition.
"""

from __future__ import annotations

import re

_ASKS = re.compile("[哪谁几？?]|多少|什么|有没有|列[出个一下]|挑出|摘出|理出")
_LISTED = re.compile("列[出个一下]|挑出|摘出|理出|[拉拎]出")
_READER = "(?:领导|主任|处长|局长|书记|科长|老板|上[头面级]|区里|市里|委里|督查室?|办公室)"
_PAPER = "(?:汇报|材料|PPT|总结|简报|会上|通报|报告|稿子|台账|新闻稿|公众号|展板)"
_WHEN = "(?:这边|这里|明天|后天|回头|等会儿?|等下|下周|下午|上午|今天|马上|年底|月底|会前)"
_WILL = "(?:想|要|得|好|打算|准备|需要|提前|计划|急着|等着|拿去|方便|先去)"
# 我提前一个月去催, 汇报里想夸夸他们, 主任想开个碰头会
_WISH = re.compile(
    f"(?:我们?|咱们?|俺|大家|{_READER}|{_PAPER})(?:{_WHEN}|{_PAPER}|里|上|中|也|还|就|我)*{_WILL}"
)
# 请老师核一下
_PLEASE = re.compile(
    "(?:请|麻烦|劳烦|辛苦|拜托|烦)(?:老师|您|你|各位)?(?:帮忙|帮我|再|先)*"
    "(?:核实?|看|查|对|过目|把关|确认)(?:一?[下遍眼])?(?:吧|了|谢谢)?$"
)
# What may narrow the items after all, or ask: 我要9月的, 我只要基层处那几条.
_NARROWS = re.compile(
    "只|光要|不要|不算|不含|除|剔|去掉|刨|也算|包括|的[。！]?$|[那这]几|[条项个件][。！]?$"
    "|[^个]月(?:份|底|前|之前|完成|到期)|[哪谁几？?吗呢]|多少|什么"
)
_LOOKS = re.compile(
    f"^{_READER}(?:想|要)(?:看看?|知道|晓得|了解)(?:一下)?(?:哪些|谁|有没有)[^，。？?]{{2,16}}$"
)
_BEHIND = re.compile("^(?P<asked>.*[？?])(?P<told>[^？?]{3,40})$", re.DOTALL)
_CLAUSE = re.compile("[^，。；！,]+")


def without_wish(text: str) -> str:
    """The question without a last sentence that tells what the answer is wanted for.

    Without a question mark before it only 领导想看哪些… goes, after a list was asked for.
    """
    behind = _BEHIND.match(text)
    if behind is not None:
        clauses = _CLAUSE.findall(behind["told"])
        idle = all(_is_wish(clause) for clause in clauses)
        return behind["asked"] if clauses and idle and _ASKS.search(behind["asked"]) else text
    asked, comma, told = text.rpartition("，")
    looks = comma and _LISTED.search(asked) and _LOOKS.match(told.rstrip("。！"))
    return asked if looks else text


def _is_wish(clause: str) -> bool:
    """Whether a clause tells what somebody means to do, and neither asks nor narrows."""
    said = clause.strip(" .…~")
    if _PLEASE.match(said):
        return True
    return _WISH.match(said) is not None and _NARROWS.search(said) is None
