"""Leave out of a question what the whole of the document that it names is about.

观光车备案几天办完, of a 旅游观光车管理办法: every article is on these cars, so that the word speaks
for the one that happens to write it, and not for what is asked.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.expansion import synonyms_in
from assistant.normalise import bare

_A_WORD = 3  # characters in a row that a topic shares with a title
_LEFT = 2  # characters of a topic that has to be left


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
