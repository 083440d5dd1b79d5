"""Put the English of a question into Chinese: offices, phrases, ways of asking, single words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.english.frames import data, framed
from assistant.english.glossary import glossary, words_of
from assistant.english.offices import Office, office_named
from assistant.normalise import normalise
from ingest.sounds import known_syllables

if TYPE_CHECKING:
    from assistant.places import PlaceFinder
    from assistant.vocabulary import Vocabulary

_FOREIGN = re.compile("[A-Za-z]{2,}")
_SMALL = re.compile("(?<![A-Za-z])[a-z][A-Za-z]")
_OPENING = re.compile("(?:Who|Whom|Which|What|When|How|Is|Are|Do|Does|List|Show)(?![A-Za-z])")
_HAN = re.compile("[\u3400-\u9fff]")
_APOSTROPHE = re.compile("(?<=[A-Za-z])[‘’](?=[A-Za-z])")
_STOP = re.compile(r"(?<=[A-Za-z0-9])\.(?= [A-Z]|$)")
_DATE = re.compile(r"(?<=[0-9a-z])， (?=20[0-9]{2})")
_QUOTED = re.compile("“([^“”\u3400-\u9fff]*)”")
_CLAUSE = re.compile("([，。；？！“”（）]+)")
_NAME = r"(?=[0-9]*[A-Za-z])[A-Za-z0-9]+(?:'[a-z]+)?"
_RUN = re.compile(rf"{_NAME}(?:[ \-/&]+{_NAME})*")
_WORD = re.compile(rf"{_NAME}|&")
# A phrase of the glossary holds its place among the words of a question as one such character.
_HELD = 0xE000
_TOKEN = re.compile(rf"[\ue000-\uf8ff]|{_NAME}|[^A-Za-z\s\ue000-\uf8ff]+")
_LINKS = {"of", "for", "in", "on", "to", "among"}
_LONGEST = 1000  # characters; nobody asks so much, and ways of asking reach over all of a clause
_LONGEST_NAME = 8  # words before 'division', 'office'…
_JOINERS = ("-", "/")
_JOINS = {"and": "、", "or": "或", "not": "不", "no": "没有"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a question: what Chinese may say for it, the usual word first."""

    said: tuple[str, ...]
    matter: bool = False  # what the question is about, not how it asks
    link: bool = False  # of, for: what follows goes in front of what it follows


def in_chinese(
    text: str, vocabulary: Vocabulary, passages_of: Callable[[str], Sequence[str]]
) -> str:
    """The question with its English in Chinese; words that nobody knows stay as they are.

    Offices and places are those of the `vocabulary`. `passages_of` finds passages of the corpus
    that share words with a text: of several Chinese words for one, theirs is taken.
    """
    if not _asks_in_english(text):
        return text
    plain = vocabulary.pinyin.read(normalise(_APOSTROPHE.sub("'", text)))
    plain = _DATE.sub(" ", _QUOTED.sub(r"\1", _STOP.sub("。", plain)))
    held: list[tuple[str, ...]] = []
    plain = _RUN.sub(lambda run: _with_offices(run.group(), vocabulary.roles), _listed(plain, held))
    plain = _RUN.sub(lambda run: _with_phrases(run.group(), held), plain)
    plain = _RUN.sub(lambda run: _with_places(run.group(), vocabulary.places), plain)
    clauses = [
        [_Piece((part,))] if _CLAUSE.fullmatch(part) else _pieces(framed(part), held)
        for part in _CLAUSE.split(plain)
    ]
    pieces = [piece for clause in clauses for piece in _turned(clause)]
    said = _joined(_chosen(pieces, passages_of))
    changed = "".join(said.split()) != "".join(text.split())
    return said if said and changed else text


def _asks_in_english(text: str) -> bool:
    """Whether there are English words; capitals among Chinese are names: WHO, Windows."""
    if not _FOREIGN.search(text) or len(text) > _LONGEST:
        return False
    return bool(not _HAN.search(text) or _SMALL.search(text) or _OPENING.match(text))


@lru_cache(maxsize=1)
def _dropped() -> frozenset[str]:
    return frozenset(data()["drop"]["words"].split())


@lru_cache(maxsize=1)
def _offices() -> dict[str, tuple[str, ...]]:
    """The Chinese endings of names by the English nouns for offices, plural ones included."""
    known = {noun: tuple(endings.split()) for noun, endings in data()["offices"].items()}
    return known | {f"{noun}s": endings for noun, endings in known.items()}


def _hold(meaning: tuple[str, ...], held: list[tuple[str, ...]]) -> str:
    held.append(meaning)
    return chr(_HELD + len(held) - 1)


def _listed(text: str, held: list[tuple[str, ...]]) -> str:
    """The text with phrases that have a comma held: double random, one public."""
    for phrase in glossary().punctuated:
        pattern = re.escape(phrase).replace(",", "，").replace(r"\ ", " ?")
        meaning = glossary().meaning(words_of(phrase))
        if re.search(pattern, text, re.IGNORECASE):
            text = re.sub(pattern, _hold(meaning, held), text, flags=re.IGNORECASE)
    return text


# -- offices


def _with_offices(run: str, names: Collection[str]) -> str:
    """The run with names of offices as the corpus writes them."""
    words = list(_WORD.finditer(run))
    for at in range(len(words) - 1, -1, -1):
        name, start, end = _office_at(words, at, names)
        if name:
            before, after = run[: words[start].start()], run[words[end].end() :]
            return f"{_with_offices(before, names)} {name} {after}"
    return run


