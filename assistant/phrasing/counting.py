"""Judge what a clause counts: items, owners, things listed, and numbers of the evidence itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.phrasing.cleaning import HAN, canonical
from assistant.phrasing.ground import Ground, stands_whole
from ingest import Role

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*%?")
# 3项 and then no noun that is counted: 3项制度 are no items.
_ITEMS = re.compile(
    "[项条件](?=[^|]{0,9}(?:任务|工作(?!日)|事项|要点)|$|[|、和与及均都皆也由为是分的要应须需在同全还则中里有没未共属各]|列|涉及|安排|牵头|配合|负责|完成)"
)
_COUNT = re.compile(
    r"(?P<n>[0-9]+)(?:个|项|条|件|家|名|类|种|大|方面|点|块)*"
    r"(?P<noun>任务|工作(?!日)|要点|事项|事|内容|牵头部门|牵头单位|配合部门|配合单位|部门|单位|处室|方面|措施|举措|条目|项|条|件)?"
)
_OFFICES = {"部门", "单位", "处室", "牵头部门", "牵头单位", "配合部门", "配合单位"}
_SUMS_UP = re.compile("(?:共|共计|共有|合计|总共|等|有|、)$")
_OFFICES_ARE = re.compile(
    "(?:牵头|主责|责任|配合|协办|协助)的?(?:部门|单位|处室)"
    "(?:一?共|有|为|是|计|均|都)*[ 、和与及以]*$"
)
# A clause that puts topics together may speak of what only one of them has: 两病筛查和孕前检查.
_MERGES, _EVERY = re.compile("[和与及、]"), re.compile("都|均|全部|同样|皆")
_EACH = re.compile("各自?(?:单独|独立)?(?:牵头|负责|配合|有)(?:了)?$")
_LAST_TWO = re.compile("(?<=[^、])(?:以及|和|与|(?<![涉普波顾触])及)(?=[^、]*$)")
_NAMELY = re.compile("即|包括|也就是|分别[是为]|具体[是为包]|1是")
_ROLES = re.compile("牵头|负责|责任|主责|主办|配合|协助")
_ITEM_NOUNS = {"任务", "工作", "要点", "事项", "措施", "举措", "条目"}
_RESPECTIVELY = re.compile(
    f"(?P<one>[{HAN}]{{2,8}})(?:和|与|、)(?P<two>[{HAN}]{{2,8}}?)[^|分]{{0,24}}分别(?:为|是|达到|不低于|不超过)*"
    "(?P<first>[0-9.]+%?)[^0-9|]{0,6}[和与、](?:不低于|不超过)?(?P<second>[0-9.]+%?)"
)
_NOUN = 4  # characters of words behind a measure that are more than a kind of thing
_WORDS = 4  # pairs of characters that a number and a clause have in common by more than chance
_ARTICLE = re.compile(r"1(?:个|项|种|套|份|批|条|次|步|系列|件)")


def items_counted(clause: str) -> list[int]:
    """How many items a clause (letters) says there are: 共4项, 这3项任务."""
    return [int(match["n"]) for match in _item_counts(clause)]


def before_count(clause: str) -> str:
    """What a clause says of the items that it counts, before their count: 甲类的4项任务."""
    counts = _item_counts(clause)
    return clause[: counts[0].start()] if counts else ""


def _item_counts(clause: str) -> list[re.Match[str]]:
    return [
        match
        for match in _COUNT.finditer(clause)
        if int(match["n"]) > 1
        and not clause[: match.start()].endswith("第")
        and (match["noun"] in _ITEM_NOUNS or _ITEMS.match(clause, match.end("n")))
    ]


@dataclass(frozen=True, slots=True)
class Counting:
    """A clause whose numbers are judged: `said` is it without what is known to be true."""

    said: str
    clause: str
    grounds: Sequence[Ground]
    cited: Sequence[Ground]
    before: str
    after: str


def wrong_counts(it: Counting) -> list[str]:
    """Numbers that neither stand in the evidence with what they count, nor count it."""
    faults = []
    for match in NUMBER.finditer(it.said):
        if _is_article(it.said, match) or _counts(it, match):
            continue
        held = [_stands(it.clause, match, ground.told, it.before) for ground in it.grounds]
        merged = any(held) and _MERGES.search(it.clause) and not _EVERY.search(it.clause)
        if not (all(held) or merged):
            faults.append(f"数字“{match.group()}”不在所引条目中")
    return faults


def _is_article(said: str, match: re.Match[str]) -> bool:
    """一个, 一项 count nothing, unless 共, 只 or 第 stands before or an office after them."""
    if match.group() == "1" and re.search("[这那该同某每任另]$", said[: match.start()]):
        return True
    found = _ARTICLE.match(said, match.start())
    if not found or re.search("[共只仅第]有?$", said[: match.start()]):
        return False
    return not re.match("部门|单位|处室|牵头|配合|任务|月", said[found.end() :])


def _counts(it: Counting, match: re.Match[str]) -> bool:
    """Whether a number counts the items cited, what is listed, or the names in a role."""
    if re.search("[这该]$|上述$", it.said[: match.start()]) and _told_of(it, match):
        return True
    counted = _COUNT.match(it.said, match.start())
    if counted and counted["noun"] in _OFFICES and it.said[: match.start()].endswith("这"):
        return _are_all(it, int(counted["n"]))
    if not counted or "." in match.group() or "%" in match.group():
        return False
    noun, number, ahead = counted["noun"] or "", int(counted["n"]), it.said[: match.start()]
    if re.match("份(?:文件|政策|通知)", it.said[match.end() :]):
        return number == len({one.document.doc_id for one in it.cited})
    if (
        ahead.endswith("其中")
        and it.said[match.end() :].startswith("项")
        and number > len(it.cited)
    ):
        return False
    sums = _SUMS_UP.search(ahead)
    behind, in_front = it.clause[match.end() :], it.clause[: match.start()]
    unlike = _otherwise(it, match)
    if sums and not unlike and number in _listed(it, behind, in_front, it.before):
        return True
    if not unlike and _NAMELY.match(it.after) and number in _listed(it, it.after):
        return True
    if _EACH.search(ahead) and counted.end() > match.end():
        return _each_has(it, number, Role.COOPERATING if "配合" in ahead else Role.LEAD)
    if number > 1 and number in (_that_have(it, behind), _in_a_row(it, behind)):
        return True
    if counted.end() == match.end():
        return False
    if noun not in _OFFICES and not unlike and number in _listed(it, in_front):
        return True
    listed = behind.split("|", 1)[1] if re.match(".{0,6}\\|", behind) else ""
    if noun not in _OFFICES and not unlike and number in _listed(it, listed):
        return True
    if noun in {"部门", "处室"} and re.search("涉及(?:到)?(?:了)?$", ahead):
        both = (
            one.item.owners(Role.LEAD) + one.item.owners(Role.COOPERATING) for one in it.grounds
        )
        return all(len(set(names)) == number for names in both)
    labelled = _OFFICES_ARE.search(ahead)
    houses = not noun and behind.startswith("家")
    unnamed = not noun and (labelled or (sums and it.before)) and not re.match("[项条件]", behind)
    if noun in _OFFICES or houses or unnamed:
        rest = noun + it.said[counted.end() : counted.end() + 8]
        rest += labelled.group() if labelled else "" if noun else it.before
        if not _ROLES.search(rest):
            rest += ahead
        if not _ROLES.search(rest):  # 3个处室（甲、乙、丙）
            named = {n for one in it.grounds for names in one.owners.values() for n in names}
            told = behind if "|" in behind else it.after
            return number == sum(name in told for name in named)
        role = Role.COOPERATING if re.search("配合|协助", rest) else Role.LEAD
        role = Role.UNIT if re.search("(?:相关|委属|落实|实施)单位", rest) else role
        return all(len(ground.item.owners(role)) == number for ground in it.grounds)
    return len(it.cited) > 1 and number == (_of_document(it) or len(it.cited))


def _are_all(it: Counting, number: int) -> bool:
    """Whether 这3个处室 are all that have one role in each item, and are named in the clause."""
    return any(
        len(one) == number and all(name in it.clause for name in one)
        for role in Role
        for one in [it.grounds[0].owners[role] if it.grounds else frozenset()]
        if all(ground.owners[role] == one for ground in it.grounds)
    )


def _of_document(it: Counting) -> int:
    """How many items of one document are cited, where a clause is of all these: 浦东有5项."""
    ids = {one.item.doc_id for one in it.grounds}
    same = [one for one in it.cited if one.item.doc_id in ids]
    return len(same) if len(ids) == 1 and len(same) == len(it.grounds) > 1 else 0


def _that_have(it: Counting, behind: str) -> int:
    """How many items cited have the words behind a measure: 2个确定事项."""
    noun = re.match(f"[个项类种大条]([{HAN}]{{3,}})", behind)
    longest = noun[1] if noun else ""
    for size in range(len(longest), _NOUN - 1, -1):
        held = sum(longest[:size] in one.own for one in it.cited)
        if held:
            return held
    return 0


def _in_a_row(it: Counting, behind: str) -> int:
    """How many quoted things the evidence puts in a row before the words behind a measure."""
    noun = re.match(f"[个项类种大条]([{HAN}]{{2,4}})", behind)
    if noun is None:
        return 0
    rows = f"((?:“[^”]+”[、和]?){{2,}})(?:等)?{noun[1]}"
    found = [re.search(rows, canonical(one.item.text)) for one in it.grounds]
    counts = {len(re.findall("“", row[1])) for row in found if row}
    return counts.pop() if len(counts) == 1 and all(found) else 0


def _told_of(it: Counting, match: re.Match[str]) -> bool:
    """Whether the evidence counts so many of some kind, which 这3类 may point back at."""
    kinds = "[个类种大]"
    behind = it.said[match.end() :]
    told = rf"(?<![0-9.]){re.escape(match.group())}{kinds}"
    return bool(re.match(kinds, behind)) and all(re.search(told, g.body) for g in it.grounds)


def _each_has(it: Counting, number: int, role: Role) -> bool:
    """Whether each owner that is named has the role in so many of the items: 甲和乙各牵头2项."""
    known = {name for ground in it.grounds for name in ground.owners[role]}
    named = [name for name in known if name in it.clause]
    held = [sum(name in one.owners[role] for one in it.grounds) for name in named]
    return len(named) > 1 and set(held) == {number}


def _listed(it: Counting, *texts: str) -> list[int]:
    """How many things each text lists. Owners are counted from the records instead."""
    owners = {n for one in it.grounds for names in one.owners.values() for n in names}
    body = "|".join(one.body for one in it.grounds)
    counts = []
    for text in texts:
        things = _LAST_TWO.sub("、", text).split("、")
        told = all(_told(thing, body) for thing in things[1:])
        named = re.split("是|为|有(?!关)|包括", text)[-1]
        if len(things) > 1 and told and not any(name in named for name in owners):
            if _goes_on(things, body):
                continue
            counts.append(len(things))
    return counts


def _goes_on(things: list[str], body: str) -> bool:
    """Whether evidence lists these things and others in one row: two of its three are not all.

    Letters have no quotation marks: “甲”“乙” stand there without anything between them.
    """
    first, *middle, last = things
    things = [first.split("|")[-1], *middle, last.split("|")[0]]
    for between, more in (("、", "[、和及]"), ("", f"(?![等的和及、])[{HAN}]")):
        row = re.escape(between.join(things))
        if re.search(row + more, body) or (between and re.search("、" + row, body)):
            return True
    return False


def _told(thing: str, body: str) -> bool:
    """Whether the words of one thing listed are, nearly all, the evidence's."""
    words = re.sub(f"[^{HAN}].*$", "", thing)
    known = {
        place
        for at in range(len(words) - 1)
        if words[at : at + 2] in body
        for place in (at, at + 1)
    }
    return len(known) >= 0.75 * len(words)


