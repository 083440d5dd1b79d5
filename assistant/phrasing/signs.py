"""Write a clause as signs: one letter for each word of who does what, when, and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, stands_whole
from assistant.phrasing.words import alternation
from ingest import Role

_OFFICE = re.compile("(?:[局委部厅办院会]|中心|政府|公司|集团|部门|单位)$")
_OF_GROUP = re.compile("[^|、]{0,6}(?:组|[0-9]+[项个条])")
_OWN = 4  # characters of an item's text that point at it
_LEADS_TO_HELP = 6  # characters of it behind 负责 that are what somebody leads: 负责配合做好…
_DONE = "(?:牵头|主办|主责|领衔|挂帅)"
_HELP = "(?:配合|协助|协办|协同配合)"
_CARRY = "(?:落实|承接|实施|承办|承担|执行|具体落实|具体承接|具体实施)"
_NOUN = "(?:部门|单位|处室|科室|方)"
_KIND = "(?:任务|工作|事项|要点|条目|工作任务|工作要点|依据)"
# Each kind of word by its sign. Where several fit, the longest counts, then the first.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("l", f"{_DONE}{_NOUN}|责任{_NOUN}"),
    ("c", f"{_HELP}{_NOUN}"),
    ("u", "落到|落实到|对应|靠|"
          f"(?:委属相关|委属|下属|相关|具体|落实|实施|执行|承接|具体落实|具体实施){_NOUN}"),
    ("t", "(?:完成|办结|截止)?(?:时间|时限|期限|日期)(?:节点|要求|安排)?|时间节点"),
    ("L", f"(?:负责|参与|承担)?{_DONE}(?:负责|职责|任务)?|统筹负责|主抓|负责|"
          "名下|手上|手头|占了?|管(?=任务|[0-9])"),
    ("C", f"(?:予以|给予|做好|负责|参与|提供|积极|密切|承担|协助|协同|共同)*{_HELP}(?:工作|职责)?"),
    ("U", f"(?:负责|组织)?{_CARRY}"),
    ("F", "(?:要求|须|应)?(?:完成|办结|到期|截止|收官|结束)|推进|开展|进行|持续推进|持续开展"),
    ("K", f"(?P<K>[0-9]+)(?:[项条](?:{_KIND})?|件事)|(?P<K2>[0-9]+)个(?:任务|事项|要点)"),
    ("o", f"(?P<o>[0-9]+)(?:个|家|类)(?:{_NOUN})?"),
    ("m", "(?P<m>[0-9]+)个月|半年"),
    ("T", "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份)?(?:底|末)?(?:之?前|以前)?|全年|年底前?"),
    ("i", r"(?:任务|要点)(?P<i>[0-9]+(?:(?:、|和|与|及|以及|至|到)(?:任务|要点)?[0-9]+"
          r"(?![0-9]*[项个家条月年]))*)"),
    ("I", "(?:该|此|这|本)(?:1?[项条])?(?:任务|工作|事项|要点)|(?:该|此|这1|这|本)项|它"),
    ("Y", "两者|二者|它们|(?:该|本|这1?)组|"
          f"(?:这|那|上述|以上|前述)(?P<Y>[0-9]+)?(?:些|[项条])?(?:{_KIND})?"),
    ("1", "前者"), ("2", "后者"),
    ("R", "(?:其余|其他|别|另外|余下|剩下|剩余|另)的?"
          f"(?:(?P<R>[0-9]+)[项条]|[各项]+)?(?:{_KIND})?"),
    ("-", "无一|没有|并没有|并无|暂无|尚无|未|均未|无|不限定|不限|不设|不涉及|不安排"),
    ("N", "并非|并不是|不是|而非|不属于|不在|并不|不|非"),
    ("h", "另有|还有|安排了|写了|写有|写|列了|给出|"
          "提供|提到|安排|列出|列明|列有|列|明确|设置|设有|设|写明|注明|指定|规定|配备|存在|含|有"),
    ("=", r"\||作为|担任|就是|是|为|即|系|属于|包括|包含|涵盖|则是|则为"),
    ("r", "分别|依次"), ("b", "由|归"),
    ("O", "唯一|只有|仅有|唯有|唯独|只|仅"),
    ("A", "都|均|全部|全都|皆|无一例外"),
    ("M", "大部分|绝大部分|大多数|绝大多数|多数|大多|多半|占多数|居多|占大多数"),
    ("E", "各自|各"),
    ("a", "(?:责任|职责|任务)?分工"),
    ("p", "(?:分成|分为|拆成)几个方面|"
          "(?:来)?(?:统计|划分|区分|分类|归类|分为|排序|排列|看)"), ("w", "为主"),
    ("q", "(?:的)?(?:具体|明确|确切)?的?(?:月份|完成月份)(?:要求)?"),
    ("0", f"(?:其他|别的|任何)?{_NOUN}"),
    ("J", "共同|联合|一起|一同|一道"),
    ("s", "单独|独立|独自|1家"),
    ("x", "除了|除"), ("y", "之外|以外|外"),
    ("Q", "相同|一致|一样|同样"), ("P", "不同|不相同|不一样|不一致|不尽相同"),
    (">", "早"), ("<", "晚"), ("B", "比"), ("v", "涉及(?:到)?(?:了)?"),
    ("e", "例外|除外|不在其中|不在此列"),
    ("D", "相差|相隔|间隔|差"),
    ("Z", "在前|靠前|最早|较早|更早|最先|最紧|最靠前"),
    ("z", "在后|靠后|最晚|较晚|更晚|最迟"), ("+", "最多"), ("S", "共有|共|一共|总共|合计|总计"),
    ("%", "等(?:任务|工作|事项|内容|方面)?"),
    ("g", "之中|当中|里面|中|里"), ("W", _KIND),
    ("&", "、|和|与|以及|及|跟|同|会同|并且|且|并"), ("d", "的"),
    # Said of nothing in particular; a clause means the same without them.
    ("", "其中|此外|另外|同时|需要|需|要求|要|须|应当|应|将|会|也|还|则|就|"
         "若|如果|又|而|了|在|于|截至|具体|主要|也就是说|换句话说|可以|能|本身|这批|"
         "这1批|刚好|恰好|正好|反过来|相反|完全|既|从上表可以看出|可以看出|"
         "由此可见|可见|综上|总体|整体|明确要求|不过|但是|但|因此|所以|即可|"
         "方面|其|来说|来看|而言|从|上|计划|按|以|数量|总数|加起来|之列|名单|"
         "某个?|得|文件|材料|指出|说明|强调|注意|文中|表中|写到|处理"),
)  # fmt: skip
_PATTERNS = tuple((sign, re.compile(pattern)) for sign, pattern in _SIGNS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a clause: its sign, and what it stands for as far as that is read already."""

    sign: str
    text: str
    number: int = 0
    names: tuple[str, ...] = ()
    items: tuple[Ground, ...] = ()


