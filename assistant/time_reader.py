"""Read the documents, years and times that a question names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from assistant.cell_figures import VALUE
from assistant.column_states import KIND as COLUMN_STATE
from assistant.matter_reader import MatterReader
from assistant.query import Window
from assistant.times import TimeWindow
from assistant.wordings import Tag
from index import ItemFilter
from ingest import DeadlineKind

_EDGES = ("most", "least", "earliest", "latest")
_EDITION = re.compile(
    "度?的?(?:(?![完到底前内里要])[\u4e00-\u9fff]){0,8}?(?:工作)?"
    "(?:要点|清单|方案|行动计划|文件|分工表|任务分工|任务分解|任务表|分解表|责任表|安排表|台账|指南|办法|通知)"
)
_NOT_SO = re.compile("(?<!是)不是")
# 有没有哪项不是公卫处的: asks for those, and takes nothing for granted.
_ANY_NOT = re.compile(
    "有没有(?:哪|什么|一|几|任何)?[项条个件些]?(?:任务|事项)?(?:是)?不[是归由]"
    "|不[是归由在][^，。？]{1,16}?的?(?:任务|事项)?(?:还)?有(?:没有|吗|么|无)"
    "|有(?:没有|哪些|什么)?不[在是][^，。？]{1,12}的(?:吗|么|任务|事项|[？?]|$)"
)
_NOT_MEANT = re.compile("(?:不是|没|不)(?:在)?(?:问|说|指|讲|要)(?:的)?(?:是)?$")
# 区里的知道了。市里那份…: what is known already is not asked.
_IS_KNOWN = re.compile(
    "[^，。？！；]{0,6}?(?:我|咱|俺)?们?(?:都|就|已经|算是|大概)?(?:知道|晓得|清楚|明白|有数|了解|记下|看过|看懂)(?:了|啦|咯)[，。！；]"
)
_NOT_IN = re.compile("(?<!在)(?<!时)[不没]$")  # of 在不在9月, nothing is denied
_DENIED = re.compile("(?<!有)[没未无]有?$")  # 没 of 没标具体月份的
_PAUSES = "，。；！：,"
# 连3月的也算上, 算上10月的: what belongs to a list as well
_ALSO = (
    "(?:也|都|一起|一并)+(?:要|得|请|给我)?(?:算|计|列|含|加|放)"
    "(?:上|进来|进去|在内|入|进)?(?:了|吧|哈|啊)?"
)
_THOSE = "[^，。？]{2,6}(?:到期|完成|截止)?(?:的|份|当月|那几?[项条个])*"
_ADDED = re.compile(f"(?:连|含|包括|包含|算上|加上)(?:着|了)?{_THOSE}(?:{_ALSO})?|{_THOSE}{_ALSO}")
# 9月到期的以及全年的
_JOINED = re.compile(
    "(?:底|份)?(?:要)?(?:到期|完成|截止|交)?的?(?:任务|事项)?(?:[、和与跟及或]|或者|以及|还有|加上?|外加|连同)+(?:写|标|是)?"
)
_YEAR_ROUND = {DeadlineKind.ALL_YEAR, DeadlineKind.ONGOING}
# 全年性的就不用了, 全年的单独算, 标全年的请排除: beside a day they say what goes without saying.
_LEFT_OUT = re.compile(
    "不(?!同|少|止)|别(?!的)|甭|除外|除[了去开]|排除|[去拿删筛剔滤撇刨略]|单独|另[算列外]"
)
_WHICH_MONTH = re.compile("哪一?个?月|几月|月份")
_OWN_STORY = re.compile("打算|准备|想要|我|咱|俺|家里|老公|老婆|孩子|毕业|退休|^(?:前年|去年)从")
_ASKING = re.compile("[谁哪几吗么呢？?]|什么|多少|怎")


class TimeReader(MatterReader):
    """Reads which documents a question is about, and which times."""

    def _asserts(self) -> bool:
        """不是9月吗 takes for granted what it denies; 是不是 asks."""
        asks = _ANY_NOT.search(self.text) is not None
        return self.has("yesno") and _NOT_SO.search(self.text) is not None and not asks

    def doc_ids(self) -> tuple[str, ...]:
        """The documents that the question names, if it narrows them at all."""
        named = [set(tag.value) for tag in self._meant_places()]
        if not named:
            return ()
        common = set.intersection(*named) or set.union(*named)
        ordered = tuple(d.doc_id for d in self.vocabulary.documents if d.doc_id in common)
        return () if len(ordered) == len(self.vocabulary.documents) > 1 else ordered

    def _meant_places(self) -> list[Tag]:
        """The places named, without those of 不是问浦东，市里的… and 区里的知道了。市里…."""
        named = self.of("place")
        meant = [
            tag
            for tag in named
            if not _NOT_MEANT.search(self.text[: tag.start])
            and not _IS_KNOWN.match(self.text, tag.end)
        ]
        return meant or named

    def places(self) -> tuple[str, ...]:
        """Every document named; all of them where the question says 两份文件."""
        if self.has("documents.all"):
            return tuple(document.doc_id for document in self.vocabulary.documents)
        return tuple(dict.fromkeys(d for tag in self._meant_places() for d in tag.value))

    def names_documents_apart(self) -> bool:
        """市里和区里, 两份文件: said of several; 市里 alone may be all that a city has issued."""
        named = [set(tag.value) for tag in self.of("place")]
        # 绵阳的县，市里奖多少: what narrows the other is not another document.
        apart = any(not (one <= other or other <= one) for one in named for other in named)
        return self.has("documents.all") or apart

    def other_year(self) -> tuple[str, int | None]:
        """The words and the number of a year that is none of the documents'."""
        of_document = self._other_edition()
        if of_document is not None:
            return of_document.text, of_document.value
        named = [(tag.text, tag.value) for tag in self.of("year") if not self._told(tag)]
        named += [(tag.text, tag.value.year) for tag in self.of("time") if tag.value.year]
        return next(((t, y) for t, y in named if y not in self.vocabulary.years), ("", None))

    def _told(self, year: Tag) -> bool:
        """打算明年要小孩，…谁在弄: a year of the asker's own story, before what is asked."""
        ends = any(sign in self.text[year.end :] for sign in _PAUSES)
        clause = self._clause(year) if ends else ""
        if self.text.startswith("的", year.end):
            return False
        return _OWN_STORY.search(clause) is not None and _ASKING.search(clause) is None

    def _other_edition(self) -> Tag | None:
        """2023年的要点 of a document that is of another year."""
        documents = [self.vocabulary.document(doc_id) for doc_id in self.doc_ids()]
        own = {document.year for document in documents}
        if not own or None in own:
            return None
        years = [tag for tag in self.of("year") if tag.value not in own]
        editions = (tag for tag in years if _EDITION.match(self.text, tag.end))
        # 青岚区2023年淘汰了几辆, asked of its plan for 2025
        past = (tag for tag in years if tag.value < min(year for year in own if year))
        # 2024年的补贴标准, of a notice for 2022 that never speaks of that year
        said = "".join(document.text for document in documents)
        unsaid = (
            tag
            for tag in years
            if tag.text[0].isdigit()
            and str(tag.value) not in said
            and not _DUE_IN.match(self.text, tag.end)
        )
        return next(editions, next(past, next(unsaid, None)))

    def filter(self) -> tuple[ItemFilter, str]:
        """The deadline and owner-count filter, and the words that gave the deadline."""
        cells = tuple(tag.value.cells for tag in self.of(VALUE))
        states = (tag.value for tag in self.of(COLUMN_STATE))
        counts = tuple(dict.fromkeys((*self.bound.counts, *states)))
        wanted = ItemFilter(owner_counts=counts, cells=cells)
        words = ""
        for place, tag in enumerate(self.tags):
            if tag.kind != "time" or self._set_aside(place):
                continue
            window: TimeWindow = tag.value
            longer = self._with_added(wanted, tag)
            if longer == wanted:
                continue
            joined = "、" if words else ""
            said = tag.text in words and longer is None
            words = words if said else f"{words}{joined}{tag.text}"
            if window.undated and any(other.words for other in self._windows()):
                continue  # 写“持续推进”、没给具体月份的: one of those that have no month
            wanted = longer or _narrowed(wanted, window, self.vocabulary.year)
        if not words and (year := self._year_of_plan()) is not None:
            first, last = date(year.value, 1, 1), date(year.value, 12, 31)
            wanted, words = replace(wanted, due_from=first, due_to=last), year.text
        if self.has("all_year_not"):
            dated = tuple(
                k
                for k in DeadlineKind
                if k not in {DeadlineKind.ALL_YEAR, DeadlineKind.ONGOING, DeadlineKind.OTHER}
            )
            # Beside another time that is denied, the year-round ones are denied with it.
            others = tuple(kind for kind in DeadlineKind if kind not in dated)
            denied = any(_DENIED.search(self.text[: t.start]) for t in self.of("all_year_not"))
            none_of_them = denied or self.negated_time()
            wanted = replace(wanted, deadline_kinds=others if none_of_them else dated)
        if self.negated_time() and any(
            "全年" in tag.text for kind in ("aside", "skip") for tag in self.of(kind)
        ):
            # 除了9月，别的月份还有多少（全年的不算）: neither of them
            undated = (DeadlineKind.ALL_YEAR, DeadlineKind.ONGOING)
            wanted = replace(wanted, deadline_kinds=(*wanted.deadline_kinds, *undated))
        return replace(wanted, either_time=self._either_time()), words

    def _with_added(self, wanted: ItemFilter, tag: Tag) -> ItemFilter | None:
        """截至6月底的…，连3月的也算上: what is by a day, with a month that is said to be among it.

        None where the month is no such one: it is a condition of its own.
        """
        window: TimeWindow = tag.value
        end, before, last = wanted.due_to, _day_before(window.due_from), window.due_to
        if not (window.months and end and before and last) or wanted.due_from or wanted.months:
            return None
        if not _ADDED.fullmatch(self._clause(tag)):
            return None
        if before <= end:
            return replace(wanted, due_to=max(end, last))
        if end.year != last.year or end.month == (end + timedelta(days=1)).month:
            return None  # by a day within a month: no whole months
        return replace(wanted, months=(*range(1, end.month + 1), *window.months), due_to=None)

    def _either_time(self) -> bool:
        """9月和全年的, 9月到期的，全年的也算上: of either, as no deadline is of both."""
        if self.has("all_year_not") or self.negated_time():
            return False
        times = [
            tag
            for place, tag in enumerate(self.tags)
            if tag.kind == "time" and not self._set_aside(place)
        ]
        return any(
            (one.value.kind in _YEAR_ROUND) != (other.value.kind in _YEAR_ROUND)
            and (self._joins(one, other) or _ADDED.fullmatch(self._clause(other)))
            for one, other in pairwise(times)
        )

    def _joins(self, one: Tag, other: Tag) -> bool:
        """9月和全年: one time joined to the next."""
        return one.end < other.start and (
            _JOINED.fullmatch(self.text, one.end, other.start) is not None
        )

    def _windows(self) -> list[TimeWindow]:
        return [tag.value for tag in self.of("time")]

    def _year_of_plan(self) -> Tag | None:
        """2027年才完成的, of a plan of several years: a year of its deadlines, not its own."""
        due = [tag for tag in self.of("year") if self._is_due_in(tag)]
        if not due:
            return None
        named = [self.vocabulary.document(doc_id) for doc_id in self.doc_ids()]
        own = {document.year for document in named or self.vocabulary.documents}
        return next((tag for tag in due if tag.value not in own), None)

    def _is_due_in(self, year: Tag) -> bool:
        """2027年才完成, 时限写2027年的: whether a year is one in which things are due."""
        if _DUE_IN.match(self.text, year.end):
            return True
        written = _DUE_BEFORE.search(self.text[: year.start]) is not None
        return written and _CLOSED.match(self.text, year.end) is not None

    def windows(self) -> tuple[Window, ...]:
        """The times named, each by itself: 9月的比6月的多几项."""
        found = []
        for tag in self.of("time"):
            months = tag.value.months
            if len(months) > 1:  # 九月和十月
                found += [Window(f"{month}月", ItemFilter(months=(month,))) for month in months]
            else:
                found.append(Window(tag.text, self._alone(tag.value)))
        return tuple(found)

    def _alone(self, window: TimeWindow) -> ItemFilter:
        return _narrowed(ItemFilter(), window, self.vocabulary.year)

    def _is_denied(self, place: int) -> bool:
        before = self._next(place, -1)
        return before is not None and before.kind in {"not", "except"}

    def _set_aside(self, place: int) -> bool:
        """全年的不算 beside another time, 9月以前（不含9月）: says nothing new."""
        after, before = self._next(place, 1), self._next(place, -1)
        excluded = (after is not None and after.kind == "except.after") or (
            before is not None and before.kind in {"not", "except"}
        )
        others = [t.value for t in self.of("time") if t is not self.tags[place]]
        if excluded and any(self._joins(self.tags[place], t) for t in self.of("time")):
            return False  # 除了9月和全年的: both are denied
        window = self.tags[place].value
        if window.kind in _YEAR_ROUND and any(other.kind is None for other in others):
            excluded = excluded or _LEFT_OUT.search(self._clause(self.tags[place])) is not None
        plain = window.kind is not None or any(
            window.due_to in {other.due_to, other.due_from, _day_before(other.due_from)}
            or not other.months
            for other in others
        )
        rivals = [p for p, t in enumerate(self.tags) if t.kind == "time" and p != place]
        if all(self._is_denied(other) for other in rivals) and rivals:
            return False
        # 除了9月，哪个月到期的最多: one month less is what the others are compared without
        month_of_all = bool(window.months) and _WHICH_MONTH.search(self.text) is not None
        edged = self.has(*_EDGES) and not month_of_all
        return excluded and ((bool(others) and plain) or edged)

    def _clause(self, tag: Tag) -> str:
        """What stands around a tag between two pauses."""
        start = 1 + max(self.text.rfind(sign, 0, tag.start) for sign in _PAUSES)
        ends = [at for sign in _PAUSES if (at := self.text.find(sign, tag.end)) >= 0]
        return self.text[start : min(ends, default=len(self.text))]

    def negated_time(self) -> bool:
        """不是全年的, 除了9月的; but 不是9月吗 asserts."""
        if self._asserts():
            return False
        for place, tag in enumerate(self.tags):
            if tag.kind == "time" and not self._set_aside(place):
                before, after = self._next(place, -1), self._next(place, 1)
                closes = before is not None and before.text.endswith("外")
                if before is not None and before.kind in {"not", "except"} and not closes:
                    return True
                if after is not None and after.kind == "except.after":
                    return True
                denied = _NOT_IN.search(self.text[: tag.start]) and tag.text.startswith("在")
                if denied and (_ANY_NOT.search(self.text) or not self.has("yesno")):
                    return True  # 不在10月的; but 不在10月吗 asserts
        return False


