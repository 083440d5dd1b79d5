"""Check the times and numbers of a clause against the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.counting import NUMBER, Counting, wrong_counts
from assistant.phrasing.ground import Ground, stands_whole
from ingest import DeadlineKind

_TIME = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年度?)?(?P<month>[0-9]{1,2})月(?:份)?"
    r"(?:(?P<day>[0-9]{1,2})[日号])?(?P<part>上旬|中旬|下旬|初|中|底|末)?"
    r"(?P<way>之?前|以前|之?后|以后|起|开始|至|到(?![期位]))?"
)
_YEAR = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})年(?![0-9]{1,2}月)(?P<part>底|末|内|初|中)?"
)
_WORDS = re.compile(
    "全年|年底|年末|年终|年初|年中|年内|上半年|下半年|第?[1-4]季度(?:末|底|内|前)?|季度末|月底|月末|月初|本月|上月|下月"
    "|季度|半年|按[年月周日]|逐[年月]|今年|本年度?|当年|明年|去年|前年|后年|每年|每月|每周|每日|每天|每季度?|近期|远期|日前|即日|当天|当日|次日|工作日|周[1-6日末]|星期"
    "|每[0-9]*个?(?:学期|学年|半年|旬|月|周|星期|季度?|小时|分钟|晚|夜|班|期|年|日|天)"
    "|春节|国庆|五一|长期|常年|年度|凌晨|上午|中午|下午|晚上"
)  # fmt: skip
_TASK = re.compile(
    r"(?:任务|要点|工作要点|编号)(?:编号)?(?:为|是|第|从)?(?P<list>[0-9]+(?:(?:、|和|与|及|至|到|以及)(?:任务|要点)?[0-9]+(?![0-9]*[月年个家类种%]))*)"
)
_LONGEST_SPAN = 1000
_DAY = re.compile("周[1-6日末]")
_DOCUMENT = re.compile(rf"[{HAN}]{{1,8}}\|(?:19|20)[0-9]{{2}}\|第?[0-9]+号")  # 岚政发〔2015〕22号
_RUN = 4  # characters that stand together in evidence by more than chance
_NTH = re.compile(
    r"第(?P<n>[0-9]+)(?P<noun>个?(?:任务|要点)|[项条点号](?:任务|要点|工作|事项|措施)?|大项|组|个?大项|个?组|序号)"
)
_GROUP = re.compile(r"(?:序号|大项|组)(?:为|是|第)?(?P<n>[0-9]+)")
_YEAR_OF = re.compile(f"20[0-9]{{2}}年度?(?P<what>[{HAN}]{{4}})")
_BEGINS = re.compile("(?:正式|全面|全部|集中|统一)*(?:启动|开始|起步|开工|开启|动工)")
_ISSUE = re.compile("印发|发布|发文|成文|下发|公布|落款|发出")


def faults_of(
    clause: str,
    grounds: Sequence[Ground],
    quoted: Sequence[tuple[int, int]],
    cited: Sequence[Ground],
    question: str,
    around: tuple[str, str] = ("", ""),
    proved: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """Numbers and times that the evidence does not bear out; `clause` as letters.

    Each has to hold for every item at hand; `cited` are all that a count may count. What stands
    inside `quoted` is the evidence's own, and 今年 may be said where the question says it.
    `around` are the clauses in front and behind: 共4个 counts the names listed there. What is
    `proved` is so: a cell has it.
    """
    # A day that ends what is quoted is put before other words: it has to hold of them.
    said = _blanked(_blanked(clause, _without_days(clause, quoted)), proved)
    said = _without_schedules(said, grounds, around[0])
    for word in re.findall("今年|本年", question):
        said = said.replace(word, "  ")
    faults = [
        f"文号“{match.group()}”不在所引条目中"
        for match in _DOCUMENT.finditer(said)
        if not all(stands_whole(said, *match.span(), one.all) for one in grounds)
    ]
    said = _DOCUMENT.sub(lambda found: " " * len(found.group()), said)
    for pattern, holds in (
        (_TIME, partial(_time_holds, after=around[1])), (_YEAR, _year_holds), (_WORDS, _words_hold),
        (_TASK, _task_holds), (_NTH, _nth_holds), (_GROUP, _group_holds),
    ):  # fmt: skip
        for match in pattern.finditer(said):
            if not all(holds(match, clause, ground, grounds) for ground in grounds):
                faults.append(f"“{match.group()}”不在所引条目中")
        said = pattern.sub(lambda found: " " * len(found.group()), said)
    faults += _other_years(clause, grounds)
    return faults + wrong_counts(Counting(said, clause, grounds, cited, *around))


def _without_schedules(clause: str, grounds: Sequence[Ground], before: str) -> str:
    """A clause without the times of an item that are no months: 每月25日前, 不超过2年, 周6的9时."""
    days = set(_DAY.findall(clause) or _DAY.findall(before))
    told = [set(_schedule(one, days)) for one in grounds]
    for part in sorted(set.intersection(*told) if told else (), key=len, reverse=True):
        for found in re.finditer(rf"(?<![0-9.]){re.escape(part)}(?![0-9.%])", clause):
            clause = _blanked(clause, [found.span()])
    return clause


def _schedule(ground: Ground, days: set[str]) -> Iterator[str]:
    """The parts of an item's time that have numbers and no month; of these `days` of the week."""
    for piece in _deadline(ground).split("|"):
        if not days <= set(_DAY.findall(piece)):
            continue
        for part in (piece, *piece.split("、")):
            if (
                NUMBER.search(part)
                and len(part) > 2
                and not (_TIME.search(part) or _YEAR.search(part))
            ):
                yield part


