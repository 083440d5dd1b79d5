"""Decide what the user wants done: look up, list, count, rank, compare, follow a link."""

from __future__ import annotations

import re

from assistant.normalise import bare
from assistant.query import Act, Aspect, Noun, Query, Test
from assistant.reader import Reader
from index import ItemFilter

# 产医融合那一大项下面安排了哪些任务: the items of a heading, and not what one says.
_ITEMS_BELOW = re.compile(
    "(?:大项|组|部分|板块|章)(?:里|下|底)?[^，。？]{0,8}哪(?:些|几)[个项条件]?(?:任务|事项|工作|活)"
)
# 标准由哪个处室出台: a task; a document is issued by no part of an office.
_BY_DIVISION = re.compile(
    "哪一?个?(?:业务)?(?:处室?|科室?)(?:来|去|负责|牵头|探索|研究)*(?:出台|发布|印发|制定发布)"
)
_OTHER_TITLE = re.compile("《([^《》]{4,40})》")
_A_MATTER = 6  # characters; fewer are talk, or a part of documents


def _asks_attribute(query: Query) -> bool:
    """配合部门有哪些 asks for an attribute of an item, 医政处配合的有哪些 for items."""
    counted = {Noun.TASK, Noun.POINT, Noun.GROUP, Noun.SECTION, Noun.MONTH}
    return bool(query.roles or query.asks_who) and not query.bindings and query.noun not in counted


def _names_other_document(query: Query) -> bool:
    """市里第4点在浦东由谁落实: a number of one document, asked in another."""
    home = {d for reference in query.numbers for d in reference.doc_ids}
    return bool(home) and bool(set(query.places) - home)


def _asks_elsewhere(reader: Reader, query: Query) -> bool:
    """16号那条是接市里哪一点的: which item of the document named, for a number of another."""
    if not query.numbers:
        return False
    first = min(reader.text.find(reference.written) for reference in query.numbers)
    places = [tag.start for tag in reader.of("place") if tag.start > first]
    asked = [*reader.of("which"), *reader.of("list")]
    return any(
        tag.start > place and re.search("[点条项]", tag.text) for tag in asked for place in places
    )


_WHETHER = re.compile("[吗么嘛吧不]$|是不是|是否")
_SEVERAL = re.compile("哪(?:些|[几两三四])")
# 对应哪个委属单位: who has it, and no item of another document.
_ITS_OWNER = re.compile(
    "对应(?:的|着|是)*(?:哪一?(?:个|家|些)|哪几[个家])(?:委属|基层|下属|直属|下面)?的?(?:相关)?(?:牵头|配合|落实|承接)?(?:的)?(?:单位|部门|处)"
)
_ANY = re.compile("有没有|有无|有哪|有不[在是]")
_ANY_OF = re.compile("的(?:任务|事|活儿?)?有(?:没有|吗|么|不)|有没有[^，。？]{2,12}的")
_SO_MANY = re.compile("(?:几|多少)[个项条件]")
_FALLS_TO = re.compile(
    "哪(?:些|[几两三四])(?:[条项个件]|(?=处))?|第几[号条项个件]"
    # 浦东怎么分给两个处的: to whom it is divided says which items it became
    "|(?:怎么|如何|怎样)(?:样)?(?:来|去)?(?:分|拆|派)(?:工|给|到|成|派|配|解|的)"
)
_WHICH_ITEM = re.compile("的?(?:是|到)?(?:第?几|哪一?)(?:项|条|个|号|件)")  # behind 对应
_HOW_MANY = re.compile("[几多哪]")  # 一个月能领几块 asks for an amount, and of no list


def _may_do(reader: Reader, query: Query) -> bool:
    """…能免申即享吗: whether a term of the corpus holds for the thing before it."""
    terms = "|".join(re.escape(tag.text) for tag in reader.of("term"))
    asked = f"(能|能够|可以|算|属于|走)(不能|不可以)?“?({terms})”?(办)?(吗|么|不)"
    return bool(terms) and query.yes_no and re.search(asked, query.text) is not None


def _splits_group(reader: Reader, query: Query) -> bool:
    """大项17拆成哪两条: its own tasks, and nothing of another document."""
    groups = bool(query.numbers) and all(Noun.GROUP in n.nouns for n in query.numbers)
    return groups and all(re.match("拆|分", tag.text) for tag in reader.of("link"))


