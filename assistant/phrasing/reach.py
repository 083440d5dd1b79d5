"""Tell which of the evidence cited a clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing import counting, quantities
from assistant.phrasing.cleaning import canonical, letters
from assistant.phrasing.ground import Ground, verbatim
from assistant.phrasing.words import alternation, words
from ingest import ItemKind, Role

_POINTS_BACK = re.compile("(?:以上|上述|前述|这|该|前|另|其中|其余)[0-9]")  # not all that was found
_OWN = 4  # characters that stand together in evidence by more than chance
_LEVEL, _LEVELS = re.compile("([市区县])(?:里|级)"), {"市": ("市",), "区": ("区",), "县": ("县",)}
_GLUE_AROUND = re.compile(
    f"^(?:{alternation(words().glue)}|[的和与及在为、])+|(?:{alternation(words().glue)}|[的和与及在为要应须将由并也、])+$"
)
_PLACED = re.compile("第([1-9])项(?P<noun>任务)?|前者|后者|前1项|后1项")
_LAST_ONE = re.compile("最后(?:那|的)?1[项个条](?:任务|工作|事项)?")
_MIDDLE = re.compile("中间(?:的|那|这)?([2-9])[项个条](?:任务|工作|事项)?")
_SPAN = re.compile("(?:其中)?(?P<side>前|后)(?P<n>[2-9])[项条个](?:任务|工作|要点|事项)?")
_PLACES = re.compile("[\u4e00-\u9fa5]+?(?:新区|[省市区县])")
_TOPICS = 2  # signs between things listed
_TOPIC_LIST = re.compile(
    "(?:主要|内容|重点|具体|范围|任务|工作|分别|上|既有|其中)*"
    "(?:涉及|涵盖|包括|包含|覆盖|集中[在于]|围绕|分布在|聚焦|体现在|关于|是关于)"
    "|[^、]*?(?:概括为|归纳为|归结为|概括成|分为|主题[是为])"
)
_SAYS_MORE = re.compile("牵头|配合|负责|协助|[0-9]+月|全年|任务[0-9]|要点[0-9]|均|都|分别由")
_ALL_FOUND = re.compile(
    "(?:以上|上述|前述|这)(?P<n>[0-9]+)[项条个](?:任务|工作|要点|事项)?(?:之?中|里|当中)"
)
_REST = re.compile(
    "(?:其余|其他|另外|剩下的?|剩余的?)(?:(?P<n>[0-9]+)[项条个](?:任务|工作|要点|事项)?(?:的)?"
    "|[项条个]?(?:任务|工作|要点|事项)?(?=[均都皆也则由为是没未要在全]))"
)


def counts_all_found(text: str, evidence: Sequence[Ground]) -> bool:
    """Whether a clause says no more than how much was found: 上述5项任务中."""
    match = _ALL_FOUND.fullmatch(text)
    return match is not None and int(match["n"]) == len(evidence)


def rest(
    text: str, whole: Sequence[Ground], seen: Sequence[Ground]
) -> tuple[str, tuple[Ground, ...]]:
    """其余4项 as 该项, and what a sentence cites apart from what it spoke of before; or nothing."""
    match = _REST.search(text)
    others = tuple(one for one in whole if not any(one is known for known in seen))
    if (
        match is None
        or not seen
        or not others
        or (match["n"] or str(len(others))) != str(len(others))
    ):
        return text, ()
    return f"{text[: match.start()]}该项{text[match.end() :]}", others


def owned(text: str, whole: Sequence[Ground]) -> tuple[str, tuple[Ground, ...]]:
    """甲处的3项 as 该项, and what 甲处 leads of the items cited; or nothing."""
    names = {name for one in whole for name in one.owners[Role.LEAD]}
    match = re.match(
        f"(?P<who>{alternation(tuple(names))})(?:的|[这那])(?P<n>[0-9]+)[项条](?:任务|工作)?", text
    )
    some = tuple(one for one in whole if match and match["who"] in one.owners[Role.LEAD])
    if match is None or len(some) != int(match["n"]):
        return text, ()
    return f"该项{text[match.end() :]}", some


def last_one(text: str, whole: Sequence[Ground], evidence: Sequence[Ground], *, named: bool) -> str:
    """最后1项 as 任务12, 中间2项 as 任务10、任务11; 前2项 too, unless items were `named` before.

    Of what a sentence cites, in the order of the evidence, or of all where it cites one.
    """
    cited = [one for one in evidence if any(one is other for other in whole)]
    several = cited if len(cited) > 1 else evidence
    if not all(one.item.kind is ItemKind.TASK and one.number is not None for one in several):
        return text

    def middle(found: re.Match[str]) -> str:
        between = several[1:-1]
        named = "、".join(f"任务{one.number}" for one in between)
        return named if len(between) == int(found[1]) else found.group()

    def ends(found: re.Match[str]) -> str:
        n = int(found["n"])
        if n >= len(several):
            return found.group()
        some = several[:n] if found["side"] == "前" else several[-n:]
        return "、".join(f"任务{one.number}" for one in some)

    if len(cited) > 1 and len(cited) == len(whole) and not named:
        text = _SPAN.sub(ends, text)
    return _MIDDLE.sub(middle, _LAST_ONE.sub(f"任务{several[-1].number}", text))


def by_place(
    text: str,
    grounds: Sequence[Ground],
    whole: Sequence[Ground],
    listed: Sequence[Ground],
    evidence: Sequence[Ground],
) -> tuple[str, tuple[Ground, ...]]:
    """第4项, 后者 and 前3项 as 该项, and the evidence that stands in that place.

    `listed` are the items whose first or last ones 前3项 may mean. 第4项 of a sentence that does
    not cite so many is the fourth of all evidence.
    """
    span = _SPAN.match(text)
    if span and len(listed) > int(span["n"]):
        n = int(span["n"])
        some = tuple(listed[:n] if span["side"] == "前" else listed[-n:])
        return f"该项{text[span.end() :]}", some
    placed: list[Ground] = []

    def said(found: re.Match[str]) -> str:
        if found["noun"] and any(str(one.number) == found[1] for one in evidence):
            return found.group()  # 第3项任务 may be task 3
        if not found[1] and len(whole) != 2:
            return found.group()
        place = int(found[1]) - 1 if found[1] else int(found.group().startswith("后"))
        some = whole if place < len(whole) else evidence
        if place >= len(some) or some[place] not in grounds:
            return found.group()
        placed.append(some[place])
        return "该项"

    return _PLACED.sub(said, text), tuple(
        one for one in grounds if any(one is meant for meant in placed)
    )


def counted(text: str, choices: Sequence[tuple[Ground, ...]]) -> tuple[Ground, ...]:
    """The evidence that a clause with a count of items speaks of: 共6项 may be all that was found.

    That is the first of the choices that has so many; the first of all where none has.
    """
    counts = set(counting.items_counted(text))
    if _POINTS_BACK.search(text):
        choices = choices[:-1]
    kind = {"任务": ItemKind.TASK, "要点": ItemKind.WORK_POINT}.get(_noun(text))
    first, *wider = choices
    if len(first) in counts:
        return first
    of_kind = (tuple(g for g in one if kind in (None, g.item.kind)) for one in wider)
    return next((one for one in of_kind if len(one) in counts), first)


def _noun(text: str) -> str:
    found = re.search("[0-9](?:项|条|个|件)?(任务|要点)|(任务|要点)(?:一?共|有|为)*[0-9]", text)
    return (found[1] or found[2]) if found else ""


def faults_of(
    text: str, grounds: Sequence[Ground], cited: Sequence[Ground], evidence: Sequence[Ground]
) -> list[str]:
    """Words that stand in evidence which is not cited, a level of government that is not, and
    words put before a count that not all of the items counted have."""
    others = [one for one in evidence if not any(one is known for known in cited)]
    faults = [
        f"“{words}”不在所引条目中"
        for words in _runs(_without_owners(text, evidence), others)
        if not any(words in one.all for one in cited)
    ]
    faults += [
        f"“{match.group()}”不是所引条目的文件"
        for match in _LEVEL.finditer(text)
        if not any(_told_level(match, text, one) for one in cited)
        and not any(re.search("市、?区[两2]级", one.body) for one in cited)
        and not any(one.document.jurisdiction.endswith(_LEVELS[match[1]]) for one in cited)
    ]
    faults += _misplaced(text, cited)
    faults += _totals(text, evidence)
    counts, placed = counting.items_counted(text), _of_document(text, tuple(cited))
    if 1 < len(placed) < len(cited) and len(cited) in counts and len(placed) not in counts:
        faults.append(f"“{len(cited)}项”不都是这份文件的")  # 浦东有6项, with one of 市里 among them
    span = _SPAN.match(text)
    if span:  # not resolved before: what is cited has to stand there
        n = int(span["n"])
        tasks = [one for one in evidence if one.item.kind is ItemKind.TASK]
        ends = [some[:n] if span["side"] == "前" else some[-n:] for some in (list(evidence), tasks)]
        if list(cited) not in ends:
            faults.append(f"“{span.group()}”不在所引条目中")
    kind = re.match("[2-9]项(?:管|是|为|关于|涉及|针对)([^和与、及或]+)$", text)
    only = _runs(_without_owners(kind[1], evidence), grounds) if kind else []
    if only and not all(words in one.all for words in only for one in grounds):
        faults.append(f"“{'、'.join(only)}”不是每一条都有")
    ahead = counting.before_count(text)
    counted = re.match("[0-9]+[项条件]", text[len(ahead) :])
    if counted and any(f"{ahead[-2:]}{counted.group()}" in one.body for one in grounds):
        ahead = ""  # 微循环线6条: things of the evidence, not items
    runs = _runs(_without_owners(ahead, evidence), grounds)
    held = any if re.search("[和与及、]", ahead) else all
    if runs and not all(held(words in one.all for words in runs) for one in grounds):
        faults.append(f"“{'、'.join(runs)}”不是每一条都有")
    return faults


def lists_topics(text: str, evidence: Sequence[Ground]) -> bool:
    """Whether a clause (letters) only lists what several items are about: 涉及甲、乙和丙等领域."""
    owners = {name for one in evidence for names in one.owners.values() for name in names}
    if len(re.findall("[、和与及]", text)) < _TOPICS or re.search(alternation(tuple(owners)), text):
        return False
    return bool(_TOPIC_LIST.match(text)) and not _SAYS_MORE.search(text)


def left_over(text: str, before: str, cited: Sequence[Ground]) -> list[str]:
    """另外5项 of five that are cited, behind a clause that named one of them."""
    match = re.search("(?:其余|其他|另外|剩下的?|剩余的?)([0-9]+)[项条]", text)
    if match is None or int(match[1]) < len(cited) or not pointed(before, cited):
        return []
    return [f"“{match.group()}”与依据不符"]


def _misplaced(text: str, cited: Sequence[Ground]) -> list[str]:
    """上海市立法权, where the evidence has 浦东新区立法权."""
    body = "|".join(one.own for one in cited)
    parts = {p for one in cited for p in _PLACES.findall(letters(canonical(_place(one))))}
    named = re.compile(alternation((*parts, "全国", "全省", "全市", "全区", "全县")))
    faults = []
    for place in named.finditer(text):
        behind = text[place.end() : place.end() + 2]
        if len(behind) < 2 or "|" in behind or place.group() + behind in body:
            continue
        others = named.finditer(body)
        told = {one.group() for one in others if body.startswith(behind, one.end())}
        # 上海市 is 全市 in a document of the city.
        if told and not any(one[-1] == place.group()[-1] for one in told):
            faults.append(f"所引条目写的是“{told.pop()}{behind}”")
    return faults


def _place(ground: Ground) -> str:
    return ground.document.jurisdiction


def _told_level(level: re.Match[str], text: str, ground: Ground) -> bool:
    """Whether evidence speaks of a level: 区级财政; 区级文件 would be the document itself."""
    names = re.match("文件|层面|方案|要点|要求|规定|任务", text[level.end() :])
    words = text[level.start() : level.end() + 2]
    return words in ground.body or (not names and level.group() in ground.body)


def _totals(text: str, evidence: Sequence[Ground]) -> list[str]:
    """Fewer or more items than an owner has in all evidence: 基层处牵头的4项任务, of 5."""
    owners = {name for one in evidence for names in one.owners.values() for name in names}
    who = alternation(tuple(owners))
    owned = f"(?P<who>{who})(?P<role>牵头|配合)的(?P<n>[0-9]+)项(?=任务|工作|中|[，|])"
    faults = []
    for match in re.finditer(owned, text):
        role = Role.LEAD if match["role"] == "牵头" else Role.COOPERATING
        if sum(match["who"] in one.owners[role] for one in evidence) != int(match["n"]):
            faults.append(f"“{match.group()}”与依据不符")
    return faults


def _without_owners(text: str, evidence: Sequence[Ground]) -> str:
    """Letters without the owners of evidence: 规划发展处 says nothing of 规划建设."""
    owners = {name for one in evidence for names in one.owners.values() for name in names}
    return re.sub(alternation(tuple(owners)), lambda found: "|" * len(found.group()), text)


def _runs(text: str, grounds: Sequence[Ground]) -> list[str]:
    """Words of a text that stand together in evidence by more than chance."""
    found = verbatim(text, grounds, _OWN) if grounds else []
    runs = [_GLUE_AROUND.sub("", text[start:end]) for start, end in found]
    return [run for run in runs if len(run) >= _OWN]


def pointed(text: str, grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """The evidence whose numbers a clause (letters) names, in its order."""
    numbers = quantities.pointed_at(text)
    return tuple(one for n in numbers for one in grounds if one.number == n)


def narrowed(
    text: str, grounds: tuple[Ground, ...], before: tuple[Ground, ...]
) -> tuple[Ground, ...]:
    """The items that a clause speaks of: by number, by words that only they have, or as before."""
    grounds = _of_document(text, grounds)
    if len(grounds) < 2:
        return grounds
    before = tuple(one for one in before if one in grounds)
    if by_number := pointed(text, grounds):
        return by_number
    if len(grounds) in counting.items_counted(text):
        return grounds
    bare = _without_owners(text, grounds)
    weights = [_own_pairs(bare, one, grounds) for one in grounds]
    best = max(weights)
    if best >= 2:
        # 均 speaks of all that are named, however few their words; else a chance pair names none.
        least = 2.0 if re.search("均|都|同为|皆", text) else max(2.0, best / 3)
        return tuple(
            one
            for one, weight in zip(grounds, weights, strict=True)
            if weight >= least or _is_titled(text, bare, one, grounds)
        )
    return before


def _of_document(text: str, grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """The evidence of the one document whose place or short title a clause speaks of: 浦东由…."""
    heads = {one.document.doc_id: letters(canonical(_head(one))) for one in grounds}
    if len(heads) < 2:
        return grounds
    places = {letters(canonical(one.document.jurisdiction)) for one in grounds}
    longest = max(places, key=len)
    if re.search("均|都|皆", text) or any(
        place and place in text.replace(longest, "") for place in places - {longest}
    ):
        return grounds  # of both: 上海市和浦东新区
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    meant = []
    for doc_id, head in heads.items():
        others = "|".join(other for key, other in heads.items() if key != doc_id)
        if any(pair in head and pair not in others for pair in pairs):
            meant.append(doc_id)
    return tuple(one for one in grounds if one.document.doc_id in meant) or grounds


def _head(ground: Ground) -> str:
    return f"{ground.document.jurisdiction} {ground.document.short_title}"


def _is_titled(text: str, bare: str, ground: Ground, grounds: Sequence[Ground]) -> bool:
    """Whether a clause that lists things has the whole first clause of an item, and no other's.

    `bare` is the clause without owners: one may stand in front.
    """
    first = _opening(ground)
    place = text.find(first)
    if len(first) <= _OWN or place < 0 or [_opening(one) for one in grounds].count(first) > 1:
        return False
    return place == 0 or bare[place - 1] in "|、和与及有是为"


def _opening(ground: Ground) -> str:
    return letters(canonical(ground.item.text)).strip("|").split("|")[0]


def _own_pairs(text: str, ground: Ground, grounds: Sequence[Ground]) -> int:
    """How many pairs of characters a clause shares with one item and with no other."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    others = "|".join(one.item.text for one in grounds if one is not ground)
    others = letters(canonical(others))
    own = letters(canonical(ground.item.text))
    return sum(pair in own and pair not in others and "|" not in pair for pair in pairs)