# What follows a year in which things are due.
_DUE_IN = re.compile(
    "(?:年?[内底末](?:之?前)?|当年|这一?年|一年|就|才|都|便|要|须|必须|得|应当?|能|前|会|该|算)*"
    "(?:完成|到期|截止|建成|办结|收[官口尾工]|做完|办完|干完|结束|交付|交差|交账|达到|见效|完工|完结|了结|销号|落地)"
)
# 完成时限卡在2026年的, 时间节点是2026年
_DUE_BEFORE = re.compile(
    "(?:时限|期限|时间|节点|到期日?|截止日?)(?:栏|上|里|都|就)*(?:[是为在到写填标列定卡限排落]|[：:])(?:的是|着|在|到|为|了)*$"
)
_CLOSED = re.compile("(?:当年|年?内|年?底)?(?:的|$|[，。？])")


def _day_before(day: date | None) -> date | None:
    return day and day - timedelta(days=1)


def _narrowed(wanted: ItemFilter, window: TimeWindow, year: int) -> ItemFilter:
    """A filter with a time; `year` is what a time means that names none."""
    if window.kind is not None:
        # 全年的和持续推进的: beside a kind without words of its own, no words are asked for.
        worded = window.words and (wanted.deadline_words or not wanted.deadline_kinds)
        words = (*wanted.deadline_words, window.words) if worded else ()
        others = (DeadlineKind.ONGOING,) if window.undated else ()
        kinds = (*wanted.deadline_kinds, window.kind, *others)
        return replace(wanted, deadline_kinds=kinds, deadline_words=words)
    if window.words:  # 主汛期前
        wanted = replace(wanted, deadline_words=(*wanted.deadline_words, window.words))
    if window.words and not window.months:
        return wanted
    if window.months and (window.year is not None or window.words) and not wanted.months:
        # 2026年12月 of a plan of several years: not the December of another one
        days = replace(wanted, due_from=window.due_from, due_to=window.due_to)
        own_year = year if window.year is None else None
        return replace(days, months=window.months, own_year=own_year)
    if window.months:
        months = tuple(dict.fromkeys((*wanted.months, *window.months)))
        return (
            replace(wanted, months=months, due_from=None, due_to=None)
            if wanted.months
            else replace(wanted, months=months)
        )
    later = [d for d in (wanted.due_from, window.due_from) if d]
    sooner = [d for d in (wanted.due_to, window.due_to) if d]
    own_year = year if window.year is None else None
    start, end = max(later, default=None), min(sooner, default=None)
    return replace(wanted, due_from=start, due_to=end, own_year=own_year)
