"""Ask the question before once more, of another: 医政处也照这个标准数一遍, 公卫处照此办理."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.turns import Context

_TO_ME = "(?:给我|帮我|替我|给|请|再|也|来|去)*"
_DO = "(?:数|算|列|查|排|理|捋|统计|办理?|过|报|说|量|看|弄|做|问|来|画|清点|盘|拉|走|写|整)"
_ONCE = f"(?:了?一?{_DO}|(?:上)?一?(?:遍|下|份|回|次|个|通|轮|张))*"
_SAME = (
    "(?:这个|那个|此|这|同样的?|一样的?|同一[个把种套]|相同的?|上面的?|刚才的?|前面的?"
    "|这种|这样的?|这套|老|原来的?|上述的?)"
)
_WAY = (
    "(?:标准|口径|法子|办法|算法|数法|规矩|条件|要求|问法|尺子|方式|路子|思路|样子|样|模板"
    "|格式|套路|做法|规则|方法|例)"
)
_LIKEWISE = re.compile(
    f"(?:也|同样|一样)*{_TO_ME}(?:按照?|照|依照?|用|拿|以|沿用|参照|比照)着?(?:{_SAME}{_WAY}?|{_WAY}|葫芦){_TO_ME}(?:{_DO}{_ONCE})?(?:吧|呗|呢)*"
    f"|(?:也|同样|一样|也一样)+{_TO_ME}(?:这么|这样|照样|那么|那样|如此|一样|同样){_TO_ME}(?:{_DO}{_ONCE}|{_ONCE})(?:吧|呗|呢)*"
    f"|也?{_TO_ME}来(?:上)?(?:这么|这样|同样)?的?一(?:遍|份|个|次|回|套)(?:吧|呗)*|(?:也|同样)*(?:依样|照样|按样|照猫画虎){_TO_ME}(?:{_DO}{_ONCE}|{_ONCE})(?:吧|呗|呢)*|(?:也|同样)*(?:如法炮制|依样画葫芦|照方抓药|照此办理|照办|照搬|照旧来一[遍份]|同理(?:可得)?|依此类推)(?:吧|呗|呢|的话)*"
    f"|(?:还是)?{_SAME}{_WAY}(?:来|去)?{_ONCE}(?:吧|呗|呢)*"
)
# 换成…, …那边, …也算一算: around whom it is asked of.
_AROUND = re.compile(f"^换(?:成|作|到)?|(?:那边|这边|那里)?(?:也|都)?{_TO_ME}{_DO}?{_ONCE}$")
_ONLY = "，、。；？！ 那再也换把对就成给的呢"
_BRIEF = 14  # characters of whom or what the question is asked again


def likewise(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """The question as one of another department, month or matter, which the one before fits."""
    match = _LIKEWISE.search(query.text)
    before = context.query
    if match is None or len(match.group()) < 2 or before.act not in {Act.LIST, Act.COUNT}:
        return None
    rest = f"{query.text[: match.start()]}{query.text[match.end() :]}".strip(_ONLY)
    rest = _AROUND.sub("", rest)
    if not 2 <= len(bare(rest)) <= _BRIEF:
        return None
    other = read(f"那{rest}呢")
    named = other.bindings or other.filter.months
    return other if named and not (other.topic or other.numbers) else None
