"""Find who is named in a clause: owners of the evidence, or offices that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.departments import SUFFIXES, DepartmentFinder, Mention
from assistant.passages import language
from assistant.phrasing.cleaning import HAN, canonical, letters, without_brackets
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation, everyday, words
from assistant.wordings import Tag

_LEVELS = "区市县省州镇乡国部委局"
_NATION = ("国家", "中央", "全国")
_ALL_OF = re.compile("^各?(?:相关|有关)?|(?<=的)(?:相关|有关)")
_SUFFIX = re.compile(alternation(tuple(SUFFIXES)))
_OFFICE = 12  # characters before an ending that may belong to the name
# Those endings that are also what a matter is about: 医疗机构 is nobody in particular.
_GENERIC = {"机构", "企业", "单位", "部门", "处室", "政府", "医院", "公司", "集团", "协会", "街道"}

# Of these, those that act for nobody: a sentence may describe them in other words.
_KINDS = {"机构", "企业", "医院", "公司", "集团"}

# Those that begin other words (办不成事); 局做好 would be the end of a name and what it does.
_BEGINNING = {"办", "会", "所", "处"}


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a clause that names `names` (as letters), owners in the cited evidence."""

    start: int
    end: int
    names: tuple[str, ...]
    written: str  # the record's own spelling, to be shown


class NameReader:
    """Knows every owner of the corpus."""

    def __init__(self, names: Iterable[str]) -> None:
        self._full = {
            letters(without_brackets(canonical(name))): name for name in names if len(name) >= 2
        }
        self._finder = DepartmentFinder(self._full)
        self._pattern = re.compile(alternation(tuple(self._full)))

    @property
    def all(self) -> tuple[str, ...]:
        """Every owner of the corpus, as letters."""
        return tuple(self._full)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The owners whose full names stand in a text (letters)."""
        return tuple(dict.fromkeys(self._pattern.findall(text)))

    def without(self, text: str) -> str:
        """A text (letters) without the full names of owners."""
        return self._pattern.sub("", text)

    def read(
        self, clause: str, grounds: Sequence[Ground], taken: Sequence[tuple[int, int]]
    ) -> tuple[list[Named], list[str], list[str]]:
        """Owners named in a clause (letters), offices that the evidence mentions, and faults.

        `taken` are stretches quoted from the evidence: names inside are its own.
        """
        held = {name for ground in grounds for names in ground.owners.values() for name in names}
        found: list[Named] = self._kinds(clause, held, taken)
        mentioned: list[str] = []
        faults: list[str] = []
        for tag in self._tags(clause):
            if any(tag.start < one.end and one.start < tag.end for one in found):
                continue
            if any(start <= tag.start and tag.end <= end for start, end in taken):
                continue
            named = self._resolved(tag, clause, grounds, held)
            if named is not None:
                found.append(named)
            elif not self._in_body(tag, clause, grounds):
                faults.append(f"部门“{tag.text}”不在所引条目中")
            elif not tag.value.weak:
                mentioned.append(tag.text)
        faults += [
            f"“{match.group()}”不在所引条目中"
            for match in _body_names().finditer(clause)
            if not any(_is_called(match.group(), ground) for ground in grounds)
        ]
        for name, known in _offices(clause, grounds, taken, found):
            if known:
                mentioned.append(name)
            else:
                faults.append(f"“{name}”不在所引条目中")
        return found, mentioned, faults

    def _kinds(self, clause: str, held: set[str], taken: Sequence[tuple[int, int]]) -> list[Named]:
        """Owners that are kinds of bodies, without the word for all: 医院, for 各相关医院."""
        found: list[Named] = []
        for name in held:
            kind = _ALL_OF.sub("", name)
            if kind == name or len(kind) < 2 or kind in held or name in clause:
                continue
            for match in re.finditer(f"(?:^|(?<=[|、由和与及])){re.escape(kind)}", clause):
                if not any(start <= match.start() < end for start, end in taken):
                    found.append(Named(*match.span(), (name,), self._full[name]))
        return found

    def _tags(self, clause: str) -> list[Tag]:
        """Mentions that do not overlap: the earliest, of those the longest exact one first."""
        tags = [
            Tag("department", m.start(), m.end(), m.group(), Mention((m.group(),), True, False), 5)
            for m in self._pattern.finditer(clause)
        ]
        tags += [tag for tag in self._finder.find(clause) if not self._finder_knows(tag, tags)]
        chosen: list[Tag] = []
        for tag in sorted(tags, key=lambda t: (-t.weight, t.start - t.end)):
            if all(tag.end <= other.start or other.end <= tag.start for other in chosen):
                chosen.append(tag)
        return sorted(chosen, key=lambda t: t.start)

    @staticmethod
    def _finder_knows(tag: Tag, tags: Sequence[Tag]) -> bool:
        return any(tag.start < other.end and other.start < tag.end for other in tags)

    def _resolved(
        self, tag: Tag, clause: str, grounds: Sequence[Ground], held: set[str]
    ) -> Named | None:
        """The owner of the evidence that a mention can only mean, or None."""
        meant = [name for name in tag.value.names if name in held]
        if len(meant) != 1 or not _shortens(tag.text, meant[0]):
            return None
        if tag.value.weak and not _beside_role(clause, tag):
            return None
        before = clause[max(tag.start - 3, 0) : tag.start]
        if before.endswith(_NATION) and not meant[0].startswith(_NATION):
            return None  # 国家发展改革委 is not 省发展改革委
        of_level = before[-1:] in set(_LEVELS) and before[-1:] != meant[0][0]
        if of_level and not any(len(before) == 3 and before in one.all for one in grounds):
            return None
        return Named(tag.start, tag.end, (meant[0],), self._full[meant[0]])

    @staticmethod
    def _in_body(tag: Tag, clause: str, grounds: Sequence[Ground]) -> bool:
        """Whether the evidence's own text has the words, and no more of the name is here."""
        if tag.value.weak:
            return True  # a stem without an ending: judged as words
        begins = clause[tag.start - 1 : tag.start] in words().function
        before = clause[tag.start if begins else max(tag.start - 1, 0) : tag.end]
        return any(tag.text in ground.body and before in f"|{ground.all}" for ground in grounds)


