"""Read one tagged question: its filters, numbers, nouns, aspects, ranking and topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.amounts import read_amount
from assistant.cell_figures import EDGE, SUM, VALUE, Condition, Edge
from assistant.cell_tags import COLUMN
from assistant.columns import JOINED, ROLE_TAGS
from assistant.further import Asked
from assistant.matter_reader import NOUNS
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import ROLE_OF, Aspect, Binding, Noun, NumberRef, Tally
from assistant.tagging import topic_of
from assistant.tallies import TallyReader
from assistant.time_reader import TimeReader
from assistant.wordings import Tag
from ingest import Role

_QUANTIFIERS = ("count", "list", "which", "most", "least", "earliest", "latest", "compound")
_COLUMN_NAMES = {"noun.owner", "deadline", *ROLE_TAGS}
_UNIT = re.compile("单位|机构")
_IN_BRACKETS = re.compile(r"[(（〔\[][^()（）]*[)）〕\]]")
# 惠企便民这一大部分（三）, （四）那部分, 那个大项（9）: what a number in brackets is of.
_PLACE_NOUNS = (
    (Noun.SECTION, "大?(?:部分|板块|块|章|方面)"),
    (Noun.GROUP, "大?(?:大项|大组|组|类)"),
)
_HELD_AS = ("当", "做", "作", "作为", "担任", "只是")
_WHOSE = re.compile("(?:是|都)?(?:归|该找|属)")
# 厕所， of 多少厕所，谁牵头: things, and no tasks or departments.
_COUNTED_THINGS = (
    "(?!任务|事项|部门|单位|处室|科室|月|大项|要点|工作|活)[\u4e00-\u9fff]{1,12}[，,；]"
)
# 食堂打算建几个？谁牵头: so many of what is built, and no task or department.
_BUILT = re.compile("[建设立办开改修装添增购买种评创造加换扩引招](?:成|出|到|上|起|进|了)?$")
_THAT = re.compile("[这那]一?(?:个|项|件|条|点|块)")
_ITEMS = re.compile("[项条件样桩宗]")  # the measures of what is counted
_OF_PEOPLE = re.compile("处长|科长|局长|主任|书记|领导|同事|同志|人|老板|经理")
_THIS_ONE = re.compile("[这那该本](?:个|份|张|部)?(?:文件|文|方案|办法|通知|意见|规定|条例)")
_BOUNDED = re.compile("超|多于|大于|不[少低足到止多]|少于|低于|小于|至|以|种|类")
_MEASURE = re.compile(
    "(?:多少|(?<![那这好跑])几)("
    "款|套|册|台|栋|幢|株|棵|盏|枚|尾|例|课时|班次|人次|片(?!区|段)|部(?!门|分|委|级|署)|"
    "公里|平方米|平米|平(?![台均等衡安])|百分点|寸|座|层(?!级|次)|处|米|万|亿|元|块|人|次|张|辆|亩|公顷|吨|户|所|间|名|场(?!地)"
    "|期|年|倍|分钟|小时|个小时|钟头|个钟头)"
)
_THINGS = re.compile(
    "(?:查|检查|检测|化验|体检)(?:的是)?(?:哪几样|哪些项目|哪几项|什么项目|啥项目|哪些内容)|"
    "哪(?:几|些|一)?(?:家|个|所)(?:[\u4e00-\u9fff]{0,2})(?:养老院|医院|企业|公司|药店|学校|诊所|药厂)(?=[?？，。]|$)"
)
_WHETHER_ANY = re.compile("(?:有没有|是不是|会不会|是否|有无)[^，。？]{0,8}$")
_ORDINAL = re.compile(
    rf"倒着?数(?:上来|回去)?的?第?\s*(?P<back>{NUMERAL})|(?:编号|序号)最(?P<end>大|小|后|前)|压轴|殿后|第\s*(?P<place>{NUMERAL})(?:个|项|条|件)(?!任务|大项)|(?:排在?)?最(?:后|末)(?:面|尾)?的?(?:那|一)?(?:一)?(?:个|项|条|件)|(?<![前里外])头一(?:个|项|条)"
)
_ABOUT = re.compile(
    "(?:涉及|有关|相关|关于|提到|针对|面向)(?!哪|什么|啥).{0,16}(?:任务|事项|要点|[几哪].?[项条])"
    "|(?:任务|事项|[项条件]).{0,4}(?:涉及|有关|提到|跟|和|与)"
)
_SAME = (
    ("大项|序号|组|类", Aspect.GROUP),
    ("部分|板块", Aspect.SECTION),
    ("月|时间|期限|时限", Aspect.DEADLINE),
    ("配合", Aspect.COOPERATING),
    ("承接|落实|实施|委属|拨|批|伙|帮", Aspect.UNIT),
    ("牵头|^(?!.*(?:配合|承接|委属)).*(?:处|部门)", Aspect.LEAD),
)
# 底下落实的是同一家单位吗
_BELOW = re.compile("(?:落实|承接|落地|委属|底下|下面)[^，。？]{0,6}一(?:个|家)(?:委属)?单位")
_SO_MANY = re.compile(
    "[两三四五几][个家](?:处室?|部门|单位|科室)?"
)  # of 基层处、党政办两个处牵头的
# 两家都要落实的, 肩并肩都算牵头方的: one item is of both.
_SIDE_BY_SIDE = re.compile(
    "(?:都|同时|共同|一[起道同]|一块儿?|联[合手]|并肩|肩并肩|携手|合着|搭伙)(?:都|算|是|当|做|挂|来|在|要|得)*"
    "(?:牵|配合|协助|负责|挑|领|打头|挂帅|落实|承接|参与|主责|主办)"
)
# 区疾控加上七院一共几件: of either of them.
_SUMS = re.compile("一共(?!同)|总共(?!同)|合计|共计|总计|拢共|统共|(?<![再])加上?(?![班强快])")
_SAME_PEOPLE = re.compile("同一(?:拨|批|伙|帮|班|群)")
# Whether an office is the same, without a role.
_SAME_OFFICE = re.compile(
    "(?:是不是|是否|都是|全是|是|由|归|[落摊放压算挂][在到]?)*同?一(?:个|家)(?:处室?|部门|单位|科室)?(?:在|来|去)?(?:管|抓|办|弄|盯|干)?的?[吗么嘛吧不]?"
)


# 公卫处牵头、医政处也牵头的: of the same items; 医政处的也要 puts others to them.
_AT_ONCE = re.compile(
    "且|同时|又(?!有)|也(?!好|要|算|行|给|一起|一并|可|列|报|数)|都(?!算|行|要|列|给|报|可|有[哪几])"
    "|并(?!上|列|入|一|请|报|为一)|共同|一起(?=牵|管|负责|配合)|联合|联手|重合|交集|重叠|相同|两家.{0,3}都"
)
# 各占几项, 每个处室牵头多少项; not 有几样，分别归谁
_HOW_MANY_EACH = re.compile("(?:各|每|分别)[^，。？；]{0,10}?(?:几|多少)[项条个件]")
_OR_ELSE = "(?:和|跟|与|及|以及|、|再?加上?|还有|还是|或者?)"


class Reader(TimeReader):
    """Reads the parts of a `Query` from the tags of one question."""

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
        asked = len(self.of("count")) + len(self.of("list")) + len(self.of("which"))
        stated = all(b.stated and not b.negated for b in bindings) and not self.has("compare")
        unsaid = not any(b.stated or b.negated for b in bindings)
        counted = stated and len(roles) == 1 and asked > 1  # A牵几条、B牵几条
        if len(bindings) > 1 and (counted or (unsaid and self.bound.apart)):
            return [_any_of(bindings)]
        plain = all(b.stated and b.written and not b.negated for b in bindings)
        if len(bindings) < 2 or len(roles) > 1 or not plain:
            return bindings
        if self._in_turn(bindings):
            return [_any_of(bindings)]
        names = "|".join(re.escape(binding.written) for binding in bindings)
        joined = re.search(
            f"({names})[^，。]{{1,6}}的(?:任务|事|活)?(?:和|跟|与|及|以及|、|加上|还有)({names})",
            self.text,
        )
        if joined is None and roles == {(Role.LEAD,)} and not self.has("joint", "both"):
            # 甲领衔还是乙领衔的, 由甲牵头的、由乙牵头的: both at once would be said 共同牵头.
            joined = re.search(
                f"({names})[^，。]{{1,8}}[，、]?{_OR_ELSE}(?:是|由|归)?({names})", self.text
            )
        if joined is None or self._of_one_item(joined):
            return bindings
        return [_any_of(bindings)]

    def _of_one_item(self, joined: re.Match[str]) -> bool:
        """甲与其他部门共同牵头、乙牵头的: each is said of the same items."""
        jointly = any(joined.start() <= tag.start < joined.end() for tag in self.of("joint"))
        return jointly and "、" in joined.group()

    def _in_turn(self, bindings: Sequence[Binding]) -> bool:
        """公卫处抓总的，外加基层处抓总的: each with the role of its own, and nothing joins them."""
        first, last = (self.text.find(one.written) for one in (bindings[0], bindings[-1]))
        others = len({one.names for one in bindings}) == len(bindings)
        if not others or min(first, last) < 0 or self.has("both", "joint", "mutual", "tie"):
            return False
        return _AT_ONCE.search(self.text[min(first, last) :]) is None

    def _added_up(self) -> bool:
        """两家加起来: any of the departments, not all of them."""
        together = self.has("union") or any("起" in tag.text for tag in self.of("count"))
        beside = any(not _SO_MANY.fullmatch(tag.text) for tag in self.of("joint"))
        beside = beside or self.has("both") or _SIDE_BY_SIDE.search(self.text) is not None
        summed = self.has("count") and _SUMS.search(self.text) and not beside
        asked = self.has("count", "list", "noun.task")
        return self.has("any") or bool(summed) or (together and asked)

    def asks_of_one(self) -> bool:
        """谁在管这事，要加多少个: who is asked first, and the count is of no task or department."""
        counts, asked = self.of("count"), self.of("who")
        if not asked or not counts or self.bound.bindings:
            return False
        if counts[0].start < asked[0].start:  # 要新建多少厕所，谁牵头
            said = self.text[counts[0].end : asked[0].start]
            built = re.fullmatch("[，；？]", said) and _BUILT.search(self.text[: counts[0].start])
            things = built or re.match(_COUNTED_THINGS, said)
            return things is not None and not re.search("[项条件]|任务", counts[0].text)
        beside = {"noun.task", "noun.owner", "noun.group", "noun.point", *ROLE_TAGS}
        places = [place for place, tag in enumerate(self.tags) if tag.kind == "count"]
        near = [self._next(place, step) for place in places for step in (1, -1)]
        items = any(re.search("[项条件]|任务", tag.text) for tag in counts)
        return not items and all(tag is None or tag.kind not in beside for tag in near)

    def names_things(self) -> bool:
        """挑中了哪几家养老院: the names of things are asked for, and of no department."""
        things = _THINGS.search(self.text)
        if things is None or self.has(*ROLE_TAGS, "department", "time"):
            return False
        # 看看有没有偏袒哪家公司，谁把关: of any, and another thing is asked
        any_of_them = _WHETHER_ANY.search(self.text[: things.start()])
        return not (any_of_them and any(tag.start >= things.end() for tag in self.of("who")))

    def pronoun(self) -> bool:
        """Whether a pronoun stands for what was said before; 立法权那条 names its own matter."""
        found = [place for place, tag in enumerate(self.tags) if tag.kind == "pronoun"]
        return any(not self._is_named(place) for place in found)

    def _is_named(self, place: int) -> bool:
        before = self.tags[place - 1] if place else None
        if before is None or not _THAT.fullmatch(self.tags[place].text):
            return False
        words = re.split("[，。；？！：、]", before.text)[-1]
        return before.kind in {"term", "quoted", "run"} or (
            before.kind == "rest" and bool(topic_of([words.removesuffix("的")]))
        )

    def measure(self) -> str:
        """The measure word of a quantity that is asked for: 多少张床位."""
        said = [
            match
            for tag in self.of("content")
            # 一次改掉，还是几张证一张张改: no number is asked for
            if not self.text[: tag.start].endswith("还是") and (match := _MEASURE.search(tag.text))
        ]
        # 想请人来唱几台，今年一共唱多少场: 几 may tell of some, 多少 asks
        asked = next((one for one in said if one.group().startswith("多少")), None)
        match = asked or next(iter(said), None)
        return re.sub("^个(?=[\u4e00-\u9fff])", "", match.group(1)) if match else ""

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
            if _OF_PEOPLE.match(self.text, tag.end):
                continue  # 两个处长要坐下来谈
            match = re.search(NUMERAL, re.sub("一(?=共|样)", "", tag.text))
            number = read_numeral(match.group()) if match else None
            least, most = read_amount(tag.text)
            if number is not None and number > 1 and least == most:
                return number
        return None

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
        clear = self._numbers("number")
        bare_ones = self._numbers("number.bare")
        # 任务20全年，那21呢: the last one named so is meant.
        turned = [p for p in bare_ones if self.text[: self.tags[p].start].endswith("那")]
        return tuple(self._located(place) for place in turned or clear or bare_ones)

    def _numbers(self, kind: str) -> list[int]:
        """The places of the numbers of a kind; of 是34不是43 only the one that is meant."""
        named = [place for place, tag in enumerate(self.tags) if tag.kind == kind]
        meant = [
            p for p in named if not self.text.endswith(("不是", "而非"), 0, self.tags[p].start)
        ]
        return meant or named

    def _located(self, place: int) -> NumberRef:
        """A number with the document that it is said of: 市里第4点, 任务43, 要点5."""
        reference: NumberRef = self._bracketed(self.tags[place])
        before = self._next(place, -1)
        if before is not None and before.kind == "place":
            return replace(reference, doc_ids=tuple(before.value))
        known = self.vocabulary
        if reference.nouns[0] is Noun.POINT and known.has_points:
            return replace(reference, doc_ids=tuple(sorted(known.has_points)))
        if "任务" in reference.written and known.has_tasks:
            return replace(reference, doc_ids=tuple(sorted(known.has_tasks)))
        return reference

    def _bracketed(self, tag: Tag) -> NumberRef:
        """（三） beside 这一大部分 is the number of a part, which （三） alone need not be."""
        reference: NumberRef = tag.value
        if not _IN_BRACKETS.fullmatch(tag.text):
            return reference
        before, after = self.text[: tag.start], self.text[tag.end :]
        beside = (
            noun
            for noun, words in _PLACE_NOUNS
            if re.search(f"{words}$", before) or re.match(f"[这那]一?个?{words}", after)
        )
        noun = next(beside, None)
        return replace(reference, nouns=(noun, *reference.nouns)) if noun else reference

    # -- further columns of tables

    def columns(self) -> tuple[Asked, ...]:
        """The further columns that are asked for."""
        return tuple(dict.fromkeys(tag.value for tag in self.of(COLUMN)))

    def outside_of_columns(self) -> tuple[str, tuple[str, ...]]:
        """The attribute that a column's words ask for as well, where no table at hand has it."""
        found = [(tag, self.vocabulary.attribute_tags(tag.text)) for tag in self.of(COLUMN)]
        asked = [(tag, attributes[0]) for tag, attributes in found if attributes]
        return (asked[0][1].value if asked else "", tuple(tag.text for tag, _ in asked))

    def edge(self) -> Edge | None:
        """总投资最大的: the column whose most or least is asked for."""
        return next((tag.value for tag in self.of(EDGE)), None)

    def summed(self) -> Asked | None:
        """总投资一共多少: the column that is added up."""
        return next((tag.value for tag in self.of(SUM)), None)

    def conditions(self) -> tuple[Condition, ...]:
        """What further columns have to say."""
        return tuple(tag.value for tag in self.of(VALUE))

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
                    items = _ITEMS.search(tag.text) and near is not None
                    if items and near is not None and near.kind not in {"noun.task", "noun.point"}:
                        continue
                    if near is not None and near.kind in NOUNS:
                        return NOUNS[near.kind]
                    if near is not None and self._asks_column(near):
                        return Noun.OWNER
        column = any(map(self._asks_column, self.tags))
        if column and any(tag.text.endswith("家") for tag in self.of("count")):
            return Noun.OWNER
        items = any(_ITEMS.search(tag.text) for tag in self.of("count"))
        for kind, noun in NOUNS.items():
            pointed = noun is Noun.DOCUMENT and _THIS_ONE.search(self.text)  # 那个文件里的哪些
            aside = pointed or (items and noun in {Noun.OWNER, Noun.DOCUMENT})
            if self.has(kind) and self.has(*_QUANTIFIERS) and not aside:
                return noun
        if items:
            return Noun.ITEM
        return Noun.OWNER if self.has("who") else Noun.ITEM

    def _asks_column(self, tag: Tag) -> bool:
        """配合部门有几个; but 没写落在哪家单位的 says that the column is empty."""
        named = tag.kind in ROLE_TAGS and re.search("部门|单位|处室", tag.text)
        if self.text[: tag.start].endswith(_HELD_AS):
            return False  # 只当责任单位的有哪些: what the office is
        empty = {count.role for count in self.bound.counts if count.most == 0}
        return bool(named) and ROLE_TAGS[tag.kind] not in empty

    def aspects(self) -> tuple[Aspect, ...]:
        found = [*self.bound.asked, *self._columns_listed()]
        if self.bound.asks_who and self.has("deadline") and not (found or self.bound.bindings):
            found.append(Aspect.LEAD)  # 归哪个处，什么时候弄好
        whose = any(_WHOSE.match(tag.text) for tag in self.of("who"))
        if whose and found and Aspect.LEAD not in found and not self.bound.bindings:
            found.insert(0, Aspect.LEAD)  # 任务30归谁，几月完成，落到哪家单位
        if self.has("deadline") or (
            self.has("earliest", "latest") and not self.has("which", "list", "compare")
        ):
            found.append(Aspect.DEADLINE)
        if self.has("content", "scope"):
            found.append(Aspect.CONTENT)
        if self.has("which") and not self.has("who"):
            found.append(Aspect.NUMBER)
        return tuple(dict.fromkeys(found))

    def _columns_listed(self) -> list[Aspect]:
        """处室、单位、时限一次告诉我: the columns to be told, one after the other."""
        if self.has("most", "least"):
            return []  # 配合最多的处室，配合了几项: it is ranked, and no column
        runs: list[list[Tag]] = [[]]
        for tag in self.tags:
            if tag.kind in _COLUMN_NAMES:
                runs[-1].append(tag)
            elif tag.kind != "rest" or not JOINED.match(tag.text):
                runs.append([])
        names = [tag for run in runs if len(run) > 1 for tag in run if tag.kind == "noun.owner"]
        return [Aspect.UNIT if _UNIT.search(tag.text) else Aspect.LEAD for tag in names]

    def tallies(self, topic: str) -> tuple[Tally, ...]:
        """What is put together, measured and picked, beside a topic: most, none, exactly two."""
        tags = self.tags
        if topic and _HOW_MANY_EACH.search(self.text) and self.vocabulary.group_holding(topic):
            # 免申即享那组，各处室各牵头几项: the heading says among which tasks, as a number would.
            topic, tags = "", [tag for tag in tags if tag.kind != "noun.group"]
        reader = TallyReader(tags, self.bound)
        return reader.tallies(negated_time=self.negated_time(), topic=topic)

    def same(self) -> tuple[Aspect, ...]:
        """What the items asked for share with the one at hand: 同一组, 同月, 牵头一样."""
        words = [tag.text for tag in self.of("same")]
        found = [a for word in words for pattern, a in _SAME if re.search(pattern, word)]
        if self.bound.asked and any(map(_SAME_PEOPLE.search, words)):
            return tuple(self.bound.asked)  # 配合的处室是同一拨人吗: those of the role said
        if any(map(_SAME_OFFICE.fullmatch, words)):
            # 打头的是同一家吗, 配合的是同一个处吗: the role is said beside it, if at all.
            below = _BELOW.search(self.text) is not None
            said = [*self.bound.asked] or [Aspect.UNIT if below else Aspect.LEAD]
            found = [*said, *(a for a in found if a is not Aspect.LEAD)]
        return tuple(dict.fromkeys(found))


def _any_of(bindings: Sequence[Binding]) -> Binding:
    """Several departments, each in its role, as one condition that any of them meets."""
    names = tuple(dict.fromkeys(name for binding in bindings for name in binding.names))
    roles = tuple(dict.fromkeys(role for binding in bindings for role in binding.roles))
    return replace(bindings[0], names=names, roles=roles, together=False, written="")
