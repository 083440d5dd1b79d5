"""Say that an item does not tell a detail: 免费体检查不查骨密度, where it only has the name."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.expansion import synonyms_in
from assistant.find import has_owner
from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.query import Act, Query
from assistant.strategies import lookup

ACTS = (Act.MEMBER, Act.LOOKUP, Act.LIST)
ORDER = 65  # after the lists, which say yes or no, before what is only found
# 查不查骨密度, 含不含胃镜: whether a part of the matter is there; 是不是 asks of the whole.
_DETAIL = re.compile(
    r"(?:包不包[含括]|含不含|包[含括]不包[含括]|有没有包[含括]|给不给(?=[做查])"
    r"|(?![是能可会要用对行好归算在管])([一-鿿])不\1)(?P<detail>(?![我得了])[^，。？?；、吗啊呀呢]{2,10})"
)
# 有没有彩超, 要不要抽血: what examinations are made of.
_EXAMINED = (
    "(?:彩超|[Bb]超|超声|CT|核磁(?:共振)?|胸片|X光片?|心电图?|抽血|验血|验尿|血常规|尿常规|肝功能?|肾功能?|血糖|血脂"
    "|肿瘤标[志记]物|骨密度|胃镜|肠镜|TCT|HPV|钼靶)"
)
_EXAMINES = re.compile(
    "(?:有没有|有无|要不要|能不能|会不会|可不可以|包不包[含括]|[含带查做]不[含带查做]|包[含括]|可以|能|会|要|得|有|查|含)(?:做|查|拍|抽|照|验|检查|检测)?"
    f"(?:一?[个下])?(?P<detail>{_EXAMINED})(?:检查|检测)?(?:吗|么|呢|不)?(?=[，。？?]|$)"
)
# 信用评价分几级: so many of a thing, where no number is written.
_GRADED = re.compile("(?:分|评|划)(?:成|为|作|了)?(?:几|多少)个?(?P<grade>级|档|等)")
# 床位的上限是多少: a bound, and how a text sets one.
_BOUND_ASKED = re.compile(
    "(?P<bound>[上下]限|限额|封顶线|起付线|门槛线)(?:数量?|值|标准|到底|究竟|一般|各|分别|是|为|有|定|设|在|卡)*"
    "(?:多少|几|多[高大低小]|什么|啥)"
    "|(?P<most>最多|顶多|至多|最少|至少|起码)(?:只|就)?(?:能|可以|可|允许|准|得|要|该)(?:有|设|放|摆|开|办|招|建|配|用)?(?:多少|几)(?!项|条|个?(?:处|部门|任务|单位))"
)
_BOUND = re.compile(
    "不[得能应]?(?:超过|[高低多少大小]于|短于|足)|最[多少长短高低大小]|[上下]限|至[多少]|顶格|封顶|限额|起付|控制在|以[内上下]|[超满]"
)
_JOINED = re.compile("[和与跟及]|还是|或者?")
_MAY = re.compile(
    "(?:能不能|可不可以|能否|可否|(?<![可智功职效性])能|可以|允许|准许?|让)(?P<detail>[一-鿿]{2,5}?)(?:吗|么|不)?[？?]?$"
)
_NEAR = 3  # items one of which may set a bound
_LIKELY = 0.5  # confidence
_SURE = 0.85  # confidence that the item is meant
_OTHER = 0.2  # of a detail's pairs of characters; an item with more speaks of it


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal with the item that is meant, where it says nothing of the detail; else None."""
    unsaid = _unsaid(query, bench) or _unbounded(query, bench)
    if unsaid is not None:
        return unsaid
    examined = _EXAMINES.search(query.text)
    asked = examined or _DETAIL.search(query.text)
    if asked is None and query.yes_no and not (query.filtered or query.asks_who or query.roles):
        return _may(query, bench)
    if asked is None or query.filtered or query.asks_who or query.roles:
        return None
    decision = bench.look(query)
    if not decision.sure or decision.confidence < (_LIKELY if examined else _SURE):
        return None
    item = decision.items[0]
    details = [part for part in _JOINED.split(asked["detail"]) if len(part) > 1]
    if not details or any(_is_said(part, bare(item.topic)) for part in details):
        return None
    text = f"{bench.writer.mark(item)}没有写到“{asked['detail']}”，不能据此回答。"
    return bench.refuse(query, text, reason="没有写到这一点", related=(item,))


def _unsaid(query: Query, bench: Bench) -> Draft | None:
    """A refusal where the item that is meant says not how many grades there are."""
    graded = _GRADED.search(query.text)
    if graded is None or query.constrained or query.roles or query.asks_who:
        return None
    decision = bench.look(query)
    if not decision.sure or decision.confidence < _LIKELY:
        return None
    item, unit = decision.items[0], graded["grade"]
    if re.search(f"{NUMERAL}(?:个|张)?[一-鿿]{{0,3}}{unit}|[A-Da-d]级", item.text):
        return None
    text = f"{bench.writer.mark(item)}没有写分几{unit}，不能据此回答。"
    return bench.refuse(query, text, reason="没有写到这一点", related=(item,))


def _unbounded(query: Query, bench: Bench) -> Draft | None:
    """A refusal where a bound is asked for and none of the items that are near sets one."""
    asked = _BOUND_ASKED.search(query.text)
    if asked is None or query.constrained or query.roles or query.asks_who:
        return None
    decision = bench.look(query)
    near = [evidence.item for evidence in bench.found[:_NEAR]]
    if not decision.sure or any(_BOUND.search(item.text) for item in near):
        return None
    item, said = decision.items[0], asked["bound"] or asked["most"]
    text = f"{bench.writer.mark(item)}没有写{said}是多少，不能据此回答。"
    return bench.refuse(query, text, reason="没有写到这一点", related=(item,))


def _may(query: Query, bench: Bench) -> Draft | None:
    """公寓里能养猫吗: what may be done, where the item that is nearest has not one word of it."""
    asked = _MAY.search(query.text)
    decision = bench.look(query) if asked is not None else None
    if asked is None or decision is None or not decision.sure:
        return None
    item, detail = decision.items[0], asked["detail"]
    text = bare(item.topic) + bare(item.text)
    if detail not in text and not has_owner(
        item
    ):  # 能转租吗: the article that speaks of it, and not what an 公寓 is
        saying = [i for i in bench.document_items(item.doc_id) if detail in bare(i.text)]
        if len(saying) == 1:
            return lookup.about(query.with_(topic=detail), saying[0], bench, "只有这一条写到")
    known = _is_said(detail, text) or any(letter in text for letter in detail)
    if decision.confidence >= _LIKELY or known:
        return None
    told = f"{bench.writer.mark(item)}没有写到“{detail}”，不能据此回答。"
    return bench.refuse(query, told, reason="没有写到这一点", related=(item,))


def _is_said(detail: str, text: str) -> bool:
    """Whether a text has some of a detail's words, or a synonym of one."""
    letters = bare(detail)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    share = sum(pair in text for pair in pairs) / (len(pairs) or 1)
    others = (bare(other) for _, words in synonyms_in(detail) for other in words)
    return share > _OTHER or any(other in text for other in others)
