"""Leave out of a question what the whole of the document that it names is about.

观光车备案几天办完, of a 旅游观光车管理办法: every article is on these cars, so that the word speaks
for the one that happens to write it, and not for what is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.query import Query
from assistant.vocabulary import Vocabulary

_A_WORD = 3  # characters in a row that a topic shares with a title
_LEFT = 2  # characters of a topic that has to be left
_VERB = 2  # characters of what a column of times is the time of: 上线 of 上线时间
_HEADER = r"(?:^|[\n\t|])\s*{}(?:时间|时限|日期|期限)\s*(?:$|[\n\t|])"


@lru_cache(maxsize=1024)
def without_subject(topic: str, title: str) -> str:
    """A topic without the words of a document's title and those that stand for them.

    Unchanged where nothing else would be left.
    """
    named = bare(title)
    rest = topic
    for word, others in synonyms_in(topic):
        if len(word) >= _LEFT and any(bare(other) in named for other in others):
            rest = rest.replace(word, " ")
    rest = " ".join(_apart(word, named) for word in rest.split())
    return " ".join(rest.split()) if len(bare(rest)) >= _LEFT else topic


def without_time_column(query: Query, vocabulary: Vocabulary) -> Query:
    """下半年上线的有几个, of a table with 上线时间: what all of its items do narrows no list."""
    if not (query.counts or query.lists) or len(query.doc_ids) != 1:
        return query
    text = vocabulary.document(query.doc_ids[0]).text
    topic = query.topic
    for verb in dict.fromkeys(word[-_VERB:] for word in topic.split()):
        if re.search(_HEADER.format(re.escape(verb)), text):
            said = f"(?:要|得|该|须|将|计划)*{re.escape(verb)}(?= |$)"
            topic = " ".join(re.sub(said, "", topic).split())
    return query.with_(topic=topic, gist=topic) if topic != query.topic else query


def _apart(word: str, named: str) -> str:
    """A word without the longest stretches that a title has, no half of a word among them.

    Of 高龄津贴申请 and a title with 高龄津贴申领 that leaves 申请: most words have two characters.
    """
    at, kept = 0, ""
    while at < len(word):
        end = len(word)
        while end - at >= _A_WORD and word[at:end] not in named:
            end -= 1
        if end - at > _A_WORD:
            end -= (end - at) % 2
        if end - at >= _A_WORD:
            at, kept = end, f"{kept} "
        else:
            at, kept = at + 1, kept + word[at]
    return kept
