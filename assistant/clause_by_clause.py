"""Say the clauses of a question in plain words, each by its likeness to known ones.

规划处牵头，旁边没处室，底下没单位，我做台账用 becomes
规划处牵头、没有配合部门、没有落实单位的任务有哪些.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.clause_kinds import (
    ASIDE,
    ASK,
    CONDITION,
    INCLUDED,
    MATTER,
    clauses_for,
    plain_clauses,
)
from assistant.leaning import adds_or_takes
from assistant.normalise import normalise
from assistant.plainly import LIKELIER
from assistant.query import Query
from assistant.rewordings import in_plain_wording
from assistant.stand_ins import Disguise, Likeness
from assistant.ways import Ways, Weights
from index import Index

# Between marks, none of which parts what is quoted: “没人配合、牵头处自己扛”的.
_PIECE = re.compile(
    "((?:“[^”]*”|《[^》]*》|[^，。；：？！、（）()…—\n])+)([，。；：？！、（）()…—\n]*)"
)
_LONGEST = 120  # characters of a question
_MOST = 10  # pieces
_LETTER = re.compile(r"\{(\w+)\}")
_ENDS = re.compile("[，；：、（()—\n]+$")
# How likely a kind must be for a clause to be left out, of a question for a set of items or for
# one, or to be put in plain words.
_IDLE_BESIDE_A_SET, _IDLE, _PLAIN = 0.5, 0.9, 0.7
_LIKELY, _SURELY = 0.5, 0.8
_SEVERAL = 2  # conditions
_MONTHS = re.compile("(?:1?[0-9]|十?[一二三四五六七八九十])月(?:份|底)?")
_LIST_ASKS = {"ask.which", "ask.count", "ask.which_count", "ask.exist", "ask.left", "ask.text"}
_COUNTS = {"ask.count", "ask.which_count"}
_TELLS_APART = re.compile(r"\d|[第几哪谁“”]|多少|什么")
_OURS = re.compile("我们|咱们?|本[处科局委院所]|自己[处科局委院所]")
# 合着牵的也算进去: narrows nothing.
_ALSO = re.compile("[也都全](?:要|算|计|数|列|包括)")
_WITH_MONTH = re.compile("(?:不|也)?(?:含|包含|包括|算上)(?:[0-9一二三四五六七八九十]+)月")
_OF_COLUMN = re.compile("牵头|配合|委属|单位|全年|月份|时限|节点")  # words that patterns know well
# How a clause ends, or what it says, that names what items are about; and what no bare name says.
_OF_A_MATTER = re.compile(
    "的$|(?:那|这)(?:一?块儿?|一?摊[子活]?|方面|条线|口子|类|些|[些点档]事儿?|一行)的?$"
    "|方面$|一块$|[口的]事$|有关|相关|沾|涉及|提到|关于|字样"
)
_NO_NAME = re.compile(
    "[a-zA-Z请想第我你他她咱您们不没未要给别得了着过是有就都也还再把被让来去吗吧啊呢嘛谁啥么哪点些嗯哦]"
)
_OF_TIME = re.compile("[那这](?:一?个月|天|阵子|时候|会儿)")
# How likely such a clause must be one of a matter. Of 350 asides that were not learned from, none
# is taken for one by the first, and 5 by the second.
_MATTER_LIKELY, _NAME_LIKELY = 0.8, 0.97
_A_NAME = 3  # characters, at least
_LONGEST_MATTER = 24
_OF_ASKER = re.compile("[我咱]")
_WRITTEN = 0.3  # of a clause's pairs of characters in one item; then it may be of a matter


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it was said, its kind where that is known, and its plain words."""

    said: str
    mark: str
    kind: str
    plain: str

    @property
    def changed(self) -> bool:
        """Whether plain words stand for it, or nothing does."""
        return self.plain != self.said


@dataclass(frozen=True, slots=True)
class Rephrased:
    """A question with clauses in plain words; `whole` where nothing but conditions is in it."""

    text: str
    clauses: tuple[Clause, ...]
    whole: bool
    likely: float = 0.0  # of the condition that is least like what is known

    @property
    def left(self) -> bool:
        """Whether an aside was left out."""
        return any(not clause.plain for clause in self.clauses)

    @property
    def narrows(self) -> bool:
        """Whether a condition was put in plain words."""
        return any(c.changed and c.kind.startswith(CONDITION) for c in self.clauses)


