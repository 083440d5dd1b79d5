"""Answer which members a list has: 新增哪三个业态, 包括哪些行业."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.clauses import nearest_clauses
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations, list_of, named_lists, numbered_members
from assistant.kinds_counted import kinds_counted
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Aspect, Query
from assistant.strategies.lookup import about
from ingest import PolicyItem

ORDER = 30
# 那31个小区具体有没有我们花园: of things that an item may only count.
_WHICH = re.compile("(?:具体|分别|到底)(?:是|有|包括|指)?(?:哪|有没有|有我|含不含|包不包括)")
_SO_MANY = re.compile(f"哪(?:{NUMERAL})(?:个|种|类|家)")
_WHICH_MANY = re.compile(f"哪(?P<number>{NUMERAL})(?P<unit>个|项|样|种|类|家)")
# 四个新业态是哪四个
_SO_MANY_ARE_WHICH = re.compile(
    f"(?P<number>{NUMERAL})(?P<unit>个|项|样|种|类)(?!任务|要点|大项)[^，。？；]{{1,8}}?"
    f"(?:是|指|叫)哪(?:{NUMERAL}|几)(?:个|项|样|种|类)(?!任务|要点)"
)
_SO_MANY_THINGS = re.compile(f"({NUMERAL})(?:个|种|类|家|所|项)([一-鿿]{{2,3}}?)(?=[一-鿿，])")
ACTS = (Act.LIST, Act.LOOKUP, Act.MEMBER, Act.COUNT)
_COUNTED = re.compile(
    "(业态|行业|事项|领域|专科|高频事项|类型)[，,]?(?:一共|总共)?(?:是|有|共)?(?:几|多少)(?:个|种|类)"
    "|(?<![那这])(?:几|多少)(?:个|种|类)(?:新|高频)?(业态|行业|事项|领域|专科|类型)"
)
# 领域，托育、殡葬那一长串，数下来几个: a noun of lists, and that what is listed be counted.
_RUN_COUNTED = re.compile(
    "(业态|行业|事项|领域|专科|类型|手段|方式|环节|渠道|场景)(?![^。？；]*(?:任务|部门|处室))[^。？；]{0,24}?"
    "(?:[一那这]?长?串|[数算点]下来|数起来|数一?数|(?:列|写|点|提)(?:了|到|出|名))[^。？；]{0,10}?"
    "(?:几|多少)(?:个|种|样|类|项)"
)
_THINGS_COUNTED = re.compile(
    "(行业|领域|业态|专业|产品|品种|品类|电器|对象|地区|区域|场所|渠道|工种)[^，。？]{0,3}(?:几|多少)(?:个|种|类|样)"
    "|(?:几|多少)(?:个|种|类|样|大)(行业|领域|业态|专业|产品|品种|品类|电器|对象|地区|区域|场所|渠道|工种)"
)
_SORTS_COUNTED = re.compile("(?:列|写|点|提|推|包括)(?:了|到|出|名)*(?:几|多少)样")  # 市里列了几样
# “好差评”讲的全覆盖是几个，几个免于提交: a name that items give with its number, “三个全覆盖”.
_NAMED_SO_MANY = re.compile(f"“({NUMERAL})(?:个|项|种|类|大|张)?([\u4e00-\u9fff]{{2,6}})”")
_HOW_MANY = (
    "”?[，,]?(?:一共|总共|共|到底|究竟|分别|具体|有|是|指|讲|要求|叫|的|了)*"
    f"(?:几|多少|哪(?:几|些|{NUMERAL}))"
)
_ASKED = re.compile("几|多少|哪")
_KIND = re.compile(
    "哪(?:几|些|一)?(?:家|个|所)(?:[\u4e00-\u9fff]{0,2})(医院|企业|公司|学校|机构|街道)"
)
# 哪几种情形, 几类人: what a text numbers itself, and no tasks or departments.
_CASES = re.compile(
    "(?:哪些|哪几|几|多少|哪|什么|啥)(?:种|类|个|条|项)?(?:情形|情况|条件|对象|人群?|行为|类型|材料|证件)"
    "|(?:一共|总共|共|有|分|列了|列出)(?:了)?[几多](?:种|类)(?!任务)|哪几(?:种|类)"
    "|(?:满足|符合|具备|达到|占|够)(?:哪|了)?(?:几|多少)(?:条|项|个|点|样)"
    "|(?:几|多少)(?:种|类|个|条)[^，。？]{1,14}的(?:情形|情况|条件|对象|人|行为)"
)
_KINDS = tuple(
    (re.compile(asked), re.compile(heading))
    for asked, heading in (
        ("情形|情况", "情形|情况"),
        ("人|对象|身份", "对象|人员|范围"),
        ("条件|满足|符合|具备", "条件"),
        ("材料|证件", "材料"),
    )
)
_HEADED = 0.6  # of the best item's strength
_HEAD = 12  # characters of what leads in the list of an item without a title
_LEAD_IN = re.compile("[：:\n]")
_LOOKED_AT = 3
_AS_NEAR = 0.85  # of the best item's strength; one less near has another matter's list
_AT_ONCE = 6  # characters after a list in which the noun of what it counts stands


def answer(query: Query, bench: Bench) -> Draft | None:
    """The list that an item gives, or None when the items that fit give none."""
    so_many = _named_so_many(query, bench)
    if so_many is not None:
        return so_many
    said = _number_said(query, bench) if query.act is Act.COUNT else None
    if said is not None:
        return said
    counting = query.act in {Act.COUNT, Act.MEMBER}
    counted = _COUNTED.search(query.text) or _RUN_COUNTED.search(query.text)
    if counting and counted is not None:
        return _how_many(query, next(noun for noun in counted.groups() if noun), bench)
    if counting and _SORTS_COUNTED.search(query.text):
        return _how_many(query, "", bench)
    members = _members(query, bench)
    if members is not None or query.act is Act.COUNT:
        return members
    if query.enumerates and query.numbers and _SO_MANY.search(query.text):
        return _unnamed(query, bench)
    which = query.enumerates or _WHICH.search(query.text) or _SO_MANY_ARE_WHICH.search(query.text)
    if not which or query.constrained or not query.topic:
        return None
    if query.wants_owner and not query.things:
        return None
    if not bench.look(query).sure:
        return None
    least = _AS_NEAR * bench.found[0].strength
    near = [e.item for e in bench.found[:_LOOKED_AT] if e.strength >= least]
    for item in near:
        found = list_of(item, query)
        if found is not None:
            mark = bench.writer.mark(item)
            number = len(found.members)
            told, numbers = _put_right(query, number)
            text = f"{told}文件列出的是：{found.text}{mark}。"
            text = f"{text}\n\n{bench.writer.attributes(item, ()).text}"
            return Draft((Statement(text, (item,), numbers),), reason="文件中的清单")
    unnamed = bool(near) and _only_counted(query, near[0])
    if not (query.enumerates or unnamed):
        return None
    if (query.things or unnamed) and near:
        named = _named_unit(query, near[0])
        if named:
            return about(query.with_(aspects=(Aspect.UNIT,)), near[0], bench, "文件点名的单位")
        text = f"{bench.writer.mark(near[0])}没有写明具体是哪些。"
        return bench.refuse(query, text, reason="没有列出", related=near[:1])
    return None


def _number_said(query: Query, bench: Bench) -> Draft | None:
    """哪些行业要办，总共多少类: the number of them that the nearest clause says, 11个特定行业."""
    asked = _THINGS_COUNTED.search(query.text)
    if asked is None or query.constrained or not query.topic:
        return None
    things = asked[1] or asked[2]
    for clause in nearest_clauses(query, bench)[:1]:
        said = re.search(f"({NUMERAL})[个种类大]+[\u4e00-\u9fff]{{0,4}}{things}", clause.text)
        number = read_numeral(said[1]) if said else None
        if number is not None:
            item, mark = clause.item, bench.writer.mark(clause.item)
            kinds = kinds_counted(item.text, things)
            if kinds:
                text = f"文件写到的是{'、'.join(kinds)}{mark}。"
            else:
                text = f"共**{number}**个{things}{mark}。"
            about = bench.writer.attributes(item, ())
            statement = Statement(text, (item,), (number,))
            count = None if kinds else number
            return Draft((statement, about), count=count, reason="文件写到的数目")
    return None


def _put_right(query: Query, number: int) -> tuple[str, tuple[int, ...]]:
    """分别是哪四项, of a list of two: a number that is taken for granted, with those it says."""
    asked = _SO_MANY_ARE_WHICH.search(query.text) or _WHICH_MANY.search(query.text)
    claimed = read_numeral(asked["number"]) if asked else None
    if asked is None or claimed is None or claimed in {1, number}:
        return "", ()
    unit = asked["unit"]
    return f"更正：不是{claimed}{unit}，是{number}{unit}。", (claimed, number)


def _members(query: Query, bench: Bench) -> Draft | None:
    """哪几种情形不予受理: what the item that fits numbers itself, all of it."""
    # 要跑公安办手续的几种情形: an office that nobody says has a role narrows nothing here.
    loose = query.with_(bindings=tuple(b for b in query.bindings if b.stated))
    if loose.constrained or not query.topic or not _CASES.search(query.text):
        return None
    if loose.wants_owner:
        return None
    if not bench.look(query).sure:
        return _told_of(query, _headed_list(query, bench), bench)
    strengths = {e.item: e.strength for e in bench.found}
    headed = [item for item in strengths if _is_of_kind(query.text, item)]
    best = max(strengths.values())
    near = [item for item in headed if strengths[item] >= _HEADED * best]
    near += [e.item for e in bench.found[:_LOOKED_AT] if e.strength >= _AS_NEAR * best]
    listing = next((item for item in near if numbered_members(item.text)), None)
    return _told_of(query, listing or _headed_list(query, bench), bench)


def counted(query: Query, bench: Bench) -> Draft | None:
    """得满足什么条件，一共几条: what an item numbers itself, where its number is asked for too."""
    return _members(query.with_(outside=""), bench) if query.counts else None


def _headed_list(query: Query, bench: Bench) -> PolicyItem | None:
    """个人得满足几条: of a document's lists under such a heading, the one that is nearest."""
    if len(query.doc_ids) != 1:
        return None
    listed = (i for i in bench.document_items(query.doc_ids[0]) if numbered_members(i.text))
    ids = [i.item_id for i in listed if _is_of_kind(query.text, i)]
    bench.look(query, within=ids)
    return bench.found[0].item if ids and bench.found else None


