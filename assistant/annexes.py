"""Tell which list of a document a question is about: a sheet or an annex, by part of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from index import Section
from ingest import Document

_LIST = re.compile(
    "(?:清单|名单|目录|名录|(?:分工|任务|一览|明细|统计|安排|汇总|项目|情况|进度|计划)?表)$"
)
_NOUN = re.compile("(?:项目|任务|工作|事项)$")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_BEFORE = re.compile(r"^(?:附件[0-9一二三四五六七八九十]*)?.*?20[0-9]{2}年度?")
_ANNEX = re.compile("附件([0-9]+)[.]")
_SAID_ANNEX = re.compile(f"(?:附件|附表)(?P<number>{NUMERAL})(?:的|里面?|中|上|那张表|那个表|表)*")
_OF_TITLE = 4  # characters that a list's name shares with the document's title
_SHORTEST = 3  # characters of a list's name that a question has
_BEGUN = 2  # characters of it that are enough before 项目 or 清单
_AS_LIST = "项目|工程|事项|清单|名单|目录|那张表|那份表|表"
_IN_IT = "的?(?:清单|名单|目录|表)?(?:里面?|中|里头|当中|上)?"


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of a document: its heading, what it alone is called in short, its noun and number."""

    heading: str
    name: str
    noun: str
    number: int = 0  # of the annex that it is; 0 where nothing tells


def lists_of(
    sections: Iterable[Section], documents: Iterable[Document]
) -> Mapping[str, list[NamedList]]:
    """The lists that the documents have by headings of their own, for each document."""
    titles = {document.doc_id: document.title for document in documents}
    found: dict[str, list[NamedList]] = {}
    for section in sections:
        plain = _BRACKETS.sub("", section.title)
        noun = _LIST.search(plain)
        if noun is None:
            continue
        own = found.setdefault(section.doc_id, [])
        if any(one.heading == section.title for one in own):
            continue
        whole, title = bare(plain[: noun.start()]), bare(titles.get(section.doc_id, ""))
        name = _BEFORE.sub("", whole) if whole in title else _unlike(whole, title)
        numbered = (_ANNEX.search(item_id) for item_id in section.item_ids)
        number = next((int(match[1]) for match in numbered if match), 0)
        own.append(NamedList(section.title, name, noun.group(), number))
    return {doc_id: _numbered(own) for doc_id, own in found.items()}


def _numbered(own: list[NamedList]) -> list[NamedList]:
    """The list before 附件2 is 附件1, though nothing in the ids of its items says so."""
    numbers = {one.number for one in own}
    first = 2 in numbers and 1 not in numbers
    plain = [one for one in own if not one.number]
    if not first or len(plain) != 1:
        return own
    return [replace(one, number=1) if one is plain[0] else one for one in own]


def _unlike(name: str, title: str) -> str:
    """What a list's name has that the document's title has not: 试点社区."""
    sizes = range(len(name), _OF_TITLE - 1, -1)
    runs = (name[at : at + n] for n in sizes for at in range(len(name) - n + 1))
    run = next((run for run in runs if run in title), "")
    return _unlike(name.replace(run, "", 1), title) if run else name


def list_named(text: str, lists: Iterable[NamedList]) -> tuple[NamedList, str] | None:
    """The one list that a text names, with the words for it; None where it names no single one."""
    own = list(lists)
    annex = _SAID_ANNEX.search(text)
    number = read_numeral(annex["number"]) if annex else None
    by_number = [one for one in own if number is not None and one.number == number]
    if annex is not None and len(by_number) == 1:
        return by_number[0], annex.group()
    said = [(one, words) for one in own if (words := _said(text, one))]
    if not said:  # 锦河名单中, where the document has a single 名单
        named = [(one, match) for one in own if (match := re.search(f"{one.noun}[里中上内]", text))]
        alone = len(named) == 1 and len(own) == 1
        return (named[0][0], named[0][1].group()) if alone else None
    best = max(len(bare(words)) for _, words in said)
    longest = [pair for pair in said if len(bare(pair[1])) == best]
    return longest[0] if len(longest) == 1 else None


def _said(text: str, one: NamedList) -> str:
    """The longest part of a list's name that a text has, with the noun that follows it."""
    short = _NOUN.sub("", one.name)
    sizes = range(len(one.name), _SHORTEST - 1, -1)
    runs = (one.name[at : at + n] for n in sizes for at in range(len(one.name) - n + 1))
    run = next((run for run in runs if run in text), "")
    begun = short[:_BEGUN] if len(short) > _BEGUN else ""
    if not run and begun and re.search(f"{re.escape(begun)}(?:{_AS_LIST})", text):
        run = begun
    match = re.search(f"{re.escape(run)}(?:{_AS_LIST})?{_IN_IT}", text) if run else None
    return match.group() if match else ""