class _Piece:
    """A clause with what it is like: how likely each family of kinds is, and each kind of it."""

    def __init__(self, said: str, mark: str, like: Likeness, kinds: Ways, likely: Weights) -> None:
        self.said, self.mark, self.like = said, mark, like
        self._likely = dict(zip(kinds.names, likely.tolist(), strict=True))

    def family(self, begins: str) -> float:
        """How likely it is one of the kinds that begin so."""
        own = [likely for kind, likely in self._likely.items() if kind.startswith(begins)]
        return float(sum(own))

    def best(self, begins: str) -> tuple[str, float]:
        """The likeliest kind of a family that names what the clause names, and its share of it.

        Kinds that are the same in plain words share what they have.
        """
        own: dict[str, float] = {}
        kinds: dict[str, str] = {}
        for kind, likely in self._likely.items():
            if kind.startswith(begins) and _fits(kind, self.like):
                words = _filled(kind, self.like) or kind
                own[words] = own.get(words, 0.0) + likely
                kinds.setdefault(words, kind)
        if not own:
            return "", 0.0
        words = max(own, key=own.__getitem__)
        return kinds[words], own[words] / sum(own.values())

    def plain(self, kind: str) -> Clause:
        """The clause in the plain words of a kind."""
        return Clause(self.said, self.mark, kind, _filled(kind, self.like))

    def as_said(self, kind: str = "") -> Clause:
        """The clause in its own words."""
        return Clause(self.said, self.mark, kind, self.said)

    def left_out(self) -> Clause:
        """Nothing in place of the clause."""
        return Clause(self.said, self.mark, ASIDE, "")

    @property
    def tells_apart(self) -> bool:
        """Whether it has a question word, a number or a quotation, months aside."""
        return _TELLS_APART.search(_MONTHS.sub("", self.said)) is not None


class ClauseByClause:
    """Knows the names of one corpus and the kinds of clauses."""

    def __init__(
        self,
        index: Index,
        disguise: Callable[[], Disguise],
        read: Callable[[str], Query],
        written: Callable[[str], float],
    ) -> None:
        self._index = index
        self._disguise = disguise
        self._read = read
        self._written = written

    def said(self, question: str, read: Query, *, of_set: bool) -> Rephrased | None:
        """The question with its clauses in plain words; None where nothing becomes plainer.

        `read` is how it was understood.
        `of_set` says that it asks for a set of items, or was not understood to ask for any: then
        what is no condition is sooner taken for an aside.
        """
        text = normalise(question)
        found = clauses_of(text)
        kinds = clauses_for(self._index.manifest.embedder_revision)
        if kinds is None or len(text) > _LONGEST or not 1 < len(found) <= _MOST:
            return None
        disguise = self._disguise()
        named = [disguise.without_documents(said, read.doc_ids) for said, _ in found]
        likes = [disguise.likeness(said) for said in named]
        self._index.begin_all([like.text for like in likes])
        pieces = [
            _Piece(
                said, mark, like, kinds, kinds.likely(like.text, self._index.embed(like.text))[0]
            )
            for (said, mark), like in zip(found, likes, strict=True)
        ]
        listed = self._as_list(pieces)
        if listed is not None:
            return replace(listed, text=f"{disguise.document_of(read.doc_ids)}{listed.text}")
        idle = _IDLE_BESIDE_A_SET if of_set else _IDLE
        clauses = _with_asker(tuple(self._clause(piece, idle) for piece in pieces))
        words = _in_place(clauses)
        changed = any(clause.changed for clause in clauses)
        return Rephrased(words, clauses, whole=False) if words and changed else None

    def matter_among(self, clauses: Sequence[str]) -> str:
        """What one of the clauses is about, of those taken for talk: 修路的, 食堂招标."""
        kinds = clauses_for(self._index.manifest.embedder_revision)
        if kinds is None:
            return ""
        for said in clauses:
            least = _least_matter(said)
            if not least or len(said) > _LONGEST_MATTER:
                continue
            like = self._disguise().likeness(said)
            likely = kinds.likely(like.text, self._index.embed(like.text))[0]
            if _Piece(said, "", like, kinds, likely).family(MATTER) >= least:
                topic = self._read(said).topic
                if topic:
                    return topic
        return ""

    def _as_list(self, pieces: Sequence[_Piece]) -> Rephrased | None:
        """One question for the items that all conditions fit, where nothing else is said."""
        known: list[Clause] = []
        for piece in pieces:
            clause = self._of_list(piece)
            if clause is None:
                return None  # the rest need not be read
            known.append(clause)
        conditions = [c for c in known if c.kind.startswith(CONDITION)]
        if len(conditions) < _SEVERAL:
            return None
        sure = [
            piece.best(CONDITION)[1] * piece.family(CONDITION)
            for piece, clause in zip(pieces, known, strict=True)
            if clause in conditions
        ]
        said = "、".join(dict.fromkeys(c.plain.rstrip("的") for c in conditions))
        counts = any(c.kind in _COUNTS for c in known)
        text = f"{said}的任务有{'几项' if counts else '哪些'}？"
        return Rephrased(text, tuple(known), whole=True, likely=min(sure))

    def _of_list(self, piece: _Piece) -> Clause | None:
        """A clause of a question for a list: a condition, what asks, an aside; None for others."""
        if not piece.like.text:
            return piece.left_out()  # it only names the document
        if piece.family(CONDITION) >= _LIKELY and not piece.tells_apart:
            kind, share = piece.best(CONDITION)
            if _ALSO.search(piece.said) or (
                piece.family(INCLUDED) >= _LIKELY and not piece.like.named
            ):
                return piece.left_out()
            taken = adds_or_takes(piece.said)
            left = in_plain_wording(piece.said) if taken else piece.said
            if left != piece.said and self._is_read(left):
                # 有单位的去掉 is like 有单位的, and says the contrary.
                return Clause(piece.said, piece.mark, CONDITION, left)
            doubtful = taken and share < _SURELY
            if kind in plain_clauses() and share >= _LIKELY and not doubtful:
                by_column = (
                    _OF_COLUMN.search(piece.said) and share * piece.family(CONDITION) < LIKELIER
                )
                if not (by_column and self._is_read(piece.said)):
                    return piece.plain(kind)
            return None  # 写全年的甭提: only beside its neighbours is it clear what is meant
        if piece.like.named or (piece.tells_apart and not piece.family(ASK) >= _LIKELY):
            return None
        query = self._read(piece.said)
        asks = not (query.topic or query.constrained) and (query.lists or query.counts)
        if asks or piece.family(ASK) >= _LIKELY:
            kind = "ask.count" if query.counts else piece.best(ASK)[0] if not asks else "ask.which"
            return Clause(piece.said, piece.mark, kind, piece.said) if kind in _LIST_ASKS else None
        idle = piece.family(ASIDE) >= _IDLE_BESIDE_A_SET and not self._is_matter(piece.said)
        return piece.left_out() if idle else None

    def _clause(self, piece: _Piece, idle_from: float) -> Clause:
        """A clause where it stands, in plain words or left out where it surely may be."""
        said = piece.said
        if piece.family(ASIDE) >= idle_from:
            names = piece.like.named or piece.tells_apart
            idle = not names and not self._is_matter(said) and not self._is_read(said)
            return piece.left_out() if idle else piece.as_said(ASIDE)
        for begins in (CONDITION, ASK):
            kind, share = piece.best(begins)
            if kind in plain_clauses() and share * piece.family(begins) >= _PLAIN:
                # 七院多少张床位: no plain words of a condition ask that.
                more = piece.tells_apart if begins == CONDITION else _OF_ASKER.search(said)
                known = more or adds_or_takes(said) or self._is_read(said)
                return piece.as_said(kind) if known else piece.plain(kind)
        return piece.as_said()

    def _is_matter(self, said: str) -> bool:
        """Whether an item says much of a clause."""
        return self._written(said) > _WRITTEN

    def _is_read(self, said: str) -> bool:
        """Whether patterns read a clause: then its own words are plain enough."""
        query = self._read(said)
        return not query.topic and bool(
            query.constrained
            or query.asks_who
            or query.aspects
            or query.lists
            or query.counts
            or query.doc_ids
            or query.named_places
        )


