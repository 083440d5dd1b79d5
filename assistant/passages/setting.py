"""Tell whether a sentence speaks of the time, place and thing that a question asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.numerals import read_numeral
from assistant.passages import language
from assistant.places import opening_place
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("contrasts.toml")
_YEAR = re.compile(
    "(?<![0-9])(?:19|20)[0-9]{2}(?![0-9万亿元人个吨家米公分平斤只台辆名件套对席%,.])"
)
_COMPARED = re.compile("(?:比|较|相比|自|至|到)$")
_TITLE = re.compile("《([^》]+)》")
_DAY = re.compile("[0-9]+(?:月|日|时|天|分|秒)|第[0-9一二三四五六七八九十]+[天日轮局场批期]")
_NAMES = {"PER", "LOC", "ORG", "nw", "nz"}
_NOUNS = _NAMES | {"n", "vn", "s"}
_STAGE = re.compile(
    "第[0-9一二三四五六七八九十]+[轮局场日天批]|首轮|半决赛|小组赛|首日|截至[^，年]{0,9}[月日时]"
)
_OPENED = {"ORG", "nz"}
_ORDINAL = re.compile("第([0-9]+|[一二三四五六七八九十百]+)([\u4e00-\u9fff])")
_NATION = re.compile("全国|我国|中国|国家统计局")
_NATIONS = ["全国", "中国", "我国"]
_CLAUSE = re.compile("[，:：]")


@dataclass(frozen=True, slots=True)
class _Words:
    groups: tuple[tuple[str, ...], ...]
    narrowing: tuple[str, ...]
    passed: tuple[str, ...]
    hedges: tuple[str, ...]
    future: tuple[str, ...]
    periods: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_tables(_FILE)
    groups = tuple(tuple(group) for group in data.pop("groups"))
    return _Words(groups, **{name: tuple(words) for name, words in data.items()})


def clause(text: str, start: int, end: int) -> str:
    """The part of a sentence between commas in which a stretch stands."""
    before = [match.end() for match in _CLAUSE.finditer(text, 0, start)]
    after = _CLAUSE.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def years(text: str) -> list[str]:
    """The years that a text names, but for those since which something is (2001年以来)."""
    return [match.group() for match in _YEAR.finditer(text) if not _since(text, match)]


def _since(text: str, match: re.Match[str]) -> bool:
    return text.startswith(("年以来", "年来", "以来"), match.end())


def year_there(asked: list[str], text: str, end: int) -> float:
    """1 if a sentence speaks of an asked year at a place, -1 if of another one, else 0.

    The year in force is the last one said up to the place; one that is only compared with
    (比2017年) is not.
    """
    found = [
        match
        for match in _YEAR.finditer(text)
        if not _since(text, match) and not _COMPARED.search(text[: match.start()])
    ]
    before = [match.group() for match in found if match.start() < end]
    given = before[-1] if before else found[0].group() if found else ""
    return 0.0 if not asked or not given else 1.0 if given in asked else -1.0


def contrasts(question: str, before: str, text: str, place: int) -> float:
    """How many words of a question are replaced by their opposites at a place of a sentence.

    By those in the sentence, or by those last said before it, where it has none.
    """
    replaced = 0.0
    for group in _words().groups:
        asked = {word for word in group if word in question}
        if not asked:
            continue
        pattern = re.compile("|".join(sorted(group, key=len, reverse=True)))
        found = list(pattern.finditer(text))
        if found:
            nearest = min(found, key=lambda one: _apart(text, one, place))
            replaced += nearest.group() not in asked
        elif last := pattern.findall(before):
            replaced += last[-1] not in asked
    return replaced


def _apart(text: str, match: re.Match[str], place: int) -> tuple[int, int]:
    """How far a word is from a place of a text: clauses first, then characters."""
    start, end = sorted((match.start(), place))
    return len(_CLAUSE.findall(text, start, end)), end - start


def ordinal_there(question: str, text: str, place: int) -> float:
    """-1 if the ordinal nearest to a place is another than the question's: 第七次 for 第六次."""
    asked = {match.group(2): read_numeral(match.group(1)) for match in _ORDINAL.finditer(question)}
    worst = 0.0
    for unit, number in asked.items():
        found = [match for match in _ORDINAL.finditer(text) if match.group(2) == unit]
        if found:
            before = [match for match in found if match.start() < place]
            nearest = before[-1] if before else found[0]
            worst = min(worst, 0.0 if read_numeral(nearest.group(1)) == number else -1.0)
    return worst


def narrowed(question: str, text: str) -> float:
    """How many words of a text narrow it in ways that the question does not ask for."""
    return float(sum(word in text and word not in question for word in _words().narrowing))


def passed(question: str, text: str, after: str) -> float:
    """Whether an amount is one that was passed on the way to another, or a rough one."""
    rough = after.startswith(("以上", "左右", "上下", "以内"))
    return float(rough or any(word in text and word not in question for word in _words().passed))


def hedged(question: str, text: str, *, settled: bool) -> float:
    """Whether a text expects or wishes what the question asks as a fact.

    `settled` is whether what is asked for may be settled beforehand, as a date is.
    """
    words = _words().hedges if settled else _words().hedges + _words().future
    return float(any(word in text and word not in question for word in words))