@lru_cache(maxsize=4)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    one = f"(?:{alternation(names)})"
    return re.compile(f"{one}(?:(?:、|和|与|及|以及|跟){one})*(?:等)?")


def read(
    clause: str, names: Sequence[str], evidence: Sequence[Ground], grounds: Sequence[Ground]
) -> list[Word] | None:
    """The words of a clause (letters), or None where something in it has no sign.

    `names` are the owners of the corpus, as letters; `grounds` what its words may point at.
    """
    owners = tuple(names)
    places = _places(evidence)
    found: list[Word] = []
    place = 0
    while place < len(clause):
        word, end = _next(clause, place, owners, grounds, places)
        if word is None:
            return None
        if word.sign:
            found.append(word)
        place = end
    return None if _names_others(found) else found


def _names_others(found: Sequence[Word]) -> bool:
    """Whether an office that an item's text speaks of is said to act: 国家发展改革委、甲配合."""
    return any(
        word.sign == "X" and _OFFICE.search(word.text) and after.sign in {"&", "L", "C", "U", "J"}
        for word, after in pairwise(found)
    )


def _next(
    clause: str,
    place: int,
    owners: tuple[str, ...],
    grounds: Sequence[Ground],
    places: dict[str, tuple[Ground, ...]],
) -> tuple[Word | None, int]:
    there = max((name for name in places if clause.startswith(name, place)), key=len, default="")
    best, sign, length = None, "", 0
    for one, pattern in _PATTERNS:
        match = pattern.match(clause, place)
        if match and match.end() - place > length:
            best, sign, length = match, one, match.end() - place
    named = _names(owners).match(clause, place) if owners else None
    own, items = _own_words(clause, place, grounds)
    if named and named.end() - place >= max(length, own):
        group = named.group().removesuffix("等")
        one_name = re.compile(alternation(owners))
        return Word("n", named.group(), names=tuple(one_name.findall(group))), named.end()
    if len(there) > max(length, own):
        return Word("G", there, items=places[there]), place + len(there)
    if best and re.fullmatch("负责配合", best.group()):  # 配合做好… may be the task itself
        size, _ = _own_words(clause, place + 2, grounds)
        if size > _LEADS_TO_HELP and clause.startswith("配合", place + 2):
            return Word("L", "负责"), place + 2
    if own > length:
        return Word("X", clause[place : place + own], items=items), place + own
    if best is None:
        return None, place
    numbers = [int(value) for value in best.groupdict().values() if value and value.isdigit()]
    number = 6 if best.group() == "半年" else numbers[0] if numbers else 0
    return Word(sign, best.group(), number=number), place + length


