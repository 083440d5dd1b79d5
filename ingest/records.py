"""Records in lines of text: 一次性补贴, and below it 政策内容：…, 申请渠道：…."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_LABEL = re.compile(r"(?P<label>[一-鿿/]{2,8})[：:]\s*\S")
_TITLE = re.compile(r"[^。；：:，,！？\n]{2,30}")
_FEWEST = 3  # records that make a list of them
_FEWEST_OVER = 2  # lines such as 服务对象：高校毕业生, each over some of the records

# 王副市长负责的工作（3项） over so many points.
_COUNTED = re.compile(r"[^。；：:，,！？\n]{2,30}[（(]共?\s?\d{1,3}\s?[项条件个][）)]")

GROUP, RECORD = 1, 2


def levels_of(said: Sequence[str]) -> dict[int, int]:
    """Which lines of a text name a record or stand over several, by their place, with a level.

    A record is a short line above fields whose labels come again in the other records; a line
    that counts what is below it stands over that.
    """
    counted = [i for i, line in enumerate(said) if _COUNTED.fullmatch(line)]
    if len(counted) >= _FEWEST_OVER:
        return dict.fromkeys(counted, GROUP)
    labels = [found["label"] if (found := _LABEL.match(line)) else "" for line in said]
    common = {one for one, times in Counter(labels).items() if one and times >= _FEWEST}
    named = [
        i
        for i, line in enumerate(said[:-1])
        if not labels[i] and labels[i + 1] in common and _TITLE.fullmatch(line)
    ]
    if len(named) < _FEWEST:
        return {}
    at = set(named)
    elsewhere = {label for i, label in enumerate(labels) if label and i + 1 not in at}
    over = [i - 1 for i in named if i and labels[i - 1] and labels[i - 1] not in elsewhere]
    levels = dict.fromkeys(named, RECORD)
    return levels | dict.fromkeys(over if len(over) >= _FEWEST_OVER else (), GROUP)
