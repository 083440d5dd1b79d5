"""Refuse what no document has: other places, other years, attributes that are not stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.districts import covering
from assistant.draft import Draft, Statement
from assistant.inclusion import INCLUDED
from assistant.normalise import bare
from assistant.query import Act, Aspect, Query
from assistant.strategies import enumeration, fact, lookup
from assistant.tagging import RAMBLING
from assistant.vocabulary import evidence_of, heads_of, stated_clearly
from index import ItemFilter
from ingest import DeadlineKind, PolicyItem, Role

ORDER = 0
ACTS = tuple(Act)
_HEADED = 8  # items looked at for one that is headed by the attribute
_ALL_ALONG = 3  # times that a document names the place that it is of
_HEAD = 10  # characters of a text without a colon that may be its heading
_AS_NEAR = 3  # of the items nearest to a question, one of which is asked about
_LIKELY = 0.5  # confidence in what a wider place's document says
_OF_A_YEAR = {"具体数量", "完成情况"}  # what is counted in one year says nothing of another
_CONTACT = "联系电话"
_DURATION = "办理时长"
_CONDITIONS = "办理条件"
_UNMOVED = "我只按收录的文件回答，这一点不能改变。请直接说您想查的任务、部门或时间。"
_READABLE = 8  # places
_PAPER = re.compile(
    "的?(?:那|这)?一?[版份张本]的?(?:分工表|任务表|工作要点|要点|文件|通知|方案|清单|计划|表(?!彰))"
)
_TABLE = re.compile("(?:度?的)?[^，。？的]{0,6}的?(?:任务分工|(?:任务)?分工表)")
# 徐汇的分工表, 徐汇区今年一网通办分工表里: the paper of another place.
_THEIRS = (
    "(?:(?:那边|那里|[他她]们|人家|今年|去年|本?年度|[0-9]{2,4}年度?|新?[区县市]|卫健委)*的(?:今年|年度)?(?:那|这)?一?[份张]?(?:工作|任务)?"
    "(?:分工表|任务表|表(?=里|上|中)|工作要点|要点|文件|通知|方案)"
    "|[^，。？谁哪跟和与同能可的]{0,8}(?:分工表|任务表|工作要点))"
)
_CLAUSE = re.compile("[，。？！；]|顺便|另外|还有|以及")
_OWNER_ASKED = re.compile(
    "谁(?:牵|负责|管|主|配|来|落|的)|归谁|哪[个几些]?(?:处|部门|单位)|哪家(?:牵|负责)"
)
_ASKS = re.compile("多少|什么|啥|哪|几|怎么|如何|吗|要不要|收不收|标准|金额|电话|邮箱|微信")


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal that names what the corpus lacks, or None when it has it."""
    if query.overrides:
        return bench.refuse(query, _UNMOVED, reason="要求改变回答的办法")
    if len(query.text) > RAMBLING:  # the years and places of a story are not what is asked
        return None
    # 苏州能跟上海跨省办吗: asked of a place of the documents, with another beside it.
    beside = bool(query.places and query.topic) and query.act is not Act.COMPARE
    theirs = query.other_place and re.search(f"{re.escape(query.other_place)}{_THEIRS}", query.text)
    beside = beside and not (query.other_place and _narrows_a_place(query, bench)) and not theirs
    if query.other_place and not beside and not _stated(query.other_place, query, bench):
        covered = None if theirs else _covered(query, bench)
        if covered is not None:
            return covered
        known = [d.jurisdiction for d in bench.vocabulary.documents if d.jurisdiction]
        places = _some_of(list(dict.fromkeys(known))) or "其他地方"
        return bench.refuse(
            query,
            f"现有文件没有关于“{query.other_place}”的内容，目前收录的是{places}的文件。",
            reason="其他地区",
        )
    taken_for_granted = query.time_text and (query.why or query.yes_no)
    only_year = bare(query.topic) in {"", bare(query.other_year)}
    dated = any(bench.vocabulary.years)  # a corpus without any date says nothing of years
    told = query.outside and (query.outside not in _OF_A_YEAR or _says_year(query, bench))
    asked = dated and query.other_year and not (taken_for_granted or told)
    # 23年那版分工表: another document, whatever an item says of that year.
    version = asked and _of_that_year(query)
    no_matter = only_year or query.numbers or version
    if asked and (no_matter or not _stated(str(query.other_year_value), query, bench)):
        looking_back = None if no_matter else _looking_back(query, bench)
        if looking_back is not None:
            return looking_back
        asked_of = {bench.vocabulary.document(doc_id).year for doc_id in query.doc_ids}
        dates = asked_of if asked_of and None not in asked_of else bench.vocabulary.years
        years = "、".join(f"{year}年" for year in sorted(year for year in dates if year))
        return bench.refuse(
            query,
            f"现有文件是{years}的，没有“{query.other_year}”的安排，不能据此回答。",
            reason="其他年份",
        )
    if query.outside and (_is_titled(query, bench) or _in_numbered(query, bench)):
        return None
    listed = enumeration.counted(query, bench) if query.outside == _CONDITIONS else None
    if listed is not None:
        return listed
    field = _field(query, bench) if query.outside else None
    if field is not None and not _of_another_office(query, field, bench):
        return lookup.about(query.with_(outside="", yes_no=False), field, bench, "办事指南的一栏")
    at_hand = query.outside and query.focus and not query.topic
    said = _fact_of(query, bench) if at_hand else None
    if said is not None:
        return said
    several = query.outside and query.topic and len(bench.look(query.with_(outside="")).items) > 1
    if several and not _part_of_the_thing(query):
        said = _fact_of(query, bench)
        if said is not None:
            return said
    if query.outside and not (_part_of_the_thing(query) or _word_stated(query, bench)):
        said = _fact_of(query, bench)
        if said is not None:
            return said
        limited = fact.limit(query, bench) if query.outside == _DURATION else None
        if limited is not None:
            return limited
        clause = fact.by_clause(query, bench)
        if clause is not None:
            return clause
        contact = _contact(query, bench)
        if contact is not None:
            return contact
        beside_it = _of_the_day(query, bench) or _asked_beside(query, bench)
        if beside_it is not None:
            return beside_it
        return bench.refuse(query, _lacking(query, bench), reason=f"文件不写{query.outside}")
    if query.outside and not query.topic:
        about = query.with_(topic=" ".join(query.outside_words), outside="", act=Act.LOOKUP)
        return lookup.answer(about, bench)
    return None


# What a wider place's document cannot say of a district: who does it there, and how much.
_THEIR_OWN = re.compile(
    "谁|哪个?(?:处|部门|单位|科)|分工|牵头|配合|负责|(?<!好)几[项条月号个]|多少|什么时候|何时"
)


def _covered(query: Query, bench: Bench) -> Draft | None:
    """崇明开民宿也会被联合检查吗: what the document of the whole city says, which is told first."""
    whether = query.yes_no or query.act is Act.MEMBER or INCLUDED.search(query.text)
    if not whether or query.roles or query.asks_who or _THEIR_OWN.search(query.text):
        return None
    wider = covering(query.other_place, bench.vocabulary.documents)
    if len(wider) != 1 or (query.doc_ids and wider != query.doc_ids):
        return None
    from assistant import strategies

    asked = query.with_(other_place="", doc_ids=wider)
    draft = strategies.answer(asked, bench)
    if draft.refused or bench.look(asked).confidence < _LIKELY:
        return None
    home = bench.vocabulary.document(wider[0]).jurisdiction
    told = Statement(f"没有收录{query.other_place}自己的文件，以下是{home}的文件写的。")
    return replace(draft, statements=(told, *draft.statements))


def _contact(query: Query, bench: Bench) -> Draft | None:
    """那个方案，电话打哪里: the numbers that a document gives, asked of it as a whole."""
    evidence = evidence_of(query.outside)
    whole = not query.topic or bench.vocabulary.titled(query.topic.split(), query.doc_ids)
    if any("手机" in word for word in query.outside_words):
        return None  # of a person
    if query.outside != _CONTACT or len(query.doc_ids) != 1 or not (whole and evidence):
        return None
    told = [i for i in bench.document_items(query.doc_ids[0]) if evidence.search(i.text)]
    if len(told) != 1 or _of_another_office(query, told[0], bench):
        return None
    return lookup.about(query.with_(outside="", yes_no=False), told[0], bench, "文件写到的联系方式")


def _of_the_day(query: Query, bench: Bench) -> Draft | None:
    """8月8日去打球要钱吗: what the only item of a document that names the day states."""
    if len(query.doc_ids) != 1 or not re.search("[0-9]日$", query.time_text):
        return None
    day = re.compile(f"(?<![0-9]年){re.escape(query.time_text)}[^。；]*")  # of every year
    said = [
        (i, at[0]) for i in bench.document_items(query.doc_ids[0]) if (at := day.search(i.text))
    ]
    if len(said) != 1 or not stated_clearly(query.outside, said[0][1]):
        return None
    about = query.with_(outside="", time_text="", yes_no=False)
    return lookup.about(about, said[0][0], bench, "只有这一条写到这一天")


