"""Answer from a service guide: the field that is asked for, of the card that is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import numbered_members
from assistant.expansion import synonyms_in
from assistant.facts import nearness, sentence_of, wanted, within_bounds
from assistant.find import has_owner
from assistant.guides import Card, Field, all_asked, asked_heads, cards_of, tells_case
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.strategies import lookup
from assistant.vocabulary import heads_of
from assistant.written import on_one_line
from index import ItemFilter
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST, Act.MEMBER, Act.COUNT, Act.COMPARE)
ORDER = -5  # before an attribute is refused as one that no document states
_HEADER = re.compile("\\s*(?:序号|编号)\t")  # the row that only names the columns
_HOW_MANY = re.compile(
    "(?:几|多少)个?(?:大)?(?:样|种|类|份|项|步|阶段|步骤|环节|件|条|点(?![钟上下开关半])|网点|窗口|大厅)(?!费)"
)
_OF_WHOLE = {"实施步骤", "申报条件"}
_CASES = 2
_CLAUSE = re.compile("[，。；、？！,;?!]")
_QUESTION = re.compile("(?:^|\n)\\s*[问Q][^：:\n]{0,3}[：:]")
# What only asks, in a question and in one of a guide alike.
_ASKING = re.compile(
    "怎么[办弄样]?|如何|需要|可以|能不能|要不要|是否|什么|哪些|手续|材料|[吗呢么的了啥要能，。？?]"
)
_OFFICES = {"部门", "机构", "单位", "主体"}
_TIMES = {"承诺办结时限", "法定办结时限", "时限", "期限"}
# 从受理到发证承诺几天: of the whole procedure, whichever steps are named
_OF_ALL_STEPS = re.compile("承诺|法定|法律|规定|一共|总共|全程|从[^，。？]{1,8}到")
_BY_CASE = re.compile("材料|条件")  # fields that have a heading for each case
_NAMED = re.compile("([^：:，。；\n]{2,14})[：:]")  # what a row of a list is called
_POINT = re.compile("[，。；、？！ ]")
_PLACES = 3  # rows; 法定 and 承诺 are told together
_SHORT_PLACE = 2  # characters by which a district is called
# 食品经营许可证, 娱乐场所登记证: a permit by what it is for
_PERMIT = re.compile(
    "(?P<of>[\u4e00-\u9fff]{2,8}?)(?:许可证|登记证|资格证|执业证|合格证|备案证|营业执照|许可(?![了的过吗]))"
)
# 经营 of 食品经营许可证: what many a permit is for
_OF_ANY_PERMIT = re.compile(
    "^[^，。]{0,6}[省市区县镇](?=.)|经营|生产|销售|服务|从业|卫生|公共|场所|活动|办理?|申请|要|证|的|开|在|我|想"
)
_PLACE_BEFORE = re.compile("^[^，。]{1,6}[省市区县镇](?=..)")
_FOUND = 10
_LEAST = 0.34  # of the topic's pairs of characters that a card must have
_KIND = 4  # characters at the end of headings of one kind
_NEAR = 0.65  # cosine of a question and an item of the guide whose place it names
_WORTH = 0.3  # of a card's best item, beside those shares


def answer(query: Query, bench: Bench) -> Draft | None:
    """The field's items; None where no guide is near or it has no such field."""
    if query.numbers or query.bindings or query.tallies or query.overrides:
        return None
    if query.other_year:
        return None  # 2024年的标准涨到多少了: of no document that there is
    if query.act is Act.COMPARE and not query.outside:
        return None  # 租房的比自有房的多带什么 asks for the field all the same
    if not bench.vocabulary.may_be_guides:
        return None
    heads = asked_heads(query.text, heads_of(query.outside) if query.outside else ())
    card = _card(query, bench) if heads or tells_case(query.text) else None
    if card is not None and all(bare(word) in card.matter for word in query.outside_words):
        heads = asked_heads(query.text)  # 创业补贴能拿多少: the word is of the matter itself
    if card is None or not _speaks_of(query.other_place, card):
        return None
    if other := _other_permit(query, card, bench):
        text = f"文件里没有“{other}”的办事指南，现有的是“{card.section}”。"
        return bench.refuse(query, text, reason="没有这一事项的指南")
    asked = _question_meant(query, bench)
    if asked is not None:  # 换了经营者怎么办: the guide's own question, with its answer
        plain = query.with_(outside="", yes_no=False, aspects=(), asks_who=False)
        return lookup.about(plain, asked, bench, "办事指南的一问一答")
    if _is_of_a_step(query, card, heads, bench):
        return None
    if rows := card.rows(query.text):
        return Draft((_listed(card, rows, bench),), reason="办事指南的几行")
    case = card.case(query.text)
    if case is not None:
        return _shown(query, card, case, bench)
    of_step = _TIMES & set(heads) and not _OF_ALL_STEPS.search(query.text)
    step = _step(query, card) if of_step else None
    if step is not None:
        return Draft((_of_step(step, card, bench),), reason="办事指南的一个环节")
    if _TIMES & set(heads) and _is_of_other_field(query, card, bench):
        return None
    first = card.named(query.text) or card.field(heads, query.text)
    fields = [field for field in (first, *_also_asked(query, card)) if field is not None]
    if not fields:
        return None
    field = fields[0]
    if _value(field):  # 去哪办，几天办好: both rows
        named = (card.field(own, query.text) for own in all_asked(query.text))
        fields += [one for one in named if one is not None and _value(one)]
        # 承诺办结时限 beside 法定办结时限: two values of one kind are told together.
        fields += [f for f in card.fields if f.head[-_KIND:] == field.head[-_KIND:] and _value(f)]
    drafts = [_shown(query, card, one, bench) for one in dict.fromkeys(fields)]
    statements = [s for draft in drafts for s in draft.statements]
    statements += _facts_beside(query, card, statements, bench)
    return replace(drafts[0], statements=tuple(statements))


