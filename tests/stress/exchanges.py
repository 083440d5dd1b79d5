"""Sentences of rules as they stand, put a little otherwise, and with one fact exchanged.

    python -m tests.stress.exchanges INDEX … [--most 4000] [--seed 13] [--show]

Every sentence of every article is said to the proof: whole, shortened, turned round, joined with
the next one, under the head of its list. Then one fact of it is exchanged for another one of the
same article, or for one that nobody wrote: a number, who bears it, a class, 应当 for 可以, a
denial, a measure, a bound, a case, the thing that it is said of, an act put in.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import Assistant
from assistant.phrasing.cleaning import canonical, letters
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import PolicyItem
from tests.stress.sayings import Saying

_ENUMERATOR = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、](?![0-9])|[①-⑳])\s*"
)
_ENDS = re.compile("[。；;？?！!\n]")
_NUMBER = re.compile(
    r"(?<![0-9.一二三四五六七八九十百千万第])(?P<n>[0-9]+(?:\.[0-9]+)?|[二三四五六七八九十百千]+)(?P<of>%|[万亿]*元"
    "|个?工作日|个月|平方米|公里|小时|分钟|周岁|[日天年月项家人名份套间层倍次处张岁公米吨座场件])"
)
_BEARER = re.compile(
    "(?<![理自缘])由(?P<who>[\u4e00-\u9fff]{2,14}?)"
    "(?P<does>承担|负责|支付|办理|受理|审核|核查|组织|制定|出具|会同|责令|处以|给予|提出|提供|依法|按照|在|于|拨付|公布|公示|实施|牵头|统一|处)"
)
_CLASS = re.compile("[A-E](?=[类级档])|[甲乙丙丁](?=[类级等])|[一二三四](?=[类级等]|档)")
_MODAL = ("不得", "应当", "可以", "必须")
_BOUNDS = (
    ("不超过", "不少于"), ("不少于", "不超过"), ("不低于", "不超过"), ("以上", "以下"),
    ("以下", "以上"), ("以内", "以外"), ("之前", "之后"),
)  # fmt: skip
_MEASURES = (
    ("个工作日", "个月"), ("小时", "日"), ("个月", "年"), ("万元", "元"), ("分钟", "小时"),
)  # fmt: skip
_SUBJECT = re.compile(
    "^(?P<what>[\u4e00-\u9fff]{2,12}?)(?=应当|不得|可以|由|必须|为|不超过|不低于|不少于|有效期)"
)
_TURNED = re.compile(
    "^(?P<what>[\u4e00-\u9fff]{2,12})由(?P<who>[\u4e00-\u9fff]{2,10})(?P<does>承担|负责|支付|办理|受理)$"
)
_CLASSED = re.compile("^(?P<cls>[A-E]类)：(?P<what>[^，。；：]{4,40})$")
_HEAD = re.compile("^(?P<head>[^。；\n]{2,30}?)有?(?:下列|以下)(?P<noun>[\u4e00-\u9fff]{2,4})：")
_ACTS = ("自行打印后", "经公证后", "每季度", "在三个月后", "委托律师", "免费", "先交押金后")
_LEAST, _MOST = 8, 90
_BALANCED = ("“”", "（）", "《》", "()")


def sentences_of(text: str) -> list[str]:
    """The sentences of an article, without the numbers of its list."""
    parts = [_ENUMERATOR.sub("", part).strip().removeprefix("答：") for part in _ENDS.split(text)]
    return [
        part
        for part in parts
        if _LEAST <= len(part) <= _MOST
        and not re.search("[\t|]|^问：", part)
        and not part.endswith(("：", ":"))
        and not re.match(r"[0-9一二三四五六七八九十]+[、.．)）]", part)
        and all(part.count(pair[0]) == part.count(pair[1]) for pair in _BALANCED)
    ]


def true_of(item: PolicyItem) -> Iterator[Saying]:
    """What an article says, in its own words."""

    def say(text: str, kind: str) -> Saying:
        return Saying(f"{text}[1]。", (item.item_id,), True, f"{kind} (rule)")

    parts = sentences_of(item.text)
    for place, part in enumerate(parts):
        yield say(part, "copied")
        clauses = part.split("，")
        if len(clauses) > 2 and not clauses[1].endswith("的") and "（" not in part:
            yield say("，".join(clauses[:2]), "shortened")
        if place and len(part) + len(parts[place - 1]) < _MOST:
            yield say(f"{parts[place - 1]}；{part}", "joined")
        if turned := _TURNED.match(part):
            yield say(f"{turned['who']}{turned['does']}{turned['what']}", "turned")
        if classed := _CLASSED.match(part):
            yield say(f"{classed['what']}属于{classed['cls']}", "turned")
            yield say(f"{classed['cls']}是{classed['what']}", "turned")
    if head := _HEAD.match(item.text.replace("\u3000", "").strip()):
        for part in parts:
            under = part in item.text[head.end() :] and re.search(
                f"[)）]\\s*{re.escape(part)}", item.text
            )
            if (
                under
                and "：" not in part
                and head["head"].endswith(("提交", "不得", "具备", "符合", "提供"))
            ):
                yield say(f"{head['head']}{part}", "under its head")


def false_of(item: PolicyItem, others: Sequence[str]) -> Iterator[Saying]:
    """An article's sentences with one fact exchanged; `others` are offices of its document."""
    seen = set[str]()
    for text, kind in _exchanged(item, others):
        if text not in seen and not _is_told(text, item):
            seen.add(text)
            yield Saying(f"{text}[1]。", (item.item_id,), False, f"{kind} (rule)")


