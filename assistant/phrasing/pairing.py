"""Catch the evidence's own words put together in another way: another day, agent, case or list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.expansion import synonyms_in
from assistant.passages import language
from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.words import alternation, classes, equals, everyday, vague, words

_RUN = 4  # characters that stand together in evidence by more than chance
_OFFICE = "部门|单位|政府|委员会|中心|机构|企业|局|委|处|所|办|厅|院"
_AGENT = re.compile(f"(?<![理自缘])由(?P<who>[^|由]{{0,24}}?(?:{_OFFICE}))(?P<does>[^|]+)")
_SUBJECT = re.compile(
    f"(?P<who>[{HAN}]{{0,8}}?(?:{_OFFICE}))(?:还|也|则)?(?:需要|要|应当|应|须|将|会|必须|负责|可以)"
    "(?P<does>[^|]+)"
)
_URGES = re.compile("支持|鼓励|推动|指导|组织|引导|加强|配合|协同|督促|允许|对")
_RECORDED = re.compile("(?:共同|分别|联合|统一)*(?:牵头|负责|配合|主办|协助|落实|承接|实施|具体)")
_DENIED = re.compile("[不未无非]")
_DENIAL = re.compile("^(?!不(?:超过|低于|少于|足|满|晚于|早于))[不未无非]+")
_TOWARDS = re.compile(
    f"(?:对于|对(?![象于])|向)(?P<who>[^|对向]{{0,12}}?(?:{_OFFICE}))(?<!每个.)(?P<does>[^|]+)"
)
_OBJECT = re.compile(
    f"(?:针对|面向|用于|对象|包括|包含|涵盖|纳入|列入|名为)的?(?:就?是|为)?(?P<what>(?![的是为和与及])[{HAN}]{{2,}})"
)
_MEASURED = re.compile(
    "(?<![0-9.])[0-9]+(?:[.][0-9]+)?[万亿]*(?P<measure>%|个工作日|个月|[个项条家类种座处公里顷场元人名米吨件套所倍张岁])"
)
# 甲、乙、丙这3个: what is said of those listed stands behind.
_SUMMED = re.compile("这(?:几|[0-9]+)[个项类种大]|[都均](?=[要须应需会能可将是由])")
_SHORT = 14  # characters of a stretch that may be one side of a pair
_ENDS = 6  # characters of the last thing listed, when no predicate follows it
_SHORT_THING = 8  # characters; of a longer thing listed, most may be put together in another way
_LIST = 3  # things that make a list
# Words behind any list, whatever it is of.
_TAILS = frozenset(["任务", "工作", "事项", "内容", "方面", "要求", "措施", "举措", "情况", "问题"])
_MOST = 4  # characters of one word put in the place of another


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What a sentence, as clauses in letters, puts together that the evidence does not."""
    found = _crossed(clauses, grounds)
    found += _out_of_order("|".join(clauses), grounds)
    for place, clause in enumerate(clauses):
        found += _wrong_agents(clause, grounds)
        found += _wrong_subjects(clause, grounds)
        found += _odd_ones(clause, grounds)
        found += _out_of_row(clause, grounds)
        found += _substitutes(clause, grounds)
        found += _strange_objects(clause, grounds)
        found += _misnumbered(clause, grounds)
        if place:
            found += _wrong_case(clauses[place - 1], clause, grounds)
    return found


def _out_of_order(said: str, grounds: Sequence[Ground]) -> list[str]:
    """分别配合乙局、甲局, of items whose own text has 甲局 and 乙局 in this order."""
    told = re.search("(?:分别|依次)[是为]?([^；。]+)", said)
    if told is None or len(grounds) < 2 or re.search("任务[0-9]", said):
        return []
    things = [t for t in re.split("[|、]|以及|[和与及]", _RECORDED.sub("", told[1])) if len(t) > 1]
    places = [[n for n, one in enumerate(grounds) if thing in _text(one)] for thing in things]
    known = [some[0] for some in places if len(some) == 1]
    return ["所引条目的次序不同"] if len(known) > 1 and known != sorted(known) else []


def _text(ground: Ground) -> str:
    return letters(canonical(completed(ground.item.text).replace("\t", "，")))


