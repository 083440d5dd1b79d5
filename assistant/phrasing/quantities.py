"""Check the numbers and times of a clause against the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, stands_whole
from ingest import DeadlineKind, Role

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*%?")
_TIME = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年度?)?(?P<month>[0-9]{1,2})月(?:份)?"
    r"(?:(?P<day>[0-9]{1,2})[日号])?(?P<part>上旬|中旬|下旬|初|中|底|末)?"
    r"(?P<way>之?前|以前|之?后|以后|起|开始|至|到)?"
)
_YEAR = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})年(?![0-9]{1,2}月)(?P<part>底|末|内|初|中)?"
)
_WORDS = re.compile(
    "全年|年底|年末|年终|年初|年中|年内|上半年|下半年|第?[1-4]季度(?:末|底|内|前)?|季度末|月底|月末|月初|本月|上月|下月"
    "|季度|半年|按[年月周日]|逐[年月]|今年|本年度?|当年|明年|去年|前年|后年|每年|每月|每周|每日|每天|每季度?|近期|远期|日前|即日|当天|当日|次日|工作日|周[1-6日末]|星期"
    "|春节|国庆|五一|长期|常年|年度|凌晨|上午|中午|下午|晚上"
)  # fmt: skip
_TASK = re.compile(
    r"(?:任务|要点|工作要点)(?:编号)?(?:为|是|第)?(?P<list>[0-9]+(?:(?:、|和|与|及|至|到|以及)(?:任务|要点)?[0-9]+(?![0-9]*[月年个家类种%]))*)"
)
# 3项 and then no noun that is counted: 3项制度 are no items.
_ITEMS = re.compile(
    "[项条件](?=$|[|、和与及均都皆也由为是分的要应须需在同全还则中里有没未共属各]|列|涉及|安排|牵头|配合|负责|完成)"
)
_LONGEST_SPAN = 1000
_NTH = re.compile(
    r"第(?P<n>[0-9]+)(?P<noun>个?(?:任务|要点)|[项条点号](?:任务|要点|工作|事项|措施)?|大项|组|个?大项|个?组|序号)"
)
_GROUP = re.compile(r"(?:序号|大项|组)(?:为|是|第)?(?P<n>[0-9]+)")
_COUNT = re.compile(
    r"(?P<n>[0-9]+)(?:个|项|条|件|家|名|类|种|大|方面|点)*"
    r"(?P<noun>任务|工作|要点|事项|事|内容|牵头部门|牵头单位|配合部门|配合单位|部门|单位|处室|方面|措施|举措|条目|项|条|件)?"
)
_OFFICES = {"部门", "单位", "处室", "牵头部门", "牵头单位", "配合部门", "配合单位"}
_SUMS_UP = re.compile("(?:共|共计|共有|合计|总共|等|有|、)$")
_OFFICES_ARE = re.compile(
    "(?:牵头|主责|责任|配合|协办|协助)(?:部门|单位|处室)(?:一?共|有|为|是|计|均|都)*[ 、和与及以]*$"
)
# A clause that puts topics together may speak of what only one of them has: 两病筛查和孕前检查.
_MERGES, _EVERY = re.compile("[和与及、]"), re.compile("都|均|全部|同样|皆")
_EACH = re.compile("各自?(?:单独|独立)?(?:牵头|负责|配合)(?:了)?$")
_LAST_TWO = re.compile("(?<=[^、])(?:以及|和|与|(?<![涉普波顾触])及)(?=[^、]*$)")
_NAMELY = re.compile("即|包括|也就是|分别[是为]|具体[是为包]|1是")
_ROLES = re.compile("牵头|负责|责任|主责|主办|配合|协助")
_ITEM_NOUNS = {"任务", "工作", "要点", "事项", "措施", "举措", "条目"}
_YEAR_OF = re.compile(f"20[0-9]{{2}}年度?(?P<what>[{HAN}]{{4}})")
_ISSUE = re.compile("印发|发布|发文|成文|下发|公布|落款|发出")
_ARTICLE = re.compile(r"1(?:个|项|种|套|份|批|条|次|步|系列|件)")


def faults_of(
    clause: str,
    grounds: Sequence[Ground],
    quoted: Sequence[tuple[int, int]],
    cited: Sequence[Ground],
    question: str,
    around: tuple[str, str] = ("", ""),
) -> list[str]:
    """Numbers and times that the evidence does not bear out; `clause` as letters.

    Each has to hold for every item at hand; `cited` are all that a count may count. What stands
    inside `quoted` is the evidence's own, and 今年 may be said where the question says it.
    `around` are the clauses in front and behind: 共4个 counts the names listed there.
    """
    # A day that ends what is quoted is put before other words: it has to hold of them.
    said = _blanked(clause, _without_days(clause, quoted))
    for word in re.findall("今年|本年", question):
        said = said.replace(word, "  ")
    faults: list[str] = []
    for pattern, holds in (
        (_TIME, partial(_time_holds, after=around[1])), (_YEAR, _year_holds), (_WORDS, _words_hold),
        (_TASK, _task_holds), (_NTH, _nth_holds), (_GROUP, _group_holds),
    ):  # fmt: skip
        for match in pattern.finditer(said):
            if not all(holds(match, clause, ground, grounds) for ground in grounds):
                faults.append(f"“{match.group()}”不在所引条目中")
        said = pattern.sub(lambda found: " " * len(found.group()), said)
    faults += _other_years(clause, grounds)
    return faults + _wrong_counts(_Counting(said, clause, grounds, cited, *around))


def _without_days(clause: str, quoted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quoted stretches that end before a day: it is put before other words, or was cut through."""
    days = [match.span() for pattern in (_TIME, _YEAR) for match in pattern.finditer(clause)]
    return [
        (start, min([a for a, b in days if a < end <= b], default=end)) for start, end in quoted
    ]


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


