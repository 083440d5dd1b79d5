"""Prove one sentence of a model against the evidence whose numbers it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.phrasing import quantities, roles, wording
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.mentions import NameReader
from assistant.phrasing.sentences import Sentence
from assistant.places import PlaceFinder

_QUOTED = 5  # characters; from so many on, the evidence's own words prove themselves
_LONGEST = 400  # characters of a sentence
_FORBIDDEN = re.compile(
    r"https?:|www\.|[<>{}\\|]|\]\(|!\[|javascript|[a-z0-9]\.(?:com|cn|org|net|gov)|@"
)
_CLAUSE = re.compile(r"[^，；。！？|（）【】]+")
_ROLE_IN_BRACKETS = re.compile(
    "[（【]((?:负责)?(?:牵头|主办|主责|配合|协办|协助|参与|落实|实施)(?:部门|单位|方)?)[）】]"
)
_ENUMERATOR = re.compile(r"^(?:其?[1-9][是、]|第[1-9](?=[，、])|其[1-6])")
_NUMBERED = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a sentence may not be shown; `names` has the records' spelling of names in it."""

    faults: tuple[str, ...]
    names: dict[str, str]

    @property
    def proved(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence (letters), the text as written, and the evidence it speaks of."""

    text: str
    grounds: tuple[Ground, ...]
    cited: tuple[Ground, ...]
    before: str = ""  # the clause in front of it


class SentenceProver:
    """Knows the owners and places of a corpus."""

    def __init__(self, names: Sequence[str], places: PlaceFinder) -> None:
        self._names = NameReader(names)
        self._places = places

    def judge(self, sentence: Sentence, evidence: Sequence[Ground], question: str) -> Verdict:
        """Whether the evidence that the sentence cites says what the sentence says.

        A sentence that cites nothing may state nothing.
        """
        names: dict[str, str] = {}
        return Verdict(tuple(self._faults(sentence, evidence, question, names)), names)

    def _faults(
        self,
        sentence: Sentence,
        evidence: Sequence[Ground],
        question: str,
        names: dict[str, str],
    ) -> list[str]:
        if len(sentence.text) > _LONGEST:
            return ["句子太长"]
        text = canonical(sentence.text)
        if _FORBIDDEN.search(text) or not re.search(f"[{HAN}]", text):
            return ["不是中文句子，或含有链接、代码"]
        strange = [n for n in sentence.cited if not 1 <= n <= len(evidence)]
        if strange:
            return [f"引用了不存在的依据[{strange[0]}]"]
        asked = letters(canonical(question))
        if not sentence.cited:
            return self._uncited(text, asked)
        cited = [evidence[n - 1] for n in dict.fromkeys(sentence.cited)]
        faults = wording.quotation_faults(text, cited)
        for clause in self._clauses(sentence, evidence):
            faults += self._clause_faults(clause, asked, names)
        return list(dict.fromkeys(faults))

    def _uncited(self, text: str, question: str) -> list[str]:
        """Only words that join and words of the question: no name, number, quotation or place."""
        said = letters(text)
        if wording.quotes(text) or _NUMBERED.search(said):
            return ["没有注明依据"]
        named, _, unknown = self._names.read(said, (), ())
        rest = wording.word_faults(said, (), (), question)
        return ["没有注明依据"] if named or unknown or rest or wording.adds(said, question) else []

    def _clauses(self, sentence: Sentence, evidence: Sequence[Ground]) -> list[_Clause]:
        """Each clause with the evidence cited next to it, narrowed to the items that it names."""
        clauses: list[_Clause] = []
        for part, numbers in sentence.parts:
            grounds = tuple(evidence[n - 1] for n in dict.fromkeys(numbers))
            before: tuple[Ground, ...] = ()
            for match in _CLAUSE.finditer(_ROLE_IN_BRACKETS.sub(r"\1", canonical(part))):
                text = letters(_ENUMERATOR.sub("", match.group())).strip("|、")
                if not text:
                    continue
                before = _narrowed(text, grounds, before)
                last = clauses[-1].text if clauses else ""
                clauses.append(_Clause(text, before or grounds, grounds, last))
        return clauses

    def _clause_faults(self, clause: _Clause, question: str, names: dict[str, str]) -> list[str]:
        text, faults = wording.without_true_denials(clause.text, clause.grounds)
        quoted = verbatim(text, clause.grounds, _QUOTED)
        named, mentioned, unknown = self._names.read(text, clause.grounds, quoted)
        names |= {text[one.start : one.end]: one.written for one in named}
        faults += unknown
        faults += self._foreign(text, clause.grounds)
        if roles.nobody_named(text, named, quoted) or roles.is_bare(text):
            faults.append("所说的部门不在所引条目中")
        claims = roles.claims_in(text, named, quoted, clause.before)
        faults += roles.faults_of(claims, text, clause.grounds)
        taken = [*quoted, *((one.start, one.end) for one in named)]
        faults += quantities.faults_of(text, clause.grounds, taken, clause.cited, question)
        speaks = roles.speaks_of_roles(text, taken)
        if named or quantities.speaks_of_time(text, taken):
            new = wording.NEW_IN_CLAIM
        else:
            new = wording.NOTHING_NEW if speaks else wording.NEW
        if mentioned and speaks and not quantities.speaks_of_issuing(text):
            faults.append(f"“{'、'.join(mentioned)}”不是所引条目的责任部门")
        return faults + wording.word_faults(text, clause.grounds, taken, question, new=new)

    def _foreign(self, clause: str, grounds: Sequence[Ground]) -> list[str]:
        """Places outside the corpus that the evidence does not name."""
        return [
            f"地名“{tag.text}”不在所引条目中"
            for tag in self._places.find(clause)
            if tag.kind == "place.other" and not any(tag.text in one.body for one in grounds)
        ]


def _narrowed(
    text: str, grounds: tuple[Ground, ...], before: tuple[Ground, ...]
) -> tuple[Ground, ...]:
    """The items that a clause speaks of: by number, by words that only they have, or as before."""
    if len(grounds) < 2:
        return grounds
    numbers = quantities.pointed_at(text)
    pointed = tuple(one for n in numbers for one in grounds if one.number == n)
    if pointed:
        return pointed
    weights = [_own_pairs(text, one, grounds) for one in grounds]
    best = max(weights)
    if best >= 2:
        return tuple(
            one for one, weight in zip(grounds, weights, strict=True) if 2 * weight >= best
        )
    return before


def _own_pairs(text: str, ground: Ground, grounds: Sequence[Ground]) -> int:
    """How many pairs of characters a clause shares with one item and with no other."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    others = "|".join(one.item.text for one in grounds if one is not ground)
    others = letters(canonical(others))
    own = letters(canonical(ground.item.text))
    return sum(pair in own and pair not in others and "|" not in pair for pair in pairs)