def _wrong_agents(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """由各区部门批准, where the evidence has somebody else to do the same."""
    faults = []
    sayings = [(form, said) for form in (_AGENT, _TOWARDS) for said in form.finditer(clause)]
    for form, said in sayings:
        doing = _pairs(_RECORDED.sub("", said["does"]))
        alike = [
            told["who"]
            for ground in grounds
            for told in form.finditer(_text(ground))
            if doing & _pairs(_RECORDED.sub("", told["does"]))
        ]
        if alike and not any(_same_agent(said["who"], who) for who in alike):
            faults.append(f"“{said['who']}”不是所引条目里做这件事的")
    return faults


def _wrong_subjects(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """镇政府要建立责任制, where the evidence's sentence begins with 区政府."""
    said = _SUBJECT.match(clause)
    if said is None or not _ends_word(clause, said.end("who")):
        return []
    owners = {name for one in grounds for names in one.owners.values() for name in names}
    if any(said["who"].endswith(name) for name in owners):
        return []
    for ground in grounds:
        runs = [said["does"][a:b] for a, b in verbatim(said["does"], [ground], _RUN + 1)]
        for sentence in re.split("。", ground.item.text):
            text = letters(canonical(sentence)).strip("|")
            told = re.match(f"(?P<who>[{HAN}]{{0,8}}?(?:{_OFFICE}))[{HAN}]", text)
            if told is None or _URGES.match(text) or not any(run in text for run in runs):
                continue
            if not _ends_word(text, told.end("who")):
                continue  # 处置: no office
            if not _same_agent(said["who"], told["who"]) and said["who"] not in told["who"]:
                return [f"所引条目里这件事由“{told['who']}”做"]
    return []


def _ends_word(text: str, place: int) -> bool:
    return any(word.end == place and len(word.text) > 1 for word in language.words(text))


def _same_agent(said: str, told: str) -> bool:
    """Whether what is said names nobody but those told: 绿化市容部门, for 市绿化市容部门."""
    bare = said.lstrip("该本各相应的")
    return bool(bare) and (told.endswith(bare) or said in told)


def _places(words: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(words), text)]


def _wrong_case(case: str, then: str, grounds: Sequence[Ground]) -> list[str]:
    """不涉及布局的，按程序办理, where the evidence says that of 涉及布局的."""
    if not (case.endswith("的") or re.match("如|若|对于?|凡", case)):
        return []
    for ground in grounds:
        text = _text(ground)
        runs = [_DENIAL.sub("", case[a:b]) for a, b in verbatim(case, [ground], _RUN)]
        whole = [(run, at) for run in runs for at in _places(run, text)]
        signs = {bool(_DENIED.search(text[max(at - 1, 0) : at])) for _, at in whole}
        if len(signs) < 2:
            continue
        denied = any(
            _DENIED.search(case[max(case.find(run) - 1, 0) : case.find(run)]) for run in runs
        )
        ends = sorted({at for _, at in whole})
        mine = [at for _, at in whole if bool(_DENIED.search(text[max(at - 1, 0) : at])) == denied]
        for start, end in verbatim(then, [ground], _RUN):
            told = _places(then[start:end], text)
            cases = {max((at for at in ends if at < place), default=-1) for place in told}
            if told and not cases & set(mine):
                return [f"“{then[start:end]}”说的是另一种情形"]
    return []


def _crossed(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """甲道乙管，乙道甲管: two short stretches with their halves exchanged."""
    said = [thing for clause in clauses for thing in clause.split("、")]
    for ground in grounds:
        stretches = [s for s in re.split("[|、]", _text(ground)) if len(s) >= _RUN]
        for one, two in pairwise(stretches):
            if max(len(one), len(two)) > _SHORT:
                continue
            first, second = _pairs(one) - _pairs(two), _pairs(two) - _pairs(one)
            for left, right in pairwise(said):
                if max(len(left), len(right)) > _SHORT + 4:
                    continue
                if "|" in left + right:
                    continue
                here, there = _pairs(_bare(left)), _pairs(_bare(right))
                if len(here & (first | second)) < 2 or len(there & (first | second)) < 2:
                    continue
                if len((here | there) - first - second) > len(here | there) / 2:
                    continue
                if here & first and here & second and there & first and there & second:
                    return [f"“{left}，{right}”与所引条目的搭配不同"]
    return []


def _bare(clause: str) -> str:
    return re.sub("[由归是为的则]", "", clause)


def _pairs(text: str) -> set[str]:
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if re.fullmatch(f"[{HAN}]{{2}}", text[at : at + 2])
    }


def _odd_ones(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """A thing listed that the evidence does not have, among others that it lists."""
    body = "|".join(one.all for one in grounds)
    tied = _after_tie(clause.split("|")[-1])
    listed = _SUMMED.split(tied)[0]
    things = [t for t in re.split("、|以及|和|与|及", listed) if len(t) > 1]
    known = [thing for thing in things if thing[:_RUN] in body and thing in body]
    if len(things) < _LIST or len(known) < 2 or "、" not in clause:
        return []
    first = 0 if tied != clause and not re.search("[0-9]", things[0]) else 1
    ends = re.sub("(?:等|[0-9]+[个项类种大家]).*$", "", things[-1])
    checked = things[first:-1]
    if ends and (ends != things[-1] or len(ends) <= _ENDS):
        checked = [*checked, ends]
    return [
        f"“{thing}”不在所引条目中"
        for thing in checked
        if thing not in known and not (_told(thing, body) and _told_whole(thing, body))
    ]


def _out_of_row(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """服务时间 beside a thing listed beside which the evidence has 服务渠道."""
    body = "|".join(one.body for one in grounds)
    clause = _without_owners(clause, grounds)
    faults = []
    for found in re.finditer(
        f"(?P<beside>[{HAN}]{{4}})(?=[、和与及](?P<thing>[{HAN}]{{4}}))", clause
    ):
        thing, end = found["thing"], found["thing"][2:]
        if thing in body or end not in everyday() or thing[:2] in words().glue:
            continue
        for told in re.finditer(f"{found['beside']}[、和与及]({thing[:2]}[{HAN}]{{2}})", body):
            other = told[1][2:]
            if other in words().glue or other not in everyday():
                continue
            if end not in equals().get(other, ()):
                faults.append(f"所引条目写的是“{told[1]}”，不是“{thing}”")
    return faults


def _without_owners(clause: str, grounds: Sequence[Ground]) -> str:
    names = {name for one in grounds for some in one.owners.values() for name in some}
    return re.sub(alternation(tuple(names)), lambda found: "|" * len(found.group()), clause)


def _told_whole(thing: str, body: str) -> bool:
    """Whether a short thing listed ends as the evidence has it: not 服务时间, for 服务渠道."""
    end = thing[-2:]
    if len(thing) != 2 * len(end) or end not in words().glue or end in _TAILS:
        return True
    return end in body or thing[:2] not in body


def _strange_objects(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """What something is said to be for, where the evidence has no such thing: 针对的是市政工程."""
    body = "|".join(one.all for one in grounds)
    return [
        f"“{found['what']}”不在所引条目中"
        for found in _OBJECT.finditer(clause)
        if not _told(found["what"], body)
    ]


def _misnumbered(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """村道5000元, where the evidence has 乡道5000元 and 村道3000元."""
    faults = []
    for piece in _pieces(clause):
        for said in _MEASURED.finditer(piece):
            around = _pairs(piece[: said.start()]) | _pairs(piece[said.end() :])
            best = [_fits(said.group(), said["measure"], around, _text(one)) for one in grounds]
            if any(fit is False for fit in best) and not any(best):
                faults.append(f"“{said.group()}”说的不是“{piece}”")
    return faults


def _pieces(text: str) -> Iterator[str]:
    """Stretches with one number each, without the words of a bound."""
    for piece in re.split("[|、和与及]", re.sub("不低于|不超过|达到", "", text)):
        ends = [one.end() for one in _MEASURED.finditer(piece)][:-1]
        for start, end in zip([0, *ends], [*ends, len(piece)], strict=True):
            yield piece[start:end]


def _fits(number: str, measure: str, around: set[str], text: str) -> bool | None:
    """Whether no other number of the same measure stands beside more of the same words.

    None where evidence does not have the number, or gives several one after the other.
    """
    if "分别" in text:
        return None
    shares: dict[str, int] = {}
    for stretch in _pieces(text):
        for told in _MEASURED.finditer(stretch):
            if told["measure"] == measure:
                alike = len(around & _pairs(stretch))
                shares[told.group()] = max(shares.get(told.group(), 0), alike)
    return None if number not in shares else max(shares.values()) <= shares[number]


def _after_tie(clause: str) -> str:
    """What is listed behind 是, 为 or 包括."""
    return re.split("(?:包括|包含|指|即|是|为|有)(?!关)", clause)[-1]


def _told(thing: str, body: str) -> bool:
    left = re.sub("|".join(map(re.escape, (*words().glue, "的"))), "|", thing)
    if left[-2:] in vague():
        left = left[:-2]
    if len(left) > _SHORT_THING:
        known = {
            p for at in range(len(left) - 1) if left[at : at + 2] in body for p in (at, at + 1)
        }
        return len(known) >= 0.75 * len(left.replace("|", ""))
    pairs = [left[at : at + 2] for at in range(len(left) - 1) if "|" not in left[at : at + 2]]
    missing = [pair for pair in pairs if pair not in body]
    return len(missing) <= 0.34 * len(pairs)


def _substitutes(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """A word in the place of another: 上海植物园, where the evidence has 上海动物园."""
    said = _joined(_without_owners(clause, grounds))
    body = "|".join(_joined(one.body) for one in grounds)
    known = [said[at : at + 2] in body for at in range(len(said) - 1)]
    faults = []
    for start, end in _gaps(said, known):
        word = said[start:end]
        left, right = said[max(start - 2, 0) : start], said[end : end + 2]
        listed = left[-1:] == "、" or right[:1] == "、" or (not right and "、" in said[:start][-6:])
        right = right or ("(?=[|、]|$)" if listed else "")
        if (
            len(left + right) < 4
            or re.search("[|0-9]", left + right.removeprefix("(?=[|、]|$)"))
            or _joins(word)
        ):
            continue
        if (len(word) > 1 and not listed) or _is_said_so(said, start, body):
            continue  # a way of saying it: verbs are exchanged freely
        beside = f"{re.escape(left)}([^|]{{1,{_MOST}}}?){right}"
        told = {found[1] for found in re.finditer(beside, body) if len(found[1]) == len(word)}
        if told and not any(_alike(word, other) for other in told):
            faults.append(f"所引条目写的是“{'、'.join(sorted(told))}”，不是“{word}”")
    return faults


def _is_said_so(said: str, place: int, body: str) -> bool:
    """Whether the word in a place has one in the evidence that means the same: 提高, for 提升."""
    around = [w for w in language.words(said) if w.start <= place < w.end and len(w.text) > 1]
    if not around:
        return False
    word = around[0]
    if any(other in body for other in equals().get(word.text, ())):
        return True
    told = (w.text for piece in body.split("|") for w in language.words(piece))
    alike = (w for w in told if set(w) & set(word.text) and classes(w) & classes(word.text))
    return word.kind in {"v", "vn"} and any(alike)


def _joined(text: str) -> str:
    return re.sub("以及|和|与|及", "、", text)


def _gaps(said: str, known: Sequence[bool]) -> list[tuple[int, int]]:
    """Short stretches of Chinese that no pair of characters of the evidence covers."""
    covered = [False] * len(said)
    for at, so in enumerate(known):
        if so:
            covered[at] = covered[at + 1] = True
    marks = "".join(
        "c" if so or not re.match(f"[{HAN}]", c) else "n"
        for so, c in zip(covered, said, strict=True)
    )
    return [m.span() for m in re.finditer("n+", marks) if m.end() - m.start() <= _MOST]


def _joins(word: str) -> bool:
    lists = words()
    if word in lists.absolutes or word in lists.plain:
        return True  # what ranks is judged where counts are
    return word in lists.glue or all(c in lists.function for c in word)


def _alike(word: str, other: str) -> bool:
    if _joins(other) or "、" in other:
        return True
    return any(other in others for one, others in synonyms_in(word) if one == word)
