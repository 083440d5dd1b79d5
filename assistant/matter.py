"""Leave out of a question's matter the words that are none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.expansion import lexicon, synonyms_in
from assistant.normalise import bare

_DEED = re.compile("[要想来去问找被把给让说听看先还又都就得别没不我你他咱该会写打跑一]")
_LATIN = re.compile("[A-Za-z]{3,}")
_HAN = re.compile("[\u4e00-\u9fff]")
_A_MATTER = 6  # characters


def without_foreign(topic: str, passages: Sequence[str]) -> str:
    """The topic without Latin words that neither the lexicon nor a passage has: children."""
    low = "".join(passages).lower()
    return " ".join(
        word
        for word in topic.split()
        if not _LATIN.fullmatch(word) or word.lower() in low or word.lower() in lexicon().others
    )


def known_of(topic: str, passages: Sequence[str]) -> str:
    """The topic without such words, where the rest is long enough to be a matter by itself."""
    known = without_foreign(topic, passages)
    return known if len(_HAN.findall(known)) >= _A_MATTER else topic


def without_deeds(topic: str, passages: Sequence[str]) -> str:
    """The topic without what the asker does (要找人对接), where a passage names another word."""
    texts = [bare(passage) for passage in passages]
    words = topic.split()
    named = [word for word in words if len(word) > 2 and any(bare(word) in text for text in texts)]
    if not named:
        return topic
    return " ".join(
        word for word in words
        if word in named or not _DEED.match(word) or _shares(bare(word), texts) or synonyms_in(word)
    )  # fmt: skip


def _shares(word: str, texts: Sequence[str]) -> bool:
    """Whether any pair of characters of a word stands in a text."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return any(pair in text for pair in pairs for text in texts)
