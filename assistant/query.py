"""What a question asks for: the act, the attributes, the filters, and the topic that is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.cell_figures import Condition, Edge
from assistant.further import Asked
from assistant.shares import Share
from index import ItemFilter
from ingest import Role


@dataclass(frozen=True, slots=True)
class Amount:
    """How many items of a role are asserted; both bounds are inclusive."""

    role: Role
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a yes-or-no question asserts of one department: amounts, or a superlative of a role."""

    name: str
    amounts: tuple[Amount, ...] = ()
    edge: Role | None = None  # the role in which it is said to have most, or fewest
    descending: bool = True


class Act(StrEnum):
    """What the user wants done."""

    LOOKUP = "lookup"  # one item, or the few that fit: who, when, what
    LIST = "list"  # all items that satisfy something
    COUNT = "count"  # how many of them
    TALLY = "tally"  # which department, group or month has most, none, exactly two…
    COMPARE = "compare"  # two items or two departments side by side
    OWNERS = "owners"  # which departments there are, or how many
    OUTLINE = "outline"  # which groups, sections or documents there are, or how many
    CLAIM = "claim"  # is it so that a department has so many, none, or most
    MEMBER = "member"  # is X in the list, can X be done
    DOCUMENT = "document"  # who issued a document, when, what it is called
    LINK = "link"  # what answers to it in the other document
    CHAT = "chat"  # greeting, thanks, help
    OUTSIDE = "outside"  # an attribute, year or place that no document has


class Aspect(StrEnum):
    """An attribute that is asked for."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    UNIT = "unit"
    DEADLINE = "deadline"
    CONTENT = "content"
    NUMBER = "number"
    SECTION = "section"
    GROUP = "group"


ROLE_OF = {
    Aspect.LEAD: Role.LEAD,
    Aspect.COOPERATING: Role.COOPERATING,
    Aspect.UNIT: Role.UNIT,
}
ASPECT_OF = {role: aspect for aspect, role in ROLE_OF.items()}


class Noun(StrEnum):
    """What a quantifier counts or a superlative ranks."""

    ITEM = "item"
    TASK = "task"
    POINT = "point"
    GROUP = "group"
    SECTION = "section"
    OWNER = "owner"
    MONTH = "month"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Binding:
    """Departments named in a role: 由基层处牵头, 没有公卫处配合."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]
    negated: bool = False
    together: bool = True  # all of the names, rather than any of them
    stated: bool = True  # False when the role was not said and had to be assumed
    written: str = ""  # as the user wrote it
    forward: bool = False  # said as 配合部门里有X, so that what follows is of the same column


class Span(StrEnum):
    """How far a number reaches."""

    AFTER = "after"  # 30号之后
    FROM = "from"  # 30号以上, 30号往后
    BEFORE = "before"  # 30号之前
    UP_TO = "up to"  # 30号以下
    FIRST = "first"  # 前十项
    LAST = "last"  # 后五项


@dataclass(frozen=True, slots=True)
class NumberRef:
    """Numbers that the question names, and what they may number."""

    nouns: tuple[Noun, ...]  # likelier first
    numbers: tuple[int, ...]
    written: str
    doc_ids: tuple[str, ...] = ()  # the documents said beside the number: 市里第4点
    span: Span | None = None  # 30号以后, 前十项: what is meant beyond the number itself

    @property
    def of_place(self) -> bool:
        """Whether a group or a section is the likelier meaning."""
        return self.nouns[0] in {Noun.GROUP, Noun.SECTION}


@dataclass(frozen=True, slots=True)
class Window:
    """A time that the question names: 9月, 上半年, 全年."""

    text: str
    filter: ItemFilter


class Test(StrEnum):
    """Which of the buckets that items are put into are the answer."""

    SOME = "some"  # those that hold any item asked about
    EACH = "each"  # all of them, each with its number
    MOST = "most"  # the first by number, or by another place
    AMOUNT = "amount"  # those whose number lies in a range
    NONE = "none"  # those that hold no item asked about
    EVERY = "every"  # those whose items are all asked about
    BEYOND = "beyond"  # those with more, or fewer, than a named one
    ROLES = "roles"  # those that hold the first of two roles more often than the second
    TIE = "tie"  # those with as many as a named one, or as many as another


@dataclass(frozen=True, slots=True)
class Tally:
    """Items put together by something, measured, and the buckets that pass a test."""

    noun: Noun  # what they are put together by; an item is a bucket of its own
    test: Test
    roles: tuple[Role, ...] = ()  # of the owners that they are put together by
    measure: Noun = Noun.ITEM  # what is counted in a bucket: items, or how many groups they are in
    measure_roles: tuple[Role, ...] = ()
    descending: bool = True
    top: int = 1
    position: int = 1  # 第二多 is 2
    ranked: bool = False  # 排第三: those that tie for the first place take two places
    least: int | None = None  # of an amount, inclusive
    most: int | None = None
    by_date: bool = False


