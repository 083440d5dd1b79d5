"""Cut a model's text, as it arrives, into sentences with the evidence numbers that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.phrasing.cleaning import clean
from assistant.phrasing.tables import Table

_LONGEST = 600  # characters without an end are given out as one sentence, and fail
_NUMBERS = r"\d{1,4}(?:\s*[,，、;；\-–—~和]\s*\d{1,4})*"
_NAMED = r"(?:(?:证据|依据|来源|资料|条目|参考|引用|citation|source|ref)\s*[:：]?|\^)"
# 岚政发〔2015〕22号 is the number of a document.
_MARK = re.compile(
    rf"\s*[\[【〔]\s*{_NAMED}?\s*({_NUMBERS})\s*\^?[\]】〕](?!\s*第?\s*\d+\s*号)", re.IGNORECASE
)
# In round brackets only what cannot be a number of the text: (依据1), （见[1]）, and (1) at an end.
_ROUND = re.compile(
    rf"\s*[(（]\s*(?:参?见|{_NAMED})\s*[:：]?\s*({_NUMBERS}|{_MARK.pattern}(?:[、,，]?{_MARK.pattern})*)\s*[)）]"
    rf"|(?<!任务)(?<!要点)(?<![编序]号)\s*[(（]({_NUMBERS})[)）](?=[。！？；;]|$)",
    re.IGNORECASE,
)
_RUN = re.compile(rf"(?:{_MARK.pattern})+")
_END = re.compile(rf"\n|[。！？!?]+[”’）)*_]*(?:{_MARK.pattern}[。！？!?]?)*")
_ASKED = re.compile("[？！?!]”$")
_GOES_ON = re.compile("[的这那一等，、；]")
_LINE = re.compile(r"\n")
_MAY_GO_ON = re.compile(r"\s*(?:$|[\[【〔”’）)*_。！？!?])")
_BULLET = re.compile(
    r"^\s*(?:[-*•·▪●◦+]|\d{1,2}\s*[.、)）]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
_DECORATION = re.compile(r"\*+|`+|__+|~~+|^\s*(?:#+|>+)\s*")
_OPEN, _CLOSE = re.compile(r"<\s*(think|thinking|reasoning|thought)\b[^>]*>", re.I), "</{}>"
_COUNT = re.compile(
    "(?<![第任务要点0-9])(?:[1-9][0-9]?|[一两二三四五六七八九十]{1,2})(?=(?:大|个)?(?:方面|类|点|个层面|层面|部分|项|条|板块|环节|个))"
)
_POINTS = re.compile(
    "(?:(?<=归纳为)|(?<=归结为)|(?<=概括为)|(?<=[归分]为)|(?<=[分拆]成))"
    "(?:[2-9]|[两二三四五六七八九])"
    "(?=大?个?(?:方面|层面|部分|板块)|大?[点块类](?![名0-9]))"
)
_WIDEST_TAG = 40
_COMMA, _ENDING = re.compile("[，,；;。！？!?：:]"), re.compile("[。！？!?；;]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `parts` are its stretches, each with the evidence numbers cited for it."""

    parts: tuple[tuple[str, tuple[int, ...]], ...]
    starts_line: bool = False
    bullet: bool = False

    @property
    def text(self) -> str:
        """The words, without marks."""
        return "".join(text for text, _ in self.parts)

    @property
    def cited(self) -> tuple[int, ...]:
        """Every evidence number cited, in order, once."""
        return tuple(dict.fromkeys(n for _, numbers in self.parts for n in numbers))


def without_counts(sentence: Sentence) -> Sentence:
    """A sentence with 几 for a count that nobody can prove.

    Where it cites nothing that is how much is to follow; else, into how many points it puts what
    it cites. Items, offices and what the evidence itself counts are not said so.
    """
    counts = _POINTS if sentence.cited else _COUNT
    parts = tuple((counts.sub("几", text), numbers) for text, numbers in sentence.parts)
    return replace(sentence, parts=parts)


