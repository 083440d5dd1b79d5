"""Catch what the evidence says of one day or year, said of another one: 到2035年，… of 2022年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, verbatim

_RUN = 4  # characters that stand together in evidence by more than chance
_TIME = re.compile(
    r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|(?<![0-9])[0-9]{1,2}月(?:[0-9]{1,2}日)?"
)
_SUBJECT = 4  # characters of what a number is about
_DOES = f"(?P<does>[{HAN}]{{2,6}}[0-9.]+[万亿]*(?P<of>[个项条家类种座处场人名米吨件套所张%]))"


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) say of a time, and evidence of another one alone."""
    faults, time = [], ""
    for clause in clauses:
        for said, piece in _dated(clause):
            time = said or time
            for ground in grounds if time else ():
                text = _text(ground)
                if said and (wrong := _of_another_year(piece, said, text)):
                    faults.append(f"“{wrong}”不是{said}的")
                faults += _misdated(piece, time, text, ground)
    return faults


def without_subjects(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """Clauses (letters) without the subject that evidence leaves out behind a time.

    到2028年，集聚区累计建成7个 as 累计建成7个, of 建成集聚区3个；到2028年，累计建成7个. The subject
    has to stand beside the one number of the same measure that the evidence gives before.
    """
    left, time = [], ""
    for clause in clauses:
        said = _TIME.findall(clause)
        time = said[-1] if said else time
        bare = (_bare(clause, time, _text(one)) for one in grounds if time)
        left.append(next((one for one in bare if one != clause), clause))
    return left


def _bare(clause: str, time: str, text: str) -> str:
    for found in re.finditer(f"(?={_DOES})", clause):
        told = re.search(f"{time}[^|]{{0,2}}\\|?{re.escape(found['does'])}", text)
        who = re.search(f"[{HAN}]{{{_SUBJECT},}}$", clause[: found.start()])
        if told is None or who is None:
            continue
        above = text[: told.start()].strip("|").split("。")[-1]
        alike = re.findall(f"([{HAN}]+?)[达到为至]*[0-9.]+[万亿]*{re.escape(found['of'])}", above)
        if len(alike) == 1 and alike[0].endswith(who.group().lstrip("的")):
            return f"{clause[: who.start()]}{clause[found.start() :]}"
    return clause


def _dated(clause: str) -> Iterator[tuple[str, str]]:
    """The pieces of a clause, each with the time said in it; a first one may have none."""
    times = list(_TIME.finditer(clause))
    ends = [*(one.start() for one in times[1:]), len(clause)]
    if not times:
        yield "", clause
        return
    for place, (one, end) in enumerate(zip(times, ends, strict=True)):
        yield one.group(), clause[one.start() if place else 0 : end]


def _misdated(piece: str, time: str, text: str, ground: Ground) -> list[str]:
    times = list(_TIME.finditer(text))
    if len({one.group() for one in times}) < 2 or time not in {t.group() for t in times}:
        return []
    faults = []
    rest = _TIME.sub(lambda found: "|" * len(found.group()), piece)
    for start, end in verbatim(rest, [ground], _RUN):
        places = [m.start() for m in re.finditer(re.escape(rest[start:end]), text)]
        owners = {_time_at(times, at) for at in places}
        owners |= {_time_behind(text, at + end - start) for at in places}
        if owners and time not in owners and "" not in owners:
            faults.append(f"“{rest[start:end]}”不是{time}的")
    return faults


def _of_another_year(piece: str, time: str, text: str) -> str:
    """Words of a piece that the evidence puts, in one stretch, behind another year only."""
    rest = _TIME.sub(lambda found: "|" * len(found.group()), piece)
    for run in re.findall(f"[{HAN}]{{4,}}", rest):
        for at in range(len(run) - _RUN + 1):
            words = run[at : at + _RUN]
            years = re.findall(f"(20[0-9]{{2}})年[^|]{{0,12}}?{words}", text)
            if words in text and years and time[:4] not in years and time.startswith("20"):
                return str(words)
    return ""


def _time_at(times: Sequence[re.Match[str]], place: int) -> str:
    before = [one.group() for one in times if one.start() <= place]
    return before[-1] if before else ""


def _time_behind(text: str, place: int) -> str:
    """The time right behind a place, or that of none: 有效期至2026年12月31日."""
    behind = _TIME.match(text, place)
    return behind.group() if behind else "-"


def _text(ground: Ground) -> str:
    return letters(canonical(ground.item.text.replace("\t", "，")))