@dataclass(frozen=True)  # without slots, so that a copy of its many fields is one step
class Query:
    """A question, understood."""

    text: str  # normalised
    act: Act
    whole: str = ""  # the same with what was left out as talk: 我是博士
    topic: str = ""  # what is left when everything understood is taken away
    gist: str = ""  # the same as written, function words kept
    of_matter: bool = False  # the topic surely is a matter, and no talk
    unheard: tuple[str, ...] = ()  # clauses that hold no condition and ask nothing: 我贴墙上用
    aspects: tuple[Aspect, ...] = ()
    filter: ItemFilter = field(default_factory=ItemFilter)
    bindings: tuple[Binding, ...] = ()
    numbers: tuple[NumberRef, ...] = ()
    doc_ids: tuple[str, ...] = ()
    time_text: str = ""
    windows: tuple[Window, ...] = ()  # each time that is named, by itself
    noun: Noun = Noun.ITEM
    tallies: tuple[Tally, ...] = ()
    mutual: bool = False  # of two departments one leads and the other cooperates
    same: tuple[Aspect, ...] = ()  # what the items share with the one at hand: 同一组的
    union: bool = False  # 加起来: any of the departments
    yes_no: bool = False
    why: bool = False
    asks_who: bool = False
    outside: str = ""  # an attribute that documents seldom state: 联系电话
    outside_words: tuple[str, ...] = ()  # as the user wrote it
    counts: bool = False  # 几, 多少
    lists: bool = False  # 哪些, 列出
    share: Share | None = None  # of all tasks, which those that fit are said or asked to be
    unknown_owner: str = ""  # a department that no document names
    chat: str = ""
    overrides: bool = False  # tries to change how the program answers
    quoted: tuple[str, ...] = ()
    follows: bool = False  # took something from earlier turns
    focus: tuple[str, ...] = ()  # item ids that earlier turns were about
    pronoun: bool = False
    corrects: bool = False  # 不是这个，我问的是…: takes back how the last question was read
    fragment_marks: bool = False  # 那…, …呢, 只要…: may lean on an earlier turn
    fresh: bool = False  # 换个话题: leaves what was spoken of
    time_negated: bool = False  # 不是全年的
    together: bool = False  # 共同, 同时: several departments in one item
    in_time_order: bool = False  # 按时间先后排一下
    each: bool = False  # 各, 分别: one answer for each department
    other_place: str = ""  # a jurisdiction of none of the documents
    fact: str = ""  # a kind of fact that stands in the text: 比例, 金额, 期限
    named_places: tuple[str, ...] = ()  # provinces, cities and districts, in short
    other_year: str = ""  # a year of none of the documents, as written
    other_year_value: int | None = None
    claim: Claim | None = None  # 一项都没牵头过吧: what is asserted of the number of its items
    subject: Query | None = None  # in 公卫处牵头的都在第二部分吗: the items before 都
    claims_first: bool = False  # the number was claimed before the time was said
    claimed: int | None = None  # how many the user takes for granted: 不是有六项吗
    says_section: bool = False  # 那部分, 板块
    ordinal: int | None = None  # 第二个, 最后一个: a place in the list of an earlier answer
    owner_pronoun: bool = False  # 这个处: the department of an earlier answer
    position: str = ""  # start, end, addressee: a place of the document itself
    before: str = ""  # the earlier question, where this one asks the same of another thing
    before_topic: str = ""  # its matter: 老年人 一件事, before 那养老的呢
    denied: tuple[str, ...] = ()  # matters that are not meant: 不是光讲医美的那条
    excepted: str = ""  # a group, section or term whose items are left out
    measure: str = ""  # of a quantity asked for: 张 in 多少张床位
    enumerates: bool = False  # 哪几种业态: asks for the members of a list
    things: bool = False  # 挑中了哪几家养老院: the names of things that are no departments
    mentions: bool = False  # 提到…的
    places: tuple[str, ...] = ()  # every document named, even when all are
    more: bool = False  # 还有别的吗
    opens: bool = False  # 总结一下, 能得到哪些便利: what several items say, in short
    columns: tuple[Asked, ...] = ()  # 总投资多少, 分管领导是谁: further columns of tables
    edge: Edge | None = None  # 总投资最大的
    summed: Asked | None = None  # 总投资一共多少
    conditions: tuple[Condition, ...] = ()  # those of `filter.cells`, with their words

    def with_(self, **changes: object) -> Query:
        """A copy with some fields changed; raises `TypeError` on one that there is not."""
        own = vars(self)
        if not changes.keys() <= own.keys():
            raise TypeError(f"no such fields: {sorted(changes.keys() - own.keys())}")
        copy = object.__new__(type(self))
        vars(copy).update(own, **changes)
        return copy

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles among the aspects asked for."""
        return tuple(ROLE_OF[aspect] for aspect in self.aspects if aspect in ROLE_OF)

    @property
    def beyond_columns(self) -> bool:
        """Whether it is to be refused, or only talk, whatever columns it names."""
        return bool(self.overrides or self.other_place or self.chat)

    @property
    def of_columns(self) -> bool:
        """Whether further columns of tables are asked for."""
        return bool(self.columns or self.edge or self.summed)

    @property
    def wants_owner(self) -> bool:
        """Whether only an item with owners or a deadline can answer."""
        about_time = Aspect.DEADLINE in self.aspects or bool(self.time_text)
        named = self.bindings or self.filter.owner_counts
        return bool(self.roles or self.asks_who or named or about_time)

    @property
    def beyond(self) -> bool:
        """Whether it asks for what documents do not have, or for nothing at all."""
        lacking = self.outside or self.other_place or self.other_year or self.unknown_owner
        return bool(lacking or self.chat or self.overrides)

    @property
    def only_places(self) -> bool:
        """Whether places are all that is said of the matter: 徐汇算不算."""
        rest = self.topic
        for name in self.named_places:
            rest = rest.replace(name, "")
        return bool(self.named_places) and len(rest.strip()) < 2

    @property
    def ranked(self) -> bool:
        """Whether departments, groups or months are ranked by their number of items."""
        return self.act is Act.TALLY and any(t.test is Test.MOST for t in self.tallies)

    @property
    def constrained(self) -> bool:
        """Whether anything but a topic narrows the items."""
        return bool(self.numbers) or self.filtered

    @property
    def filtered(self) -> bool:
        """Whether departments, times or numbers of owners narrow the items."""
        return bool(self.bindings or self.filter != ItemFilter())
