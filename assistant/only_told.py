"""Tell where the name of an attribute is only spoken of: 打了电话，人多久到 asks for no number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.told_by_the_way import COMPLAINED
from assistant.wordings import Tag

_CLAUSE = "，。？！；?!;,\n"
# 收费标准, 补助多少: words that ask by themselves, whatever stands beside them.
_ASKS_ITSELF = re.compile("多少|什么|啥|哪|几|吗|怎|咋|谁|有没有|不$|要不要|收不收|罚不罚|号码")
# 电话是多少, 补助怎么领, 地址给我: what asks for the attribute right behind its name.
_ASKED_BEHIND = re.compile(
    "(?:方面|部分|这块|那块|标准|金额|总额|上限|数额|情况|信息|清单|名单)*"
    "(?:的|又|到底|究竟|大概|大约|一般|现在|目前|今年|全年|总共|一共|都|各|分别|具体|还)*"
    "(?:$|[是为有在呢吗嘛么啊呀吧哈和与跟及、高低按够贵]|不$|多[少大高不]|几|怎|咋|啥|什么|哪|如何|能不能|是不是"
    "|[打拨找问](?:给|到|去)?(?:谁|哪|什么|几|啥)|[给发报说查列](?:我|咱|一|个|出|下|上)"
    "|(?:要|需|能|可以|得|会|应该)*(?:不|多|几|啥|什么|怎|[交花付给收带提拿领报补发](?!得|不)))"
)
# 预算批了多少万: of an attribute that is money, how much of it.
_AMOUNT_BEHIND = re.compile("(?:多少|几)个?(?:[十百千]?[万亿wW]|钱|元|块|$)")
_MONEY = "费用"
# 要什么材料, 有没有补助, 求电话: what asks for it right before its name.
_ASKED_BEFORE = re.compile(
    "(?:什么|啥|哪些|哪个|哪几[个样种]|多少|几[个样种份]?|有没有|有无|有|没|求|问|查|找|给|要|报|说|看|知道)(?:一?下|个|的|过|到|些|点)*$"
)
# 打了电话, 交了费用: it was done, or is said of what is done.
_DONE = re.compile("(?:[打接来通交付花出掏拿领收][了过完]|打(?:个|一?通))[^，。？]{0,4}$")
# 哪家汇总进展, 谁承担费用: who does something with it.
_WHO_DOES = re.compile(
    "(?:谁|哪一?[个家些几][\u4e00-\u9fff]{0,2}?)(?:来|去|该|要)?"
    "(?:汇总|负责|承担|出|掏|付|支付|管|监管|审核?|拨付?|核定|统计|安排|落实|保障|公布|上?报)(?:这|那|个|的)*$"
)
_SELF_ASKED = {"人员", "救济途径", "评价或推荐", "中标单位"}  # what people and courts are asked for
_ASKING = ("who", "deadline", "count", "list", "which", "content", "scope", "yesno", "member")
_HOW_MUCH = re.compile(
    "(?:多少|几|多久|多长|多大|多高|多远|多宽|多早|多晚)|[得行好成够到住上](?:了|到)?[吗嘛么不]"
)


# 养老院院长，我想…; 我是药店老板，: who asks.
_INTRODUCED = re.compile(
    "(?:^|[。？！])(?:我|咱|俺)?们?(?:这边|这里)?(?:是|作为|身为|当)?[^，。？！的谁哪几]{0,8}$"
)
_SPEAKS = re.compile("[，,：。](?:我|咱|俺|本人|想|要|打算|准备|来)")
# 文件里…的条条，市里讲怎么处置: of papers, which are put right and not punished.
_OF_PAPERS = re.compile(
    "(?:文件|条条|条款|条文|规定|规矩|政策|做法|办法|制度|意见|诉求|投诉|数据|资料|档案|材料|垃圾|废物|废水)"
    "(?:，|里|的)?[^，。？！]{0,6}$"
)
_OFFENDS = re.compile("违|[没不未]按|擅自|偷|骗|逾期|超期|拒|私自|造假|虚报|瞒报|泄露|乱")
# 本地人的有补贴、我外地的没有，…: told of others.
_TOLD_APART = re.compile("有$")
_OTHERS_HAD_NOT = re.compile("没(?:有|份)?[、，][^，。？]{0,10}有$")
_OTHERS_HAVE_NOT = re.compile(
    "^(?:拿|领|享受?)?[、，][^，。？]{0,8}(?:没有?|就没|却没)(?=[，。]|$)"
)
_A_NOT_A = re.compile("([\u4e00-\u9fff])不\\1")
_BY_ASKER = re.compile("[我咱俺]")  # 要带哪些材料我都搞不清 asks for them
_ASKS_OTHERWISE = {"who", "count", "deadline", "list", "role.lead", "role.cooperating"}


def _is_told_of(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """Whether an attribute is of who asks, of a complaint or of a thing that is put right."""
    before, behind = text[: tag.start], text[tag.end :]
    if tag.value == "人员" and _INTRODUCED.search(before) and _SPEAKS.match(behind):
        return True
    if tag.value == "处罚" and _OF_PAPERS.search(before):
        return _OFFENDS.search(before) is None
    apart = _OTHERS_HAVE_NOT.match(behind) or _OTHERS_HAD_NOT.search(before)
    if tag.value == _MONEY and apart and _TOLD_APART.search(before):
        return bool(_A_NOT_A.search(behind)) or any(t.kind in _ASKING for t in tags)
    complained = COMPLAINED.match(behind)
    if complained is None:
        return False
    end = tag.end + complained.end()
    asks_otherwise = any(t.kind in _ASKS_OTHERWISE and t.start >= end for t in tags)
    return asks_otherwise or _BY_ASKER.search(complained.group()) is None


def only_told(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """Whether an attribute is named in passing, where something else is asked.

    进展由谁汇总 asks who; 冷库补助报得了吗 whether it may be had; 打了电话，人多久到 how long.
    """
    if tag.kind == "outside" and _is_told_of(tag, text, tags):
        return True
    if tag.kind != "outside" or tag.value in _SELF_ASKED or _ASKS_ITSELF.search(tag.text):
        return False
    begin = max((text.rfind(mark, 0, tag.start) for mark in _CLAUSE), default=-1) + 1
    ends = [at for mark in _CLAUSE if (at := text.find(mark, tag.end)) >= 0]
    before = text[begin : tag.start]
    behind = text[tag.end : min(ends, default=len(text))].replace(" ", "")
    others = [other for other in tags if other.kind in _ASKING and not _meet(other, tag)]
    elsewhere = f"{text[:begin]} {text[min(ends, default=len(text)) :]}"
    if _WHO_DOES.search(before):
        return True
    if _DONE.search(before):
        return bool(others) or _HOW_MUCH.search(behind + elsewhere) is not None
    if _ASKED_BEHIND.match(behind) or _ASKED_BEFORE.search(before):
        return False
    if tag.value == _MONEY and _AMOUNT_BEHIND.search(behind):
        return False
    return bool(others) or _HOW_MUCH.search(behind + elsewhere) is not None


def _meet(one: Tag, other: Tag) -> bool:
    return one.start < other.end and other.start < one.end
