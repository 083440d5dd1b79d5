"""Take from words of documents and questions what would be a picture, a link or HTML in Markdown.

Answers are shown by pages that are not ours, and not all of them read Markdown alike, or know
what a backslash before a sign means. A full-width sign is a mere sign to each of them. An address
that stands in the words as it is stays: it hides nothing.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_NAMED = re.compile(r"\[([^\[\]\n]*)\](?=[(:\[])")  # what is clicked, and then where it leads
_LEADS = re.compile(r"\](?=[(:\[])")
_IN_LABEL = str.maketrans("[]\\`", "［］＼｀")


def inert(text: str) -> str:
    """The text as Markdown that fetches nothing and leads nowhere by another name."""
    return _LEADS.sub("］", _NAMED.sub(r"［\1］", _TAG.sub("＜", text)))


def label(text: str) -> str:
    """Words that can be the label of a link of ours."""
    return inert(" ".join(text.split()).translate(_IN_LABEL))