def _is_told(text: str, item: PolicyItem) -> bool:
    """Whether the article says just this somewhere, in whatever numerals."""
    own = letters(canonical(item.text)).replace("|", "")
    return letters(canonical(text)).replace("|", "") in own


def _exchanged(item: PolicyItem, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    parts = sentences_of(item.text)
    numbers = list(dict.fromkeys(m["n"] for m in _NUMBER.finditer(item.text)))
    marks = re.findall("[（(]([一二三四五六七八九十])[)）]", item.text)
    agents = [m["who"] for m in _BEARER.finditer(item.text)]
    subjects = [m["what"] for part in parts if (m := _SUBJECT.match(part))]
    for part in parts:
        for found in _NUMBER.finditer(part):
            year = found["of"] == "年" and len(found["n"]) == 4
            for other in dict.fromkeys([*numbers, *marks, _next(found["n"])]):
                if canonical(other) != canonical(found["n"]) and (len(other) == 4 or not year):
                    yield _put(part, found.span("n"), other), "number"
        for found in _CLASS.finditer(part):
            told = dict.fromkeys([*_CLASS.findall(item.text), *_neighbours(found.group())])
            for other in told:
                beside = part[max(found.start() - 3, 0) : found.end() + 4]
                if other != found.group() and f"{other}{part[found.end()]}" not in beside:
                    yield _put(part, found.span(), other), "class"
        for found in _BEARER.finditer(part):
            for other in dict.fromkeys([*agents, *subjects, *others]):
                if other not in found["who"] and found["who"] not in other:
                    yield _put(part, found.span("who"), other), "bearer"
        yield from _small(part)
        if subject := _SUBJECT.match(part):
            for other in dict.fromkeys(subjects):
                if other not in subject["what"] and subject["what"] not in other:
                    yield _put(part, subject.span("what"), other), "thing"
        yield from _cases(part, parts)


def _small(part: str) -> Iterator[tuple[str, str]]:
    """One word exchanged, denied or put in."""
    for one in _MODAL:
        for found in re.finditer(one, part):
            for other in _MODAL:
                if other != one and {one, other} != {"应当", "必须"}:
                    yield _put(part, found.span(), other), "modal"
            if one != "不得":
                for act in _ACTS:
                    yield _put(part, (found.end(), found.end()), act), "act put in"
    for one, other in _BOUNDS:
        for found in re.finditer(one, part):
            yield _put(part, found.span(), other), "bound"
    for one, other in _MEASURES:
        for found in re.finditer(f"(?<=[0-9一二三四五六七八九十]){one}", part):
            yield _put(part, found.span(), other), "measure"
    for found in re.finditer(
        "(?<=[\u4e00-\u9fff])(?:不予|不再|不需|无需|未)(?=[\u4e00-\u9fff]{2})", part
    ):
        yield _put(part, found.span(), {"未": "已"}.get(found.group(), "")), "denial"
    for found in re.finditer("(?<!不)(?:予以|给予)", part):
        yield _put(part, found.span(), "不予"), "denial"


def _cases(part: str, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The case of one sentence before what is done in another one."""
    case = re.match("[^，]{4,40}的，", part)
    for other in parts if case else ():
        then = re.match("[^，]{4,40}的，(?P<then>.{4,})", other)
        if case and then and other != part:
            yield case.group() + then["then"], "case"


def _put(text: str, span: tuple[int, int], other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def _next(number: str) -> str:
    if re.fullmatch("[0-9]+", number):
        return str(int(number) + 1)
    if number in "二三四五六七八九" and len(number) == 1:
        return "二三四五六七八九十"["二三四五六七八九".index(number) + 1]
    return {"十": "十五", "二十": "三十", "三十": "六十", "十五": "二十"}.get(number, "七")


def _neighbours(mark: str) -> str:
    for row in ("ABCDE", "甲乙丙丁", "一二三四"):
        if mark in row:
            at = row.index(mark)
            return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return ""


class Trial:
    """The proof over the articles of one index, each with its neighbours as evidence."""

    def __init__(self, assistant: Assistant) -> None:
        self.items = list(assistant.index.catalogue.items())
        vocabulary = assistant.vocabulary
        self._grounds = [ground_of(one, vocabulary.document(one.doc_id)) for one in self.items]
        self._prover = SentenceProver(list(vocabulary.roles), vocabulary.places)

    def evidence(self, place: int) -> list[Ground]:
        """An article, and those beside it in its document."""
        mine = self.items[place].doc_id
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(self.items)]
        near = [at for at in beside if self.items[at].doc_id == mine]
        return [self._grounds[place], *(self._grounds[at] for at in near)]

    def offices(self, place: int) -> list[str]:
        """Who does something elsewhere in the document of an article."""
        mine = self.items[place].doc_id
        texts = (one.text for one in self.items if one.doc_id == mine)
        return list(dict.fromkeys(m["who"] for text in texts for m in _BEARER.finditer(text)))[:6]

    def faults(self, text: str, evidence: Sequence[Ground]) -> list[str]:
        """What the proof holds against a text; nothing where all of it would be shown."""
        cutter, faults = SentenceCutter(), list[str]()
        for sentence in [*cutter.feed(text), *cutter.finish(complete=True)]:
            said, verdict = self._prover.shown(sentence, evidence, "")
            faults += verdict.faults or ([] if said == sentence else ["shown in part"])
        return faults


def main() -> int:
    """Print how many are kept and shown; 1 when something false is shown."""
    parser = argparse.ArgumentParser(prog="python -m tests.stress.exchanges")
    parser.add_argument("indexes", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=4000, help="false sentences of an index")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--show", action="store_true", help="the sentences that went wrong")
    options = parser.parse_args()
    bad = [_tried(path, random.Random(options.seed), options) for path in options.indexes]
    return 1 if sum(bad) else 0


def _tried(path: Path, chance: random.Random, options: argparse.Namespace) -> int:
    """Say the sentences of one index, print what came of it; how many false ones were shown."""
    trial = Trial(Assistant.open(path))
    places = list(enumerate(trial.items))
    true = [(place, one) for place, item in places for one in true_of(item)]
    false = [(place, one) for place, item in places for one in false_of(item, trial.offices(place))]
    shown = 0
    for said in (true, chance.sample(false, min(len(false), options.most))):
        all_of, proved = Counter[str](), Counter[str]()
        for place, one in said:
            faults = trial.faults(one.text, trial.evidence(place))
            all_of[one.kind] += 1
            proved[one.kind] += not faults
            if options.show and bool(faults) is one.true:
                reason = faults if one.true else trial.items[place].text
                print(f"{'LOST' if one.true else 'SHOWN'} {one.kind}: {one.text} {reason!r}")
        word = "true, kept" if said is true else "false, shown"
        print(f"{path}: {all_of.total()} {word} {proved.total()}")
        print("   ", {kind: f"{proved[kind]}/{size}" for kind, size in sorted(all_of.items())})
        shown = proved.total()
    return shown


if __name__ == "__main__":
    sys.exit(main())