def period(question: str, before: str, text: str) -> float:
    """-1 if a text speaks of another part of the year than the question does, 1 of the same."""
    asked, given, earlier = (
        {word for word in _words().periods if word in each} for each in (question, text, before)
    )
    if given:
        return 1.0 if asked & given else -1.0
    if not asked:
        return 0.0
    # A sentence with a year of its own and no part of it speaks of the whole.
    if years(text) or not asked & earlier:
        return -0.5
    return 0.5


def finer(question: str, clause_there: str, fact: str) -> float:
    """Whether a clause dates an amount by the day or month, and the question does not."""
    rest = clause_there.replace(fact, "")
    return float(_DAY.search(rest) is not None and _DAY.search(question) is None)


def title_there(question: str, text: str, start: int) -> float:
    """1 if the title nearest to a place is one that the question names, -1 if it has another.

    0 if there is none, or both are in the same clause as the place or away from it.
    """
    asked = _TITLE.findall(question)
    found = [match for match in _TITLE.finditer(text) if not match.start() <= start < match.end()]
    if not asked or not found:
        return 0.0
    away = min(_apart(text, match, start)[0] for match in found)
    known = {match.group(1): _is_title(match.group(1), asked) for match in found}
    nearest = [match.group(1) for match in found if _apart(text, match, start)[0] == away]
    if not any(known[title] for title in nearest):
        return -1.0 if away == 0 or not any(known.values()) else 0.0
    return float(len(nearest) == 1)


def _is_title(title: str, asked: list[str]) -> bool:
    """Whether a title is one of those asked for, perhaps with its second part."""
    return any(re.match(re.escape(one) + "(?:$|[：: ·])", title) for one in asked)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int


def _named(text: str, kind: str) -> list[_Named]:
    """The names of one kind in a text; of places, also those that open other names: 云南旅游."""
    found = [_Named(_core(w.text), w.start, w.end) for w in language.words(text) if w.kind == kind]
    if kind == language.PLACE:
        opened = [(w, opening_place(w.text)) for w in language.words(text) if w.kind in _OPENED]
        found += [_Named(name, w.start, w.end) for w, name in opened if name]
    return sorted(found, key=lambda one: one.start)


def names_there(question: str, before: str, text: str, start: int, end: int, kind: str) -> float:
    """Whose name is in force at a place of a sentence: 1 one of the question's, -1 another's.

    Names are those of one kind, places say. Half of it where the name stands before the sentence;
    0 where there is none.
    """
    asked = [one.name for one in _named(question, kind)]
    if kind == language.PLACE and _NATION.search(question):
        asked += _NATIONS
    here = [
        one.name
        for one in _named(text, kind)
        if not (one.start < end and one.end > start) and one.start < start
    ]
    if not here and kind == language.PLACE and _NATION.search(text):
        here = [_NATIONS[0]]
    if here:
        return _in(here[-1], asked)
    earlier = [one.name for one in _named(before, kind)]
    return _in(earlier[-1], asked) / 2 if earlier else 0.0


def beyond(question: str, clause_there: str, fact: str) -> float:
    """Whether a clause gives an amount of another place than the question's.

    A question without a place asks of the whole country.
    """
    asked = {one.name for one in _named(question, language.PLACE)}.union(_NATIONS)
    before = clause_there[: clause_there.find(fact)]
    named = [one.name for one in _named(before, language.PLACE)]
    return float(bool(named) and named[-1] not in asked and named[-1][:2] not in question)


def partial(question: str, before_fact: str) -> float:
    """Whether a sentence speaks of a stage (第一轮, 半决赛) that the question does not name."""
    return float(any(m.group() not in question for m in _STAGE.finditer(before_fact)))


def _in(name: str, asked: list[str]) -> float:
    return 1.0 if name in asked else -1.0 if asked else 0.0


def _core(name: str) -> str:
    """A name without what may be left out: 四川省, 深圳市."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市国县区" else name


def swapped(question: str, text: str, start: int, end: int) -> float:
    """How many names of a question a sentence lacks while it has others of their kind."""
    given = [word for word in language.words(text) if not (word.start < end and word.end > start)]
    return float(
        sum(
            any(one.kind == word.kind and one.text not in question for one in given)
            for word in language.words(question)
            if word.kind in _NAMES and word.text[:2] not in text
        )
    )


def extra(question: str, text: str, start: int, end: int) -> tuple[float, float]:
    """How many nouns and names the question lacks stand between its words and a fact.

    First of all of them, then of those in the fact's clause.
    """
    listed = [word for word in language.words(text) if len(word.text) > 1]
    known = [word for word in listed if word.text in question]
    first = min([start, *(word.start for word in known)])
    last = (
        end
        if any(word.end <= start for word in known)
        else max([end, *(word.end for word in known)])
    )
    between = [
        word
        for word in listed
        if word.kind in _NOUNS and word.text not in question
        if first <= word.start and word.end <= last
        if not (word.start < end and word.end > start)
    ]
    near = text.find(clause(text, start, end))
    here = [word for word in between if near <= word.start < near + len(clause(text, start, end))]
    return float(len(between)), float(len(here))
