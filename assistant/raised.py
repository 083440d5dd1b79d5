"""Read what prose beside a table adds to its rows: 脱贫村申报的，补助比例上浮5个百分点."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.written import sentences_of

_MORE = re.compile(
    f"(?P<way>上浮|提高|增加|上调|再加|下浮|降低|下调)(?:了|至多|最多)?(?P<by>[0-9]+|{NUMERAL})个百分点"
)
_LESS = {"下浮", "降低", "下调"}
_SHARE = re.compile(r"(?<![0-9.])([0-9]+)%")
_PAIRS_SAID = 2  # of the topic, in a sentence that adds to its rows


def raised(text: str, topic: str, rows: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The sentences that the topic is of as well, with a share worked out; and its number.

    脱贫村搞个通风库补几成: the row says 30%, the sentence 上浮5个百分点, together 35%.
    """
    asked = {word[at : at + 2] for word in map(bare, topic.split()) for at in range(len(word) - 1)}
    known = bare("".join(rows))
    telling = {pair for pair in asked if pair not in known}
    said = [
        sentence
        for sentence in sentences_of(text)
        if "：" not in sentence and _MORE.search(sentence)
        if sum(pair in bare(sentence) for pair in telling) >= _PAIRS_SAID
    ]
    if not said:
        return "", ()
    beside = "".join(said)
    more = _MORE.search(beside)
    shares = {share for row in rows for share in _SHARE.findall(row)}
    by = read_numeral(more["by"]) if more is not None else None
    if more is None or by is None or len(shares) != 1:
        return beside, ()
    share = int(shares.pop())
    whole = share - by if more["way"] in _LESS else share + by
    return f"{beside}（{share}%{more['way']}{by}个百分点，为{whole}%）", (whole, by, share)
