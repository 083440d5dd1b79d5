"""Tell what else a question asks beside what was answered: …能补多少、问政策打哪个电话."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.facts import any_amount, sentence_of, wanted
from assistant.guides import asked_heads
from assistant.query import Act, Query
from assistant.tagging import RAMBLING
from assistant.vocabulary import evidence_of
from assistant.written import sentences_of
from ingest import PolicyItem

_CLAUSE = re.compile("[，。；、？！,;?!]")
_ASKS = re.compile("多少|几|多久|多长|多大|多高|什么|啥|哪|怎么|咋|吗$|要不要|收不收")
# 想请戏班子来唱几台: told of the asker, who asks another thing
_WISHES = re.compile(
    "(?:我|咱|俺)?们?(?:也|就|正|还|一直)?(?:想|打算|准备|盘算)[^多什啥哪怎吗么]*几[^多什啥哪怎吗么]*$"
)
_HOW_MUCH = re.compile("多少|几|多[久长大高远宽重]")
# 建几个, 加多少车位: so many of a thing that no measure word is said of
_SO_MANY = re.compile(
    "(?:几|多少)[个家处所座套栋台辆]|多少(?=[\u4e00-\u9fff]{2,6}$)(?!时间|钱|人|次|天|年|个?月|部门|单位|任务)"
)
_OTHER_ACTS = {Act.COMPARE, Act.TALLY, Act.OWNERS, Act.OUTLINE, Act.LINK, Act.CHAT}
_SHORTEST = 4  # characters of a clause that says what it asks for
_MOST = 3  # parts of a question that are answered beside the first


def also_asked(query: Query, told: str, read: Callable[[str], Query]) -> list[Query]:
    """The parts of a question that ask for a fact, an attribute or papers that nothing told states.

    None where only one part asks: then the answer is what there is.
    """
    if query.act in _OTHER_ACTS or query.roles or query.asks_who or len(query.text) > RAMBLING:
        return []
    clauses = [clause.strip() for clause in _CLAUSE.split(query.text)]
    asking = [c for c in clauses if _ASKS.search(c) and not _WISHES.match(c)]
    if len(asking) < 2:
        return []
    parts = [(clause, read(clause)) for clause in asking if len(clause) >= _SHORTEST]
    return [
        part.with_(act=Act.LOOKUP, topic=part.topic or clause, gist=part.gist or clause)
        for clause, part in parts
        if not (part.roles or part.asks_who or part.filtered or part.numbers)
        if not _is_told(clause, part, told)
    ][:_MOST]


def amounts_of(
    query: Query, told: str, item: PolicyItem, read: Callable[[str], Query]
) -> list[str]:
    """体育公园建几个，谁牵头: the sentences with amounts that the answer who leads leaves open."""
    found = []
    # Reading a clause costs as much as a question: only what may ask for an amount is read.
    for clause in filter(_HOW_MUCH.search, map(str.strip, _CLAUSE.split(query.text))):
        part = read(clause)
        fact = wanted(clause, part.measure) or (any_amount() if _SO_MANY.search(clause) else None)
        plain = fact is not None and not (part.roles or part.asks_who or part.outside)
        said = sentence_of(item.text, part.topic or clause, fact) if plain and fact else ""
        if said and said not in "".join(told.split()):
            found.append(said)
    return found


def _is_told(clause: str, part: Query, told: str) -> bool:
    """Whether what was told states such a thing already, or the part asks for none that is known.

    A period that was told is no answer to another one: what is asked of has to stand beside it.
    """
    evidence = evidence_of(part.outside) if part.outside else None
    if evidence is not None:
        return evidence.search(told) is not None
    fact = wanted(clause, part.measure)
    if fact is not None:
        return any(fact.states(sentence) for sentence in sentences_of(told))
    heads = asked_heads(clause)
    return not heads or any(head in told for head in heads)