def _office_at(
    words: Sequence[re.Match[str]], at: int, names: Collection[str]
) -> tuple[str, int, int]:
    """The office that a noun such as 'division' names with the words beside it, and its ends.

    Of the stretches of words the one that says most of a name counts, of these the shortest.
    """
    endings = _offices().get(words[at].group().lower(), ())
    spelled = [word.group().lower() for word in words]
    best, place = Office("", -1), (0, 0)
    for first, last in _stretches(spelled, at) if endings else ():
        office = office_named(spelled[first:last], endings, names)
        if office.name and office.said > best.said:
            best, place = office, (min(first, at), max(last - 1, at))
    start, end = place
    for level in glossary().meaning((spelled[start - 1],)) if best.name and start else ():
        if best.name.startswith(level):
            return best.name, start - 1, end  # the district of 区监督所
        if level + best.name in names:
            return level + best.name, start - 1, end
    return best.name, start, end


def _stretches(words: Sequence[str], at: int) -> Iterable[tuple[int, int]]:
    """Where a name may stand, short ones first: before its noun, or behind 'office of'.

    A stretch begins where a phrase begins: public health, not health alone.
    """
    start = max(0, at - _LONGEST_NAME)
    starts = []
    for phrase, _ in glossary().cut(words[start : at + 1]):
        starts.append(start)
        start += len(phrase)
    for first in reversed(starts):
        if first < at:
            yield first, at
    if at + 1 < len(words) and words[at + 1] in {"of", "for"}:
        for last in range(at + 3, min(len(words), at + 2 + _LONGEST_NAME) + 1):
            yield at + 2, last


# -- phrases and single words


def _with_places(run: str, places: PlaceFinder) -> str:
    """The run with places that are spelled by sound: Pudong; fengxian alone may be any word."""
    if run.islower() and len(_WORD.findall(run)) == 1:
        return run
    return _WORD.sub(lambda word: places.spelled(word.group()) or word.group(), run)


def _with_phrases(run: str, held: list[tuple[str, ...]]) -> str:
    """The run with the phrases that the glossary knows as wholes held."""
    words = list(_WORD.finditer(run))
    parts = [words_of(word.group()) or (word.group(),) for word in words]
    said, place, at = "", 0, 0
    for phrase, meaning in glossary().cut([part[0] for part in parts]):
        first, last = words[at], words[at + len(phrase) - 1]
        if meaning and len(phrase) > 1:
            said += run[place : first.start()] + _hold(meaning, held)
            place = last.end()
        at += len(phrase)
    return said + run[place:]


def _pieces(clause: str, held: Sequence[tuple[str, ...]]) -> list[_Piece]:
    """The parts of a clause whose ways of asking are Chinese already."""
    tokens = _TOKEN.findall(clause)
    spelled = all(token.lower() in known_syllables() for token in tokens if token.isascii())
    pieces: list[_Piece] = []
    for token in tokens:
        if _HELD <= ord(token[0]) < _HELD + len(held):
            pieces.append(_Piece(held[ord(token[0]) - _HELD], matter=True))
        elif (_FOREIGN.match(token) and not spelled) or token.lower() in _dropped():
            pieces = _with_word(pieces, token.lower(), token)
        elif token == "&":
            pieces.append(_Piece(("、",)))
        elif token not in _JOINERS:
            pieces.append(_Piece((token,)))
    return pieces


def _with_word(pieces: list[_Piece], word: str, written: str) -> list[_Piece]:
    """The pieces with one more English word: a link, a known word, or one that stays."""
    last = pieces[-1] if pieces else None
    if word in _LINKS:
        return [*pieces, _Piece(("",), link=True)]
    if word in _JOINS:
        return [*pieces, _Piece((_JOINS[word],))] if last is not None else pieces
    if word in _dropped():
        return pieces
    meaning = glossary().meaning(words_of(word))
    if word in _offices() and last is not None and last.matter:
        endings = _offices()[word]
        return [*pieces[:-1], _Piece(tuple(f"{said}{endings[0]}" for said in last.said))]
    return [*pieces, _Piece(meaning, matter=True) if meaning else _Piece((written,))]


def _turned(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces in Chinese order: registration of nurses is 护士 before 注册."""
    turned: list[_Piece] = []
    chunks: list[list[_Piece]] = [[]]
    for piece in [*pieces, _Piece(("",))]:
        if piece.matter:
            chunks[-1].append(piece)
        elif piece.link and chunks[-1]:
            chunks.append([])
        else:
            turned += [one for chunk in reversed(chunks) for one in chunk]
            turned.append(piece)
            chunks = [[]]
    return turned


# -- the words of the corpus


def _chosen(pieces: Sequence[_Piece], passages_of: Callable[[str], Sequence[str]]) -> list[str]:
    """What each piece says: of several words those that stand in the passage nearest to all."""
    if all(len(piece.said) == 1 for piece in pieces):
        return [piece.said[0] for piece in pieces]
    passages = passages_of(" ".join(word for piece in pieces for word in piece.said))
    matter = [piece for piece in pieces if piece.matter]
    nearest = sorted(passages, key=lambda p: -sum(_has(p, piece) for piece in matter))
    return [
        next((w for p in nearest for w in piece.said if w in p), piece.said[0]) for piece in pieces
    ]


def _has(passage: str, piece: _Piece) -> bool:
    return any(word in passage for word in piece.said)


def _joined(words: Sequence[str]) -> str:
    """The words as one text; what is not Chinese stands apart."""
    text = ""
    for word in words:
        apart = word.isascii() and word.isalnum() and bool(text)
        text += f" {word}" if apart or (text[-1:].isascii() and text[-1:].isalpha()) else word
    return text.strip()