def _otherwise(it: Counting, match: re.Match[str]) -> bool:
    """Whether the evidence has other numbers of the same measure: 共2个, where it says 3个."""
    measure = re.match("[个项类种条家]", it.said[match.end() :])
    body = "|".join(one.body for one in it.grounds)
    known = set(re.findall(rf"([0-9]+){measure.group()}", body)) if measure else set()
    return bool(known) and match.group() not in known


def _stands(clause: str, match: re.Match[str], body: str, last: str = "") -> bool:
    """Whether the number stands in the evidence with what it counts on both sides or behind it."""
    start, end = match.span()
    size = len(clause)
    if not _as_large(clause, match, body):
        return False
    behind = end + 2 <= size and stands_whole(clause, start, end + 2, body)
    around = start >= 2 and end + 1 <= size and stands_whole(clause, start - 2, end + 1, body)
    before = start >= 2 and stands_whole(clause, start - 2, end, body) and end == size
    whole = f"|{clause}|" in f"|{body}|"
    turned = _turned(clause, match, body) or _spaced(clause, match, body)
    turned = turned or _beside_its_words(clause, match, body, last)
    turned = turned or _tied(clause, match, body)
    return (
        behind or around or before or whole or turned or _in_order(clause, match, body)
    ) and not _of_another(clause, match, body)


def _beside_its_words(clause: str, match: re.Match[str], body: str, last: str) -> bool:
    """Whether a stretch of evidence has a number with its measure, and words of the clause.

    Or words of the clause before, `last`.
    """
    end = match.end() + (not match.group().endswith("%"))
    measured = clause[match.start() : end]
    if not re.fullmatch(f"[0-9.]+(?:%|[{HAN}])", measured):
        return False
    told = re.compile(rf"(?<![0-9.]){re.escape(measured)}")
    around = [part for part in re.split("[0-9.%|、]+", f"{last}|{clause}") if part]
    pairs = {part[at : at + 2] for part in around for at in range(len(part) - 1)}
    pieces = [p for p in body.split("|") if told.search(p) and "分别" not in p]
    return any(sum(pair in piece for pair in pairs) >= _WORDS for piece in pieces)


def _tied(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether only 为 stands between: 有效期为3年, of 有效期3年."""
    ahead = re.search(f"([{HAN}]{{3}})[为是]$", clause[: match.start()])
    measured = clause[match.start() : match.end() + 1]
    if ahead is None or not re.fullmatch(f"[0-9.]+[{HAN}%]", measured):
        return False
    return f"{ahead[1]}{measured}" in body


def _spaced(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether only words in front of what is counted are left out: 1名专管员, of 1名公路专管员."""
    measured = clause[match.start() : match.end() + 1]
    noun = re.match(f"[{HAN}]{{3}}", clause[match.end() + 1 :])
    if noun is None or not re.fullmatch(f"[0-9.]+[{HAN}]", measured):
        return False
    told = rf"(?<![0-9.]){re.escape(measured)}[{HAN}]{{1,8}}{noun.group()}"
    return re.search(told, body) is not None


def _as_large(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether the evidence has the number with the same 万 or 亿 behind it."""
    size = re.match("[万亿]*", clause[match.end() :])
    said = match.group() + (size.group() if size else "")
    return bool(re.search(rf"(?<![0-9.]){re.escape(said)}(?![0-9万亿])", body))


def _in_order(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether the evidence gives a number to one of two: 甲 of 甲和乙分别达到80%、50%."""
    for told in _RESPECTIVELY.finditer(body):
        shares = [_common(told[side], clause) for side in ("one", "two")]
        numbers = [told["first"], told["second"]]
        if match.group() in numbers and numbers[0] != numbers[1]:
            mine = numbers.index(match.group())
            if shares[mine] > shares[1 - mine] and shares[mine] > 0:
                return True
    return False


def _common(told: str, clause: str) -> int:
    return sum(told[at : at + 2] in clause for at in range(len(told) - 1))


def _turned(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether the evidence has number and measure on the other side of the noun.

    100处儿童游戏空间, for 儿童游戏空间100处, and the other way round.
    """
    measured = clause[match.start() : match.end() + 1]
    if not re.fullmatch(f"[0-9.]+[{HAN}]", measured):
        return False
    noun = clause[match.end() + 1 : match.end() + 13]
    front = re.sub("(?:要|须|应|将|达到?|为|不低于|不超过)+$", "", clause[: match.start()])
    for found in re.finditer(rf"(?<![0-9.]){re.escape(measured)}", body):
        before, behind = body[: found.start()], body[found.end() :]
        if any(before.endswith(noun[:size]) for size in range(3, len(noun) + 1)):
            return True
        if any(behind.startswith(front[-size:]) for size in range(3, min(len(front), 12) + 1)):
            return True
    return False


def _of_another(clause: str, match: re.Match[str], body: str) -> bool:
    """Whether the evidence has more of what stands behind a number behind another one.

    2个国家制造业试点 and 4个国家中小企业试点, said the other way round.
    """
    behind = clause[match.end() :]
    alike = {match.group(): 0}
    for other in NUMBER.finditer(body):
        size = _shared(behind, body[other.end() :])
        alike[other.group()] = max(alike.get(other.group(), 0), size)
    return max(alike.values()) > max(alike[match.group()], 3)


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