def _other_years(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """Years put before words that in the evidence stand behind another year only."""
    return [
        f"“{match.group()}”不在所引条目中"
        for match in _YEAR_OF.finditer(clause)
        for ground in grounds
        if match.group() not in ground.all
        and re.search(f"20[0-9]{{2}}年度?{match['what']}", ground.body)
    ]


def pointed_at(clause: str) -> list[int]:
    """The numbers of the items that a clause (letters) names: 任务38和41, 第9项任务."""
    listed = [n for match in _TASK.finditer(clause) for n in _in_list(match["list"])]
    nth = [int(m["n"]) for m in _NTH.finditer(clause) if not re.search("组|大项|序号", m["noun"])]
    return listed + nth


def speaks_of_issuing(clause: str) -> bool:
    """Whether a clause says who issued a document, or when."""
    return bool(_ISSUE.search(clause))


def speaks_of_time(clause: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause (letters) has a number or names a time outside `taken` stretches."""
    said = _blanked(clause, taken)
    return bool(_NUMBER.search(said) or _WORDS.search(said))


def _blanked(clause: str, quoted: Sequence[tuple[int, int]]) -> str:
    for start, end in quoted:
        clause = clause[:start] + " " * (end - start) + clause[end:]
    return clause


def _same(one: str | None, other: int) -> bool:
    return one is None or int(one) == other


def _time_holds(
    match: re.Match[str], clause: str, ground: Ground, _: Sequence[Ground], *, after: str = ""
) -> bool:
    """A month or day is the item's deadline, or the document's date where that is spoken of."""
    date = ground.document.date
    if date and _ISSUE.search(clause):
        return (
            _same(match["year"], date.year)
            and int(match["month"]) == date.month
            and _same(match["day"], date.day)
            and not match["part"]
        )
    deadline = ground.item.deadline
    if re.search("[自从]$", clause[: match.start()]):
        return False
    if _told_then(match, clause, ground, after):
        return True
    if deadline is None or len({m.group() for m in _TIME.finditer(_text(ground))}) > 1:
        return False  # with several days in the text, each belongs to what stands behind it
    due = deadline.due
    written = {m.group() for m in _TIME.finditer(_deadline(ground))}
    if match.group() in written:
        return True
    if due is None or int(match["month"]) != due.month or not _same(match["year"], due.year):
        return False
    exact = match["day"] is not None and int(match["day"]) == due.day
    if match["day"] is not None and not exact:
        return False
    ending = match["part"] in {"底", "末"}
    if match["part"] and not ending:
        return False
    way = match["way"] or ""
    if not way:
        return deadline.kind in {DeadlineKind.MONTH, DeadlineKind.DAY} or exact or ending
    return way in {"前", "之前", "以前"} and (exact or ending)


def _text(ground: Ground) -> str:
    return letters(canonical(ground.item.text))


def _told_then(match: re.Match[str], clause: str, ground: Ground, after: str) -> bool:
    """Whether the evidence says the same of the same day: 4月印发方案, for 4月，印发…方案."""
    done = clause[match.end() : match.end() + 2]
    doings = [done] if len(done) == 2 else [after[at : at + 4] for at in range(len(after) - 3)][:7]
    body = _text(ground)
    for found in re.finditer(rf"(?<![0-9]){re.escape(match.group())}", body):
        later = _TIME.search(body, found.end())
        then = body[found.end() : later.start() if later else len(body)]
        if any(doing in then and "|" not in doing for doing in doings):
            return True
    return False


def _deadline(ground: Ground) -> str:
    return letters(canonical(ground.item.deadline.text)) if ground.item.deadline else ""


def _year_holds(match: re.Match[str], clause: str, ground: Ground, _: Sequence[Ground]) -> bool:
    """A year is the document's or the deadline's; with 底 or 内 the deadline has to say it."""
    year = int(match["year"])
    due = ground.item.deadline.due if ground.item.deadline else None
    if match["part"]:
        last = due is not None and (due.year, due.month, due.day) == (year, 12, 31)
        return match.group() in _deadline(ground) or last
    document = ground.document
    titled = stands_whole(clause, match.start(), match.end() + 2, ground.all)
    if due is not None and due.year != year:
        return titled
    if due is None and re.search("[于到至]$", clause[: match.start()]):
        return titled
    years = {document.year, document.date.year if document.date else None}
    return year in years or (due is not None and due.year == year)


def _words_hold(match: re.Match[str], clause: str, ground: Ground, _: Sequence[Ground]) -> bool:
    word = match.group()
    deadline = ground.item.deadline
    if word in {"年底", "年末", "年内", "年终"} and deadline and deadline.due:
        ends = (deadline.due.month, deadline.due.day) == (12, 31)
        return ends and deadline.kind in {DeadlineKind.YEAR, DeadlineKind.MONTH, DeadlineKind.DAY}
    if word in {"月底", "月末"}:
        return False
    if word in _deadline(ground).replace("第", "") or word.replace("第", "") in _deadline(ground):
        return True
    start, end = match.span()
    if word == "年度" and end + 2 <= len(clause) and clause[start : end + 2] in ground.body:
        return True  # 编制年度报告, for 年度报告编制
    return stands_whole(clause, max(start - 2, 0), end, ground.body) and start >= 2


def _in_list(text: str) -> list[int]:
    """The numbers of 9、10和12; those of 20至29 are all from the first to the last."""
    found = [int(n) for n in re.findall("[0-9]+", text)]
    spans = [range(int(a), int(b)) for a, b in re.findall("([0-9]+)[至到]([0-9]+)", text)]
    return [*found, *(n for span in spans for n in span[1:_LONGEST_SPAN])]


def _task_holds(
    match: re.Match[str], clause: str, ground: Ground, grounds: Sequence[Ground]
) -> bool:
    known, said = {one.number for one in grounds}, _in_list(match["list"])
    once = len(set(said)) == len(said)
    return once and all(number in known for number in said)


def _nth_holds(
    match: re.Match[str], clause: str, ground: Ground, grounds: Sequence[Ground]
) -> bool:
    if "组" in match["noun"] or "大项" in match["noun"] or "序号" in match["noun"]:
        return ground.item.group_number == int(match["n"])
    return any(one.number == int(match["n"]) for one in grounds)


def _group_holds(match: re.Match[str], clause: str, ground: Ground, _: Sequence[Ground]) -> bool:
    return ground.item.group_number == int(match["n"])


@dataclass(frozen=True, slots=True)
class _Counting:
    """A clause whose numbers are judged: `said` is it without what is known to be true."""

    said: str
    clause: str
    grounds: Sequence[Ground]
    cited: Sequence[Ground]
    before: str
    after: str


def _wrong_counts(it: _Counting) -> list[str]:
    """Numbers that neither stand in the evidence with what they count, nor count it."""
    faults = []
    for match in _NUMBER.finditer(it.said):
        if _is_article(it.said, match) or _counts(it, match):
            continue
        held = [_stands(it.clause, match, ground) for ground in it.grounds]
        merged = any(held) and _MERGES.search(it.clause) and not _EVERY.search(it.clause)
        if not (all(held) or merged):
            faults.append(f"数字“{match.group()}”不在所引条目中")
    return faults


def _is_article(said: str, match: re.Match[str]) -> bool:
    """一个, 一项 count nothing, unless 共, 只 or 第 stands before or an office after them."""
    if match.group() == "1" and re.search("[这该同某每任]$", said[: match.start()]):
        return True
    found = _ARTICLE.match(said, match.start())
    if not found or re.search("[共只仅第]有?$", said[: match.start()]):
        return False
    return not re.match("部门|单位|处室|牵头|配合|任务|月", said[found.end() :])


def _counts(it: _Counting, match: re.Match[str]) -> bool:
    """Whether a number counts the items cited, what is listed, or the names in a role."""
    counted = _COUNT.match(it.said, match.start())
    if not counted or "." in match.group() or "%" in match.group():
        return False
    noun, number, ahead = counted["noun"] or "", int(counted["n"]), it.said[: match.start()]
    if re.match("份(?:文件|政策|通知)", it.said[match.end() :]):
        return number == len({one.document.doc_id for one in it.cited})
    sums = _SUMS_UP.search(ahead)
    behind, in_front = it.clause[match.end() :], it.clause[: match.start()]
    unlike = _otherwise(it, match)
    if sums and not unlike and number in _listed(it, behind, in_front, it.before):
        return True
    if not unlike and _NAMELY.match(it.after) and number in _listed(it, it.after):
        return True
    if _EACH.search(ahead) and counted.end() > match.end():
        return _each_has(it, number, Role.COOPERATING if "配合" in ahead else Role.LEAD)
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
    if noun in _OFFICES or (not noun and (labelled or (sums and it.before))):
        rest = noun + it.said[counted.end() : counted.end() + 8]
        rest += labelled.group() if labelled else "" if noun else it.before
        if not _ROLES.search(rest):
            rest += ahead
        if not _ROLES.search(rest):  # 3个处室（甲、乙、丙）
            named = {n for one in it.grounds for names in one.owners.values() for n in names}
            return number == sum(name in it.after for name in named)
        role = Role.COOPERATING if re.search("配合|协助", rest) else Role.LEAD
        return all(len(ground.item.owners(role)) == number for ground in it.grounds)
    return len(it.cited) > 1 and number == len(it.cited)


def _each_has(it: _Counting, number: int, role: Role) -> bool:
    """Whether each owner that is named has the role in so many of the items: 甲和乙各牵头2项."""
    known = {name for ground in it.grounds for name in ground.owners[role]}
    named = [name for name in known if name in it.clause]
    held = [sum(name in one.owners[role] for one in it.grounds) for name in named]
    return len(named) > 1 and set(held) == {number}


def _listed(it: _Counting, *texts: str) -> list[int]:
    """How many things each text lists. Owners are counted from the records instead."""
    owners = {n for one in it.grounds for names in one.owners.values() for n in names}
    body = "|".join(one.body for one in it.grounds)
    counts = []
    for text in texts:
        things = _LAST_TWO.sub("、", text).split("、")
        told = all(_told(thing, body) for thing in things[1:])
        if len(things) > 1 and told and not any(name in text for name in owners):
            counts.append(len(things))
    return counts


def _told(thing: str, body: str) -> bool:
    """Whether the words of one thing listed are, nearly all, the evidence's."""
    words = re.sub(f"[^{HAN}].*$", "", thing)
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    return sum(pair in body for pair in pairs) >= 0.75 * len(pairs)


def _otherwise(it: _Counting, match: re.Match[str]) -> bool:
    """Whether the evidence has other numbers of the same measure: 共2个, where it says 3个."""
    measure = re.match("[个项类种条家]", it.said[match.end() :])
    body = "|".join(one.body for one in it.grounds)
    known = set(re.findall(rf"([0-9]+){measure.group()}", body)) if measure else set()
    return bool(known) and match.group() not in known


def _stands(clause: str, match: re.Match[str], ground: Ground) -> bool:
    """Whether the number stands in the evidence with what it counts on both sides or behind it."""
    start, end = match.span()
    size = len(clause)
    behind = end + 2 <= size and stands_whole(clause, start, end + 2, ground.body)
    around = (
        start >= 2 and end + 1 <= size and stands_whole(clause, start - 2, end + 1, ground.body)
    )
    before = start >= 2 and stands_whole(clause, start - 2, end, ground.body) and end == size
    whole = f"|{clause}|" in f"|{ground.body}|"
    return behind or around or before or whole