_NEXT_TO = re.compile("(?:隔壁|邻近|相邻|旁边)的?$")


def _in_numbered(query: Query, bench: Bench) -> bool:
    """第36条对单位怎么罚: the item of that number states it."""
    items = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    evidence = evidence_of(query.outside)
    return len(items) == 1 and evidence is not None and bool(evidence.search(items[0].text))


def _is_titled(query: Query, bench: Bench) -> bool:
    """创业补贴: the word is of the title of the document that is meant, and asks for nothing."""
    doc_ids = query.doc_ids or tuple(item.doc_id for item in bench.nearest(query, 1))
    titles = [bare(bench.vocabulary.document(doc_id).title) for doc_id in doc_ids]
    return any(all(bare(word) in title for word in query.outside_words) for title in titles)


def _narrows_a_place(query: Query, bench: Bench) -> bool:
    """佛山顺德区, where 佛山市南海区 has issued a document: another district of the same city."""
    before = query.text.partition(query.other_place)[0]
    if _NEXT_TO.search(before):  # 安禾隔壁那个县
        return True
    homes = [d.jurisdiction for d in bench.vocabulary.documents if d.jurisdiction]
    return any(home.startswith(before[-size:]) for home in homes for size in (2, 3) if before)


def _asked_beside(query: Query, bench: Bench) -> Draft | None:
    """哪个处管，热线是哪根: the part of a question that the documents answer."""
    clauses = [clause for clause in _CLAUSE.split(query.text) if clause]
    outside = [c for c in clauses if any(word in c for word in query.outside_words)]
    others = [c for c in clauses if c not in outside and _OWNER_ASKED.search(c)]
    if query.act is not Act.LOOKUP or not others or any(map(_OWNER_ASKED.search, outside)):
        return None
    draft = lookup.answer(query.with_(outside="", outside_words=()), bench)
    if draft is None or draft.refused:
        return None
    lacking = Statement(f"文件没有写{query.outside}。")
    return replace(draft, statements=(*draft.statements, lacking))


def _field(query: Query, bench: Bench) -> PolicyItem | None:
    """收费标准, 申请材料, 办公地址: the item that is headed by what is asked for."""
    said = (query.outside, *query.outside_words, *heads_of(query.outside))
    wanted = [bare(word) for word in said if len(bare(word)) > 1]
    stated = evidence_of(query.outside)
    bench.nearest(query, 1)
    found = [evidence.item for evidence in bench.found[:_HEADED]]
    fields = [item for item in found if item.number is None]
    for item in [*fields, *_beside(query, found, bench)]:
        if query.doc_ids and item.doc_id not in query.doc_ids:
            continue
        head = bare(item.title or re.split("[：:]", item.text)[0][:_HEAD])
        said_there = bare(item.text) != head and (not stated or stated.search(item.text))
        if not said_there:
            continue
        if any(word in head or (len(head) > 1 and head in word) for word in wanted):
            return item
    return None


def _of_another_office(query: Query, item: PolicyItem, bench: Bench) -> bool:
    """督导室的电话, where an item gives that of another office, or a document without that name."""
    names = [name for binding in query.bindings for name in binding.names]
    if not names or any(name in item.text for name in names):
        return False
    others = any(tag.value.exact for tag in bench.vocabulary.departments.find(item.text))
    document = bench.vocabulary.document(item.doc_id)
    return others or not any(name in document.text for name in names)


