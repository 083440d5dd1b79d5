"""Hide numbers that may belong to a person: telephones, identity and bank cards, and mail."""

from __future__ import annotations

import re

# Seven digits or more, also in groups; the last of an identity number may be X. \d takes
# full-width digits too.
_NUMBER = re.compile(r"\d(?:[ \-－—·.()（）]?\d){6,}[xXｘＸ]?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_SHOWN = 2  # digits at either end, to tell two numbers apart


def masked(text: str) -> str:
    """The text with such numbers and addresses hidden."""
    return _MAIL.sub("***@***", _NUMBER.sub(_hide, text))


def _hide(found: re.Match[str]) -> str:
    number = found.group()
    return f"{number[:_SHOWN]}{'*' * (len(number) - 2 * _SHOWN)}{number[-_SHOWN:]}"
