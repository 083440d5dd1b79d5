"""Judge whether a time of day is within the hours that evidence gives: 12点半不在办理时间内."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.cleaning import canonical
from assistant.phrasing.ground import Ground

_CLOCK = "(?P<{0}h>[0-9]{{1,2}})时(?:(?P<{0}m>[0-9]{{1,2}})分)?"
_RANGE = re.compile(f"{_CLOCK.format('from')}至{_CLOCK.format('to')}")
_SAID = re.compile(
    "(?:[而但则也]|所以|因此)*(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)?"
    "(?P<h>[0-9]{1,2})[时点](?:(?P<m>[0-9]{1,2})分?|(?P<half>半))?"
    "(?P<not>并?不)?(?:是?在|属于|处于)(?:窗口|大厅|工作日)?的?"
    "(?:办理|服务|开放|营业|工作|受理|办公|上班|接待|办事)(?:时间|时段)(?:范围)?(?:之?内|里|以内)?"
)
_NOON, _DAY = 12, 24
_LATER = {"下午", "傍晚", "晚上", "晚"}
_AFTER_NOON = 3  # 中午1点 is one hour after noon


def judged(clause: str, grounds: Sequence[Ground]) -> bool | None:
    """Whether what a clause (letters) says of a time and of hours is so.

    None for a clause that says no such thing. Outside is what no day has; inside, what each has.
    """
    said = _SAID.fullmatch(clause.strip("|"))
    days = [day for one in grounds for day in _days(one)]
    if said is None or not days:
        return None
    minutes = _minutes(said)
    held = [any(start <= minutes <= end for start, end in day) for day in days]
    return not any(held) if said["not"] else all(held)


def _days(ground: Ground) -> list[list[tuple[int, int]]]:
    """The hours of each day or group of days, as minutes from midnight."""
    time = ground.item.deadline.text if ground.item.deadline else ""
    pieces = re.split("[；。]", canonical(f"{ground.item.text}。{time}"))
    days = [
        [
            (_at(found["fromh"], found["fromm"]), _at(found["toh"], found["tom"]))
            for found in _RANGE.finditer(piece)
        ]
        for piece in pieces
    ]
    return [day for day in days if day]


def _minutes(said: re.Match[str]) -> int:
    hour, part = int(said["h"]), said["part"]
    if hour < _NOON and (part in _LATER or (part == "中午" and hour < _AFTER_NOON)):
        hour += _NOON
    return _at(str(hour % _DAY), "30" if said["half"] else said["m"])


def _at(hour: str, minute: str | None) -> int:
    return 60 * int(hour) + int(minute or 0)
