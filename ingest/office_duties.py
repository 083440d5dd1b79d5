"""Lists of offices with the duties of each, as emergency plans have them without numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.owners import Owners, are_offices, names
from ingest.paragraphs import Paragraph, Part

_FEWEST = 3  # paragraphs of a list
_LONGEST = 40  # characters of the offices in front of a colon
_COLON = re.compile("[：:]")
_DUTY = re.compile(
    r"\s*(?:主要|具体|统一)?(?:职责[是为]?[：:]?|负责|牵头|组织|依法|做好|指导|加强|落实|制定|开展|承担|配合|协助|统筹|推进|会同|按|根据|参与|保障|监督|督促)"
)


def lists_of_duties(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Where the paragraphs begin that say 县水利局：负责…, at least three of them in a row."""
    found: set[int] = set()
    run: list[Paragraph] = []
    for one in [*paragraphs, None]:
        if one and one.part is Part.BODY and not one.marker and _who(one.text):
            run.append(one)
            continue
        told = sum(bool(_DUTY.match(_COLON.split(line.text, maxsplit=1)[1])) for line in run)
        if len(run) >= _FEWEST and told * 3 >= len(run) * 2:
            found.update(line.start for line in run)
        run = []
    return frozenset(found)


def owners_of_duty(text: str) -> Owners:
    """The offices that a paragraph of such a list begins with; what they do is not all theirs."""
    return Owners(lead=names(_who(text)), certain=False)


def _who(text: str) -> str:
    who, *rest = _COLON.split(text, maxsplit=1)
    named = bool(rest and rest[0].strip()) and len(who) <= _LONGEST and are_offices(who)
    return who if named else ""
