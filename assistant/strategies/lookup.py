"""Answer what is asked about one item, or about the few that fit alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import premise
from assistant.absent_numbers import (
    beyond_the_ends,
    described_otherwise,
    no_such_number,
    number_note,
    range_note,
)
from assistant.bench import Bench
from assistant.compose import passage_about
from assistant.draft import Draft, Statement
from assistant.expansion import synonyms_in
from assistant.facts import amount_of, counted_otherwise, office_sentence, sentence_of
from assistant.find import Evidence, has_owner
from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.of_office import of_the_office, that_fit
from assistant.only_saying import only_saying
from assistant.query import Act, Aspect, Noun, Query
from assistant.stated import (
    asks_money,
    first_of_leads,
    others_named,
    stated_time,
    states_money,
    states_time,
)
from assistant.strategies import listing, row
from ingest import ItemKind, PolicyItem

ACTS = (
    *(Act.LOOKUP, Act.MEMBER, Act.LIST, Act.COUNT, Act.LINK, Act.TALLY, Act.COMPARE),
    *(Act.DOCUMENT, Act.OWNERS),
)
ORDER = 90
_TELLING = 4  # characters of a description that may tell that a number is wrong
_MOST_ALIKE = 6  # items that say the same words; more of them say too little to be shown
_WORDED = 0.5  # least coverage of a topic whose words say which item is meant
_AS_NEAR = 0.045  # of cosines
_BRIEF = 10  # characters of a matter that two items may fit alike
_BRIEF_WRITTEN = 14  # the same with its function words: 抽签定查谁、查完挂网上 tells of more
_A_TERM = 4  # characters of a word that names one thing
_APART = 0.2  # of strengths: how far the other items are behind two that fit alike
_BEHIND = 0.25  # of strengths: how far the second of them may be behind the first
_NEXT = 4  # of the items found, how far back one that says who may stand
_AS_MUCH = 0.8  # of the coverage of the nearest item
_AT_ENDS = 2
_SHORT = 30  # characters of an item that is only told apart from another
_ONE = re.compile("(?:哪|第几)一?(?:条|项|点|个任务|件)")  # asks for the one that corresponds
_OF_DOCUMENT = re.compile("任务|要点|编号|序号|表|文件")  # 最后一项任务, and not 第二个呢
_IDENTIFIES = re.compile("不就是|就是那|说的是|讲的是|指的是|是不是(?!.{0,3}(?:牵头|配合|负责))")
_SAID_TO_BE = 0.6  # of the coverage that tells of another item, where the two are equated
# Whom the text itself names as a partner, where the table's column is empty: 配合市场局做好….
_WITH = re.compile("(?:配合|协同|协助|会同)(?!部门|单位)[^，。；]{2,40}")
_LIGHT = re.compile("^[用搞做弄办管抓推](?=.{3})")  # 用人工智能: any item that says 人工智能
_KIND = re.compile("(?<=..)的?(?:指标|事项|任务|条款|规定|要求)$")  # says nothing of the matter
_SO_MANY = re.compile(f" ?{NUMERAL}[条项件](?= |$)")
_SO_MANY_OF_IT = re.compile(
    f"(?<![第哪几])(?P<many>{NUMERAL})[条项件](?=都|分别|各|里|中|当中|，|的)"
)
_THAT_ONE = re.compile("[那这]一?(?:条|项|个|件)")
# 一业一证那组都谁牵头: all tasks below the heading, whatever they say themselves.
_GROUP_TOLD = re.compile(
    "[那这]一?个?大?(?:组|大项|大类)(?![里中合长员建成织])|(?<=[”])(?:组|大项)(?=[的都谁归])"
)
_HALF = 0.5  # confidence
_WHOLE = 400  # characters of an article that is shown as it is


def answer(query: Query, bench: Bench) -> Draft | None:
    """The item by number, by earlier turns, or by topic; premises are corrected first."""
    if query.numbers:
        return _misnumbered(query, bench) or _by_number(query, bench)
    in_order = not query.topic or _OF_DOCUMENT.search(query.text)
    if query.ordinal is not None and in_order and not (query.focus or query.constrained):
        item = _at_place(query, query.ordinal, bench)
        plain = query.with_(aspects=query.aspects if query.roles else ())
        if item is not None:
            return about(plain, item, bench, "按次序")
    if query.focus and not query.topic:
        items = bench.index.catalogue.items_by_id(query.focus)
        if not items and (beyond := beyond_the_ends(query, bench)) is not None:
            return beyond
        if query.wants_owner:
            items = [item for item in items if has_owner(item)] or items
        narrows = query.constrained and not (query.yes_no or query.why)
        fitting = bench.select(query) if narrows else []
        return several(query, fitting or items, bench, "沿用上文")
    if not query.topic:
        return None
    group = _group_meant(query, bench)
    if group:
        return several(query, group, bench, "按大项名称")
    return _by_topic(query, bench)


def _at_place(query: Query, ordinal: int, bench: Bench) -> PolicyItem | None:
    """市级要点最后一条: the item at a place of the one document that is meant."""
    if (query.before or query.fragment_marks) and not (
        query.doc_ids or _OF_DOCUMENT.search(query.text)
    ):
        return None
    kind = ItemKind.WORK_POINT if query.noun is Noun.POINT else ItemKind.TASK
    numbered = [
        item
        for document in bench.vocabulary.documents
        if not query.doc_ids or document.doc_id in query.doc_ids
        for item in bench.document_items(document.doc_id)
        if item.number is not None
    ]
    items = [item for item in numbered if item.kind is kind] or numbered
    if len({item.doc_id for item in items}) != 1:
        return None
    place = ordinal - 1 if ordinal > 0 else ordinal
    return items[place] if -len(items) <= place < len(items) else None


def _misnumbered(query: Query, bench: Bench) -> Draft | None:
    """第16项病媒备案, where that is item 17: say so, and answer for what is described."""
    named = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if len(named) != 1 or not query.topic or (query.yes_no and not query.bindings):
        return None
    query = _as_described(query)
    decision = bench.look(query)
    best = bench.found[0] if bench.found else None
    numbered = next((e for e in bench.found if e.item in named), None)
    share = numbered.coverage if numbered is not None else 0.0
    figures = bench.decider.figures
    enough = figures.member * (_SAID_TO_BE if _IDENTIFIES.search(query.text) else 1)
    if not decision.sure or best is None or best.item in named or best.coverage < enough:
        return None
    if best.item.number is None or share > best.coverage / 2 or len(bare(query.topic)) < _TELLING:
        return None
    mark = bench.writer.mark(named[0])
    said = bench.writer.short(named[0], _SHORT)
    text = f"更正：{mark}是“{said}”，不是这件事；您说的是{bench.writer.mark(best.item)}。"
    statement = Statement(text, (named[0], best.item))
    draft = about(query.with_(numbers=()), best.item, bench, "编号与内容不符")
    return replace(draft, statements=(statement, *draft.statements))


def _as_described(query: Query) -> Query:
    """第41项医联体建设，落实的医院有哪些: what stands right behind a number is to be its item."""
    words = [word for word in query.topic.split() if len(word) >= _TELLING]
    after = (f"{r.written}{of}" for r in query.numbers for of in ("", "的", "那个", "那条"))
    said = [word for lead in after for word in words if f"{lead}{word}" in query.text]
    return query.with_(topic=said[0], gist=said[0]) if said else query


def _group_meant(query: Query, bench: Bench) -> list[PolicyItem]:
    """All items of a group that the topic names, unless only some of them are about it."""
    known = bench.vocabulary
    many = _SO_MANY_OF_IT.search(query.text)
    topic = _SO_MANY.sub("", query.topic).strip() if many else query.topic
    group = known.group_named(topic, query.doc_ids)
    quoted = None if group else known.group_quoted(topic, query.doc_ids)
    told = _GROUP_TOLD.search(query.text) is not None
    named = group or quoted
    if told and named is None:
        named = known.group_holding(query.topic, query.doc_ids)
    items = bench.index.catalogue.items_by_id(named.item_ids) if named is not None else []
    if many and len(items) == read_numeral(many["many"]):
        return items  # 好差评两条都归谁牵头: as many as the group has
    if quoted and not told and not all(bare(query.topic) in bare(item.text) for item in items):
        return []
    if _THAT_ONE.search(query.text):  # 换成“免申即享”那条: the one of the matter before
        items = _of_earlier_matter(query, items)
    if items and query.constrained:
        fitting = {item.item_id for item in bench.select(query)}
        items = [item for item in items if item.item_id in fitting] or items
    return items if len(items) > 1 else []


def _by_number(query: Query, bench: Bench) -> Draft:
    items: list[PolicyItem] = []
    missing: list[str] = []
    for reference in query.numbers:
        found = bench.numbered(reference, query)
        items += [item for item in found if item not in items]
        if not found:
            missing.append(reference.written)
    if not items and query.topic and all(r.written.isdigit() for r in query.numbers):
        # 老人68了: no number of an item
        return answer(query.with_(numbers=()), bench) or bench.refuse(query)
    if not items:
        meant = described_otherwise(query, missing, bench)
        if meant is None:
            return no_such_number(query, missing, bench)
        absent = Statement(f"更正：{range_note(query, missing, bench)}")
        told = Statement(f"您说的是{bench.writer.mark(meant)}。", (meant,))
        draft = about(query.with_(numbers=(), yes_no=False), meant, bench, "编号与内容不符")
        return replace(draft, statements=(absent, told, *draft.statements))
    titled = any(bare(query.topic) in bare(item.group_title or "") for item in items)
    placed = all(r.of_place for r in query.numbers)
    if query.topic and len(items) > 1 and placed and not titled:
        near = bench.look(query, within=[item.item_id for item in items])
        items = list(near.items) or items
    draft = several(query, items, bench, "按编号")
    note = number_note(query, items, bench)
    if note is None:
        return draft
    return replace(draft, statements=(*draft.statements, note))


def several(query: Query, items: Sequence[PolicyItem], bench: Bench, reason: str) -> Draft:
    """One item in full; several as a list, with corrections for each premise."""
    if not items:
        return bench.refuse(query)
    if len(items) == 1:
        return about(query, items[0], bench, reason)
    shown = bench.writer.listing(items, query.topic)
    head = f"共 {len(items)} {bench.writer.noun(items)}："
    if query.claimed is not None and query.yes_no:
        wrong = f"更正：不是{query.claimed}项，是{len(items)}项。"
        head = ("是的，" if query.claimed == len(items) else wrong) + head
    numbers = (len(items), query.claimed or 0)
    statement = Statement(f"{head}\n\n{shown.text}", tuple(items), numbers)
    count = len(items) if query.act is Act.COUNT else None
    return Draft((statement, *_empty(query, items, bench)), count=count, reason=reason)


def _empty(query: Query, items: Sequence[PolicyItem], bench: Bench) -> list[Statement]:
    """这两件有配合的处吗: which of the items have nobody in the role that is asked about."""
    said = []
    for role in query.roles:
        lacking = tuple(i for i in items if has_owner(i) and not i.owners(role))
        marks = "".join(map(bench.writer.mark, lacking))
        if lacking:
            text = f"{marks}没有列出{bench.writer.label(lacking[0], role)}。"
            said.append(Statement(text, lacking))
    return said


def about(query: Query, item: PolicyItem, bench: Bench, reason: str) -> Draft:
    """What is asked of one item, with a correction first where a premise is wrong."""
    statements: list[Statement] = []
    rows = None if has_owner(item) else bench.writer.rows(item, query.topic)
    if rows is not None:
        return Draft((rows,), reason=reason)
    header = bench.header_of(item)
    if header:
        return row.shown(item, header, bench)
    amounts = premise.other_amount(query, item)
    if amounts is not None:
        told, claimed = amounts
        text = f"更正：文件里没有写“{claimed}”，写到的是{told}{bench.writer.mark(item)}。"
        statements.append(Statement(text, (item,), denied=(claimed,)))
    checked = premise.check(query, item, bench.writer)
    if checked.checked and not checked.holds and not premise.sets_aside(query):
        text = f"更正：{bench.writer.mark(item)}{checked.text}。"
        statements.append(Statement(text, (item,), denied=checked.denied))
    elif checked.checked and query.yes_no:
        statements.append(
            Statement(f"是的，{checked.text}。", (item,), denied=(query.time_text, *checked.denied))
        )
    elif (
        query.yes_no and query.topic and not (amounts or query.roles or query.numbers or query.why)
    ):
        said = passage_about(item.text, query.topic)
        statements.append(Statement(f"文件里写到的是：{said}{bench.writer.mark(item)}", (item,)))
    if query.why and checked.holds:
        statements.append(Statement("文件只写了分工，没有说明这样安排的原因。"))
    if query.roles and query.asks_who and not has_owner(item):
        return _no_owner(query, item, bench)
    asked = query.roles or Aspect.DEADLINE in query.aspects
    if query.measure and not asked and not amount_of(query.measure).search(item.text):
        fact = counted_otherwise(item.text, query.measure)
        if fact is not None:
            said = sentence_of(item.text, query.topic, fact)
            text = f"文件里写到的是：{said}{bench.writer.mark(item)}"
            so_many = Statement(text, (item,))
            whole = bench.writer.attributes(item, ())
            return Draft((so_many, whole), reason="原文写到的数量")
        text = f"{bench.writer.mark(item)}没有写具体数量。"
        return bench.refuse(query, text, reason="没有写数量", related=(item,))
    if asks_money(query) and not (asked or query.yes_no or states_money(item, query)):
        text = f"{bench.writer.mark(item)}没有写金额。"
        return bench.refuse(query, text, reason="没有写金额", related=(item,))
    if Aspect.DEADLINE in query.aspects and item.deadline is None and not query.roles:
        return stated_time(query, item, bench)
    if Aspect.NUMBER in query.aspects and item.number is not None:
        noun = "项任务" if item.kind is ItemKind.TASK else "点"
        statements.append(Statement(f"是第{item.number}{noun}{bench.writer.mark(item)}。", (item,)))
    partner = _WITH.search(item.text)
    if Aspect.COOPERATING in query.aspects and not item.cooperating and partner:
        said = "".join(partner.group().split())
        text = f"文件写的是“{said}”{bench.writer.mark(item)}。"
        statements.append(Statement(text, (item,)))
    asked_for = query.aspects or ((Aspect.LEAD,) if query.asks_who else ())
    aspects = asked_for if has_owner(item) or item.deadline else ()
    if Aspect.DEADLINE in aspects and item.deadline is None and states_time(item):
        # 马拉松几月办，哪些部门管: no column, but the text says when
        statements += stated_time(query, item, bench).statements
        aspects = tuple(aspect for aspect in aspects if aspect is not Aspect.DEADLINE)
    statements += first_of_leads(query, item, bench)
    statements.append(bench.writer.attributes(item, aspects))
    statements += others_named(query, item, bench)
    return Draft(tuple(statements), reason=reason)


def _no_owner(query: Query, item: PolicyItem, bench: Bench) -> Draft:
    """A document without owners: say so, and show who does it where another document says."""
    linked = bench.linked(item, best_only=_ONE.search(query.text) is not None)
    text = f"{bench.writer.mark(item)}没有写明由哪个部门牵头或配合。"
    said = "" if linked else office_sentence(item.text, query.topic)
    if said:
        body = f"文件没有单列负责部门，写到的是：{said}{bench.writer.mark(item)}"
        return Draft((Statement(body, (item,)),), reason="原文写到的部门")
    if not linked:
        return Draft(
            (Statement(text, (item,)),), refused=True, related=(item,), reason="没有写明部门"
        )
    shown = bench.writer.listing(linked)
    body = f"{text}与它对应的任务及分工如下：\n\n{shown.text}"
    return Draft((Statement(body, (item, *linked)),), reason="按市区对应关系")


def _by_topic(query: Query, bench: Bench) -> Draft | None:
    decision = bench.look(query)
    if not decision.sure:
        only = only_saying(query, bench)
        if only is not None:
            return about(query, only, bench, "只有这一条写到")
        if bench.is_talk(query):
            return listing.answer(query.with_(act=Act.LIST, topic=""), bench)
        return bench.refuse(query, reason=decision.reason)
    if decision.confidence < _HALF and not (query.filtered or query.wants_owner):
        only = only_saying(query, bench)  # 保证金, of two articles on the matter as a whole
        if only is not None and only not in decision.items:
            return about(query, only, bench, "只有这一条写到")
    unowned = _named_without_owner(query, bench)
    if unowned is not None:
        return _no_owner(query, unowned, bench)
    items = list(decision.items)
    if query.constrained and not (query.yes_no or query.why):
        items = of_the_office(query, that_fit(query, items, bench), bench)
    if len(items) > 1 and (query.bindings or query.time_text):
        fitting = [i for i in items if premise.check(query, i, bench.writer).holds]
        items = fitting[:1] or items[:1]
    listed = query.act in {Act.LIST, Act.COUNT} and query.bindings and not query.yes_no
    loosely = bench.found[0].coverage < _WORDED  # else the department is wrong, not the item
    if listed and loosely and not premise.check(query, items[0], bench.writer).holds:
        return bench.refuse(query, reason="没有符合部门条件的条目")
    if query.asks_who and not has_owner(items[0]):
        items = _owned_as_well(items, bench) or items
    if query.wants_owner and has_owner(items[0]):
        items = [item for item in items if has_owner(item)]
    if not (query.filtered or query.yes_no or query.why):
        items = _as_well(query, items, bench)
    items = _of_earlier_matter(query, items)
    if asks_money(query) and not (query.yes_no or any(states_money(i, query) for i in items)):
        # 补贴一床几千: of several that fit alike, none says any sum
        return bench.refuse(
            query, "文件没有写金额，不能据此回答。", reason="没有写金额", related=items
        )
    if len(items) == 1 or items[0].kind is ItemKind.PASSAGE:
        return about(query, items[0], bench, decision.reason)
    if decision.confidence < _HALF and _lacks_all(query, bench):
        return bench.refuse(query, reason="没有意思足够接近的条目")
    return _alike(query, items, bench, decision.reason)


def _lacks_all(query: Query, bench: Bench) -> bool:
    """地铁几时通车, of a plan for buses: a known matter of which the nearest items say no word.

    It is asked of one document, which has it neither as it is written nor by another word for it.
    """
    one = len(query.doc_ids) == 1
    return one and not bench.found[0].coverage and bool(synonyms_in(query.topic))


def _owned_as_well(items: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """停车格归哪个单位画线: an article that says who, and nearly as much of the matter.

    The nearest may only say what a 停车泊位 is.
    """
    best = bench.found[0]
    near = (
        one.item
        for one in bench.found[1:_NEXT]
        if has_owner(one.item)
        and one.item.doc_id == items[0].doc_id
        and best.strength - one.strength <= _BEHIND
        and one.coverage >= _AS_MUCH * best.coverage > _AS_MUCH * _WORDED
    )
    return list(near)[:1]


def _named_without_owner(query: Query, bench: Bench) -> PolicyItem | None:
    """中医诊所归谁: a term of the documents that no item with owners has, but another does."""
    if not query.wants_owner or query.doc_ids or query.aspects == (Aspect.DEADLINE,):
        return None
    if query.constrained:
        return None  # 3月份交的那个年报: only what has owners and times can be meant
    terms = bench.vocabulary.terms_in(query.topic)
    best = [found.item for found in bench.found if has_owner(found.item)]
    if any(term in item.topic for term in terms for item in best):
        return None  # told without a look at every item
    saying = [bench.saying(term) for term in terms]
    if not saying or any(has_owner(item) for items in saying for item in items):
        return None
    numbered = [item for item in saying[0] if item.number is not None]
    return numbered[0] if len(numbered) == 1 else None


def _of_earlier_matter(query: Query, items: list[PolicyItem]) -> list[PolicyItem]:
    """那养老的呢, after 老年人的“一件事”: of those alike, the ones that share a word with it."""
    words = [bare(word) for word in query.before_topic.split()]
    return [i for i in items if any(word in bare(i.text) for word in words)] or items


def _as_well(query: Query, items: list[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """两病筛查 stands in three items: where nothing says which of them is meant, all are shown.

    An item is as good as the best one when it says the words of the topic that the best one
    says, or when it has all of its pairs of characters and its meaning is as near.
    """
    best = bench.found[0]
    if best.item not in items:
        return items
    title = bare(bench.vocabulary.document(best.item.doc_id).title)
    matters = (_KIND.sub("", bare(word)) for word in query.topic.split())
    words = [word for word in matters if word not in title]
    told = [_said(word, bare(best.item.text)) for word in words]
    said = [part for parts in told for part in parts] if all(told) else []
    owned = query.wants_owner and has_owner(best.item)
    rivals = [
        found.item
        for found in bench.found
        if (has_owner(found.item) or not owned)
        and (_says(found, said) or (query.wants_owner and _covers(found, best)))
    ]
    rivals += _twin(query, owned=bool(owned), bench=bench)
    if len(rivals) > _MOST_ALIKE:
        return items
    return sorted({*items, *rivals}, key=[e.item for e in bench.found].index)


def _twin(query: Query, *, owned: bool, bench: Bench) -> list[PolicyItem]:
    """The second item, where a brief matter fits two alike and all others far less.

    健康数据 is in the standards for it and in the platform for it; longer words tell items apart.
    """
    ranked = [e for e in bench.found if has_owner(e.item) or not owned][:3]
    brief = len(bare(query.topic)) <= _BRIEF and len(bare(query.gist)) <= _BRIEF_WRITTEN
    if len(ranked) < 3 or not brief or ranked[0] is not bench.found[0]:
        return []
    first, second, third = ranked
    words = [bare(word) for word in query.topic.split() if len(word) >= _A_TERM]
    texts = [bare(one.item.text) for one in (first, second)]
    if words and [any(word in text for word in words) for text in texts] == [True, False]:
        return []  # “四医联动”: only the first says it
    alike = first.dense - second.dense <= _AS_NEAR
    alone = second.strength - third.strength >= _APART
    return [second.item] if alike and alone and first.strength - second.strength <= _BEHIND else []


def _said(word: str, text: str) -> list[str]:
    """The word as a text has it, up to two characters at its ends aside: 备案 of 备案的活.

    What is left aside and stands elsewhere in the text is said as well: 农业 of 农业数字化.
    """
    word = _LIGHT.sub("", word)
    for length in range(len(word), max(len(word) - _AT_ENDS, 2) - 1, -1):
        for start in range(len(word) - length + 1):
            core, ends = word[start : start + length], (word[:start], word[start + length :])
            if core in text:
                told = (end for end in ends if len(core) > len(end) == _AT_ENDS and end in text)
                return [core, *told]
    return []


def _says(found: Evidence, words: Sequence[str]) -> bool:
    text = bare(found.item.text)
    return bool(words) and all(word in text for word in words)


def _covers(found: Evidence, best: Evidence) -> bool:
    as_near = best.dense - found.dense <= _AS_NEAR
    return as_near and best.coverage >= _WORDED and found.covered >= best.covered


def _alike(query: Query, items: Sequence[PolicyItem], bench: Bench, reason: str) -> Draft:
    head = Statement("有几条都符合，请看是哪一条：")
    plain = not (query.aspects or query.wants_owner or any(map(has_owner, items)))
    if plain and all(len(item.text) <= _WHOLE for item in items):  # articles: what each says
        bodies = [bench.writer.attributes(item, ()) for item in items]
    elif query.aspects or query.wants_owner or not any(item.title for item in items):
        aspects = query.aspects or (Aspect.LEAD,)
        bodies = [bench.writer.attributes(item, aspects) for item in items]
    else:  # what is said is asked about: the heading of a long item does not say it
        bodies = [bench.writer.extracts([item], query.topic) for item in items]
    return Draft((head, *bodies), reason=reason, alike=True)