def _told_of(query: Query, item: PolicyItem | None, bench: Bench) -> Draft | None:
    """All that an item numbers, with how many there are."""
    if item is None:
        return None
    members = numbered_members(item.text)
    lines = "\n".join(f"- {member}" for member in members)
    text = f"文件列出的共**{len(members)}种**{bench.writer.mark(item)}：\n\n{lines}"
    count = len(members) if query.counts or "几" in query.text else None
    return Draft((Statement(text, (item,), (len(members),)),), count=count, reason="文件中的清单")


def _is_of_kind(text: str, item: PolicyItem) -> bool:
    """Whether an item is headed by what is counted: 服务对象 where 哪几种人 is asked."""
    head = item.title or _LEAD_IN.split(item.text, maxsplit=1)[0][-_HEAD:]
    return any(asked.search(text) and heading.search(head) for asked, heading in _KINDS)


def _only_counted(query: Query, item: PolicyItem) -> bool:
    """新增的2个牵头行业是哪两个: whether an item says how many there are, in the same words."""
    for found in _SO_MANY_THINGS.finditer(query.text):
        number, things = found.groups()
        if found[0] in item.text or re.search(f"{things}{number}[个家所处]", item.text):
            return True
    return False


def _named_unit(query: Query, item: PolicyItem) -> bool:
    """点名了哪家医院: whether one of the units is of the kind asked for, by its ending."""
    kind = _KIND.search(query.text)
    ending = kind.group(1)[-1] if kind else ""
    return bool(ending) and any(re.fullmatch(f"(?!各|相关).+{ending}", u) for u in item.units)


