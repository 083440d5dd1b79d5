"""Recognise a department in a question: full name, short name, longer name, homophone or typo."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.endings import Ending
from assistant.wordings import Tag
from assistant.words import Words

# What stands before the proper part of a name (各相关医院, 区疾控中心, 委审批服务中心).
_QUALIFIER = re.compile(r"^(?:各|其他|有关|相关|本|区|市(?![场容政])|县|省|委|局)+(?=.{2})")
# The endings by which Chinese names an office; the longest that fits is the suffix of a name.
SUFFIXES = [
    "委员会",
    "办公室",
    "办事处",
    "管理局",
    "中心",
    "政府",
    "公司",
    "医院",
    "大队",
    "支队",
    "总队",
    "街道",
    "集团",
    "协会",
    "处室",
    "部门",
    "单位",
    "机构",
    "企业",
    "处",
    "科",
    "局",
    "委",
    "办",
    "厅",
    "部",
    "院",
    "所",
    "站",
    "馆",
    "会",
    "队",
    "校",
    "室",
]
_ENDS = frozenset(SUFFIXES)
_LENGTHS = sorted({len(suffix) for suffix in SUFFIXES}, reverse=True)
# Endings that are ordinary words too: a name that nobody knows is not guessed from these.
_NAMING = (
    "委员会",
    "办公室",
    "管理局",
    "中心",
    "大队",
    "支队",
    "总队",
    "处",
    "科",
    "局",
    "委",
    "办",
    "厅",
)
# Endings so general that only the full name is a department (医疗美容机构 is no 医疗机构).
_GENERAL = {"机构", "企业", "单位", "部门", "处室", "公司", "集团", "医院", "政府"}
_OF_ALL = re.compile("各(?!区|市|县)")
_OWN = ("区", "市", "县", "省", "委", "局")
_LEVELS = {"省", "市", "县", "区"}
_OF_PAIRS = {4, 6}  # characters of a stem that is made of words of two
_ALIKE = ("中心", "院", "所", "站")  # everyday speech takes one for another: 妇保院
_PROPER = 4  # characters of a name that many offices cannot share by chance
_STEM = 2  # characters of a name that stand for it behind 区 or 市
_NUMBERED = re.compile("([一二三四五六七八九十]{1,3})院")
_HOSPITALS = ("人民医院", "医院")  # 七院 is 第七人民医院
_WINDOW = 14
_SHORTEST_LAY = 2  # characters; a lay word must be longer to stand for an office
# What may stand before a short form; any other character makes it the end of another word.
_FREE_BEFORE = set(
    "由归是和与跟同及、，。；：？！让请问找的给除非不有里在而但或又要那把对为到从比我"
    "们咱区市县省委“”（）() 外后前下上各出叫称"
)


# 请统计8月到期的: what is to be done with the answer, and no 统计局.
_COUNTING = "统计"
# What makes another name of a short form: 监督 of 区监督所 in 市场监督管理局.
_MANAGES = re.compile("管理(?:总局|部门|局|委|厅|所|站|处|办|机构)")
_OFFICE_WORDS = ("口", "系统", "部门", "那边", "这边", "方面", "条线")


_EVERY_PLACE = re.compile(
    "各(?P<kind>街道|乡镇|镇街|街镇|县区|区县|乡镇街道)(?:（.{1,6}）)?(?:人民政府|政府)?(?:（.{1,8}）)?"
)
_OF_FIELD = re.compile("(?:主管)?(?:部门|条线)")
_FIELD_LENGTHS = (6, 5, 4, 3, 2)  # characters of what an office deals with
_FEW = 3  # offices of one field, of as many places
_DEALING = ("局", "委", "厅", "办", "委员会")


@dataclass(frozen=True, slots=True)
class Mention:
    """Names that a stretch of the question may mean, and how sure that is."""

    names: tuple[str, ...]
    exact: bool
    weak: bool  # the name without its ending: only a department beside a role word


def suffix_of(name: str) -> str:
    """The office ending of a name, or an empty string."""
    ends = (name[-length:] for length in _LENGTHS)
    return next((end for end in ends if end in _ENDS), "")


def _as_typed(name: str) -> set[str]:
    """各镇（街道） with plain brackets, without them, and with what they are often typed as."""
    if "（" not in name and "(" not in name:
        return set()
    halves = name.replace("（", "(").replace("）", ")")
    return {halves, *(halves.replace("(", joint).replace(")", "") for joint in ("", "、", "和"))}


def _all_of_kind(name: str) -> set[str]:
    """各乡镇 for 各乡镇人民政府（街道办事处）."""
    whole = re.sub(r"[（(].*?[）)]", "", name)
    short = whole.removesuffix("人民政府")
    return {one for one in (whole, short) if name.startswith("各") and len(one) > _STEM}


def _of_government(name: str) -> set[str]:
    """各区政府 of 各区人民政府."""
    short = name.replace("人民政府", "政府")
    return {short} - {name, "政府"}


def core_of(name: str) -> str:
    """A name without the qualifiers in front of it."""
    return _QUALIFIER.sub("", re.sub(r"[（(].*?[）)]", "", name))


def _field_of(issuer: str) -> set[str]:
    """What an office deals with, whole and by halves: 卫生健康, 卫生, 健康 of 市卫生健康委员会."""
    field = re.sub("^.*[省市区县]", "", issuer).removesuffix(suffix_of(issuer))
    half = len(field) // 2
    return {piece for piece in (field, field[:half], field[half:]) if len(piece) >= _STEM}


class DepartmentFinder:
    """Knows the names of one corpus and finds them in questions."""

    def __init__(
        self,
        names: Iterable[str],
        others: Mapping[str, Sequence[str]] | None = None,
        issuers: Iterable[str] = (),
        places: Iterable[str] = (),
        of_level: Callable[[str, str], bool] = lambda name, level: False,
    ) -> None:
        """`others` are words with what they may stand for: 地段医院 is 社区卫生服务中心.

        The field of the `issuers` may stand before any name: 卫生监督所 is 区监督所. A name may do
        without the first of the `places`, in short: 水务集团 of 平澜水务集团. `of_level` tells
        whether a document with a name has others of a level: 财政厅 behind 省科技厅、 is 省财政厅.
        """
        self._fields = {piece for issuer in issuers for piece in _field_of(issuer)}
        self._places = tuple(place for place in places if len(place) >= _STEM)
        self.names = tuple(dict.fromkeys(names))
        self._cores = {name: core_of(name) for name in self.names}
        self._twins = self._same_offices(of_level)
        self._aliases = self._exact_aliases()
        self._weak = self._weak_aliases() | self._lay_aliases(others or {})
        self._words = Words([*self._aliases, *self._weak])
        named: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            named[suffix_of(name)].append(name)
        self._endings = {
            suffix: Ending(suffix, [(name, self._cores[name]) for name in named[suffix]])
            for suffix in sorted(set(named) - {"", *_GENERAL}, key=len, reverse=True)
        }

    def _short_forms(self, name: str, core: str) -> Iterable[str]:
        """What else one name is called: 区妇幼 or 妇保院 of 区妇幼保健中心."""
        qualifier = name[: len(name) - len(core)]
        if qualifier in _OWN and len(core) > _STEM and suffix_of(core) not in _GENERAL:
            yield qualifier + core[:_STEM]
        ending = suffix_of(core)
        stem = core.removesuffix(ending)
        if len(stem) not in _OF_PAIRS or ending in _GENERAL:
            return
        initials = stem[0] + stem[2]  # 妇保 of 妇幼保健中心, 社卫 of 社区卫生服务中心
        if qualifier in _OWN:  # alone they may be a word of their own: 人家 of 人口家发处
            yield qualifier + initials
        if ending in _ALIKE:
            yield from (short + other for short in (initials, stem[:_STEM]) for other in _ALIKE)

    def _same_offices(self, of_level: Callable[[str, str], bool]) -> dict[str, str]:
        """Names of one office with and without its level, each by the other."""
        levelled: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            if name[0] in _LEVELS:
                levelled[name[1:]].append(name)
        pairs = ((own[0], bare) for bare, own in levelled.items() if len(own) == 1)
        same = [(n, bare) for n, bare in pairs if bare in self._cores and of_level(bare, n[0])]
        return dict(same) | {bare: name for name, bare in same}

    def _exact_aliases(self) -> dict[str, tuple[str, ...]]:
        aliases: dict[str, list[str]] = defaultdict(list)
        for name, core in self._cores.items():
            numbered = _NUMBERED.fullmatch(core)
            whole = [f"第{numbered.group(1)}{kind}" for kind in _HOSPITALS] if numbered else []
            placeless = {name.removeprefix(place) for place in self._places}
            placeless = {one for one in placeless if one != name and len(one) >= _PROPER}
            inner = re.findall(r"[（(](.+?)[）)]", name)
            for alias in {
                name,
                core,
                *_all_of_kind(name),
                *placeless,
                *whole,
                *inner,
                *_as_typed(name),
                *_of_government(name),
            }:
                kind = suffix_of(core) in _GENERAL or _OF_ALL.match(name)  # 学校 of 各学校
                general = alias in SUFFIXES or (alias == core and bool(kind))
                if len(alias) >= 2 and (alias == name or not general):
                    aliases[alias].append(name)
        return {
            alias: self._office(alias) if alias in self._cores else tuple(names)
            for alias, names in aliases.items()
        }

    def _office(self, name: str) -> tuple[str, ...]:
        """A name, with the other one of the same office."""
        return (name, self._twins[name]) if name in self._twins else (name,)

    def _weak_aliases(self) -> dict[str, tuple[str, ...]]:
        weak: dict[str, list[str]] = defaultdict(list)
        for name, core in self._cores.items():
            for short in self._short_forms(name, core):
                weak[short].append(name)
            general = suffix_of(core) in _GENERAL and core not in SUFFIXES
            if every := _EVERY_PLACE.fullmatch(name):  # 街道 of 各街道（镇）
                weak[every["kind"]].append(name)
            stem = core if general else core.removesuffix(suffix_of(core))
            if len(stem) >= 2 and stem not in self._aliases:
                weak[stem].append(name)
        return {stem: tuple(names) for stem, names in weak.items() if len(names) == 1}

    def _lay_aliases(self, others: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """Everyday words for one office, which its name has as a whole."""
        named: dict[str, list[str]] = defaultdict(list)
        for name, core in self._cores.items():
            named[core.removeprefix("各")].append(name)
        known = {
            word: {n for other in ws for n in named.get(other, ())} for word, ws in others.items()
        }
        return {
            word: tuple(names)
            for word, names in known.items()
            if len(names) == 1 and word not in self._aliases and len(word) > _SHORTEST_LAY
        }

    def find(self, text: str) -> list[Tag]:
        """Every mention, overlapping ones included; kind is `department`."""
        tags = [self._known(text, word, start) for start, word in self._words.everywhere(text)]
        tags += self._by_ending(text, [tag.end for tag in tags if not tag.value.weak])
        tags += self._by_field(text)
        return [
            tag
            for tag in tags
            if not (_of_other_level(tag, text) or _counts(tag, text) or _goes_on(tag, text))
        ]

    def alone(self, words: str) -> tuple[tuple[str, ...], str]:
        """The names that words stand for which say nothing but a name without its ending.

        在区疾控, 咱疾控 of 区疾控中心; with it the short form itself. Empty for any other words.
        """
        ends = (words[at:] for at in range(len(words)))
        stem = next((end for end in ends if end in self._weak), "")
        before = words.removesuffix(stem)
        if stem and all(character in _FREE_BEFORE for character in before):
            return self._weak[stem], stem
        return (), ""

    def _known(self, text: str, word: str, start: int) -> Tag:
        names = self._aliases.get(word) or self._weak[word]
        field = max((f for f in self._fields if text.endswith(f, 0, start)), key=len, default="")
        start, word, known = start - len(field), field + word, word
        own = _of_level(names, text[start - 1 : start])
        if own:
            names, start, word = own, start - 1, text[start - 1] + word
        mention = Mention(names, exact=known in self._cores, weak=known not in self._aliases)
        weight = 0 if mention.weak else 3
        return Tag("department", start, start + len(word), word, mention, weight)

    def _by_ending(self, text: str, known_ends: Sequence[int]) -> list[Tag]:
        """Short, long, homophone and misspelt forms: they share the ending of a name."""
        tags = []
        for suffix in filter(text.__contains__, self._endings):
            for match in re.finditer(re.escape(suffix), text):
                end = match.end()
                if end in known_ends:
                    continue
                floor = max((known for known in known_ends if known < end), default=0)
                best = self._best_before(text, floor, end, suffix)
                if best:
                    tags.append(best)
        return tags

    def _by_field(self, text: str) -> list[Tag]:
        """文旅部门, 住建条线: the office that deals with it."""
        found = (self._of_field(text, match) for match in _OF_FIELD.finditer(text))
        return [tag for tag in found if tag is not None]

    def _of_field(self, text: str, match: re.Match[str]) -> Tag | None:
        for length in _FIELD_LENGTHS:
            start = match.start() - length
            field = text[start : match.start()] if start >= 0 else ""
            known = self._dealing_with(field) if field else ()
            if known:
                word = text[start : match.end()]
                mention = Mention(known, exact=False, weak=False)
                return Tag("department", start, match.end(), word, mention, 1)
        return None

    def _dealing_with(self, field: str) -> tuple[str, ...]:
        """The offices whose names are a field with an ending, or are so in short."""
        known = [*self._weak.get(field, ())]
        for suffix in _DEALING:
            known += self._aliases.get(field + suffix, ())
            if suffix in self._endings:
                known += self._endings[suffix].shortened(field + suffix)
        names = tuple(dict.fromkeys(known))
        return names if len(names) <= _FEW or _are_alike(names) else ()

    def _best_before(self, text: str, floor: int, end: int, suffix: str) -> Tag | None:
        for length in range(min(_WINDOW, end - floor), len(suffix), -1):
            word = text[end - length : end]
            # 哪项不是医政处的; 有没有街道办事处牵头的
            if not re.fullmatch(r"[\u4e00-\u9fff]+", word) or "是" in word or word[0] == "没":
                continue
            before = text[end - length - 1 : end - length]
            names = self._resolve(word, suffix, free=not before or before in _FREE_BEFORE)
            if names:
                own = _of_level(names, before)
                word, start = (before + word, end - length - 1) if own else (word, end - length)
                return Tag("department", start, end, word, Mention(own or names, False, False), 2)
        return None

    def _resolve(self, word: str, suffix: str, *, free: bool) -> tuple[str, ...]:
        """The names a word stands for; a short form must not be the end of a longer word."""
        ending = self._endings[suffix]
        shorter = (ending.shortened,) if free else ()
        for fitting in (*shorter, ending.lengthened, ending.sounding, ending.misspelt):
            names = tuple(fitting(word))
            if names:
                most = 3 if len(word) - len(suffix) > 1 else 1
                return names if len(names) <= most or _are_alike(names) else ()
        return ()


def _of_level(names: Sequence[str], level: str) -> tuple[str, ...]:
    """Of several names those of the level before them: 区住建局 is none of the city's."""
    if len(names) < 2 or level not in _LEVELS:
        return ()
    return tuple(name for name in names if name.startswith(level))


# 检查的人处罚太重: 处 of what is done, and no 人处
_PUNISHES = re.compile("处(?:罚|境|置|刑|于|分(?![工管别头])|理(?!清))")
_BRIEF = 3  # characters


def _counts(tag: Tag, text: str) -> bool:
    return tag.text == _COUNTING and not text.startswith(_OFFICE_WORDS, tag.end)


def _goes_on(tag: Tag, text: str) -> bool:
    """市场监督管理部门 is another office than 区监督所: the word goes on behind a short form."""
    mention = tag.value
    if not mention.exact and _PUNISHES.match(text, tag.end - 1) and len(tag.text) <= _BRIEF:
        return True
    longer = mention.weak and _MANAGES.match(text, tag.end)
    return bool(longer) and not any(f"{tag.text}管理" in name for name in mention.names)


def _of_other_level(tag: Tag, text: str) -> bool:
    """县档案馆 is not 区档案馆: the level that stands before a short name is none of its names'."""
    level, names = text[max(0, tag.start - 1) : tag.start], tag.value.names
    leveled = level in _LEVELS and tag.text[:1] not in _LEVELS
    return leveled and all(name[0] in _LEVELS and name[0] != level for name in names)


def _are_alike(names: Sequence[str]) -> bool:
    """Whether offices of several places bear one name: 县住房城乡建设局, 市住房和城乡建设局."""
    cores = [core_of(name).replace("和", "") for name in names]
    shortest = min(cores, key=len)
    return len(shortest) > _PROPER and all(core.endswith(shortest) for core in cores)


_ENDING = "|".join(sorted(_NAMING, key=len, reverse=True))
_UNKNOWN = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{_ENDING})(?![\u4e00-\u9fff]?理)")
# 给店家的好处, 出了差错的地方有何难处: words that end like an office and are none.
_NO_OFFICE = re.compile(
    "(?:[好坏用益害长短难苦远近到随处何此各四住去深别]处|怎么办|开办|协办|内科|外科|百科"
    # 开的是牙科, 跑大厅
    "|[牙儿妇产骨眼肤胃胸脑喉鼻官腔专学]科|[大餐客歌舞门宴]厅)$|^(?:我|咱|俺|跑|去)"
)


def unknown_office(text: str) -> str:
    """A stretch of text that is named like an office (ends in 处, 局, 中心…), or empty."""
    match = re.fullmatch(_UNKNOWN, text)
    named = match and text not in SUFFIXES and not _NO_OFFICE.search(text)
    return text if named and len(text) >= 3 else ""