def _places(evidence: Sequence[Ground]) -> dict[str, tuple[Ground, ...]]:
    """What the documents of the evidence are called: 浦东新区, 浦东, 区级文件, 市里.

    Only where there are several, and a name is that of one of them.
    """
    called: dict[str, set[str]] = {}
    for one in evidence:
        for name in _called(one):
            called.setdefault(name, set()).add(one.item.doc_id)
    several = len({one.item.doc_id for one in evidence}) > 1
    return {
        name: tuple(one for one in evidence if one.item.doc_id in ids)
        for name, ids in called.items()
        if several and len(ids) == 1
    }


def _called(ground: Ground) -> set[str]:
    place = letters(canonical(ground.document.jurisdiction))
    parts = re.findall(f"[{HAN}]+?(?:省|市|新区|区|县)", place)
    if not parts:
        return set()
    last, level = parts[-1], parts[-1][-1]
    names = {place, last, f"{level}里", f"{level}级", f"{level}级层面", f"{level}级文件"}
    short = re.sub("新区$|[省市区县]$", "", last)
    names |= {short} if len(short) > 1 else set()
    return names | {letters(canonical(ground.document.short_title or "")) or place}


def _own_words(
    clause: str, place: int, grounds: Sequence[Ground]
) -> tuple[int, tuple[Ground, ...]]:
    """The longest stretch from here that is an item's own, and the items that have it."""
    length, items = 0, tuple[Ground, ...]()
    for end in range(place + _OWN, len(clause) + 1):
        if "|" in clause[place:end]:
            break
        held = tuple(g for g in grounds if stands_whole(clause, place, end, g.own))
        itself = tuple(g for g in held if clause[place:end] in letters(canonical(g.item.text)))
        if itself and not _OF_GROUP.match(clause, end):
            held = itself  # a heading has the words of only one item below it
        if not held:
            if end > place + _OWN + 2:
                break
            continue
        length, items = end - place, held
    return length, items


def role_of(sign: str) -> Role:
    """The role that a sign for a verb or a column means."""
    return {"l": Role.LEAD, "c": Role.COOPERATING}.get(sign.lower(), Role.UNIT)
