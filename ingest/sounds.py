"""How Chinese is read aloud: characters on their own, and whole texts.

How a character of several readings sounds in company is told by pypinyin's 47,000 phrases. They
take a third of a second and 35 MB, so they are loaded when a whole text is spelled at last, and
only the 9,000 that are not read as their characters usually are stay.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from types import ModuleType

from ingest.derived import derived

_SWITCH = "PYPINYIN_NO_PHRASES"  # pypinyin's own, read when it is imported
_lock = Lock()


@lru_cache(maxsize=8192)
def usual_reading(character: str) -> str:
    """The commonest syllable of a character, without tone; what has none stands for itself."""
    syllable: str = _pypinyin().lazy_pinyin(character)[0]
    return syllable


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Every syllable that a character may be read as, without tones."""
    library = _pypinyin()
    found = library.pinyin(character, style=library.Style.NORMAL, heteronym=True)
    return frozenset(found[0])


def may_sound_alike(one: str, other: str) -> bool:
    """Whether two texts can be read alike; those that cannot need not be spelled."""
    return len(one) == len(other) and all(
        a == b or not readings(a).isdisjoint(readings(b)) for a, b in zip(one, other, strict=True)
    )


def syllables(text: str, *, errors: str = "default") -> Sequence[str]:
    """The syllables of a text, without tones; `errors` says what is done with other writing."""
    spelled: list[str] = _with_phrases().lazy_pinyin(text, errors=errors)
    return spelled


@lru_cache(maxsize=1)
def known_syllables() -> frozenset[str]:
    """Every syllable that any character may be read as."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.pinyin_dict import pinyin_dict

    toned = {reading for line in pinyin_dict.values() for reading in line.split(",")}
    return frozenset(to_normal(reading) for reading in toned)


def _pypinyin() -> ModuleType:
    with _lock:
        return _without_phrases()


@lru_cache(maxsize=1)
def _without_phrases() -> ModuleType:
    before = os.environ.get(_SWITCH)
    os.environ[_SWITCH] = "1"
    try:
        import pypinyin
    finally:
        if before is None:
            del os.environ[_SWITCH]
        else:
            os.environ[_SWITCH] = before
    return pypinyin


def _with_phrases() -> ModuleType:
    with _lock:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> ModuleType:
    library = _without_phrases()
    library.load_phrases_dict(derived("phrases", library.__version__, _unusual_phrases))
    return library


def _unusual_phrases() -> dict[str, list[list[str]]]:
    """The phrases with their readings."""
    import pypinyin
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    usual = {chr(code): line.split(",")[0] for code, line in pinyin_dict.items()}
    kept: dict[str, list[list[str]]] = {
        phrase: spelled
        for phrase, spelled in phrases_dict.items()
        if any(
            usual.get(character) != said[0]
            for character, said in zip(phrase, spelled, strict=False)
        )
    }
    phrases_dict.clear()  # the module is in a cycle, and would keep it
    del sys.modules["pypinyin.phrases_dict"], pypinyin.phrases_dict
    return kept
