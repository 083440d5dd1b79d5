"""Write what stands in questions and tables as sentences: 个体工商户可以申请吗？不可以。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.phrasing.tables import Table

_ASKED = re.compile(
    "(?m)^\\s*问\\s*[：:]\\s*(?P<asks>[^？?\\n]+)[？?]\\s*答\\s*[：:]\\s*(?P<says>[^。，；,;\\n]{1,8})(?=[。，；,;\\n])"
)
_ROW = re.compile(r"\s*\|.*\|\s*")
_WHETHER = re.compile("(?P<verb>[\u4e00-\u9fff])不(?P=verb)(?P<rest>[\u4e00-\u9fff]?)")
_MAY = re.compile("可以|可|能够?|需要?|要|应当?|用|必须|得|算")
_NO = re.compile("^(?:不|否|没|无需|无须)")
_YES = re.compile("^(?:可以?|能|需要?|要|应当?|是|会|得|算|有)")


def declared(text: str) -> str:
    """A text whose tables are sentences, and whose 可以申请吗？不可以 is 不可以申请."""
    if "问" in text:
        text = _ASKED.sub(_said, text)
    return "\n".join(_lines(text)) if "|" in text else text


def _lines(text: str) -> Iterator[str]:
    table = Table()
    for line in text.split("\n"):
        if not _ROW.fullmatch(line):
            table.end()
            yield line
        elif said := table.line(line.strip()):
            yield said


def _said(found: re.Match[str]) -> str:
    asks, says = found["asks"], found["says"]
    plain = re.sub("[吗么]$", "", asks)
    if whether := _WHETHER.search(plain):  # 要不要办证, 能不能委托
        verb = whether["verb"] + whether["rest"]
        plain = f"{plain[: whether.start()]}{verb}{plain[whether.end() :]}"
    elif plain == asks:
        return found.group()  # asks what, not whether
    may = _MAY.search(plain, whether.start() if whether else 0)
    if _NO.match(says) and may:
        return f"{plain[: may.start()]}不{plain[may.start() :]}。答：{says}"
    return f"{plain}。答：{says}" if _YES.match(says) else found.group()
