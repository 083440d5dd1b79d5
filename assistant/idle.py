"""Tell the clauses of a question that only talk: 我老记混, 写小论文, 咋天天见他们出来查."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.tagging import topic_of
from assistant.wordings import Tag, talks

_CLAUSE = re.compile(r"[^，。；：？！、（）()\n]+")
# What may stand in a clause that asks nothing and narrows nothing.
_LOOSE = {
    *("rest", "pronoun", "pronoun.owner", "role.weak", "aside"),
    *("follow", "skip", "both", "noun.task", "not", "claim", "yesno", "has", "noun.point"),
    "outside",
}
_NARROWING = {
    *("time", "number", "amount", "joint.after"),
    *("all_year_not", "most", "least", "earliest", "latest"),
}
_SETS = {"count", "most", "least", "list", "which", "compare", "same", "who", "role.lead"}
_OF_ONE = {"who", "deadline"}
_COUNTED = {"count", "most", "least", "noun.task", "noun.point", "earliest", "latest"}
_MATTER = {"rest", "run", "quoted", "term"}
_NOUNS = {"noun.task", "noun.point"}
_ABOUT = re.compile("有关|相关|关于|涉及|提到|写到|针对|面向|跟|和|与")
_SHORTEST = 2
_DUTIES = {"role.lead", "role.cooperating", "role.unit"}
# 冒出来, 挤进, 摸到: a verb with where it leads; no matter is called so.
_DOES = re.compile("(?:[出起上下进过][来去]?|[到过着])?[了]?(?<=[出起上下进过来去到过着了])$")
_THAT_PART = re.compile("[那这](?:一|个)?(?:块|部分|摊|组|类|章|节)")
_ELSEWHERE = re.compile("[前后上下]面?$|剩下?$|其他|其它|其余|另外|最后|最前|开头|别的")
_SCOPES = {"place", "noun.owner", "noun.task", "noun.group", "noun.document", "noun.point"}
_WORDS = {"rest", "role.weak"}
_A_MATTER = 4  # characters


def idle_spans(
    text: str, tags: Sequence[Tag], passages: Sequence[str], titled: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """The stretches of clauses that are talk beside clauses that ask.

    `titled` says whether words are of a document's title: these are never talk.

    A clause with nothing but loose words is talk when it sounds like it, or when the rest of the
    question narrows items by itself and no passage near to the question says a word of it.
    """
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    kinds = {span: _kinds_in(span, tags) for span in clauses}
    asking = [span for span in clauses if kinds[span] - _LOOSE]
    loose = [span for span in clauses if span not in asking]
    said = {tag.kind for tag in tags}
    jointly = said & {"joint", "single"} and said & {"role.lead", "role.cooperating"}
    # 罚轻罚重有杆秤，哪两个处并排领头: who leads one matter is asked, of no set of items
    of_one = said & _OF_ONE and not said & _COUNTED
    narrowed = "department" in said or bool(said & _NARROWING or (jointly and not of_one))
    sets = any(kind in _SETS or kind.startswith("role.") for kind in said - {"role.weak"})
    # 头上压的事，最早哪个月见分晓: the first day of what an office has
    sets = sets or any(tag.kind == "deadline" and tag.text.startswith("最") for tag in tags)
    found = _loose_words(tags, passages, titled) if narrowed and sets else []
    found += _predicates(tags, passages) if "count" in said else []
    if not asking or not loose:
        return found
    rest = any(_content(text, span, tags) for span in asking)
    for start, end in loose:
        clause = text[start:end]
        idle = rest and bool(said & _SETS) and talks(clause)
        told = narrowed and talks(clause)  # 最早到期的是哪一项？领导问我我答不上来
        if told or ((narrowed or idle) and not is_known(clause, passages)):
            found.append((start, end))
    return found


def loose_clauses(text: str, tags: Sequence[Tag]) -> list[str]:
    """The clauses that ask nothing and narrow nothing by their own words."""
    spans = (match.span() for match in _CLAUSE.finditer(text))
    return [text[start:end] for start, end in spans if not _kinds_in((start, end), tags) - _LOOSE]


def _loose_words(
    tags: Sequence[Tag], passages: Sequence[str], titled: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """What no passage says a word of, where departments or times say what is meant: 一年要沾手.

    Words that go with a noun (…的任务) are a matter, even one that no document has.
    """
    found = []
    tags = _joined(tags)
    for before, tag, after in zip([None, *tags], tags, [*tags[1:], None], strict=False):
        pieces = list(_CLAUSE.finditer(tag.text)) if tag.kind == "rest" else []
        for piece in pieces:
            words, last = piece.group().strip(), piece is pieces[-1]
            beside = last and piece.end() == len(tag.text) and after is not None
            named = words.endswith("的") and (beside or _ABOUT.search(words))
            # 配合疫苗接种几项: what is led or helped is a matter, even one that no document has.
            object_of = before is not None and before.kind in _DUTIES and piece.start() == 0
            named = named or (object_of and len(topic_of([words])) >= _A_MATTER)
            matter = named or (beside and after is not None and after.kind in _NOUNS)
            matter = matter or (last and after is not None and _is_headed_by(words, after))
            # 合起来要盯几项: 结合起来 of an item says nothing of it.
            told = "，".join(topic_of([words]).split()) or words
            if not matter and not is_known(told, passages) and not titled(words):
                found.append((tag.start + piece.start(), tag.start + piece.end()))
    return found


def _is_headed_by(words: str, noun: Tag) -> bool:
    """水利那一块: what is called so, even where no document has it; and not 后面那一块."""
    return bool(_THAT_PART.match(noun.text)) and not _ELSEWHERE.search(topic_of([words]) or "剩下")


def _predicates(tags: Sequence[Tag], passages: Sequence[str]) -> list[tuple[int, int]]:
    """What a matter is said to do before its number is asked: 两病筛查在表里冒出来几回."""
    found = []
    scoped = any(tag.kind in _SCOPES for tag in tags)
    for tag, after in itertools.pairwise(tags):
        words = topic_of([tag.text]).split() if tag.kind == "rest" else []
        if not words or not (len(words) > 1 or scoped) or after.kind != "count":
            continue
        start = tag.text.rfind(words[-1])
        if not _DOES.search(tag.text[start:].rstrip()):
            continue
        if start >= 0 and not is_known(_DOES.sub("", words[-1]), passages):
            found.append((tag.start + start, tag.end))
    return found


def _joined(tags: Sequence[Tag]) -> list[Tag]:
    """The tags, each stretch of words and of verbs that may say a role as one: 要盯, 得扛下."""
    found: list[Tag] = []
    for tag in tags:
        if tag.kind in _WORDS and found and found[-1].kind == "rest":
            last = found.pop()
            tag = Tag("rest", last.start, tag.end, last.text + tag.text)
        elif tag.kind == "role.weak":
            tag = replace(tag, kind="rest")
        found.append(tag)
    return found


def _kinds_in(span: tuple[int, int], tags: Sequence[Tag]) -> set[str]:
    return {tag.kind for tag in tags if tag.start < span[1] and tag.end > span[0]}


def _content(text: str, span: tuple[int, int], tags: Sequence[Tag]) -> bool:
    """Whether a clause has words of its own beside those that ask."""
    inside = [t for t in tags if t.kind in _MATTER and t.end > span[0] and t.start < span[1]]
    return bool(topic_of([text[max(t.start, span[0]) : min(t.end, span[1])] for t in inside]))


def is_known(clause: str, passages: Sequence[str]) -> bool:
    """Whether words of the clause, themselves or by a synonym, stand in a passage."""
    texts = [bare(passage) for passage in passages]
    letters = [bare(word) for word in topic_of([clause]).split()]
    words = [word[at : at + _SHORTEST] for word in letters for at in range(len(word) - 1)]
    words += [bare(other) for _, others in synonyms_in(clause) for other in others]
    return any(len(word) >= _SHORTEST and word in text for word in words for text in texts)
