"""Put the list at hand together by something: 按处室分一下堆, 按月份归归类."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.followups import is_whole, within_list
from assistant.query import Act, Query
from assistant.turns import Context

_BY = re.compile(
    "^(?:那么?|再|请|麻烦|帮我|给我|替我|能不能|可以|，|把?(?:它们|这些|上面的?|这几[项条个]))*"
    "(?:按|依|照|根据|以)照?(?:它们的)?(?P<by>(?:牵头|主责|落实|承接|委属|配合)?的?(?:处室?|部门|单位|科室)|月份?|时间|期限|大项|部分|板块)"
    "(?:来|给我|再|重新|为单位)*(?:分|归|拆|理|汇总|统计|归拢|捋|整理|盘|数)(?:个)?"
    "(?:一?(?:下|分|理|归|捋|数|遍)|成)?(?:堆|组|类|开|列|摞|块|档)?(?:吧|呗|给我|看看|一下)*[？。]?$"
)
_MEANT = (
    ("月|时间|期限", "每个月各几项"),
    ("大项", "每个大项各几项"),
    ("部分|板块", "每个部分各几项"),
    ("配合", "各部门分别配合几项"),
    ("落实|承接|委属|^单位", "每个委属单位各几项"),
    ("", "各处室分别牵头几项"),
)


def grouped(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """How many of the list at hand each department, month or part has."""
    match = _BY.match(query.text)
    if match is None or len(context.focus) < 2:
        return None
    asked = read(next(said for by, said in _MEANT if re.search(by, match["by"])))
    if asked.act is not Act.TALLY:
        return None
    if is_whole(context.query) and context.query.filtered and not context.in_part:
        return within_list(asked.with_(text=query.text), context.query)
    return asked.with_(text=query.text, focus=context.focus, follows=True)