def _how_many(query: Query, noun: str, bench: Bench) -> Draft | None:
    """一业一证新添的业态是几个: the number of the members of the list that an item gives."""
    if query.bindings or query.time_text or not query.topic:
        return None
    items = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if not items and bench.look(query).sure:
        best = max(e.strength for e in bench.found)
        items = [e.item for e in bench.found[:_LOOKED_AT] if e.strength >= _HEADED * best]
    lists = ((item, found) for item in items for found in _lists_of(item, noun, query))
    item, found = next(lists, (None, None))
    if item is None or found is None:
        return None
    number, mark = len(found.members), bench.writer.mark(item)
    text = f"共**{number}{'个' if noun else '样'}**{noun}：{found.text}{mark}。"
    return Draft((Statement(text, (item,), (number,)),), count=number, reason="文件中的清单")


def _named_so_many(query: Query, bench: Bench) -> Draft | None:
    """全覆盖是几个，哪些方面: the members that an item lists before “三个全覆盖”."""
    if not query.topic or query.constrained or query.wants_owner or not _ASKED.search(query.text):
        return None
    if not bench.look(query).sure:
        return None
    for item in (evidence.item for evidence in bench.found[:_LOOKED_AT]):
        for named in _NAMED_SO_MANY.finditer(item.text):
            number, name = read_numeral(named[1]) or 0, named[2]
            if not _asked_how_many(name, query.text):
                continue
            found = next((e for e in enumerations(item.text) if _ends_at(e, item, named)), None)
            if found is not None and len(found.members) == number:
                mark = bench.writer.mark(item)
                text = f"共**{number}个**{name}：{found.text}{mark}。"
                about = bench.writer.attributes(item, ())
                statement = Statement(text, (item,), (number,))
                return Draft((statement, about), count=number, reason="文件中的清单")
    return None


def _asked_how_many(name: str, text: str) -> bool:
    """全覆盖是几个, 几个全覆盖: whether the number of what is named so is asked for."""
    said = re.escape(name)
    return re.search(f"{said}{_HOW_MANY}|(?:几|多少|哪{NUMERAL})个?{said}", text) is not None


def _ends_at(found: Enumeration, item: PolicyItem, named: re.Match[str]) -> bool:
    """Whether a list stands right before a name: 服务事项、评价对象、服务渠道“三个全覆盖”."""
    return item.text[: named.start()].endswith(found.text)


def _lists_of(item: PolicyItem, noun: str, query: Query) -> list[Enumeration]:
    """The lists of an item that are of a noun, or the one that is of the question's matter."""
    if noun:
        return named_lists(item, [noun], _AT_ONCE)
    own = list_of(item, query)
    return [own] if own is not None else []


def _unnamed(query: Query, bench: Bench) -> Draft | None:
    """任务9的两个行业是哪两个: a refusal where the item does not name them."""
    items = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if len(items) != 1 or named_lists(items[0], query.topic.split()):
        return None
    text = f"{bench.writer.mark(items[0])}没有写明具体是哪些。"
    return bench.refuse(query, text, reason="没有列出", related=items)
