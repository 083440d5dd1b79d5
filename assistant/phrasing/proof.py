"""Prove one sentence of a model against the evidence whose numbers it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.phrasing import (
    cells,
    columns,
    composed,
    heads,
    hours,
    logic,
    portions,
    premise,
    quantities,
    ranking,
    reach,
    roles,
    silence,
    topics,
    wording,
)
from assistant.phrasing.clauses import Clause, clauses_of
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.context import Spoken, completed, strays
from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.mentions import NameReader
from assistant.phrasing.scene import Scene, remains
from assistant.phrasing.sentences import Sentence, without_counts
from assistant.phrasing.words import alternation
from assistant.places import GUESSED, PlaceFinder

_QUOTED = 5  # characters; from so many on, the evidence's own words prove themselves
_LONGEST = 400  # characters of a sentence
_FORBIDDEN = re.compile(
    r"https?:|www\.|[<>{}\\|]|\]\(|!\[|javascript|[a-z0-9]\.(?:com|cn|org|net|gov)|@"
)
_ROLE_HEADING = re.compile(
    "(?:牵头|配合|协助|协办|参与|承接|落实|主责|负责|责任)[^，。；]{0,10}：\\W*$"
)
_WITH = re.compile("(?:还|也|并)?(?:与|和|同|会同|联合|配合|协助)")
_HELPED = re.compile("(配合|协助|支持)的(?:则?是|对象是|单位是)")
# 公民身故“一件事”工作配合民政, of 配合民政做好公民身故“一件事”工作.
_WORK_HELPS = re.compile(
    f"(?P<what>[{HAN}0-9]{{4,}}?)(?:工作|任务|事项)?[是为]?(?P<helps>(?:配合|协助)[{HAN}、]{{2,12}})"
)
# 国家发展改革委、甲局配合: that the evidence speaks of a body does not say what it does.
_BODY = re.compile(f"[{HAN}]{{3,12}}(?:[局委部厅办院]|中心|政府)")
_ACTS = re.compile("(?:[、和与及][^、|由]{2,12})?(?:共同|联合)?(?:牵头|配合|协助|协办|主办)")
_ARTICLE = re.compile("(?<![0-9第])1[个条项点种块大](?![0-9])")  # 1条主线 counts nothing
# 停车泊位的施划由交通警察支队负责, of 交通警察支队负责停车泊位的施划.
_DONE_BY = re.compile(f"(?P<what>[{HAN}、]{{4,}})由(?P<who>[{HAN}]{{3,20}}?)(?P<does>负责|承担)")
_PAIR = ("前者", "后者")
_NUMBERED = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a sentence may not be shown; `names` has the records' spelling of names in it.

    `spoken` is what the next sentence may lean on, `dropped` what was left out of this one.
    """

    faults: tuple[str, ...]
    names: dict[str, str]
    spoken: Spoken = field(default_factory=Spoken)
    dropped: str = ""

    @property
    def proved(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults


class SentenceProver:
    """Knows the owners and places of a corpus."""

    def __init__(self, names: Sequence[str], places: PlaceFinder) -> None:
        self._names = NameReader(names)
        self._places = places

    def judge(
        self,
        sentence: Sentence,
        evidence: Sequence[Ground],
        question: str,
        earlier: Spoken | None = None,
        *,
        complete: bool = True,
    ) -> Verdict:
        """Whether the evidence that the sentence cites says what the sentence says.

        A sentence that cites nothing may state nothing. `earlier` is what the sentence shown
        before it leaves in mind. `complete` is whether the evidence is all that was found.
        """
        faults = self._form_faults(sentence, evidence)
        asked = letters(canonical(question))
        if faults:
            return Verdict(tuple(faults), {})
        if not sentence.cited:
            return Verdict(tuple(self._uncited(canonical(sentence.text), evidence, asked)), {})
        names: dict[str, str] = {}
        if strays(canonical(sentence.text), sentence.cited, earlier):
            faults.append("接着说的不是上一句的条目")
        cited = [evidence[n - 1] for n in sentence.cited]
        faults += heads.faults_of(sentence, cited)
        sentence = heads.without_proved(sentence, cited, evidence if complete else ())
        faults += wording.quotation_faults(canonical(sentence.text), cited)
        faults += wording.joint_faults(canonical(sentence.text), cited)
        subject: tuple[str, ...] = ()
        before = earlier.subject if earlier else self._names.mentioned(asked)
        scene = self._scene(sentence, evidence, earlier, complete)
        scene = replace(scene, actors=before)
        two: tuple[str, ...] = ()  # those whom 前者 and 后者 mean
        told = premise.without_denied(sentence, evidence, asked, self._names.mentioned(asked))
        clauses = clauses_of(told, evidence)
        faults += composed.faults_of([clause.raw for clause in clauses], cited)
        faults += portions.misheaded(canonical(sentence.text))
        for clause in clauses:
            scene = replace(scene, near=clause.near or scene.cited)
            two = subject if len(subject) == len(_PAIR) else two
            if two and len(cited) != len(_PAIR):
                clause = replace(
                    clause, raw=_former(clause.raw, two), text=_former(clause.text, two)
                )
            faults += portions.with_itself(clause.raw, subject or before, self._names.all)
            known = silence.judged(clause.raw, cited, evidence)
            known = hours.judged(clause.raw, clause.near or cited) if known is None else known
            known = (
                ranking.judged(clause.raw, clause.before, clause.near or cited)
                if known is None
                else known
            )
            if known is not None:
                faults += [] if known else [f"“{clause.raw}”不能核实"]
                continue
            if remains(clause.raw, scene) is False:
                faults.append(f"“{clause.raw}”与余下的条目数不符")
            raw, _ = completed(clause.raw, subject, before)
            reading = topics.judged(raw, scene)
            if not any(raw in one.own and re.search("[0-9]", raw) for one in scene.near):
                reading = reading or logic.judged(raw, self._names.all, scene)
            if reading:
                scene, subject = reading.scene, reading.scene.actors
                faults += [] if reading.so else [f"“{clause.raw}”与所引条目不符"]
                continue
            text, unclear = completed(clause.text, subject, before)
            own = composed.is_own(clause.text, clause.grounds)
            whole = clause if own else replace(clause, text=text)  # 统筹配置…: an item's own words
            found, acting = self._clause_faults(whole, evidence, asked, names, complete)
            faults += [] if own else [*unclear, *found]
            # 与医政处共同牵头: whoever acted before still does.
            subject = subject if subject and _WITH.match(clause.text) else acting or subject
            about = clause.grounds if len(clause.grounds) < len(scene.near) else ()
            scene = replace(
                scene, focus=about, seen=(*scene.seen, *about), actors=subject or scene.actors,
                counted=None, left_out=(),
            )  # fmt: skip
        # A sentence that names nobody leaves in mind who was spoken of before it.
        spoken = Spoken(subject if subject or names else before, sentence.cited)
        return Verdict(tuple(dict.fromkeys(faults)), names, spoken)

    def shown(
        self,
        sentence: Sentence,
        evidence: Sequence[Ground],
        question: str,
        earlier: Spoken | None = None,
        *,
        complete: bool = True,
    ) -> tuple[Sentence, Verdict]:
        """The sentence as it may be shown, and the verdict on it.

        A count of points that cannot be proved is left open (几点), and what evidence is said not
        to tell is left out where nobody can prove that, if the rest is proved.
        """
        plainer = without_counts(sentence)
        sentence = sentence if sentence.cited else plainer
        verdict = self.judge(sentence, evidence, question, earlier, complete=complete)
        if verdict.proved:
            return sentence, verdict
        left, dropped = plainer, ""
        if all(1 <= n <= len(evidence) for n in sentence.cited):
            left, dropped = silence.without_unproved(plainer, evidence)
        if left == sentence:
            return sentence, verdict
        again = self.judge(left, evidence, question, earlier, complete=complete)
        return (left, replace(again, dropped=dropped)) if again.proved else (sentence, verdict)

    @staticmethod
    def _scene(
        sentence: Sentence, evidence: Sequence[Ground], earlier: Spoken | None, complete: bool
    ) -> Scene:
        """What the first clause of a sentence may lean on."""
        cited = tuple(evidence[n - 1] for n in sentence.cited)
        before = tuple(evidence[n - 1] for n in earlier.cited) if earlier else ()
        return Scene(tuple(evidence), complete, cited, cited, before=before)

    @staticmethod
    def _form_faults(sentence: Sentence, evidence: Sequence[Ground]) -> list[str]:
        """What shows at a glance that a sentence is no sentence about the evidence."""
        if len(sentence.text) > _LONGEST:
            return ["句子太长"]
        text = canonical(sentence.text)
        if _FORBIDDEN.search(text) or not re.search(f"[{HAN}]", text):
            return ["不是中文句子，或含有链接、代码"]
        strange = [n for n in sentence.cited if not 1 <= n <= len(evidence)]
        return [f"引用了不存在的依据[{strange[0]}]"] if strange else []

    def _uncited(self, text: str, evidence: Sequence[Ground], question: str) -> list[str]:
        """Only words that join and words of the question: no name, number, quotation or place.

        It may name the documents of the evidence, and say that others' words follow.
        """
        if _ROLE_HEADING.search(text):  # 配合部门的情况是： the lines below would be read under it
            return ["没有注明依据"]
        text = wording.without_titles(text, evidence)
        stretches = re.split("([，；。])", text)
        text = "".join(s for s in stretches if not silence.judged(letters(s), (), evidence))
        text = re.sub("“([^“”]+)”", lambda found: _asked(found, question), text)
        said = _asked_number(question).sub("|", letters(text))
        if wording.quotes(text) or _NUMBERED.search(said):
            return ["没有注明依据"]
        named, _, unknown = self._names.read(said, (), ())
        if named or unknown or wording.adds(said, question):
            return ["没有注明依据"]
        return []

    def _clause_faults(
        self,
        clause: Clause,
        evidence: Sequence[Ground],
        question: str,
        names: dict[str, str],
        complete: bool,
    ) -> tuple[list[str], tuple[str, ...]]:
        """What is not borne out, and who acts in the clause."""
        said = _turned(clause.text, clause.grounds)
        text, faults = columns.judged(said, clause.grounds, evidence if complete else ())
        celled, wrong = _celled(text, clause.grounds, evidence, question)
        faults += wrong
        quoted = (
            [
                (start, end)
                for start, end in verbatim(text, clause.grounds, _QUOTED)
                if len(self._names.without(text[start:end])) >= _QUOTED  # 由县财政局 says only who
                and not (_BODY.fullmatch(text[start:end]) and _ACTS.match(text[end:]))
            ]
            + celled
        )
        named, mentioned, unknown = self._names.read(text, clause.grounds, quoted)
        quoted = _beside(quoted, [(one.start, one.end) for one in named])
        quoted += [
            (start, end)
            for start, end in celled
            if not any(one.start < end and start < one.end for one in named)
        ]
        names |= {text[one.start : one.end]: one.written for one in named}
        faults += unknown
        spans = [*((one.start, one.end) for one in named), *celled]
        faults += self._foreign(text, clause.grounds, spans)
        faults += reach.faults_of(text, clause.grounds, clause.cited, evidence)
        faults += reach.left_over(text, clause.before, clause.cited)
        if roles.nobody_named(text, named, quoted) or roles.is_bare(text):
            faults.append("所说的部门不在所引条目中")
        faults += [f"不知道“{who}”是谁" for who in roles.strangers(text, named, quoted)]
        claims = roles.claims_in(text, named, quoted, clause.before)
        faults += roles.faults_of(claims, text, clause.grounds)
        taken = [*quoted, *((one.start, one.end) for one in named)]
        faults += quantities.faults_of(
            text,
            clause.grounds,
            taken,
            clause.cited,
            question,
            (clause.before, clause.after),
            celled,
        )
        speaks = roles.speaks_of_roles(text, taken)
        if named or quantities.speaks_of_time(_ARTICLE.sub("||", text), taken):
            new = wording.NEW_IN_CLAIM
        else:
            new = wording.NOTHING_NEW if speaks else wording.NEW
        body = "|".join(one.all for one in clause.grounds)
        faults += wording.role_faults(text, body, named=bool(named))
        told = _does_so(text, mentioned, clause.grounds)
        if mentioned and speaks and not told and not quantities.speaks_of_issuing(text):
            faults.append(f"“{'、'.join(mentioned)}”不是所引条目的责任部门")
        several = len(clause.near) > 1
        faults += wording.word_faults(
            text, clause.grounds, taken, question, new=new, several=several
        )
        return faults, claims[0].names if claims else ()

    def _foreign(
        self, clause: str, grounds: Sequence[Ground], named: Sequence[tuple[int, int]]
    ) -> list[str]:
        """Places outside the corpus that neither the evidence names nor a name that it has."""
        return [
            f"地名“{tag.text}”不在所引条目中"
            for tag in self._places.find(clause)
            if tag.kind == "place.other"
            and tag.value != GUESSED
            and not any(start <= tag.start and tag.end <= end for start, end in named)
            and not any(tag.text in one.body for one in grounds)
        ]


def _asked(found: re.Match[str], question: str) -> str:
    """A quotation without its marks, where the question (letters) has the words."""
    return found[1] if letters(found[1]) in question else found.group()


def _former(clause: str, two: Sequence[str]) -> str:
    """A clause that begins with 前者 or 后者, with the one of two names that it means."""
    for word, name in zip(_PAIR, two, strict=True):
        clause = re.sub(f"^{word}", name, clause)
    return clause


def _asked_number(question: str) -> re.Pattern[str]:
    """The numbers of a question with the words beside them: 6月, 任务57, 第9组."""
    return re.compile(
        alternation(tuple(re.findall(f"(?:任务|要点|第)[0-9]+|[0-9]+[{HAN}]", question)))
    )


def _beside(
    quoted: Sequence[tuple[int, int]], named: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Quoted stretches as far as no name reaches into them, where enough of them is left."""
    left: list[tuple[int, int]] = []
    for start, end in quoted:
        for begin, stop in named:
            if begin < end and start < stop:
                start, end = (start, begin) if start < begin else (stop, end)
        if end - start >= _QUOTED:
            left.append((start, end))
    return left


def _celled(
    text: str, grounds: Sequence[Ground], evidence: Sequence[Ground], question: str
) -> tuple[list[tuple[int, int]], list[str]]:
    """The stretches of a clause that further columns prove, and what is not so of them."""
    items, everything = [one.item for one in grounds], [one.item for one in evidence]
    found = (
        cells.judged(text, items),
        cells.places(text, items, everything),
        cells.bounded(text, items, everything, question),
    )
    return [span for spans, _ in found for span in spans], [f for _, some in found for f in some]


def _does_so(text: str, mentioned: Sequence[str], grounds: Sequence[Ground]) -> bool:
    """Whether a sentence of the evidence begins with those mentioned, and says what they do."""
    if re.search("牵头|配合|主办|协办|主责|协助", text) or not text.startswith(tuple(mentioned)):
        return False
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    sentences = [letters(canonical(s)) for one in grounds for s in one.item.text.split("。")]
    return any(
        sentence.startswith(text[: len(name)]) and sum(p in sentence for p in pairs) > len(name) + 3
        for name in mentioned
        for sentence in sentences
        if text.startswith(name)
    )


def _turned(text: str, grounds: Sequence[Ground]) -> str:
    """配合的是民政局 as 配合民政局, where the evidence has that in its own text."""

    def joined(found: re.Match[str]) -> str:
        verb, whom = found[1], text[found.end() : found.end() + 2]
        return verb if any(verb + whom in one.own for one in grounds) else found.group()

    text = _HELPED.sub(joined, text)
    by = _DONE_BY.fullmatch(text)
    if by and all(f"{by['who']}{by['does']}{by['what']}" in one.own for one in grounds):
        return f"{by['who']}{by['does']}{by['what']}"
    said = _WORK_HELPS.fullmatch(text)
    told = said and f"{re.escape(said['helps'])}[^|]{{0,8}}?{re.escape(said['what'])}"
    if said and told and all(re.search(told, one.own) for one in grounds):
        return f"{said['helps']}做好{said['what']}"  # in the item's own order
    return text