def _falls_to(reader: Reader) -> bool:
    """市里养老那一点落到浦东有哪几项: which items of the document that is named last."""
    last = max((tag.start for tag in reader.of("place")), default=0)
    asked = _FALLS_TO.search(reader.text[last:])
    if asked is None:
        return False
    # …分别是第几号，谁牵头; 拆给了哪几项任务，各由谁牵头: the items, with their owners
    end = last + asked.end()
    return "第几" in asked.group() or all(
        _SEVERAL.search(tag.text) or tag.start >= end for tag in reader.of("who")
    )


def _corresponds(reader: Reader) -> bool:
    """市里出生一件事…，浦东相应的任务由谁牵头: what corresponds in the document named last."""
    last = max((tag.start for tag in reader.of("place")), default=0)
    return any(tag.start > last and "应" in tag.text for tag in reader.of("link"))


# 浦东这三样各是谁牵头: of all that the other document was told to name.
_EACH_OF_THEM = re.compile(
    "^(?:这|那)?(?:[两三四五六几](?:样|项|件|个|条|桩|块))?(?:各自?|分别|都)?(?:是|归|由)*(?:谁|哪)"
)


def _shared_out(reader: Reader) -> bool:
    """市里要搞A、B、C，浦东这三样各是谁牵头: the tasks of several things that another names."""
    places = reader.of("place")
    if not places:
        return False  # 两份文件里分别是哪一条
    first, last = min(t.end for t in places), max(t.end for t in places)
    told, asked = reader.text[first:last], reader.text[last:]
    listed = "、" in told and re.search("[，。；]", told) is not None
    return listed and _EACH_OF_THEM.match(asked) is not None


def _counted_by_time(reader: Reader) -> bool:
    """3月几项、6月几项、10月又几项: whether a number is asked of each of the times."""
    times = [tag.start for tag in reader.of("time")]
    ends = [*times[1:], len(reader.text)]
    spans = zip(times, ends, strict=True)
    return all(_SO_MANY.search(reader.text[start:end]) for start, end in spans)


def _asks_owners_of_place(reader: Reader, query: Query) -> bool:
    """保障落实那章谁牵头: the whole topic is the name of a section or group, said to be one."""
    asks = query.asks_who or query.roles
    if not asks or not query.topic or query.numbers or Aspect.DEADLINE in query.aspects:
        return False
    known, words = reader.vocabulary, query.topic
    if reader.has("noun.section"):
        return bool(known.section_named(words) or known.section_holding(words))
    return reader.has("noun.group") and bool(known.group_named(words))


def _asks_same(reader: Reader) -> bool:
    """序号7下面两条是同一个处牵的吗: whether they share it, and not which others do."""
    return any(_WHETHER.search(tag.text) for tag in reader.of("same"))


def _narrows_place(reader: Reader, query: Query) -> bool:
    """“审管执信”联动那部分，时间没写全年的: the items of a heading that a condition leaves."""
    if not query.topic or query.asks_who or query.aspects or query.numbers:
        return False
    known, words = reader.vocabulary, query.topic
    counts = query.filter.owner_counts
    narrowed = query.filter != ItemFilter() and not query.bindings
    if counts and not (reader.has("list", "count") or any(count.most == 0 for count in counts)):
        return False  # 那一组，两家牵头处室怎么分的
    if narrowed and reader.has("noun.section"):
        return bool(known.section_named(words) or known.section_holding(words))
    if narrowed and reader.has("noun.group"):
        return bool(known.group_named(words) or known.group_holding(words))
    return False


def _asks_which(reader: Reader, query: Query) -> bool:
    """机器帮着拿主意的那个对应哪项任务，谁牵头: which item a matter is, and nothing of a link."""
    owned = query.asks_who or query.roles
    placed = query.numbers or query.doc_ids or query.places
    which = any(_WHICH_ITEM.match(query.text, tag.end) for tag in reader.of("link"))
    return bool(owned and query.topic and not placed and which)