def _beside(query: Query, found: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """The headed fields of the guide that the nearest item is of, most of the question's words
    first: 承诺办结时限 before 法定办结时限."""
    guide = next((item for item in found if item.section), None)
    if guide is None:
        return []
    fields = [
        item
        for item in bench.document_items(guide.doc_id)
        if item.section == guide.section and 0 < len(item.title) <= _HEAD
    ]
    asked = bare(query.text)
    return sorted(fields, key=lambda item: -_shared(bare(item.title), asked))


def _shared(head: str, asked: str) -> int:
    """How many pairs of characters of a heading the question has."""
    return sum(head[at : at + 2] in asked for at in range(len(head) - 1))


def _part_of_the_thing(query: Query) -> bool:
    """生育保险报销在不在清单里: the word names what is looked for, it asks nothing itself."""
    asks = any(_ASKS.search(word) for word in query.outside_words)
    return query.act is Act.MEMBER and not asks


def _some_of(places: Sequence[str]) -> str:
    """All places, or so many as one reads, with how many there are."""
    if len(places) <= _READABLE:
        return "、".join(places)
    return f"{'、'.join(places[:_READABLE])}等{len(places)}个地方"


def _of_that_year(query: Query) -> bool:
    """2023年的浦东任务分工表: a paper of the other year is named."""
    year = re.escape(query.other_year)
    return re.search(f"{year}(?:{_TABLE.pattern}|{_PAPER.pattern})", query.text) is not None


def _fact_of(query: Query, bench: Bench) -> Draft | None:
    """The sentence that states the attribute; of another year only one that says the year."""
    draft = fact.stated(query, query.outside, bench)
    if draft is None or not query.other_year or query.outside not in _OF_A_YEAR:
        return draft
    items = [item for statement in draft.statements for item in statement.items]
    return draft if any(f"{query.other_year_value}年" in item.text for item in items) else None


def _says_year(query: Query, bench: Bench) -> bool:
    """2032年查了多少家: whether the nearest item with a number says of which year."""
    evidence = evidence_of(query.outside)
    bench.look(query)
    items = [one.item for one in bench.found[:_HEADED]]
    stating = [item for item in items if evidence and evidence.search(item.text)]
    return bool(stating) and f"{query.other_year_value}年" in stating[0].text


def _looking_back(query: Query, bench: Bench) -> Draft | None:
    """去年…的总结: what an item of the corpus's own year says of the year that is named."""
    said = (f"{query.other_year_value}年", f"〔{query.other_year_value}〕")
    items = [item for words in said for item in bench.saying(words)]
    if Aspect.DEADLINE in query.aspects:
        items = [item for item in items if item.deadline] or items
    ids = [item.item_id for item in items]
    decision = bench.look(query, within=ids) if ids else None
    if decision is None or not decision.sure or not _is_meant(query, decision.items[0], bench):
        return None
    return lookup.about(query.with_(time_text=""), decision.items[0], bench, decision.reason)


def _is_meant(query: Query, item: PolicyItem, bench: Bench) -> bool:
    """Whether an item that says the year is what is asked about: 2023年的随申码 is not."""
    bench.look(query)
    return not query.topic or item in [evidence.item for evidence in bench.found[:_AS_NEAR]]


def _stated(words: str, query: Query, bench: Bench) -> bool:
    """Whether the item that fits best says the words itself, or its document does all along.

    2023年的随申码: the item of the other words must say the year, not any item that has it.
    """
    rest = " ".join(word for word in query.topic.split() if words not in word)
    nearest = bench.nearest(query.with_(topic=rest, gist=rest) if rest else query, 1)
    if not nearest:
        return False
    document = bench.vocabulary.document(nearest[0].doc_id)
    said = bare(words) in bare(nearest[0].topic) or document.text.count(words) >= _ALL_ALONG
    return said or f"〔{words}〕" in document.text


def _word_stated(query: Query, bench: Bench) -> bool:
    nearest = bench.nearest(query, 1)
    pattern = evidence_of(query.outside)
    if nearest and _of_another_office(query, nearest[0], bench):
        return False
    if nearest and pattern and pattern.search(nearest[0].text) and bench.look(query).sure:
        return True
    return bool(nearest) and any(
        word and word in bare(nearest[0].topic) for word in (bare(w) for w in query.outside_words)
    )


def _lacking(query: Query, bench: Bench) -> str:
    subject: list[PolicyItem] = [
        item for reference in query.numbers for item in bench.numbered(reference, query)
    ][:1]
    about = f"{bench.writer.name(subject[0])}的" if subject else ""
    return f"文件没有写{about}{query.outside}，不能据此回答。{_to_be_found(bench)}"


def _to_be_found(bench: Bench) -> str:
    """What the documents do tell: rules have no 牵头部门, a plan may have no 配合部门."""
    known = bench.vocabulary
    words = ["任务内容" if known.has_tasks else "条文内容"]
    for role in Role:
        holders = [doc_id for doc_id, roles in known.document_roles.items() if role in roles]
        if holders:
            words.append(bench.writer.label_of(holders, role))
    if bench.index.catalogue.count(ItemFilter(deadline_kinds=tuple(DeadlineKind))):
        words.append("时间节点")
    *others, last = words
    return f"文件里能查到的是{'、'.join(others) + '和' if others else ''}{last}。"