@lru_cache(maxsize=1)
def _body_names() -> re.Pattern[str]:
    return re.compile(alternation(words().bodies))


def _is_called(body: str, ground: Ground) -> bool:
    """Whether evidence has a body by its short name, or by that which it shortens: 卫生健康."""
    long = f"{body[0]}[{HAN}]{body[1]}[{HAN}]" if len(body) == 2 else body
    return body in ground.all or re.search(long, ground.all) is not None


def _shortens(word: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in word)


_ROLE_WORD = re.compile("牵头|配合|负责|协助|参与|主办|主责|落实|实施|部门|单位")


def _beside_role(clause: str, tag: Tag) -> bool:
    """Whether a stem stands alone, not at the head of another name, with a role in the clause."""
    behind = clause[tag.end :]
    joined = re.match(f"[{HAN}]", behind) and behind[0] not in words().function
    if joined and not behind.startswith((*words().glue, *("牵头", "配合"))):
        return False
    return bool(_ROLE_WORD.search(clause[tag.end :]) or _ROLE_WORD.search(clause[: tag.start]))


def _offices(
    clause: str,
    grounds: Sequence[Ground],
    taken: Sequence[tuple[int, int]],
    named: Sequence[Named],
) -> Iterator[tuple[str, bool]]:
    """Stretches that end as offices do, and whether the evidence has them.

    Kinds of bodies in general (医疗机构) are given out only when it has not.
    """
    # A quoted stretch that begins with the ending says nothing of the name in front of it.
    whole = [(start + 1, end) for start, end in taken] + [(one.start, one.end) for one in named]
    for match in _SUFFIX.finditer(clause):
        start, end = match.span()
        if any(begin <= start and end <= stop for begin, stop in whole):
            continue
        floor = max((one.end for one in named if one.end <= start), default=0)
        head = clause[max(floor, end - _OFFICE) : end]
        name = re.split(rf"[^{HAN}0-9]", head)[-1]
        if _is_ordinary(name, match.group(), clause[end : end + 2]):
            continue
        size = 1 if match.group() in _KINDS else end - start
        if _begins_word(clause, start, size, grounds):
            continue
        begins = match.group() in {name, *_BEGINNING, "单位", "部门", "机构"} and any(
            clause[start : end + 2] in one.body for one in grounds
        )
        if (len(name) == 1 and name != "处") or begins or _is_modal(match, clause, name, grounds):
            continue  # 会 alone, or the beginning of a word of the evidence: 办不成事
        if not any(_stands(name, match.group(), ground) for ground in grounds):
            yield name, False
        elif match.group() not in _GENERIC:
            yield name, True


def _is_modal(ending: re.Match[str], clause: str, name: str, grounds: Sequence[Ground]) -> bool:
    """Whether 会 says what will be: behind words of the evidence, and in front of others."""
    behind = clause[ending.end() : ending.end() + 1]
    before = name[:-1][-2:]
    if ending.group() == "处" and re.search("[0-9]$", clause[: ending.start()]):
        return True  # 100处, a measure
    if ending.group() != "会" or not re.match(f"[{HAN}]", behind) or len(before) < 2:
        return False
    joins = before in words().glue or before[-1] in "中将还都也才就便时人们者户"
    return joins or any(before in one.body for one in grounds)


def _begins_word(clause: str, place: int, size: int, grounds: Sequence[Ground]) -> bool:
    """Whether the ending of an office begins a word: one for what is done (办医), or the
    evidence's own (院际). It is longer than the ending, of `size` characters."""
    return any(
        word.start == place
        and len(word.text) > size
        and (word.kind == "v" or any(word.text in one.body for one in grounds))
        for word in language.words(clause)
    )


def _is_ordinary(name: str, ending: str, after: str) -> bool:
    """Whether the ending is no office here: 好处, 处理, 有关部门."""
    if any(name.endswith(word) for word in words().ordinary):
        stem = next(w for w in sorted(words().ordinary, key=len, reverse=True) if name.endswith(w))
        rest = name.removesuffix(stem)
        return stem not in _GENERIC or _is_glue(rest)
    if after.startswith("属"):
        return True  # 委属, 局属
    if len(ending) == 1 and after:
        return any(ending + after[:length] in everyday() for length in (1, 2))
    return False


def _is_glue(text: str) -> bool:
    """Whether a text ends in a word that names nothing."""
    text = re.sub("[0-9]+[个家]$", "", text)
    if not text:
        return True
    return text[-1] in words().function or text.endswith(words().glue)


def _ends_in_verb(text: str) -> bool:
    """Whether what stands in front of a name does something to it: 考核 in 要考核镇政府."""
    tagged = language.words(text)
    return bool(tagged) and tagged[-1].kind in {"v", "p", "c", "d"} and len(tagged[-1].text) > 1


def _stands(name: str, ending: str, ground: Ground) -> bool:
    """Whether evidence has the end of a name, with nothing added in front of it here."""
    for start in range(len(name) - len(ending)):
        if name[start:] in ground.all:
            joined = start == 0 or _is_glue(name[:start]) or _ends_in_verb(name[:start])
            return joined or name[start - 1 : start + 1] in ground.all
    return False
