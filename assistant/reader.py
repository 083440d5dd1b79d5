"""Read one tagged question: its filters, numbers, nouns, aspects, ranking and topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.amounts import read_amount
from assistant.binding import ROLE_TAGS, Binder, Bound
from assistant.departments import unknown_office
from assistant.homophones import everyday_words
from assistant.idle import idle_spans
from assistant.matter import known_of, without_deeds, without_foreign
from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import ROLE_OF, Aspect, Binding, Noun, NumberRef, Tally, Window
from assistant.tagging import topic_of
from assistant.tallies import TallyReader
from assistant.times import TimeWindow
from assistant.vocabulary import Vocabulary
from assistant.wordings import Tag, strip_fillers, strip_words
from index import ItemFilter
from ingest import DeadlineKind

_EDGES = ("most", "least", "earliest", "latest")
_QUANTIFIERS = ("count", "list", "which", "most", "least", "earliest", "latest", "compound")
# Tags that never are part of the topic, whatever stands beside them.
_ALWAYS_USED = {
    *("who", "deadline", "count", "list", "which", "most", "least", "earliest", "latest"),
    *("yesno", "why", "pronoun", "follow", "chat", "joint", "compound", "single", "bound"),
    *("time", "number", "place", "place.other", "compare", "or", "both", "not", "except"),
    *("joint.after", "all_year_not", "link", "member", "scope", "content", "document", "claim"),
    *("number.bare", "aside", "position.start", "position.end", "position.addressee"),
    *("amount", "every", "mutual", "tie", "union", "any", "same"),
    *(
        "override",
        "summary",
        "mention",
        "except.after",
        "skip",
        "ordinal",
        "has",
        "documents.all",
        "pronoun.owner",
    ),
}
_NOUNS = {
    "noun.task": Noun.TASK, "noun.point": Noun.POINT, "noun.group": Noun.GROUP,
    "noun.section": Noun.SECTION, "noun.owner": Noun.OWNER, "noun.month": Noun.MONTH,
    "noun.document": Noun.DOCUMENT,
}  # fmt: skip
_NARROWS = ("department", "time", "number", "most", "least")
_SAID_OF = re.compile("(?:由|归|是|让)([\u4e00-\u9fff]{2,8})$")
_HELD = re.compile(
    "(?:里面?|里头|当中|中)?(?:有|含|包括|是)([\u4e00-\u9fff]{2,8})[^\u4e00-\u9fff]*$"
)
_OF_AN_OFFICE = re.compile(
    "(?:是|属于|归|有|^(?![里这那中当是有归]))([\u4e00-\u9fff]{1,6}[处科局委办股署])的?[^\u4e00-\u9fff]*$"
)
_NOT_SO = re.compile("(?<!是)不是")
_OF_OFFICES = ("list", "count", "time", "yesno", "noun.task")  # what may be asked of an office
_SAID_OF_TASKS = {"所需材料", "评价或推荐"}  # 要交啥, 靠谱吗 beside a department and a time
_EDITION = re.compile("度?的?(?:工作)?(?:要点|清单|方案|行动计划|文件|分工表|任务表)")
_THIS_ONE = re.compile("[这那该本](?:个|份|张|部)?(?:文件|文|方案|办法|通知|意见|规定|条例)")
_SHORT = 2  # characters
_PARTICLES = set("是由归把被让和与跟及给")
_PERSON = "人员"  # the attribute that a who-word asks for itself: 处长是谁
_ERRAND = re.compile("活儿?|差事|事儿|事情")  # 备案的活儿: no matter of its own
_BOUNDED = re.compile("超|多于|大于|不[少低足到止多]|少于|低于|小于|至|以|种|类")
_MEASURE = re.compile(
    "(?:多少|(?<![那这好])几)(公里|平方米|平米|平(?![台均等衡安])|百分点|座|处|米|万|亿|元|块|人|次|张|辆|亩|公顷|吨|户|所|间|名|场(?!地)"
    "|期|年|倍)"
)
_THINGS = re.compile(
    "(?:查|检查|检测|化验|体检)(?:的是)?(?:哪几样|哪些项目|哪几项|什么项目|啥项目|哪些内容)|"
    "哪(?:几|些|一)?(?:家|个|所)(?:[\u4e00-\u9fff]{0,2})(?:养老院|医院|企业|公司|药店|学校|诊所|药厂)(?=[?？，。]|$)"
)
_ASKS_ITSELF = re.compile("多少|什么|啥|哪|几|吗|怎|号码|电话|地址|收费")
_ORDINAL = re.compile(
    rf"倒着?数(?:上来|回去)?的?第?\s*(?P<back>{NUMERAL})|(?:编号|序号)最(?P<end>大|小|后|前)|压轴|殿后|第\s*(?P<place>{NUMERAL})(?:个|项|条|件)(?!任务|大项)|(?:排在?)?最(?:后|末)(?:面|尾)?的?(?:那|一)?(?:一)?(?:个|项|条|件)|(?<![前里外])头一(?:个|项|条)"
)
_ABOUT = re.compile(
    "(?:涉及|有关|相关|关于|提到|针对|面向)(?!哪|什么|啥).{0,16}(?:任务|事项|要点|[几哪].?[项条])"
    "|(?:任务|事项|[项条]).{0,4}(?:涉及|有关|提到|跟|和|与)"
)
_SAME = (
    ("大项|序号|组|类", Aspect.GROUP),
    ("部分|板块", Aspect.SECTION),
    ("月|时间|期限|时限", Aspect.DEADLINE),
    ("配合", Aspect.COOPERATING),
    ("承接|委属", Aspect.UNIT),
    ("牵头|^(?!.*(?:配合|承接|委属)).*(?:处|部门)", Aspect.LEAD),
)


class Reader:
    """Reads one tagged question."""

    def __init__(
        self,
        text: str,
        tags: Sequence[Tag],
        vocabulary: Vocabulary,
        passages: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.bound: Bound = Binder(tags, vocabulary.roles).run()
        self.tags = list(tags)
        self.kinds = {tag.kind for tag in tags}
        self._passages = passages
        self._idle = idle_spans(text, self.tags, passages, self._is_titled)

    # -- small questions about the tags

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    def of(self, kind: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.kind == kind]

    def _next(self, place: int, step: int) -> Tag | None:
        place += step
        while 0 <= place < len(self.tags):
            tag = self.tags[place]
            if tag.kind != "rest" or strip_fillers(tag.text):
                return tag
            place += step
        return None

    def outside_tag(self) -> Tag | None:
        """The attribute asked for; one that stands before the asking is part of the topic."""
        asking = ("who", "role.lead", "role.cooperating", "role.unit", "deadline", "list", "count")
        last = max((t.start for t in self.tags if t.kind in asking), default=-1)
        whom = max((t.start for t in self.of("who")), default=-1)
        plainly = self.bound.bindings and self.has("time", "list", "count") and self._tagged_only()
        if plainly and all(tag.value in _SAID_OF_TASKS for tag in self.of("outside")):
            return None  # 基层处10月要交啥: its tasks, and no papers to hand in
        if self.bound.bindings and self.has("count", "list", "which"):
            # 监督所出现在几条里，做个预算: a set was asked for, and the rest says what for.
            return next((t for t in self.of("outside") if _ASKS_ITSELF.search(t.text)), None)
        return next(
            (
                tag
                for tag in self.of("outside")
                if (tag.start > last and not self._names_column(tag) and not self._is_timed(tag))
                or not (
                    self.bound.asked
                    or self._is_timed(tag)
                    or (whom > tag.end and tag.value != _PERSON)
                )
            ),
            None,
        )

    def _tagged_only(self) -> bool:
        """Whether nothing but what asks and narrows is said, function words aside."""
        return not any(strip_words(tag.text) for tag in self.tags if tag.kind == "rest")

    def _is_timed(self, tag: Tag) -> bool:
        """首批资金几号前下达: the time of something is asked, which the word only names."""
        asked = self.has("deadline") or re.search("几[号月日](?:之?前|底)?", self.text)
        return bool(asked) and not _ASKS_ITSELF.search(tag.text)

    def _names_column(self, tag: Tag) -> bool:
        """落实的单位叫什么名字: who holds the role is asked, no person."""
        before = self._next(self.tags.index(tag), -1)
        column = before is not None and before.kind in {*ROLE_TAGS, "noun.owner"}
        return tag.value == _PERSON and column

    def bindings(self) -> tuple[Binding, ...]:
        """The departments in their roles; 各 takes them one by one, 不是…吗 asserts."""
        asserts = self._asserts()
        bound = self._either(self.bound.bindings)
        asked = tuple(ROLE_OF[aspect] for aspect in self.bound.asked)
        return tuple(
            replace(
                binding,
                together=binding.together and not self.has("compound") and not self._added_up(),
                negated=binding.negated and not asserts,
                # 除了公卫处，其他处室牵头的: it is set aside in the role that is asked for.
                roles=asked if asked and binding.negated and not binding.stated else binding.roles,
            )
            for binding in bound
        )

    def _either(self, bindings: Sequence[Binding]) -> Sequence[Binding]:
        """党政办牵头的和基层处牵头的, 又牵头又配合加一起: two phrases for items, put together."""
        one = len(bindings) > 1 and len({b.names for b in bindings}) == 1
        if one and self._added_up() and not any(b.negated for b in bindings):
            held = tuple(dict.fromkeys(role for b in bindings for role in b.roles))
            return [replace(bindings[0], roles=held)]
        roles = {binding.roles for binding in bindings}
        plain = all(b.stated and b.written and not b.negated for b in bindings)
        if len(bindings) < 2 or len(roles) > 1 or not plain:
            return bindings
        names = "|".join(re.escape(binding.written) for binding in bindings)
        joined = re.search(
            f"({names})[^，。]{{1,6}}的(?:任务|事|活)?(?:和|跟|与|及|以及|、|加上|还有)({names})",
            self.text,
        )
        if joined is None:
            return bindings
        both = tuple(dict.fromkeys(name for binding in bindings for name in binding.names))
        return [replace(bindings[0], names=both, together=False, written="")]

    def _asserts(self) -> bool:
        """不是9月吗 takes for granted what it denies; 是不是 asks."""
        return self.has("yesno") and _NOT_SO.search(self.text) is not None

    def _added_up(self) -> bool:
        """两家加起来: any of the departments, not all of them."""
        together = self.has("union") or any("起" in tag.text for tag in self.of("count"))
        return self.has("any") or (together and self.has("count"))

    def asks_of_one(self) -> bool:
        """谁在管这事，要加多少个: who is asked first, and the count is of no task or department."""
        counts, asked = self.of("count"), self.of("who")
        if not asked or not counts or counts[0].start < asked[0].start or self.bound.bindings:
            return False
        beside = {"noun.task", "noun.owner", "noun.group", "noun.point", *ROLE_TAGS}
        places = [place for place, tag in enumerate(self.tags) if tag.kind == "count"]
        near = [self._next(place, step) for place in places for step in (1, -1)]
        items = any(re.search("[项条件]|任务", tag.text) for tag in counts)
        return not items and all(tag is None or tag.kind not in beside for tag in near)

    def names_things(self) -> bool:
        """挑中了哪几家养老院: the names of things are asked for, and of no department."""
        return _THINGS.search(self.text) is not None and not self.has(
            *ROLE_TAGS, "department", "time"
        )

    def measure(self) -> str:
        """The measure word of a quantity that is asked for: 多少张床位."""
        for tag in self.of("content"):
            match = _MEASURE.search(tag.text)
            if match:
                return match.group(1)
        return ""

    def position(self) -> str:
        """The place of a document that the question names: start, end or addressee."""
        kinds = (tag.kind for tag in self.tags if tag.kind.startswith("position."))
        return next((kind.removeprefix("position.") for kind in kinds), "")

    def claims_first(self) -> bool:
        """公卫处牵头的14项里哪些是全年的: what is claimed is said before the time."""
        claims = [tag.start for kind in ("claim", "amount") for tag in self.of(kind)]
        times = [tag.start for tag in self.of("time")]
        return bool(claims and times) and claims[0] < times[0]

    def mentions(self) -> bool:
        """Whether items are asked for that say something: 提到…的, 和数据有关的任务."""
        return self.has("mention") or _ABOUT.search(self.text) is not None

    def claimed(self) -> int | None:
        """The number of items that the user takes for granted."""
        for tag in [*self.of("claim"), *self.of("amount")]:
            if _BOUNDED.search(tag.text) or self.text[: tag.start].endswith("第"):
                continue
            match = re.search(NUMERAL, re.sub("一(?=共|样)", "", tag.text))
            number = read_numeral(match.group()) if match else None
            least, most = read_amount(tag.text)
            if number is not None and number > 1 and least == most:
                return number
        return None

    def other_year(self) -> tuple[str, int | None]:
        """The words and the number of a year that is none of the documents'."""
        of_document = self._other_edition()
        if of_document is not None:
            return of_document.text, of_document.value
        named = [(tag.text, tag.value) for tag in self.of("year")]
        named += [(tag.text, tag.value.year) for tag in self.of("time") if tag.value.year]
        return next(((t, y) for t, y in named if y not in self.vocabulary.years), ("", None))

    def _other_edition(self) -> Tag | None:
        """2023年的要点 of a document that is of another year."""
        documents = map(self.vocabulary.document, self.doc_ids())
        own = {document.year for document in documents}
        said = (t for t in self.of("year") if _EDITION.match(self.text, t.end))
        return next((tag for tag in said if own and None not in own and tag.value not in own), None)

    def unknown_owner(self) -> str:
        """A department that a role is said of and that no document names as an owner."""
        for place, tag in enumerate(self.tags):
            if tag.kind == "rest":
                after = self._next(place, 1)
                owned = _OF_AN_OFFICE.search(tag.text)  # 6月前的哪些是老龄处的
                if owned and self.has(*_OF_OFFICES) and self._is_nowhere(owned.group(1)):
                    return owned.group(1)
                said = _SAID_OF.search(tag.text) or _HELD.match(tag.text)
                name = unknown_office(said.group(1) if said else topic_of([tag.text]))
                near = [after, self._next(place, -1)]
                beside = any(
                    one is not None
                    and (one.kind.startswith("role.") or one.kind in {"list", "count"})
                    for one in (near if _HELD.match(tag.text) else near[:1])
                )
                only_listed = after is not None and after.kind in {"list", "count"}
                if name and beside and not (only_listed and self.all_said(name)):
                    return name
        return ""

    def all_said(self, names: str) -> bool:
        """市场局和民政局 are in the text of items, though they own none."""
        each = re.split("[和与跟及、]", names)
        return all(any(name in passage for passage in self._passages) for name in each)

    def _is_nowhere(self, name: str) -> bool:
        return bool(unknown_office(name)) and not self.all_said(name)

    # -- what stays as topic

    def _heads_department(self, place: int) -> bool:
        """教体局 of 教体局安全保卫处: whom a department belongs to, right before its name."""
        following = self.tags[place + 1] if place + 1 < len(self.tags) else None
        named = following is not None and following.kind == "department"
        tag = self.tags[place]
        return named and tag.kind == "rest" and bool(unknown_office(topic_of([tag.text])))

    def _is_used(self, place: int) -> bool:
        tag = self.tags[place]
        if place in self.bound.used or tag.kind in _ALWAYS_USED:
            return True
        if tag.kind == "outside":
            return self.outside_tag() is not None
        if tag.kind == "year":
            return tag.value in self.vocabulary.years
        if tag.kind in {"noun.owner", "noun.group", "noun.section"}:
            return True
        if tag.kind == "noun.document" and self.text[: tag.start].endswith(
            ("这", "那", "该", "本")
        ):
            return True
        if tag.kind == "noun.task" and tag.text.endswith(("中", "里")):
            return True  # 涉及审批的任务中谁牵头最多
        if _ERRAND.fullmatch(tag.text) and self.text[: tag.start].endswith("的"):
            return True
        if tag.kind in _NOUNS:
            before, after = self._next(place, -1), self._next(place, 1)
            talk = before is not None and before.kind == "rest" and not strip_words(before.text)
            beside = {"rest", "run", "quoted"}
            return before is None or talk or before.kind not in beside or after is None
        return False

    def _is_titled(self, words: str) -> bool:
        """Whether words are of a document's title: 市容清单第12项."""
        return bool(self.vocabulary.entitled(topic_of([words]).split()))

    def _busy(self, tag: Tag) -> str:
        """The text of a tag without the clauses that only talk."""
        whole = range(tag.start, tag.end)
        busy = [at for at in whole if not any(start <= at < end for start, end in self._idle)]
        return "".join(self.text[at] for at in busy) if len(busy) < len(whole) else tag.text

    def gist(self) -> str:
        """What no tag took, as written: the text that is embedded."""
        unused = (
            self._busy(tag) for place, tag in enumerate(self.tags) if not self._is_used(place)
        )
        return "".join(unused).strip()

    def topic(self) -> str:
        """The text that no tag took, function words aside; quotation marks are dropped."""
        pieces: list[Tag | str] = []
        last = ""
        for place, tag in enumerate(self.tags):
            if self._heads_department(place):
                continue
            if not self._is_used(place) and tag.kind not in {"quoted", "term"}:
                last += self._busy(tag)
                continue
            pieces.append(last)
            last = _scope_noun(tag) if tag.kind == "scope" else ""
            if tag.kind in {"quoted", "term"}:
                pieces.append(tag)
        topic = topic_of([*pieces, last]) or self._short_word()
        if not self._matter_alone():
            known = without_foreign(topic, self._passages)
            return known if known or self.has(*_NARROWS) else topic
        topic = known_of(topic, self._passages)
        return topic if self.has("member", "yesno") else without_deeds(topic, self._passages)

    def _short_word(self) -> str:
        """归档: a word of two characters that begins like 归谁, where the corpus has it."""
        left = (bare(self._busy(tag)) for tag in self.of("rest"))
        likely = (w for w in left if len(w) == _SHORT and w[0] in _PARTICLES and strip_words(w))
        known = (word for word in likely if any(word in passage for passage in self._passages))
        return next((word for word in known if word in everyday_words()), "")

    def _matter_alone(self) -> bool:
        """Whether nothing but its matter says which items a question means."""
        return not self.has(*_NARROWS, "count", "list")

    # -- filters

    def filter(self) -> tuple[ItemFilter, str]:
        """The deadline and owner-count filter, and the words that gave the deadline."""
        wanted = ItemFilter(owner_counts=tuple(self.bound.counts))
        words = ""
        for place, tag in enumerate(self.tags):
            if tag.kind != "time" or self._set_aside(place):
                continue
            window: TimeWindow = tag.value
            joined = "、" if words and self.negated_time() else ""
            words = words if tag.text in words else f"{words}{joined}{tag.text}"
            wanted = _narrowed(wanted, window)
        if self.has("all_year_not"):
            dated = tuple(
                k
                for k in DeadlineKind
                if k not in {DeadlineKind.ALL_YEAR, DeadlineKind.ONGOING, DeadlineKind.OTHER}
            )
            # Beside another time that is denied, the year-round ones are denied with it.
            others = tuple(kind for kind in DeadlineKind if kind not in dated)
            wanted = replace(wanted, deadline_kinds=others if self.negated_time() else dated)
        return wanted, words

    def windows(self) -> tuple[Window, ...]:
        """The times named, each by itself: 9月的比6月的多几项."""
        found = []
        for tag in self.of("time"):
            months = tag.value.months
            if len(months) > 1:  # 九月和十月
                found += [Window(f"{month}月", ItemFilter(months=(month,))) for month in months]
            else:
                found.append(Window(tag.text, _narrowed(ItemFilter(), tag.value)))
        return tuple(found)

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
        window = self.tags[place].value
        plain = window.kind is not None or any(
            window.due_to in {other.due_to, other.due_from} or not other.months for other in others
        )
        rivals = [p for p, t in enumerate(self.tags) if t.kind == "time" and p != place]
        if all(self._is_denied(other) for other in rivals) and rivals:
            return False
        return excluded and ((bool(others) and plain) or self.has(*_EDGES))

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
        return False

    def doc_ids(self) -> tuple[str, ...]:
        """The documents that the question names, if it narrows them at all."""
        named = [set(tag.value) for tag in self.of("place")]
        if not named:
            return ()
        common = set.intersection(*named) or set.union(*named)
        ordered = tuple(d.doc_id for d in self.vocabulary.documents if d.doc_id in common)
        return () if len(ordered) == len(self.vocabulary.documents) > 1 else ordered

    def places(self) -> tuple[str, ...]:
        """Every document named; all of them where the question says 两份文件."""
        if self.has("documents.all"):
            return tuple(document.doc_id for document in self.vocabulary.documents)
        return tuple(dict.fromkeys(d for tag in self.of("place") for d in tag.value))

    def names_documents_apart(self) -> bool:
        """市里和区里, 两份文件: said of several; 市里 alone may be all that a city has issued."""
        return self.has("documents.all") or len({tag.value for tag in self.of("place")}) > 1

    def ordinal(self) -> int | None:
        """第二个 is 2, 最后一项 is -1: a place in a list of an earlier answer."""
        match = _ORDINAL.search(self.text)
        if match is None:
            return None
        if match["back"]:
            return -(read_numeral(match["back"]) or 1)
        if match["place"]:
            return read_numeral(match["place"])
        return 1 if re.search("头|小|前", match.group()) else -1

    def numbers(self) -> tuple[NumberRef, ...]:
        """The numbers named; bare ones only when nothing clearer is there."""
        clear = [p for p, tag in enumerate(self.tags) if tag.kind == "number"]
        bare_ones = [p for p, tag in enumerate(self.tags) if tag.kind == "number.bare"]
        # 任务20全年，那21呢: the last one named so is meant.
        turned = [p for p in bare_ones if self.text[: self.tags[p].start].endswith("那")]
        return tuple(self._located(place) for place in turned or clear or bare_ones)

    def _located(self, place: int) -> NumberRef:
        """A number with the document that it is said of: 市里第4点, 任务43, 要点5."""
        reference: NumberRef = self.tags[place].value
        before = self._next(place, -1)
        if before is not None and before.kind == "place":
            return replace(reference, doc_ids=tuple(before.value))
        known = self.vocabulary
        if reference.nouns[0] is Noun.POINT and known.has_points:
            return replace(reference, doc_ids=tuple(sorted(known.has_points)))
        if "任务" in reference.written and known.has_tasks:
            return replace(reference, doc_ids=tuple(sorted(known.has_tasks)))
        return reference

    # -- what is asked

    def noun(self) -> Noun:
        """What the quantifier counts or lists."""
        if self.has("most", "least", "amount") and any(
            "月" in tag.text for tag in self.of("deadline")
        ):
            return Noun.MONTH
        for place, tag in enumerate(self.tags):
            if tag.kind in _QUANTIFIERS and re.search("任务|事项", tag.text):
                return Noun.TASK
            if tag.kind in _QUANTIFIERS:
                for near in (self._next(place, 1), self._next(place, -1)):
                    items = re.search("[项条件]", tag.text) and near is not None
                    if items and near is not None and near.kind != "noun.task":
                        continue
                    if near is not None and near.kind in _NOUNS:
                        return _NOUNS[near.kind]
                    if near is not None and self._asks_column(near):
                        return Noun.OWNER
        column = any(map(self._asks_column, self.tags))
        if column and any(tag.text.endswith("家") for tag in self.of("count")):
            return Noun.OWNER
        items = any(re.search("[项条件]", tag.text) for tag in self.of("count"))
        for kind, noun in _NOUNS.items():
            pointed = noun is Noun.DOCUMENT and _THIS_ONE.search(self.text)  # 那个文件里的哪些
            aside = pointed or (items and noun is Noun.OWNER)
            if self.has(kind) and self.has(*_QUANTIFIERS) and not aside:
                return noun
        if items:
            return Noun.ITEM
        return Noun.OWNER if self.has("who") else Noun.ITEM

    def _asks_column(self, tag: Tag) -> bool:
        """配合部门有几个; but 没写落在哪家单位的 says that the column is empty."""
        named = tag.kind in ROLE_TAGS and re.search("部门|单位|处室", tag.text)
        empty = {count.role for count in self.bound.counts if count.most == 0}
        return bool(named) and ROLE_TAGS[tag.kind] not in empty

    def aspects(self) -> tuple[Aspect, ...]:
        found = list(self.bound.asked)
        if self.bound.asks_who and self.has("deadline") and not (found or self.bound.bindings):
            found.append(Aspect.LEAD)  # 归哪个处，什么时候弄好
        if self.has("deadline") or (
            self.has("earliest", "latest") and not self.has("which", "list", "compare")
        ):
            found.append(Aspect.DEADLINE)
        if self.has("content", "scope"):
            found.append(Aspect.CONTENT)
        if self.has("which") and not self.has("who"):
            found.append(Aspect.NUMBER)
        return tuple(dict.fromkeys(found))

    def tallies(self) -> tuple[Tally, ...]:
        """What is put together, measured and picked: most, none, every, exactly two."""
        reader = TallyReader(self.tags, self.bound)
        return reader.tallies(negated_time=self.negated_time(), topic=self.topic())

    def same(self) -> tuple[Aspect, ...]:
        """What the items asked for share with the one at hand: 同一组, 同月, 牵头一样."""
        words = [tag.text for tag in self.of("same")]
        return tuple(
            dict.fromkeys(a for word in words for pattern, a in _SAME if re.search(pattern, word))
        )


def _scope_noun(tag: Tag) -> str:
    """哪几种业态 asks for a list of 业态: the noun belongs to the topic."""
    match = re.search("行业|业态|店铺|人群|对象|领域|服务", tag.text)
    return match.group() if match else ""


def _narrowed(wanted: ItemFilter, window: TimeWindow) -> ItemFilter:
    if window.kind is not None:
        return replace(wanted, deadline_kinds=(*wanted.deadline_kinds, window.kind))
    if window.months:
        months = tuple(dict.fromkeys((*wanted.months, *window.months)))
        return (
            replace(wanted, months=months, due_from=None, due_to=None)
            if wanted.months
            else replace(wanted, months=months)
        )
    later = [d for d in (wanted.due_from, window.due_from) if d]
    sooner = [d for d in (wanted.due_to, window.due_to) if d]
    return replace(wanted, due_from=max(later, default=None), due_to=min(sooner, default=None))