def _facts_beside(
    query: Query, card: Card, told: Sequence[Statement], bench: Bench
) -> list[Statement]:
    """一个月补几块，最长补几年: what the same card states of a clause that asks for no field."""
    clauses = [clause for clause in _CLAUSE.split(query.text) if clause]
    found = []
    for clause in clauses if len(clauses) >= _CASES else ():
        asked = None if asked_heads(clause) else wanted(clause)
        fact = asked and (within_bounds(asked, clause) or asked)
        if fact is None or any(fact.states(statement.text) for statement in told):
            continue
        items = dict.fromkeys(item for field in card.fields for item in field.items)
        near = {item: nearness(item.text, clause, fact) for item in items}
        best = max(near, key=lambda item: near[item])
        if near[best] >= 0:
            said = sentence_of(best.text, clause, fact)
            text = f"文件里写到的是：{said}{bench.writer.mark(best)}"
            found.append(Statement(text, (best,)))
    return found


def _speaks_of(place: str, card: Card) -> bool:
    """花都区的去哪办: another place only where the guide of a whole town does not name it."""
    return not place or bare(place)[:_SHORT_PLACE] in card.text


def _also_asked(query: Query, card: Card) -> list[Field]:
    """几个工作日，要交钱不: the fields that the further clauses of a question ask for."""
    clauses = [clause for clause in _CLAUSE.split(query.text) if clause]
    if len(clauses) < _CASES:
        return []
    asked = (card.field(heads, clause) for clause in clauses if (heads := asked_heads(clause)))
    return [field for field in asked if field is not None and len(field.items) <= _FOUND]


def _question_meant(query: Query, bench: Bench) -> PolicyItem | None:
    """The question of a guide, with its answer, that is surely meant.

    It is the nearest of all, or it alone has words of the question that the guide's title lacks.
    """
    if not query.topic:
        return None
    sure = bench.look(query.with_(aspects=(), asks_who=False)).sure
    if sure and len(_QUESTION.findall(bench.found[0].item.text)) == 1:
        return bench.found[0].item
    near = [one.item for one in bench.found[:_FOUND]]
    asked = [item for item in near if _QUESTION.search(item.text)]
    if not asked:
        return None
    own = _pairs(_ASKING.sub(" ", query.text)) - _pairs(asked[0].doc_title)
    others = [bare(i.text) for i in bench.document_items(asked[0].doc_id) if i not in asked]
    rare = {pair for pair in own if not any(pair in text for text in others)}
    said = {item.item_id: sum(pair in bare(item.text) for pair in rare) for item in asked}
    best = max(asked, key=lambda item: said[item.item_id])
    alone = sum(number == said[best.item_id] for number in said.values()) == 1
    return best if said[best.item_id] >= _CASES and alone else None


def _is_of_a_step(query: Query, card: Card, heads: Sequence[str], bench: Bench) -> bool:
    """Whether who takes one step is asked, where the field tells who is responsible for all."""
    if not query.topic or _OFFICES.isdisjoint(heads) or not bench.found:
        return False
    best = bench.found[0].item
    told = [pair for pair in _pairs(query.topic) if pair not in card.matter]
    said = sum(pair in bare(best.text) for pair in told)
    return has_owner(best) and said >= _CASES