def act_of(reader: Reader, query: Query) -> Act:
    """What the user wants done; the order of the tests is the order of precedence."""
    topic, _noun = bool(query.topic), query.noun
    matter = bare(query.topic)
    alone = query.topic in {"", query.unknown_owner} and not (query.bindings or query.numbers)
    if query.unknown_owner and alone and not reader.all_said(query.unknown_owner):
        return Act.LIST  # 有没有法规处的
    named = bool(topic or query.numbers)
    several_owners = sum(len(b.names) for b in query.bindings) > 1
    documents = len(query.places) > 1 and reader.names_documents_apart()
    by_document = documents and topic and not (query.numbers or query.bindings)
    falls = bool(by_document) and (_falls_to(reader) or _shared_out(reader))
    linking = reader.has("link") and (named or query.doc_ids)
    linking = linking and (not by_document or _corresponds(reader))
    linking = linking and not (_splits_group(reader, query) or _ITS_OWNER.search(query.text))
    linking = linking and not _asks_which(reader, query)
    if linking or falls or _names_other_document(query) or _asks_elsewhere(reader, query):
        return Act.LINK
    if query.time_negated and query.yes_no and topic and _ANY.search(query.text):
        return Act.LIST  # “免申即享”里有没有不赶9月的
    if _narrows_place(reader, query):
        return Act.COUNT if reader.has("count") else Act.LIST
    if (
        (reader.has("member") or _may_do(reader, query))
        and not reader.has("scope")
        and topic
        and query.yes_no
        and not (query.bindings or query.roles or query.asks_who)
        and Aspect.DEADLINE not in query.aspects
        and not any(_HOW_MANY.search(t.text) for t in (*reader.of("content"), *reader.of("list")))
    ):
        return Act.MEMBER
    other = _OTHER_TITLE.search(query.text)  # 要点里的《…规范》什么时候印发: a task
    of_other = other is not None and topic and not reader.is_titled(other.group(1))
    of_division = bool(topic) and _BY_DIVISION.search(query.text) is not None
    of_other = of_other or of_division or reader.publishes_matter(query.topic)
    if reader.has("document") and not (query.roles or query.bindings or query.numbers or of_other):
        return Act.DOCUMENT
    placed = query.ordinal is not None and reader.has("ordinal") and not query.constrained
    if placed and not topic:
        return Act.LOOKUP
    if query.fact and topic and not (query.bindings or query.roles or query.numbers):
        return Act.LOOKUP
    if query.claim is not None:
        return Act.CLAIM
    if len(query.windows) > 1 and reader.has("compare") and not (topic or query.bindings):
        return Act.COMPARE  # 9月和10月哪个月多
    # 万卡集群就近布局，能源局牵头，还有谁一起干: others beside one are of the matter at hand.
    some = all(tally.test is Test.SOME for tally in query.tallies)
    beside = some and query.asks_who and reader.has("joint") and len(matter) >= _A_MATTER
    several_numbers = sum(len(n.numbers) + (n.span is not None) for n in query.numbers) > 1
    in_place = any(r.of_place for r in query.numbers)
    inner = any(not r.of_place for r in query.numbers)
    # 23至26号分别是谁牵头: of the items of these numbers, one by one.
    each = [tally.test for tally in query.tallies] == [Test.EACH]
    of_whom = query.asks_who or query.roles  # 第1项、第65项，落实单位分别写的什么
    of_numbers = several_numbers and not in_place and of_whom and each
    one = len(query.numbers) == 1 and len(query.numbers[0].numbers) == 1
    one = one and not in_place and query.numbers[0].span is None
    # 第二部分的第一条和最后一条分别是谁牵头: items of a place, by their numbers in it
    of_numbers = of_numbers or (in_place and inner and of_whom and each)
    of_numbers = of_numbers or (one and len(query.roles) > 1)  # 任务42的配合处室跟落实单位各是谁
    if query.tallies and not of_numbers and not (beside and not (query.counts or query.lists)):
        return Act.TALLY
    roles_compared = len({r for b in query.bindings for r in b.roles}) > 1 and query.bindings
    of_each = query.each and reader.has("count") and roles_compared  # 既牵头又配合的各几项
    if query.subject is not None:
        return Act.LIST
    if query.same and query.numbers and in_place and (query.yes_no or _asks_same(reader)):
        return Act.COMPARE
    anchored = query.numbers or not topic or (query.lists and not query.yes_no)
    if query.same and not several_numbers and anchored:
        return Act.COUNT if reader.has("count") else Act.LIST
    pair = topic and reader.has("compare", "same") and not query.constrained
    several = several_owners or several_numbers or roles_compared or pair
    apart = reader.has("compare") or (query.each and reader.has("count"))
    several_times = len(query.windows) > 1 and (apart or _counted_by_time(reader)) and not topic
    # 市里有几条，区里有几项: counted in each of the documents.
    in_each = documents and not topic and (apart or len(reader.of("count")) > 1)
    if (
        by_document
        or several_times
        or in_each
        or of_each
        or (reader.has("compare", "same") and several)
        or (reader.has("tie") and several_owners)
    ):
        return Act.COMPARE
    if query.measure and topic and not query.bindings:
        return Act.LOOKUP
    if reader.has("count") and topic and len(query.aspects) > 2 and not query.bindings:
        return Act.LOOKUP  # 牵头的一家、配合的几家、最晚几月: one item is asked about
    if reader.has("count") and not (topic and reader.asks_of_one()):
        return _count_act(query, named)
    if query.excepted or (query.in_time_order and not topic):
        return Act.LIST
    if reader.has("list", "scope", "mention"):
        by_owner = query.noun is Noun.OWNER and not query.bindings
        if by_owner and _asks_owners_of_place(reader, query):
            return Act.OWNERS  # 保障落实那章牵头的都有哪些处
        return _list_act(query, named)
    excluded = any(b.negated and not b.stated for b in query.bindings)
    scoped = all(r.of_place for r in query.numbers)
    narrowed = query.bindings or query.roles
    whole_scope = scoped and not topic and query.ordinal is None
    told = Aspect.CONTENT in query.aspects  # 第十二大项讲什么，谁牵头: the items themselves
    if (
        query.asks_who
        and not told
        and whole_scope
        and (excluded or not query.bindings)
        and narrowed
    ):
        return Act.OWNERS
    if _asks_owners_of_place(reader, query) and not told and (excluded or not query.bindings):
        return Act.OWNERS
    in_heading = reader.has("noun.section", "noun.group") and query.bindings and topic
    if in_heading and not (query.aspects or query.asks_who or query.yes_no):
        return Act.LIST  # 审管执信那部分，公卫处单独牵头的
    if topic and reader.has("noun.section", "noun.group") and _ITEMS_BELOW.search(query.text):
        return Act.LIST
    doubted = query.yes_no or query.text.endswith("？")
    whole = query.claimed and doubted and (query.doc_ids or reader.has("noun.task"))
    if (query.constrained or whole) and not named:
        return Act.LIST
    places = any(r.of_place for r in query.numbers)
    any_of = not query.yes_no or _ANY_OF.search(query.text)  # 归党政办牵头的有吗
    if (places or (several_numbers and any_of)) and (
        query.bindings or query.filter != ItemFilter()
    ):
        return Act.LIST
    return Act.LOOKUP


