"""Leave out what asserts nothing: whom a sentence speaks to, and how it leads in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages import language
from assistant.phrasing.cleaning import letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation, words
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("frames.toml")
_BEGINS = "(?:^|(?<=[，；：。]))"
# 对您这样的口腔诊所来说，and 对于小微企业：
_FOR = re.compile(
    f"{_BEGINS}对于?(?P<whom>[^，；：。]{{1,24}}?)(?:(?:来说|而言|来讲)[，：]?|(?<=者|户|业|民|众|体)：)"
)
# 从事放射工作的朋友可以了解一下，
_TOLD = re.compile(
    f"{_BEGINS}(?P<whom>[^，；：。]{{1,16}}?的(?:朋友|店主|经营者|商家|老板|市民|居民))"
    "(?:都)?(?:可以?|请|不妨|需要)(?:重点|多)?(?:了解|留意|关注|注意)(?:一下)?[，：]"
)
_YOURS = re.compile("[您你](?:们?的|家的?|这家|开的)?(?:店铺|门店|小店|店里|店)?")
# 已被列入: that a document lists something is done when it says so.
_LISTED = re.compile(
    "已(?:经)?(?=(?:被|[将把][^，；。：]{2,40}?)?(?:列[为入]|纳入|点名|写[进入明]))"
)


@dataclass(frozen=True, slots=True)
class Frames:
    """The lists of `frames.toml`."""

    addressees: re.Pattern[str]
    leads: re.Pattern[str]


@lru_cache(maxsize=1)
def frames() -> Frames:
    """Whom sentences speak to, and how they lead in."""
    lists = read_tables(_FILE)
    leads = "|".join(f"(?:{lead})" for lead in lists["leads"])
    return Frames(
        re.compile(alternation(tuple(lists["addressees"]))), re.compile(f"{_BEGINS}(?:{leads})")
    )


def without_frames(text: str, grounds: Sequence[Ground]) -> str:
    """A canonical text without the frames that assert nothing about the evidence it cites."""

    def addressed(found: re.Match[str]) -> str:
        return "" if _is_known(found["whom"], grounds) else found.group()

    text = _TOLD.sub(addressed, _FOR.sub(addressed, text))
    text = frames().leads.sub("", text)
    return _LISTED.sub("", _YOURS.sub("", text))


def _is_known(whom: str, grounds: Sequence[Ground]) -> bool:
    """Whether those spoken to are anybody, or those of whom the evidence speaks.

    Numbers, names of owners, denials and words like 所有 say more than that.
    """
    lists = words()
    weighty = (*lists.negations, *lists.absolutes, *lists.results, *lists.amounts)
    said = letters(whom)
    owners = {name for one in grounds for names in one.owners.values() for name in names}
    if re.search(f"[0-9]|{alternation((*weighty, *owners))}", said):
        return False
    body = "|".join(one.body for one in grounds)
    plain = frames().addressees.sub(lambda found: "|" * len(found.group()), said)
    plain = re.sub("^各类", "", plain)
    return all(
        word.text in body or set(word.text) <= words().function | {"|", "、"}
        for word in language.words(plain)
    )