def _without_days(clause: str, quoted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quoted stretches that end before a day: it is put before other words, or was cut through."""
    days = [match.span() for pattern in (_TIME, _YEAR) for match in pattern.finditer(clause)]
    cut = [(start, min([a for a, b in days if a < end <= b], default=end)) for start, end in quoted]
    cut = [(max([b for a, b in days if a < start < b], default=start), end) for start, end in cut]
    words = [match.span() for match in _WORDS.finditer(clause)]  # …单位每, of 每月, in front of 年
    cut = [(start, min([a for a, b in words if a < end < b], default=end)) for start, end in cut]
    # A number at the end is put before another measure: 不低于2400处, for 不低于2400公里.
    return [(a, _before_number(clause, a, b)) for a, b in cut]


def _before_number(clause: str, start: int, end: int) -> int:
    number = re.search("[0-9.]+[万亿]*$", clause[start:end])
    goes_on = re.match(f"[{HAN}]", clause[end:])
    return start + number.start() if number and goes_on else end


def _other_years(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """Years put before words that in the evidence stand behind another year only."""
    return [
        f"“{match.group()}”不在所引条目中"
        for match in _YEAR_OF.finditer(clause)
        for ground in grounds
        if match.group() not in ground.all
        and re.search(f"20[0-9]{{2}}年度?{match['what']}", ground.body)
    ]


def time_of(ground: Ground, said: str) -> bool | None:
    """Whether an item's time is the one said (letters); None when the record does not tell."""
    if not faults_of(said, (ground,), (), (ground,), ""):
        return True
    deadline, month = ground.item.deadline, re.search("([0-9]{1,2})月", said)
    if month and month.group() in ground.own:
        return None  # the text has times of its own
    if deadline is None:
        return False
    if month is None:
        return False if deadline.kind in {DeadlineKind.MONTH, DeadlineKind.DAY} else None
    if deadline.due is None:
        return False if deadline.kind is DeadlineKind.ALL_YEAR else None
    return False if deadline.due.month != int(month[1]) else None


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
    return bool(NUMBER.search(said) or _WORDS.search(said))


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
    if re.search("[自从]$", clause[: match.start()]) or _BEGINS.match(clause[match.end() :]):
        return _told_then(match, clause, ground, after)
    if _told_then(match, clause, ground, after):
        return True
    if deadline is None or len({m.group() for m in _TIME.finditer(_text(ground))}) > 1:
        return False  # with several days in the text, each belongs to what stands behind it
    due = deadline.due
    written = _deadline(ground)
    if match.group() in {m.group() for m in _TIME.finditer(written)}:
        return not re.search(f"{match.group()}[^|]*[{HAN}]{{2,}}[^|]*\\|", written)
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
    body = f"{_text(ground)}|{_deadline(ground)}"
    ahead = clause[max(match.start() - _RUN, 0) : match.end()]
    if not done and match.start() >= _RUN and stands_whole(ahead, 0, len(ahead), body):
        return True  # 有效期至2026年12月31日
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
    if re.search(rf"(?<![0-9]){match.group()}(?!度)", _deadline(ground)):
        return True  # 2027年国庆节前
    titled = stands_whole(clause, match.start(), match.end() + 2, ground.all)
    if due is not None and due.year != year:
        return titled
    if due is None and re.search("[于到至]$", clause[: match.start()]):
        return titled
    if not match["part"] and _told_with(f"{year}年", clause, ground):
        return True
    years = {document.year, document.date.year if document.date else None}
    return year in years or (due is not None and due.year == year)


def _told_with(time: str, clause: str, ground: Ground) -> bool:
    """Whether a sentence of the evidence has both a time and words of the clause."""
    sentences = [letters(canonical(one)) for one in re.split("。", ground.item.text)]
    told = [one for one in sentences if time in one]
    rest = [part for part in re.split(f"[^{HAN}]|{time}", clause) if len(part) >= _RUN]
    runs = {part[at : at + _RUN] for part in rest for at in range(len(part) - _RUN + 1)}
    return any(run in one for run in runs for one in told)


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
    if word.startswith("每") and word.replace("个", "") in ground.body.replace("个", ""):
        return True
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
