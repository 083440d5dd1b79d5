"""Find the everyday names that documents give to what they define: 网吧 for 上网服务营业场所."""

from __future__ import annotations

import re

_DEFINED = re.compile(
    "本(?:条例|办法|规定|法|细则|意见|方案|规则)所称的?(?P<name>[^，。、：；]{4,24})[，,]?是?(?:指|包括)(?P<means>[^。]{4,200})"
)
_MEMBERS = re.compile("([\u4e00-\u9fff]{2,16}(?:、[\u4e00-\u9fff]{2,10})+)等")
_NAME = range(2, 7)  # characters of an everyday name
_ASKS_WHETHER = "(?!(?:算|属于|是不是|是指|指的?是|也算))"


def definitions_in(text: str) -> dict[str, str]:
    """The formal name for each everyday one that a definition lists."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer("".join(text.split())):
        for members in _MEMBERS.findall(match["means"]):
            names = [name.rpartition("的")[2] for name in members.split("、")]
            found |= {name: match["name"] for name in names if len(name) in _NAME}
    return found


def formal(text: str, known: dict[str, str]) -> str:
    """A question with everyday names in their formal form, unless it asks what falls under one."""
    for name, other in known.items():
        if name in text and other not in text:
            text = re.sub(f"(?<!算){name}{_ASKS_WHETHER}", other, text)
    return text
