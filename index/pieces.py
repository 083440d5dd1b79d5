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
    body = item.text.removeprefix(item.label).strip()
    head = item.group_title or ""
    whole = f"{head}：{body}" if head else body
    if len(body) <= LONG:
        return [whole]
    return [whole, *(_under(item, sentence) for sentence in _sentences(body))]


def _sentences(body: str) -> list[str]:
    return [sentence for found in _SENTENCE.findall(body) if (sentence := found.strip())]


def _under(item: PolicyItem, sentence: str) -> str:
    head = item.title or item.group_title or ""
    return sentence if not head or sentence.startswith(head) else f"{head}：{sentence}"