def _list_act(query: Query, named: bool) -> Act:
    if query.unknown_owner and not query.bindings:
        return Act.LIST
    excluded = any(binding.negated and not binding.stated for binding in query.bindings)
    if query.noun is Noun.OWNER and query.asks_who and excluded and not query.topic:
        return Act.OWNERS
    one = query.pronoun and query.filter != ItemFilter()  # 3月的那项任务是什么，配合的都有谁
    narrowed = query.bindings or query.filter.owner_counts  # 有配合部门的挑出来: of tasks
    if query.noun is Noun.OWNER and not named and not narrowed and not one:
        return Act.OWNERS
    outlined = query.noun in {Noun.GROUP, Noun.SECTION, Noun.DOCUMENT}
    if outlined and not (named or query.bindings):  # 住建局牵头的有哪几项，列序号: of items
        return Act.OUTLINE
    in_place = bool(query.numbers) and all(reference.of_place for reference in query.numbers)
    if in_place and query.time_text and not query.topic:
        return Act.LIST  # 第二部分9月到期的是哪些，谁牵头
    return Act.LOOKUP if named and _asks_attribute(query) else Act.LIST


def _count_act(query: Query, named: bool) -> Act:
    if query.noun is Noun.OWNER and not named and not query.bindings:
        return Act.OWNERS
    if query.noun in {Noun.GROUP, Noun.SECTION, Noun.DOCUMENT} and not named:
        return Act.OUTLINE
    return Act.COUNT