def _step(query: Query, card: Card) -> PolicyItem | None:
    """现场看房子要几天: the one step of the procedure whose name has words of the question."""
    steps = {i: bare("".join(c.text for c in i.cells)) for f in card.fields for i in f.items}
    steps = {item: name for item, name in steps.items() if name}
    asked = _pairs(_POINT.sub(" ", query.text)) - _pairs(card.matter)
    named = [item for item, name in steps.items() if any(pair in name for pair in asked)]
    return named[0] if len(named) == 1 and len(steps) > 1 else None


def _listed(card: Card, rows: Sequence[PolicyItem], bench: Bench) -> Statement:
    lines = "\n".join(f"- {_row(row)}{bench.writer.mark(row)}" for row in rows)
    return Statement(f"{card.section}里写到的是：\n\n{lines}", tuple(rows))


def _of_step(step: PolicyItem, card: Card, bench: Bench) -> Statement:
    return Statement(f"{card.section}：{_row(step)}{bench.writer.mark(step)}。", (step,))


def _is_of_other_field(query: Query, card: Card, bench: Bench) -> bool:
    """签承诺书的多久来核查: of what another field says, with a period of its own."""
    fact = wanted(query.text)
    if fact is None or not (query.topic and bench.found):
        return False
    best = bench.found[0].item
    told = [pair for pair in _pairs(query.topic) if pair not in card.matter]
    said = sum(pair in bare(best.text) for pair in told)
    whole = any(best in f.items and not _TIMES.isdisjoint({f.head}) for f in card.fields)
    return said >= _CASES and not whole and bool(fact.states(best.text))


def _shown(query: Query, card: Card, field: Field, bench: Bench) -> Draft:
    value = _value(field)
    if value:
        mark = bench.writer.mark(field.items[0])
        text = f"{card.section}的{field.head}：{value.rstrip('。')}{mark}。"
        return Draft((Statement(text, field.items),), reason="办事指南的一栏")
    # An item that is nothing but the heading of those below it says nothing itself.
    items = [i for i in field.items if bare(i.text) != bare(field.head)] or list(field.items)
    if len(items) == 1:
        # The field whole, whatever the matter is called.
        plain = query.with_(
            topic="", outside="", yes_no=False, aspects=(), asks_who=False, why=False,
            time_text="", filter=ItemFilter(), measure="", fact="",
        )  # fmt: skip
        numbered = _numbered(query, items[0], bench)
        return numbered or lookup.about(plain, items[0], bench, "办事指南的一栏")
    rows = [item for item in items if not _HEADER.match(item.text)] or items
    rows = _of_place(query, card, rows)
    if len(rows) == 1:
        return _shown(query, card, Field(field.head, (rows[0],)), bench)
    own = _meant(query, card, field, rows)
    if own is not None:
        return _shown(query, card, Field(field.head, (own,)), bench)
    lines = "\n".join(f"- {_row(item)}{bench.writer.mark(item)}" for item in rows)
    number = len(rows) if _HOW_MANY.search(query.text) else None
    counted = f"共**{number}项**" if number else ""
    text = f"{card.section}·{field.head}{counted}：\n\n{lines}"
    statement = Statement(text, tuple(rows), (number,) if number else ())
    return Draft((statement,), count=number, reason="办事指南的一栏")


def _of_place(query: Query, card: Card, rows: Sequence[PolicyItem]) -> list[PolicyItem]:
    """从化那个点的电话: of rows with labels, 从化办理点：…, those whose label is said; else all.

    Every row must have one, and what all labels share or the matter is called tells none.
    """
    found = [_NAMED.match(item.text.strip()) for item in rows]
    labels = [bare(label[1]) for label in found if label]
    if len(labels) < max(len(rows), _PLACES):
        return list(rows)
    asked = {pair for pair in _pairs(_POINT.sub(" ", query.text)) if pair not in card.matter}
    own = [
        {p for p in _pairs(label) & asked if sum(p in other for other in labels) == 1}
        for label in labels
    ]
    named = [item for item, pairs in zip(rows, own, strict=True) if pairs]
    return named or list(rows)


def _meant(query: Query, card: Card, field: Field, rows: Sequence[PolicyItem]) -> PolicyItem | None:
    """律师查档带什么: of the cases below a field, the one whose heading the question says.

    None unless each case has a heading of its own, and one alone has words of the question, or
    others for them.
    """
    if (
        len(rows) < _CASES
        or not query.topic
        or not _BY_CASE.search(field.head)
        or not all(item.title for item in rows)
    ):
        return None
    heads = [bare(item.title) for item in rows]
    asked = _pairs(query.text) - _pairs(field.head) - _pairs(card.matter)
    told = [
        {p for p in _pairs(head) & asked if sum(p in other for other in heads) == 1}
        for head in heads
    ]
    said = [
        any(bare(o) in head for _, words in synonyms_in(query.text) for o in words)
        for head in heads
    ]
    named = [item for item, pairs, by in zip(rows, told, said, strict=True) if pairs or by]
    return named[0] if len(named) == 1 else None