def clauses_of(question: str) -> list[tuple[str, str]]:
    """The clauses of a question, each with the marks after it; 6月底前（含6月） is one."""
    clauses: list[tuple[str, str]] = []
    for said, mark in _PIECE.findall(normalise(question)):
        if clauses and _WITH_MONTH.match(said):
            before, between = clauses.pop()
            said = f"{before}{between}{said}"
        clauses.append((said, mark))
    return clauses


def _least_matter(said: str) -> float:
    """How likely a clause must be to name a matter; 0 where its form says that it names none."""
    if _OF_TIME.search(said):
        return 0.0
    if _OF_A_MATTER.search(said):
        return _MATTER_LIKELY
    return _NAME_LIKELY if len(said) >= _A_NAME and not _NO_NAME.search(said) else 0.0


def _with_asker(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses with who asks, 我在区疾控上班, where others ask of that: 哪些把我们单位写进去了."""
    if not any(_OURS.search(clause.said) for clause in clauses):
        return clauses
    return tuple(
        replace(clause, plain=clause.plain or clause.said)
        if _OF_ASKER.search(clause.said)
        else clause
        for clause in clauses
    )


def _fits(kind: str, like: Likeness) -> bool:
    """Whether a kind names what a clause names, or has no plain words and names nothing."""
    return bool(_filled(kind, like)) or (kind not in plain_clauses() and not like.named)


def _filled(kind: str, like: Likeness) -> str:
    """The plain words of a kind with what a clause names; nothing where that does not fit."""
    words = plain_clauses().get(kind, "")
    named = {letter: list(own) for letter, own in like.named.items()}
    for letter in dict.fromkeys(_LETTER.findall(words)):
        own = named.get(letter.rstrip("2"))
        if not own:
            return ""
        words = words.replace(f"{{{letter}}}", own.pop(0))
    return "" if any(named.values()) else words


def _in_place(clauses: tuple[Clause, ...]) -> str:
    """The question with plain words where clauses were, and without its asides."""
    words = ""
    for clause in clauses:
        if clause.plain:
            words += clause.plain + clause.mark
        elif words and not clause.mark.startswith(tuple("，、；：（")):
            words = _ENDS.sub("", words) + clause.mark
    return _ENDS.sub("", words)
