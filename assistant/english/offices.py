"""Find the office that an English name stands for among the names of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from assistant.departments import core_of, suffix_of
from assistant.english.glossary import glossary

_MOST = 64  # ways of putting one name into Chinese that are tried
_JOINING = ("and", "of", "the", "for")


@dataclass(frozen=True, slots=True)
class Office:
    """A name of the corpus, and how much of it the words of a question say."""

    name: str
    said: int  # characters; none where the words are but the beginning of the name


def office_named(words: Sequence[str], endings: Sequence[str], names: Iterable[str]) -> Office:
    """The name in the corpus that the words before 'division', 'bureau'… amount to, if any.

    公卫处 is what a corpus may call its public health division: names abridge what they say.
    Of several offices of one name (区财政局, 市财政局) it is what they share.
    """
    ways = chinese_ways(words)
    stems = {name: _stem(name) for name in names if suffix_of(name) in endings} if ways else {}
    whole = [n for n, stem in stems.items() if any(_abridges(stem, way) for way in ways)]
    longest = max((len(stems[name]) for name in whole), default=0)
    found = [name for name in whole if len(stems[name]) == longest]
    found = found or [n for n, stem in stems.items() if stem.startswith(ways)]
    cores = {core_of(name) for name in found}
    if len(found) > 1 and len(cores) == 1:
        return Office(cores.pop(), longest)
    return Office(found[0], longest) if len(found) == 1 else Office("", 0)


def chinese_ways(words: Sequence[str]) -> tuple[str, ...]:
    """How Chinese may say the words of a name, the likeliest first; nothing for unknown words."""
    meanings = [
        meaning for phrase, meaning in glossary().cut(words) if meaning or phrase[0] not in _JOINING
    ]
    if not meanings or words[0] in _JOINING:
        return ()
    return tuple("".join(parts) for parts in islice(product(*meanings), _MOST))


def _stem(name: str) -> str:
    core = core_of(name)
    return core.removesuffix(suffix_of(core))


def _abridges(short: str, whole: str) -> bool:
    """Whether a stem is the words with characters left out: 公卫 of 公共卫生."""
    rest = iter(whole)
    return len(short) > 1 and all(character in rest for character in short)