class SentenceCutter:
    """Takes pieces of text and gives out whole sentences; thoughts between tags are dropped."""

    def __init__(self) -> None:
        self._raw = ""  # not yet known to lie outside a thought
        self._text = ""
        self._thinks = ""
        self._line_start = True
        self._bullet = False
        self._table = Table()
        self.broken = False  # whether a last, unfinished sentence was left out

    def feed(self, piece: str) -> Iterator[Sentence]:
        """The sentences that are complete with this piece."""
        self._text += self._without_thoughts(piece)
        yield from self._cut(final=False)

    def finish(self, *, complete: bool) -> Iterator[Sentence]:
        """The rest. A text that was cut short loses its last, unfinished sentence."""
        if not self._thinks:
            self._text += clean(self._raw)
        self._raw = ""
        yield from self._cut(final=True)
        if complete and self._text.strip():
            yield from self._sentence(self._text)
        elif self._text.strip():
            self.broken = True
        self._text = ""

    def _without_thoughts(self, piece: str) -> str:
        self._raw += piece
        shown = ""
        while self._raw:
            if self._thinks:
                end = re.search(rf"<\s*/\s*{self._thinks}\s*>", self._raw, re.IGNORECASE)
                if not end:
                    self._raw = self._raw[-_WIDEST_TAG:]
                    return shown
                self._raw, self._thinks = self._raw[end.end() :], ""
                continue
            opened = _OPEN.search(self._raw)
            if opened:
                shown += clean(self._raw[: opened.start()])
                self._raw, self._thinks = self._raw[opened.end() :], opened[1]
                continue
            tail = self._raw.rfind("<", max(len(self._raw) - _WIDEST_TAG, 0))
            keep = len(self._raw) if tail < 0 or ">" in self._raw[tail:] else tail
            shown, self._raw = shown + clean(self._raw[:keep]), self._raw[keep:]
            break
        return shown

    def _cut(self, *, final: bool) -> Iterator[Sentence]:
        while True:
            row = self._line_start and self._text.lstrip(" ").startswith("|")
            end = _LINE.search(self._text) if row else self._end()
            if end is None:
                if len(self._text) > _LONGEST:
                    yield from self._sentence(self._text)
                    self._text = ""
                return
            newline = end.group() == "\n"
            if not newline and not final and _MAY_GO_ON.match(self._text, end.end()):
                return
            sentence, self._text = self._text[: end.end()], self._text[end.end() :]
            yield from self._sentence(sentence)
            if newline:
                self._line_start = True

    def _end(self) -> re.Match[str] | None:
        """Where the first sentence ends: not inside a title, nor behind a question quoted in it."""
        end = _END.search(self._text)
        while end and end.group() != "\n":
            ahead = self._text[: end.end()]
            opened = ahead.count("《") > ahead.count("》")
            if not opened and not (_ASKED.search(ahead) and _GOES_ON.match(self._text, end.end())):
                break
            end = _END.search(self._text, end.end())
        return end

    def _sentence(self, text: str) -> Iterator[Sentence]:
        text = text.strip()
        row = text.startswith("|") and text.count("|") > 1
        if row:
            text = self._table.line(text)
        elif text:
            self._table.end()
        bullet = row or (bool(_BULLET.match(text)) and self._line_start)
        if bullet and not row:
            text = _BULLET.sub("", text, count=1)
        text = _ROUND.sub(_squared, _DECORATION.sub("", text)).strip()
        if not text:
            return
        yield Sentence(tuple(_parts(text)), self._line_start, bullet)
        self._line_start = False


def _squared(found: re.Match[str]) -> str:
    """A mark in round brackets as one in square brackets."""
    inside = found[1] or found[found.lastindex or 1]
    return inside if "[" in inside or "【" in inside else f"[{inside}]"


def _parts(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Stretches up to each run of marks; what follows a run in its clause leans on the clause's."""
    place = 0
    numbers: tuple[int, ...] = ()
    clause: tuple[int, ...] = ()  # cited since the last comma
    for run in _RUN.finditer(text):
        comma = _COMMA.search(text, place, run.start())
        if clause and comma and comma.start() > place:
            yield text[place : comma.start()], clause
            place = comma.start()
        numbers = tuple(n for mark in _MARK.finditer(run.group()) for n in _listed(mark[1]))
        yield text[place : run.start()], numbers
        clause = numbers if comma else tuple(dict.fromkeys((*clause, *numbers)))
        place = run.end()
    if text[place:]:
        end = _COMMA.search(text, place)
        yield text[place:], clause if end is None or _ENDING.match(text, end.start()) else numbers


def _listed(numbers: str) -> Iterator[int]:
    """1,3 and 2-4 written out."""
    for part in re.split(r"\s*[,，、;；和]\s*", numbers):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + 50:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends
