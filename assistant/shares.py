"""Read a share of all that is asked about or claimed: 占一半以上吗, 超过三分之二, 占几成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from assistant.numerals import NUMERAL, read_numeral

_PART = (
    rf"(?P<half>一半|半数|对半|大半|多半)|(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL})"
    rf"|(?P<tenths>{NUMERAL})成|(?P<percent>[0-9]+(?:\.[0-9]+)?)[%％]"
)
_MORE = "(?P<more>超过|多于|大于|高于|过|不止|至少|不少于|不低于)"
_LESS = "(?P<less>不到|不足|少于|低于|小于|不超过)"
SHARE = re.compile(
    rf"(?:一共|总共|总数|全部|整个)?(?:的)?(?:占|有|够|到|达到?)?(?:了)?(?:总数|全部|任务)?的?(?:{_MORE}|{_LESS})?"
    rf"(?:了)?(?:{_PART})(?:的)?(?P<above>以上|多|强)?(?P<below>以下|以内)?(?:的)?(?:任务)?(?:了)?(?=[吗么吧没]|是不是|对不对|对[吗吧]|是[吗吧]|[?？]|$)"
)
ASKED = re.compile(
    "(?:占|是)(?:了)?(?:总数|全部|任务总数|总任务|整个|所有)?(?:任务|数)?的?(?:比例|比重)?(?:是|有|为)?"
    "(?:几成|几分之几|百分之(?:几|多少)|多大(?:比例|比重|的比例))|占比(?:是|有|为)?(?:多少|多大|几成|几何)?"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share that is claimed, with the side on which it may lie; a share asked for has none."""

    written: str
    part: Fraction | None = None
    side: int = 0  # 1 for more than, -1 for less than, 0 for as much as

    def holds(self, number: int, total: int) -> bool:
        """Whether `number` of `total` is as claimed."""
        true = Fraction(number, total)
        claimed = self.part or Fraction(0)
        return true == claimed if not self.side else (true - claimed) * self.side > 0


def read_share(text: str) -> Share | None:
    """The share that a question speaks of, or None."""
    match = SHARE.search(text)
    if match is None:
        asked = ASKED.search(text)
        return Share(asked.group()) if asked else None
    part = _part(match)
    more = match["more"] or match["above"] or match["half"] in {"大半", "多半"}
    return Share(match.group(), part, 1 if more else -1 if match["less"] or match["below"] else 0)


def _part(match: re.Match[str]) -> Fraction | None:
    if match["half"]:
        return Fraction(1, 2)
    if match["percent"]:
        return Fraction(match["percent"]) / 100
    if match["tenths"]:
        return Fraction(read_numeral(match["tenths"]) or 0, 10)
    whole, part = read_numeral(match["whole"]), read_numeral(match["part"])
    return Fraction(part, whole) if whole and part is not None else None
