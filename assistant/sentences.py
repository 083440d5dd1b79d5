"""Tell several questions in one message apart: 任务38谁牵头？公平竞争审查几月完成？"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.conversation import leans
from assistant.normalise import bare
from assistant.query import Act, Query

_SENTENCE = re.compile(r"[^？?！!。；;\n]+[？?！!。；;\n]*")
_CLAUSE = re.compile(r"[^，；？?！!。;\n]+[，；？?！!。;\n]*")
_ALSO = re.compile("^(?:另外|还有|再就是|顺便)(?:再)?(?:问(?:一下|下|问)?)?[，,]?(?=.{5})")
_MAY_ASK = re.compile(
    "[谁哪几啥何咋怎吗么呢吧归？?]|多少|什么|时候|时间|期限|是不是|是否|有没有|能不能|最[多少早晚]"
    "|[牵打领带]头|配合|负责|主管|协助|落实单位|材料|条件|电话|地址|收费|要钱"
)
_A_WORD = 2  # characters: 医院 alone is no matter
_AND_THAT = re.compile("^那|呢[？?。]?$")
_WRITTEN = 0.4  # of the pairs of characters of a clause's topic
_LONGEST = 300  # characters; what is longer rambles, and is read as one


def questions_in(
    text: str, read: Callable[[str], Query], written: Callable[[str], float]
) -> list[str]:
    """The questions of a message, each with the sentences that only lead up to or narrow it.

    One question, the text itself, unless two or more sentences ask and can each stand alone.
    Clauses of one sentence do only if the documents write of each, of which `written` gives the
    share of a topic that an item has, in [0, 1].
    """
    if len(text) > _LONGEST:
        return [text]
    parts = _apart(text, _SENTENCE.findall(text), read, _is_whole)
    if len(parts) > 1:
        return parts

    def is_known(topic: str) -> bool:
        return len(bare(topic)) > _A_WORD and written(topic) >= _WRITTEN

    def has_matter(query: Query) -> bool:
        if query.counts and query.constrained and not (query.topic or leans(query)):
            return True
        return _has_matter(query) and (not query.topic or is_known(query.topic))

    return _apart(text, _CLAUSE.findall(text), read, has_matter)


def _apart(
    text: str,
    sentences: Sequence[str],
    read: Callable[[str], Query],
    is_whole: Callable[[Query], bool],
) -> list[str]:
    # Reading a clause costs as much as a question: two must look as if they asked.
    if sum(_MAY_ASK.search(sentence) is not None for sentence in sentences) < 2:
        return [text]
    found: list[str] = []
    before = ""
    last: Query | None = None
    for place, sentence in enumerate(sentences):
        if len(found) + len(sentences) - place < 2:
            return [text]  # too few are left for a second question
        query = read(_ALSO.sub("", sentence))
        if is_whole(query) or (last is not None and _goes_on(query, last)):
            found.append(before + sentence)
            before, last = "", query
        elif found:
            found[-1] += sentence
        else:
            before += sentence
    return found if len(found) > 1 else [text]


def _asks(query: Query) -> bool:
    asked = query.aspects or query.asks_who or query.counts or query.lists or query.tallies
    return bool(asked or query.outside) or query.act is Act.MEMBER


def _is_whole(query: Query) -> bool:
    """Whether a sentence asks something and names what it asks about."""
    names = query.topic or query.constrained or query.tallies
    alone = not leans(query) or (query.outside and query.constrained and not query.pronoun)
    return bool(_asks(query) and names and alone)


def _has_matter(query: Query) -> bool:
    """Whether a clause asks who or when and names its own matter: 高博医院谁管，伦理互认归谁."""
    one = query.topic or (query.bindings and all(b.stated for b in query.bindings))
    narrowed = query.filtered or query.tallies or query.counts or query.numbers
    asks = query.asks_who or query.aspects or query.enumerates or (query.bindings and query.lists)
    return bool(one and asks) and _is_whole(query) and not (narrowed and not query.bindings)


def _goes_on(query: Query, last: Query) -> bool:
    """公卫处呢？ or 要带什么材料？ after a question: one of its own, about the same matter.

    What the documents do not state is a question of its own, so that the other one is answered.
    """
    if query.outside or last.outside:
        return _asks(query)
    if query.counts and last.counts and not query.topic:  # 一共落实几项，10月的有几个
        more = query.filter != last.filter or bool(query.roles)
        return more and not (query.bindings or query.numbers or query.tallies)
    if last.each and query.yes_no and query.time_text and not query.topic:
        return True  # 家庭医生签约、孕前检查各归谁，都是9月吗
    if query.topic and (last.topic or last.numbers):  # 伦理互认也归他们吗
        same = query.yes_no and (query.pronoun or query.owner_pronoun or query.same)
        return bool(same or _AND_THAT.search(query.text))
    return bool(query.bindings and query.fragment_marks)
