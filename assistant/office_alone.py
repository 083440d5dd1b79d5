"""Tell where an office is all that a question names: 区疾控今年忙些啥, 我们中心9月要交的."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.idle import is_known
from assistant.query import Act, Aspect, Binding, Query
from assistant.vocabulary import Vocabulary
from ingest import Role

_OUR = re.compile(
    "(?:我们|咱们?|我)(?P<what>中心|院|所|站|处|科|局|委|办|公司|集团|街道|学校|医院)"
)
# 忙些啥, 要张罗什么: what an office does is asked, with whatever verb.
_DOES_WHAT = re.compile(
    "[\u4e00-\u9fff](?<![为凭叫])(?:[些点]|一些)?(?:什么|啥|哪些)(?:事情?|活儿?|任务|工作|名堂|来着)?[呢啊呀嘛吗]*[？?。]*$"
)
_ASKED_OF = re.compile("问[我咱俺]")  # 家里人老问我忙啥


def named_alone(query: Query, vocabulary: Vocabulary, passages: Sequence[str]) -> Query:
    """我在区疾控，哪些事写了我们: all that is left is an office, which no item speaks of."""
    asks_items = query.lists or query.counts or {Aspect.NUMBER, Aspect.CONTENT} & {*query.aspects}
    if query.numbers or not (asks_items or _DOES_WHAT.search(query.text)):
        return query
    own = _OUR.search(query.text)
    if own is not None and query.topic in {own["what"], own.group()}:
        bound = [name for binding in query.bindings for name in binding.names]
        if bound and all(name.endswith(own["what"]) for name in bound):
            return query.with_(topic="", gist="")  # 审批服务中心问，我们中心9月要交的
    names, written, others = _office_in(query.topic, vocabulary)
    # 区妇幼今年张罗些什么: what else is said may be of no item at all.
    if any(is_known(word, passages) for word in others):
        return query
    if names and set(names) == {n for b in query.bindings for n in b.names}:
        return query.with_(topic="", gist="")
    if query.bindings or not names or any(written in passage for passage in passages):
        return query
    held = {role for name in names for role in vocabulary.roles.get(name, ())}
    roles = tuple(role for role in Role if role in held)
    return query.with_(
        topic="", gist="", bindings=(Binding(names, roles, stated=False, written=written),)
    )


def _office_in(topic: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], str, list[str]]:
    """The names that a word of a topic means, as written, and the other words; or nothing."""
    words = topic.split()
    for place, word in enumerate(words):
        others = words[:place] + words[place + 1 :]
        names, written = vocabulary.departments.alone(word)
        if names:
            return names, written, others
        begins = [tag for tag in vocabulary.departments.find(word) if not tag.start]
        if len(begins) == 1:
            tag = begins[0]
            return tag.value.names, tag.text, [*others, word[tag.end :]]
    return (), "", []


def what_it_does(query: Query, passages: Sequence[str]) -> Query:
    """公卫处平时忙些啥: the items of an office, where the verb is of none of them."""
    asked = query.aspects or query.asks_who or query.yes_no or query.why or query.outside
    plain = query.act is Act.LOOKUP and query.bindings and not (asked or query.numbers)
    if not plain or _ASKED_OF.search(query.text) or not _DOES_WHAT.search(query.text):
        return query
    if any(is_known(word, passages) for word in query.topic.split()):
        return query
    return query.with_(act=Act.LIST, topic="", gist="")
