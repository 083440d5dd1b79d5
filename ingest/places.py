"""The place that a document is of, as its title or its issuer names it."""

from __future__ import annotations

import re

# In names as 蜀山区, which are told from 贫困山区 by what follows.
_HILLS = (
    "[一-鿿](?<![深高半寒])山区(?=人民政府|政府|委|办|[一-鿿]{0,8}(?:局|办公室)|关于|(?:19|20)\\d\\d)"
    "|[一-鿿]{2}山区(?=人民政府|区?委)"
)
# 盐城市, which is told from 文明城市 by what follows.
_CASTLES = (
    "[一-鿿]城市(?![场管容更])"
    "(?=人民政府|政府|[市区]?委|[一-鿿]{0,12}(?:局|办公室|委员会)|关于|(?:19|20)\\d\\d)"
)
# 江门市 and 成都市, which are told from 各部门市级任务 and 大都市 by what stands around.
_GATES = (
    "[一-鿿]{1,2}(?<![部专各大古首])[门都]市(?![场部民级圈])"
    "(?=人民政府|政府|[市区]?委|[一-鿿]{0,12}(?:局|办公室|委员会)|[一-鿿]{1,4}[区县](?:人民政府|政府|关于|(?:19|20)\\d\\d)|关于|(?:19|20)\\d\\d)"
)
_PLACE = re.compile(
    rf"(?:[一-鿿]{{2,8}}?(?:省|自治区|特别行政区))?(?:{_CASTLES}|{_GATES}|[一-鿿]{{1,4}}?(?<![城全本都超上门])(?:市|自治州|盟))?"
    rf"(?:{_HILLS}|[一-鿿]{{1,4}}?(?<![社园小片校景地辖各牧全本山灾矿林])(?:新区|区|县|旗(?![县区镇乡]))"
    r"|[一-鿿]{1,5}?(?:镇|乡|街道)(?=人民政府|办事处|党|关于|(?:19|20)\d\d年))?"
)
_NATIONAL = re.compile("国务院|中共中央|中华人民共和国|国家|全国|[一-鿿]{2,8}部(?:办公厅)?$")
# Provinces and cities that a bracket names by themselves: 排水许可解答（上海）.
_CITIES = "北京|天津|上海|重庆"
_BRACKETED = re.compile(r"[（(](?P<said>[^（）()]{2,30})[）)]$")
_OF_CITY = re.compile(_CITIES)
_OF_PLACE = re.compile(
    "[一-鿿]{2,5}(?:省|自治区|市|自治州|县|新区|(?<![社园小片校景地辖牧山灾矿林])区)"
)


def jurisdiction(*texts: str) -> str:
    """The place that a title or issuer begins with (上海市浦东新区), 全国, or nothing."""
    for text in texts:
        plain = re.sub(
            r"^(?:中共(?!中央))?(?:(?:19|20)\d\d年度?)?(?:关于)?(?:印发)?[《]?(?:(?:19|20)\d\d年度?)?",
            "",
            text,
        )
        found = _PLACE.match(plain)
        if found and found[0]:
            return found[0]
    for text in texts:
        said = _BRACKETED.search(text)
        named = _in_bracket(said["said"]) if said else ""
        if named:
            return named
    return "全国" if any(_NATIONAL.match(text) for text in texts if text) else ""


def _in_bracket(said: str) -> str:
    """The place that a bracket at the end of a title is or begins with: （某市网上办事）."""
    if _OF_CITY.fullmatch(said):
        return f"{said}市"
    whole = _OF_PLACE.fullmatch(said)
    begins = re.match("[一-鿿]{2,4}?[市县](?=政务|网上|办事|人民政府)", said)
    found = whole or begins
    return found[0] if found else ""
