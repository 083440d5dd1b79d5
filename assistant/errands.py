"""Leave out of a follow-up what is to be done with the answer: 补一下, 我写派单, 开会要不要请…."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.query import Act, Query
from assistant.turns import Context
from ingest.derived import read_tables

Read = Callable[[str], Query]
Written = Callable[[str], float]

_FILE = Path(__file__).with_name("errands.toml")
_SET = re.compile(r"\{([A-Z_]+)\}")
_CLAUSE = re.compile("[^，。；：！？]+[，。；：！？]*")
# 我写派单, 好打电话, 下午要报: what for, where it asks nothing.
_WHAT_FOR = re.compile(
    "^(?:我|咱|俺|好(?=打|写|填|做|发|报|给|登|备|安排|通知|交|向|跟|和|去|抄|列|记|排|统计)|方便|省得|免得|下午|上午|晚上|明天|等会|等下|待会|一会|马上|回头|领导|主任|处长|科长|老板|上头|上面|急|谢|辛苦)"
)
# 能查片子也是写在这一条里的吧: of the item at hand, in whatever words.
_WITHIN_IT = re.compile(
    "(?:写|算|放|归|包|含|列|讲|说|提)(?:在|到|进)[这那]一?(?:条|项|个)(?:任务)?(?:里|内|中)"
)
_DONE = ("来", "去", "完", "好", "了", "后")
_END = "，。；：！？ "
_SAID = 0.34  # of the pairs of characters of some words; below that no item speaks of them


@dataclass(frozen=True, slots=True)
class _Errands:
    left_out: tuple[re.Pattern[str], ...]
    wishes: tuple[re.Pattern[str], ...]
    whoever: tuple[re.Pattern[str], ...]
    sayings: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def errands() -> _Errands:
    """The patterns of `errands.toml`."""
    tables = read_tables(_FILE)
    sets: dict[str, str] = {}
    for name, source in tables["sets"].items():
        sets[name] = _filled(source, sets)

    def compiled(table: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_filled(source, sets)) for source in tables[table]["patterns"])

    sayings = ((re.compile(_filled(row["ask"], sets)), row["say"]) for row in tables["saying"])
    return _Errands(compiled("errand"), compiled("wish"), compiled("whoever"), tuple(sayings))


def _filled(source: str, sets: dict[str, str]) -> str:
    return _SET.sub(lambda name: sets[name[1]], source)


def without_errands(
    query: Query,
    context: Context,
    read: Read,
    said: Callable[[str], bool],
    written: Written,
) -> Query:
    """The question without what names no matter, where it then asks of what is at hand.

    Unchanged where a matter is left: 开会讨论食品备案要不要请医政处. `said` tells whether the item
    at hand has a word, `written` how much of some words any item has.
    """
    if (
        not context.focus
        or query.numbers
        or query.tallies
        or query.fresh
        or query.chat
        or query.quoted
    ):
        return query
    if query.yes_no and len(context.focus) == 1 and _WITHIN_IT.search(query.text):
        return query.with_(topic="", gist="", act=Act.LOOKUP, pronoun=True)
    plain, wished, reworded = _plain(query.text, read, written)
    asked = read(plain) if plain else query
    whether = asked.yes_no and asked.bindings and plain != query.text  # 通知里要不要写上X处
    if not plain or not (query.topic or wished or whether):
        return query
    # 材料收上来是哪家经手: a deed, where 献血点设在哪 names a thing
    unsaid = reworded and asked.topic.endswith(_DONE) and written(asked.topic) < _SAID
    at_hand = bool(asked.topic) and said(asked.topic)  # 诊所也要搞吗, where the item says 诊所
    if asked.topic and not (_names_nobody(asked.topic) or at_hand or unsaid):
        return query
    asked = asked.with_(topic="", gist="")
    if asked.each and not asked.counts:  # 落实的两家分别是
        asked = asked.with_(tallies=(), act=Act.LOOKUP)
    if (
        not (_asks(asked) or (at_hand and asked.yes_no))
        or asked.numbers
        or asked.tallies
        or asked.chat
    ):
        return query
    lists = asked.act in {Act.OWNERS, Act.LIST, Act.COUNT, Act.OUTLINE} and not asked.filtered
    if asked.yes_no or wished or lists:  # 需要配合的几个处也抄给我: of the item at hand
        asked = asked.with_(act=Act.LOOKUP, counts=False, lists=False, each=False)
    return asked.with_(fragment_marks=True, pronoun=asked.pronoun or query.pronoun)


def _asks(query: Query) -> bool:
    whether = query.yes_no and (query.bindings or query.time_text or query.pronoun)
    return bool(query.aspects or query.asks_who or whether)


def _names_nobody(topic: str) -> bool:
    """Whether a topic only says of whom or of what anything may be said: 居民, 活动."""
    return all(
        any(pattern.fullmatch(word) for pattern in errands().whoever) for word in topic.split()
    )


def _plain(text: str, read: Read, written: Written) -> tuple[str, bool, bool]:
    """The clauses that ask, in plain words; whether they are a wish, and whether reworded."""
    said: list[str] = []
    wished = reworded = False
    clauses = _CLAUSE.findall(text)
    for clause in clauses:
        plain = clause
        for pattern, meaning in errands().sayings:
            plain, times = pattern.subn(meaning, plain)
            reworded = reworded or bool(times)
        for pattern in errands().left_out:
            plain = pattern.sub("", plain)
        for pattern in errands().wishes:
            plain, times = pattern.subn("", plain)
            wished = wished or bool(times)
        body = plain.strip(_END)
        alone = len(clauses) == 1
        if body and (alone or not _tells(clause.strip(_END), body, bool(said), read, written)):
            said.append(body)
    return "，".join(said), wished, reworded


def _tells(clause: str, plain: str, after: bool, read: Read, written: Written) -> bool:
    """Whether a clause only tells what for, `after` what is asked: it asks and names nothing."""
    query = read(plain)
    sets = query.doc_ids or query.other_place or query.constrained or query.lists or query.counts
    if _asks(query) or sets or query.outside:
        return False
    unsaid = not query.topic or written(query.topic) < _SAID
    told = not query.topic or (after and _WHAT_FOR.match(clause) is not None)
    return unsaid and (plain != clause or told)
