"""Read what a question puts together, measures and picks: most, none, every, exactly two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.amounts import read_amount
from assistant.columns import ROLE_TAGS
from assistant.numerals import NUMERAL, read_numeral
from assistant.owner_counts import Bound
from assistant.query import ROLE_OF, Noun, Tally, Test
from assistant.wordings import Tag, strip_words
from ingest import Role

PLACES = {Noun.GROUP, Noun.SECTION, Noun.MONTH, Noun.DEADLINE}
_NOUN_TAGS = {
    "noun.owner": Noun.OWNER, "noun.group": Noun.GROUP, "noun.section": Noun.SECTION,
    "noun.month": Noun.MONTH,
}  # fmt: skip
_OWNER = re.compile("谁|部门|处|单位|科|局|委|办|家|机构|哪位")
_ASKING = ("which", "list", "count", "compound")
_EDGE = re.compile("最[早晚迟]")
_ALL = 1000  # every place of a ranking
_BEYOND = re.compile(
    rf"比[^，。]{{2,10}}?(多|少)(?:的|$|[?？，。])|(多于|超过|高于|少于|低于|不如)(?!{NUMERAL})"
)
_ROLE_WORDS = {
    **dict.fromkeys(("牵头", "主责", "负责", "挑头"), Role.LEAD),
    **dict.fromkeys(("配合", "协助", "帮忙", "打下手"), Role.COOPERATING),
}
_COUNTED = "(?:的|任务|次数|项数|事项|数量|数)*"
_ROLES_COMPARED = re.compile(
    rf"(?P<one>{'|'.join(_ROLE_WORDS)}){_COUNTED}"
    r"(?P<than>比|多于|超过|大于|高于|少于|低于|不如|没有|没)"
    rf"(?P<other>{'|'.join(_ROLE_WORDS)}){_COUNTED}(?:还|要|更)?(?P<how>[多少])?"
)
_FEWER = {"少于", "低于", "不如", "没有", "没"}
_LED_BY_ONE = re.compile(
    "(?:全|都|均|全部|全都|统统|只)(?:是|由|归)*(?:同)?(?:一个?|一家)(?:处室?|部门|单位)(?:牵头|负责|管)"
)
_ONE_BY_ONE = re.compile("(?:各个?|每个?|^)(?:处室?|部门|单位|月份?|部分|板块|大项)$")
_TOP = re.compile(rf"前({NUMERAL})|(?:最多|最少)的?(?:前)?({NUMERAL})(?:个|家|名|位)|第({NUMERAL})")


@dataclass(frozen=True, slots=True)
class Said:
    """One noun of the question that items can be put together by."""

    noun: Noun
    place: int
    asked: bool  # 哪个, 几个, 每个 stands beside it
    roles: tuple[Role, ...] = ()


class TallyReader:
    """Reads the tallies of one tagged question."""

    def __init__(self, tags: Sequence[Tag], bound: Bound) -> None:
        self._tags = tags
        self._bound = bound
        self._kinds = {tag.kind for tag in tags}

    def tallies(self, *, negated_time: bool, topic: str) -> tuple[Tally, ...]:
        """What is put together and picked; nothing when the question asks for items alone."""
        dated = {"which", "list", "compare", "noun.task", "who", "deadline"} & self._kinds
        if dated and {"earliest", "latest"} & self._kinds:
            edges = [tag for tag in self._tags if tag.kind in {"earliest", "latest"}]
            last = edges[0].kind == "latest"
            if "倒数" in edges[0].text:  # 倒数第二早: from the other end
                last = not last
            match = _TOP.search(edges[0].text)
            place = read_numeral(match.group(3) or "一") if match else 1
            tally = Tally(Noun.ITEM, Test.MOST, by_date=True, descending=last)
            if len({tag.kind for tag in edges}) > 1 and match is None:
                return (tally, replace(tally, descending=not last))  # 最早和最晚到期的分别是哪条
            return (replace(tally, position=place or 1),)
        last_date = self._date_of_all(topic)
        if last_date is not None:
            return (last_date,)
        said = self._said()
        asked = self._asked(said)
        if asked is None:
            return ()
        measured = self._measured(said, asked)
        negated = negated_time or self._denies()
        test = self._test(asked, measured, negated, topic)
        compared = self._roles_compared()
        if asked.noun is Noun.OWNER and compared:
            return (Tally(Noun.OWNER, Test.ROLES, compared),)
        if test is None and asked.noun is Noun.OWNER and "joint" in self._kinds:
            return tuple(  # 跟医政处一起牵头过的有哪些处: its partners in the role
                Tally(Noun.OWNER, Test.SOME, b.roles) for b in self._bound.bindings[:1] if b.stated
            )
        if test is None:
            return ()
        least, most = self._amount()
        if test is Test.AMOUNT and self._by_one():  # 哪些大项全由一个处牵头
            measured, least, most = Said(Noun.OWNER, -1, False, (Role.LEAD,)), 1, 1
        roles = asked.roles
        if test is Test.SOME and self._of_tasks():
            roles = tuple(ROLE_OF[aspect] for aspect in self._bound.asked if aspect in ROLE_OF)
        tally = Tally(
            asked.noun, test, roles,
            measured.noun if measured else Noun.ITEM, measured.roles if measured else (),
            least=least, most=most, descending=self._beyond() != "少",
        )  # fmt: skip
        if test is not Test.MOST:
            return (tally,)
        return self._ranked(tally)

    def _doubts_amount(self) -> bool:
        """大项12底下就一条吧: an amount that is put to the test, and narrows nothing."""
        places = [place for place, tag in enumerate(self._tags) if tag.kind == "amount"]
        near = [self._near(place, 1) for place in places]
        return any(tag is not None and tag.kind == "yesno" for tag in near)

    def _one_after_another(self) -> bool:
        """哪些月份有任务到期，各几项: how many of each."""
        pairs = zip(self._tags, self._tags[1:], strict=False)
        return any(tag.kind == "compound" and after.kind == "count" for tag, after in pairs)

    def _by_one(self) -> bool:
        """全由一个处牵头: what one department leads as a whole."""
        return _LED_BY_ONE.search("".join(tag.text for tag in self._tags)) is not None

    def _roles_compared(self) -> tuple[Role, ...]:
        """配合的比牵头的多: the role held more often, then the other."""
        match = _ROLES_COMPARED.search("".join(tag.text for tag in self._tags))
        if match is None or match["one"] == match["other"]:
            return ()
        one, other = (_ROLE_WORDS[match[name]] for name in ("one", "other"))
        fewer = match["than"] in _FEWER or (match["than"] == "比" and match["how"] == "少")
        return (other, one) if fewer else (one, other)

    def _date_of_all(self, topic: str) -> Tally | None:
        """公卫处的任务最晚什么时候完成: the last date among what a department holds."""
        edges = (_EDGE.match(tag.text) for tag in self._tags if tag.kind == "deadline")
        edge = next((match.group() for match in edges if match), "")
        several = self._bound.bindings or any(
            pair <= self._kinds for pair in ({"list", "all_year_not"}, {"except", "time"})
        )
        if not edge or topic or not several or "number" in self._kinds:
            return None
        return Tally(Noun.ITEM, Test.MOST, by_date=True, descending=edge != "最早")

    # -- nouns

    def _near(self, place: int, step: int) -> Tag | None:
        """The tag beside, when nothing but empty words stands between."""
        place += step
        while 0 <= place < len(self._tags):
            tag = self._tags[place]
            if tag.kind != "rest" or strip_words(tag.text):
                return tag
            place += step
        return None

    def _said(self) -> list[Said]:
        """The nouns in the order of the question."""
        found = []
        for place, tag in enumerate(self._tags):
            noun = _NOUN_TAGS.get(tag.kind)
            roles: tuple[Role, ...] = ()
            asked = self._is_asked(place)
            asks_who = tag.kind == "list" and "谁" in tag.text and self._beyond()
            if asks_who or (tag.kind == "who" and _OWNER.search(tag.text)):
                noun, asked = Noun.OWNER, True
            elif tag.kind in ROLE_TAGS and re.search("部门|单位|处室", tag.text):
                noun, roles = Noun.OWNER, (ROLE_TAGS[tag.kind],)
                before = self._near(place, -1)
                asked = asked and (before is None or before.kind not in {"not", "has", "single"})
                asked = asked and not self._lists_tasks(place)
            elif tag.kind == "deadline" and re.search("哪.?.?月|几.?月份", tag.text):
                noun, asked = Noun.MONTH, True
            elif tag.kind == "deadline" and re.search("节点|时间|期限|时限", tag.text):
                after = self._near(place, 1)
                told = after is not None and after.kind == "time"  # 时间节点为9月的
                noun = None if told else Noun.DEADLINE
            if tag.kind == "compound":
                noun = _noun_in(tag.text) or self._others(place)
                asked = True
            if noun is not None:
                found.append(Said(noun, place, asked, roles))
        return found

    def _others(self, place: int) -> Noun | None:
        """其他处各牵头几项: the noun stands before the word that takes them one by one."""
        before = self._tags[place - 1].text if place else ""
        return _noun_in(before) if _ONE_BY_ONE.search(before) else None

    def _is_asked(self, place: int) -> bool:
        before = self._near(place, -1)
        if before is not None and before.kind == "list" and self._said_after(before, place):
            before = None  # 列出来的配合处室: a list that is there already
        for near in (before, self._near(place, 1)):
            items = near is not None and self._tags[place].kind != "noun.task"
            if items and near is not None and re.search("[项条件]|任务|事项", near.text):
                continue
            if near is not None and near.kind in _ASKING:
                return True
        return False

    def _said_after(self, listed: Tag, place: int) -> bool:
        """Whether 的 joins a word that lists to the noun at `place`: 列出来的处室."""
        told = "".join(tag.text for tag in self._tags[:place] if tag.start >= listed.end)
        return told.startswith("的") and re.search("[列写点标挂报]", listed.text) is not None

    def _lists_tasks(self, place: int) -> bool:
        """以公卫处为牵头部门的是哪些, 配合部门…是哪些任务: tasks are asked for, no department."""
        rest = self._tags[place + 1 :]
        after = [tag.kind for tag in rest if tag.kind != "rest" or strip_words(tag.text)][:2]
        said_of = bool(rest) and rest[0].kind == "rest" and rest[0].text.startswith("的")
        return after[:1] == ["list"] and (said_of or after[1:] == ["noun.task"])

    def _asked(self, said: Sequence[Said]) -> Said | None:
        """The noun that the answer names."""
        asked = [one for one in said if one.asked]
        places = [one for one in asked if one.noun in PLACES and one.noun is not Noun.DEADLINE]
        owners = [one for one in asked if one.noun is Noun.OWNER]
        if places and owners and "compound" not in self._kinds:
            # 哪个处在哪个部分…: what is asked first; 几个处室 of each group is its measure.
            return min((*places, *owners), key=lambda one: one.place)
        among = [one for one in said if one.noun in {Noun.GROUP, Noun.SECTION} and not one.asked]
        plain = not (places or self._kinds & set(ROLE_TAGS) or self._bound.bindings)
        if among and plain and owners and self._tags[owners[0].place].text.endswith("谁"):
            return among[0]  # 十八个大项当中，任务最少的是谁
        if places or owners:
            return (places or owners)[0]
        dates = [one for one in asked if one.noun is Noun.DEADLINE]
        if dates and not self._kinds & {"most", "least", "number"}:
            return dates[0]
        if not self._kinds & {"most", "least"}:
            owners = [one for one in said if one.noun is Noun.OWNER and not one.roles]
            exists = self._kinds & {"yesno", "tie"} or self._beyond() or self._ends_in(owners)
            return asked[0] if asked else (owners[0] if owners and exists else None)
        ranked = [one for one in said if one.noun in {Noun.GROUP, Noun.SECTION}]
        ranked = [one for one in ranked if self._is_ranked(one.place)]
        if ranked and "department" not in self._kinds and not self._kinds & set(ROLE_TAGS):
            return ranked[0]  # 任务最多的大项有几条，是哪几条
        item = self._asked_item()
        if item is not None:
            return item
        beside = [one for one in said if one.noun in PLACES | {Noun.OWNER}]
        roles = {"role.lead", "role.cooperating"}
        return (
            beside[0] if beside else (Said(Noun.OWNER, -1, True) if self._kinds & roles else None)
        )

    def _is_ranked(self, place: int) -> bool:
        """任务最多的大项: what is most or least is the noun right behind it."""
        before = self._near(place, -1)
        return before is not None and before.kind in {"most", "least"}

    def _ends_in(self, owners: Sequence[Said]) -> bool:
        """只牵头了一两项的处: the noun that the amount describes closes the question."""
        closing = owners and self._near(owners[-1].place, 1) is None
        return bool(closing) and "amount" in self._kinds

    def _asked_item(self) -> Said | None:
        """哪项任务 is asked for: each item is a bucket of its own."""
        for place, tag in enumerate(self._tags):
            of_items = re.search("(?<!大)[项条件]", tag.text)  # 第几大项 is no item
            if tag.kind in {"which", "list"} and of_items:
                return Said(Noun.ITEM, place, True)
            near = self._near(place, -1)
            if tag.kind == "noun.task" and near is not None and near.kind in {"which", "list"}:
                return Said(Noun.ITEM, place, True)
            if tag.kind == "noun.task" and self._ranks_column(place):
                return Said(Noun.ITEM, place, True)
        return None

    def _ranks_column(self, place: int) -> bool:
        """配合部门最多的任务: the item itself is asked for, by how many stand in its column."""
        before = [tag for tag in self._tags[:place] if tag.kind != "rest" or strip_words(tag.text)]
        if len(before) < 2 or before[-1].kind not in {"most", "least"}:
            return False
        column = before[-2]
        return column.kind in ROLE_TAGS and re.search("部门|单位|处室", column.text) is not None

    def _measured(self, said: Sequence[Said], asked: Said) -> Said | None:
        """The noun whose different values are counted: 分布在最多的部分, 三种时间节点."""
        for one in said:
            plain = one.noun is Noun.OWNER and "谁" in self._tags[one.place].text
            if one.noun is asked.noun or one.place == asked.place or plain:
                continue
            near = (self._near(one.place, -1), self._near(one.place, 1))
            kinds = {tag.kind for tag in near if tag is not None}
            if kinds & {"most", "least", "amount"} or (
                one.asked and self._tags[asked.place].kind == "compound"
            ):
                return one
        return None

    # -- tests

    def _denies(self) -> bool:
        """Whether the question speaks of what is not so."""
        none = any(count.most == 0 for count in self._bound.counts)
        # 除了X牵头的 sets X aside; only 不, 没 and 未 deny.
        denied = any(b.negated and b.stated for b in self._bound.bindings)
        return none or (denied and "not" in self._kinds)

    def _test(self, asked: Said, measured: Said | None, negated: bool, topic: str) -> Test | None:
        has = self._kinds.intersection
        if "amount" in self._kinds and measured is not None:
            return Test.AMOUNT
        if asked.noun in {Noun.GROUP, Noun.SECTION} and self._by_one():
            return Test.AMOUNT
        if "every" in self._kinds and not topic:
            return Test.EVERY
        if has(("most", "least")):
            return Test.MOST
        if "tie" in self._kinds:
            return Test.TIE
        if asked.noun is Noun.OWNER and self._beyond() and "department" in self._kinds:
            return Test.BEYOND
        counted = "amount" in self._kinds and not self._doubts_amount()
        if counted and asked.noun in PLACES | {Noun.OWNER} and not topic:
            return Test.AMOUNT
        if asked.noun is Noun.ITEM or asked.place < 0 or topic:
            return None
        if asked.noun is Noun.DEADLINE and self._of_one():
            return None  # 第20项的责任部门以及销号时间分别是什么
        if asked.noun is Noun.DEADLINE:  # 时间节点一共有几种
            return Test.EACH if asked.asked else None
        beside = (self._near(asked.place, step) for step in (-1, 1))
        held = any(not binding.negated for binding in self._bound.bindings)
        if self._one_after_another() and (asked.noun in PLACES or not held):
            return Test.EACH
        for tag in (self._tags[asked.place], *beside):
            words = tag.text if tag is not None and tag.kind == "compound" else ""
            if re.search("每|各" if held else "每|各|分别", words):
                return Test.EACH
        if asked.noun is Noun.MONTH and self._of_one():
            return None  # 第12项定在哪个月: when one task is due, which may be no month
        if asked.noun in PLACES:
            narrowed = self._bound.bindings or self._bound.counts or has(("time", "number"))
            idle = not narrowed and "not" in self._kinds  # 哪个月一项任务都没有
            aside = "except" in self._kinds and "not" not in self._kinds
            of_tasks = "noun.task" in self._kinds or (negated and aside)
            if asked.noun is Noun.MONTH and of_tasks and not idle:
                # 除了9月，还有哪几个月有任务: set aside, and not denied
                return Test.NONE if negated and "not" in self._kinds else Test.SOME
            return Test.NONE if negated or idle else (Test.SOME if narrowed else None)
        states = (tag.value for tag in self._tags if tag.kind == "column.state")
        empty = any(state.most == 0 for state in states)
        lacking = any(count.most == 0 for count in self._bound.counts)
        if (lacking or empty) and self._of_tasks():
            return Test.SOME
        leads = [b for b in self._bound.bindings if b.roles == (Role.LEAD,)]
        helped = any(b.stated and not b.negated for b in leads)
        if lacking or (helped and negated):
            return Test.NONE
        return None

    def _of_one(self) -> bool:
        """Whether the question names a single task by its number."""
        named = [tag.value for tag in self._tags if tag.kind == "number"]
        return len(named) == 1 and not named[0].of_place and len(named[0].numbers) == 1

    def _of_tasks(self) -> bool:
        """没有写委属单位的任务里，牵头的是哪些处: tasks lack something, not the departments."""
        lacked = [place for place, tag in enumerate(self._tags) if tag.kind == "column.state"]
        lacked += [
            place + 1
            for place, (tag, role) in enumerate(itertools.pairwise(self._tags))
            if tag.kind == "not" and role.kind.startswith("role.")
        ]
        after = (self._near(place, 1) for place in lacked)
        asked = any(aspect in ROLE_OF for aspect in self._bound.asked)
        return asked and any(tag is not None and tag.kind == "noun.task" for tag in after)

    def _beyond(self) -> str:
        """多 of 比医政处多的处室, 少 of 少于基层处的; empty when nothing is compared so."""
        text = "".join(tag.text for tag in self._tags)
        match = _BEYOND.search(text)
        found = (match.group(1) or match.group(2)) if match else ""
        fewer = found in {"少于", "低于", "不如", "少"}
        if re.search("比(?:谁|哪)", text):  # 规划发展处比谁牵头多: those with fewer
            fewer = not fewer
        return "少" if fewer and found else found and "多"

    def _amount(self) -> tuple[int | None, int | None]:
        """The inclusive bounds of the first amount that is said."""
        for tag in self._tags:
            if tag.kind == "amount":
                return read_amount(tag.text)
        return None, None

    def _ranked(self, tally: Tally) -> tuple[Tally, ...]:
        """One tally for each superlative: 谁牵头最多、谁配合最多; 哪个月最多，哪个月最少."""
        edges = [p for p, tag in enumerate(self._tags) if tag.kind in {"most", "least"}]
        apart = [self._placed(tally, [self._tags[place]]) for place in edges]
        roles = [self._role_before(place) for place in edges]
        if tally.noun is Noun.OWNER and len(set(roles)) > 1 and all(roles):
            pairs = zip(apart, roles, strict=True)
            return tuple(replace(one, roles=(role,)) for one, role in pairs if role is not None)
        # 最多的前三个 says one thing in two words; 第二多的呢 after 最多 asks again.
        if all(one.top == 1 for one in apart) and len(set(apart)) > 1:
            return tuple(dict.fromkeys(apart))
        return (self._placed(tally, [self._tags[place] for place in edges]),)

    def _role_before(self, place: int) -> Role | None:
        for tag in reversed(self._tags[:place]):
            if tag.kind in {"role.lead", "role.cooperating", "role.unit"}:
                return ROLE_TAGS[tag.kind]
        return None

    @staticmethod
    def _placed(tally: Tally, edges: Sequence[Tag]) -> Tally:
        """The tally with the direction and the place that its superlative says."""
        words = "".join(tag.text for tag in edges)
        match = _TOP.search(words)
        top = position = 1
        if match:
            top = read_numeral(match.group(1) or match.group(2) or "一") or 1
            position = read_numeral(match.group(3) or "一") or 1
        elif "仅次于" in words:
            position = 2
        elif re.search("排(?!第|在|名第)", words) and "首" not in words and "一" not in words:
            top = _ALL
        descending = all(tag.kind != "least" for tag in edges) or "倒数" in words
        ranked = re.search("[排名位居]", words) is not None
        return replace(tally, descending=descending, top=top, position=position, ranked=ranked)


def _noun_in(words: str) -> Noun | None:
    """The noun that 每个处室, 各部分 carries itself."""
    if re.search("处|部门|单位", words):
        return Noun.OWNER
    if "月" in words:
        return Noun.MONTH
    if re.search("部分|板块", words):
        return Noun.SECTION
    return Noun.GROUP if re.search("大项|序号", words) else None