def _numbered(query: Query, item: PolicyItem, bench: Bench) -> Draft | None:
    """申报要交几样材料: what an item numbers itself, where its number is asked for."""
    members = numbered_members(item.text) if _HOW_MANY.search(query.text) else ()
    if not members:
        return None
    number, mark = len(members), bench.writer.mark(item)
    lines = "\n".join(f"- {member}" for member in members)
    statement = Statement(f"文件列出的共**{number}项**{mark}：\n\n{lines}", (item,), (number,))
    return Draft((statement,), count=number, reason="办事指南的一栏")


def _row(item: PolicyItem) -> str:
    """A row of a table, with what its further columns and its time say."""
    cells = [f"{cell.column}：{cell.text}" for cell in item.cells if cell.text.strip()]
    times = [item.deadline.text] if item.deadline else []
    return "；".join(on_one_line(part) for part in (item.text, *cells, *times))


def _value(field: Field) -> str:
    """What the one row of a field says; empty where it is more than a row."""
    if field.text or len(field.items) != 1:
        return field.text
    head, tab, value = field.items[0].text.strip().partition("\t")
    return value.strip() if tab and bare(head) == field.head else ""


def _card(query: Query, bench: Bench) -> Card | None:
    """The card of the item at hand, or the one that says most of the topic."""
    if not (query.topic or query.focus):  # 派遣许可要几样材料: of the document that is named
        own = _cards(query.doc_ids, bench) if len(query.doc_ids) == 1 else []
        return own[0] if len(own) == 1 else None
    if not query.topic:
        focus = bench.index.catalogue.items_by_id(query.focus[:1])
        cards = _cards([item.doc_id for item in focus], bench)
        return next((c for c in cards for f in c.fields if set(focus) & set(f.items)), None)
    sure = bench.look(query.with_(aspects=(), asks_who=False)).sure
    at_hand = bench.index.catalogue.items_by_id(query.focus[:1]) if query.follows else []
    if at_hand and not sure:  # 我查我爸的，他人不在了，带啥: of the guide that was spoken of
        own = _cards([at_hand[0].doc_id], bench)
        return next((c for c in own if any(at_hand[0] in f.items for f in c.fields)), None)
    if not bench.found:
        return None
    strength = {one.item.item_id: one.strength for one in bench.found[:_FOUND]}
    cards = _cards([bench.found[0].item.doc_id], bench)

    def fit(card: Card) -> float:
        best = max((strength.get(i.item_id, 0.0) for f in card.fields for i in f.items), default=0)
        return _share(query.topic, card.matter) + _share(query.topic, card.text) / 2 + _WORTH * best

    best = max(cards, key=fit, default=None)
    near = len(query.doc_ids) == 1 and bench.found[0].dense >= _NEAR  # 宁川给狗办证: of 养犬登记
    # 那个方案分几步走, 我这样够不够门槛: of the matter as a whole, which no word need say.
    whole = len(query.doc_ids) == 1 == len(cards)
    near = near or (whole and not _OF_WHOLE.isdisjoint(asked_heads(query.text)))
    enough = best is not None and (sure or near or _share(query.topic, best.text) >= _LEAST)
    return best if enough else None


def _other_permit(query: Query, card: Card, bench: Bench) -> str:
    """食品经营许可证: a permit of its own name, of which a guide for another one says nothing.

    Empty where the guide, or another item that is near, says what the permit is for.
    """
    named = _PERMIT.search(query.text)
    if named is None or query.follows:
        return ""
    own = " ".join(_pairs(_OF_ANY_PERMIT.sub(" ", named["of"])))
    texts = [card.text, *(bare(one.item.text) for one in bench.found[:_FOUND])]
    told = not own or any(_share(own, text) for text in texts)
    return "" if told else _PLACE_BEFORE.sub("", named.group())


def _cards(doc_ids: Sequence[str], bench: Bench) -> list[Card]:
    # What divides work up is no guide: its items, which may be many, need not be read.
    guides = [one for one in dict.fromkeys(doc_ids) if one in bench.vocabulary.may_be_guides]
    return [card for doc_id in guides for card in cards_of(bench.document_items(doc_id))]


def _pairs(text: str) -> set[str]:
    return {bare(word)[at : at + 2] for word in text.split() for at in range(len(bare(word)) - 1)}


def _share(topic: str, text: str) -> float:
    """How much of a topic a text has, itself or by a synonym."""
    asked = _pairs(topic)
    said = {pair for pair in asked if pair in text}
    for word, others in synonyms_in(topic):
        if any(bare(other) in text for other in others):
            said |= _pairs(word)
    return len(said & asked) / (len(asked) or 1)
