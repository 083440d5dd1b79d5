"""Answer what is asked about several matters at once: 家庭医生签约和老人体检分别谁牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.decide import Decision
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.strategies import lookup
from ingest import PolicyItem

ACTS = (Act.LOOKUP,)
ORDER = 60
_JOINED = re.compile("以及|还有|[和与跟及、/]|(?<=”)(?=“)")
_AROUND = re.compile(
    "^[？?。，、！ ]+|(?<=”)[这那](?:类|些|种).*$|(?:[？?。，、！ 都]|分别|各自)+$"
)
_ONE_THING = re.compile("(?<!和)(?<!跟)(?<!与)[这那]一?(?:件事|项|条|个任务)(?!和|跟|与|、)")
_SURE = 0.5  # least confidence in a matter, where the question does not say that there are several
_HALF = 0.5  # least share of a matter's pairs in one item
_WHOLE = 0.95  # coverage of a matter that an item names word for word
_LONGEST = 16  # characters of a matter; a longer one is a sentence that tells of one thing
_SERVED = 0.75  # of what its own best item covers: then the one item is about this matter too
_HALF_NAMED = 2  # characters of a matter that takes its beginning from the one before
_SPLITS = 4  # ways of cutting that are tried


def answer(query: Query, bench: Bench) -> Draft | None:
    """One item for each matter; None when one item is about all of them."""
    alone = query.numbers or query.constrained or query.focus or query.why or query.yes_no
    if alone or not query.topic or not (query.roles or query.asks_who or query.aspects):
        return None
    if _ONE_THING.search(query.text) and not query.each:
        return None  # 梳理办理情形、申请材料目录这项: names of one task
    if bench.is_quoted(query):
        return None  # 配合新区妇联、民政做好两病筛查: the words of one item
    matters: dict[str, bool] = {}
    for parts in _ways_to_cut(query.gist):
        whole = _one_matter(query, parts, bench)
        if whole is not None:
            return whole
        if not (_several(query) or _all_matters(query, parts, bench, matters)):
            continue
        items, unknown = _items(query, parts, bench)
        if len(items) + len(unknown) > 1 and items:
            drafts = [lookup.about(query, item, bench, "分别查找") for item in items]
            if any(draft.refused for draft in drafts):
                return None
            statements = [s for draft in drafts for s in draft.statements]
            statements += [Statement(f"文件没有写到“{part}”。", denied=(part,)) for part in unknown]
            return Draft(tuple(statements), reason="几件事分别查找")
    return None


def _ways_to_cut(gist: str) -> list[list[str]]:
    """The gist cut at all of its joints, then at each of them alone."""
    clauses = re.split("[，。？；]", gist)
    gist = max(clauses, key=lambda clause: len(_JOINED.findall(clause)))
    gist = _AROUND.sub("", gist)
    joints = list(_JOINED.finditer(gist))
    ways = [_JOINED.split(gist)] if len(joints) > 1 else []
    ways += [[gist[: joint.start()], gist[joint.end() :]] for joint in joints]
    return [way for way in ways if all(1 < len(bare(part)) <= _LONGEST for part in way)][:_SPLITS]


def _completed(parts: Sequence[str]) -> list[str]:
    """合规指引、指南 is 合规指引 and 合规指南: a short matter begins as the first one does."""
    first, rest = parts[0], parts[1:]
    if not all(1 < len(part) <= _HALF_NAMED < len(first) for part in rest):
        return []
    return [first, *(first[: len(first) - len(part)] + part for part in rest)]


def _one_matter(query: Query, parts: Sequence[str], bench: Bench) -> Draft | None:
    """合规指引、指南: two names of one matter are looked up by the whole one of them."""
    named = [bench.look(query.with_(topic=p, gist=p)).items[:1] for p in _completed(parts)]
    if not named or not all(named) or len({items[0].item_id for items in named}) > 1:
        return None
    return lookup.answer(query.with_(topic=parts[0], gist=parts[0]), bench)


def _several(query: Query) -> bool:
    """Whether 分别 or 各 says that there are several matters: of two attributes it means those."""
    return query.each and len(query.aspects) < 2


def _all_matters(query: Query, parts: Sequence[str], bench: Bench, known: dict[str, bool]) -> bool:
    """Whether each part is surely a matter of its own; `known` are those that were looked at.

    One that is not decides, so that those that are likely not come first, and nothing is
    embedded where one of them is hardly written anywhere.
    """
    if not all(known.get(part, True) for part in parts):
        return False
    written: dict[str, float] = {}
    for part in sorted(parts, key=len):  # most is told by the shortest, where it is no matter
        written[part] = bench.finder.written(part)
        if written[part] < _HALF:
            return False
    if _in_one(query, parts, bench):
        return False
    unknown = [part for part in sorted(parts, key=written.__getitem__) if part not in known]
    bench.index.begin_all(unknown[1:])
    for part in unknown:
        known[part] = _is_matter(bench.look(_about(query, part)), bench)
        if not known[part]:
            return False
    return True


def _in_one(query: Query, parts: Sequence[str], bench: Bench) -> bool:
    """Whether the item that the whole question is about says two of the parts word for word."""
    words = {pair for word in query.topic.split() for pair in _pairs(word)}
    named = [pairs for part in parts if (pairs := _pairs(part) & words)]
    worded = [hit.item for hit in bench.index.keyword_search(query.topic, k=1)]
    # What words alone tell is not embedded.
    return _says_two(worded, named) or _says_two(bench.look(query).items[:1], named)


def _says_two(items: Sequence[PolicyItem], parts: Sequence[set[str]]) -> bool:
    return any(sum(pairs <= _pairs(item.text) for pairs in parts) > 1 for item in items)


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _about(query: Query, part: str) -> Query:
    return query.with_(topic=part, gist=part)


def _is_matter(decision: Decision, bench: Bench) -> bool:
    """Whether what was just looked for surely is one, though nothing says there are several."""
    named = bench.found[0].coverage if bench.found else 0.0
    least = bench.decider.figures.member if decision.confidence >= _SURE else _WHOLE
    return decision.sure and named >= least


def _items(query: Query, parts: Sequence[str], bench: Bench) -> tuple[list[PolicyItem], list[str]]:
    """The best item of each part, and the parts that no item is about.

    Both are empty when the parts are not matters of their own: one is uncertain though nothing
    says that there are several, or one item is about two of them.
    """
    several = _several(query)
    whole = bench.look(query).items[:1]
    chosen: list[PolicyItem] = []
    unknown: list[str] = []
    for part in parts:
        decision = bench.look(_about(query, part))
        if decision.sure and (several or _is_matter(decision, bench)):
            chosen.append(_serving((*whole, *chosen), decision.items[0], bench))
        elif several:
            unknown.append(part)
        else:
            return [], []
    return (chosen, unknown) if len(set(chosen)) == len(chosen) else ([], [])


def _serving(known: Sequence[PolicyItem], best: PolicyItem, bench: Bench) -> PolicyItem:
    """An item at hand that is about the matter nearly as well as its best one, else that one."""
    coverage = {found.item.item_id: found.coverage for found in bench.found}
    enough = _SERVED * coverage[best.item_id]
    return next((i for i in known if coverage.get(i.item_id, 0.0) >= enough > 0), best)
