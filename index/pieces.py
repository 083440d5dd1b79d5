"""Decide which texts of an item are searched: the whole of it, and each sentence of a long one."""

from __future__ import annotations

import re

from ingest import PolicyItem

# Below this a text is about one thing, and its sentences would only repeat it.
LONG = 120

_SENTENCE = re.compile(r"[^。；;！？!?\n]+[。；;！？!?\n]*")


def pieces(item: PolicyItem) -> list[str]:
    """The item's topic first, then, when it is long, its sentences under its heading.

    A question about one clause of a long work point is near that clause, not near the average
    of all clauses, so an item is as near as the nearest of its pieces.
    """
    sentences = _sentences(item.text)
    if len(item.text) <= LONG or len(sentences) < 2:
        return [item.topic]
    return [item.topic, *(_under(item, sentence) for sentence in sentences)]


def _sentences(text: str) -> list[str]:
    return [sentence for found in _SENTENCE.findall(text) if (sentence := found.strip())]


def _under(item: PolicyItem, sentence: str) -> str:
    head = item.title or item.group_title or ""
    return sentence if not head or sentence.startswith(head) else f"{head}：{sentence}"
