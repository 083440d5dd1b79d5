"""What a document says of its own ways to tell who leads: the first one, a mark, bold type."""

from __future__ import annotations

import re

from ingest.owners import MARKS

# What a statement says of all others as well is not about its own owners.
NOTE = re.compile(
    r"[（(][^（）()]*(?:下同|(?:第一|首[位个家])[^（）()]*牵头)[^（）()]*[）)]|(?<=。)[^。]*(?:下同|不再[^。]{0,6}(?:分工|列出))[^。]*。?$"
    r"|[，,；;](?:排名?|列)?(?:在|于)?(?:第一|首[位个家])[^，,；;。]*牵头[^，,；;。]*(?:[，,；;]下同)?。?$"
)
FIRST_LEADS = re.compile(
    "(?:第一(?:个|家|位)?|首位|首个|首家|最前)[^。；，,]{0,12}?(?:为|是)[^。；，,]{0,4}牵头"
    "|牵头(?:单位|部门|处室)?(?:排名?|列|位于)(?:在)?(?:第一|首位|最前|前列)"
)
_LEAD_MARK = re.compile(
    rf"(?P<mark>[{re.escape(MARKS)}])[”\"）)]?(?:号|标[记识志])?(?:者|的)?(?:单位|部门|科室|处室)?"
    "(?:为|是|表示|代表|指)[^。；，,\n]{0,6}(?:牵头|主办|主责|第一责任)"
)
_BOLD = "加粗|粗体|黑体|加黑"
_EMPHASIS = re.compile(
    rf"(?:{_BOLD})[^。；，\n]{{0,10}}(?:为|是|表示|代表)[^。；，\n]{{0,6}}(?:牵头|主办|主责|第一责任)"
    rf"|(?:牵头|主办|主责)(?:单位|部门|处室|科室)(?:名称)?[^。；，\n]{{0,6}}(?:{_BOLD})"
)


def first_leads(text: str) -> int | None:
    """From where on the first of several 责任单位 leads, as a document says, if it does.

    下同 is said of what comes below; without it, such a sentence speaks of the whole document.
    """
    said = list(FIRST_LEADS.finditer(text))
    if not said:
        return None
    below = [re.match("[^。）)\n]{0,20}下同", text[found.end() :]) for found in said]
    return said[0].start() if all(below) else 0


def without_note(text: str) -> str:
    """A statement without what it says of all others as well: 列首位的为牵头单位，下同."""
    return NOTE.sub("", text)


def mark_of_lead(text: str) -> str:
    """The mark that a document says to stand for who leads (▲为牵头单位), or nothing."""
    found = _LEAD_MARK.search(text)
    return found["mark"] if found else ""


def emphasis_leads(text: str) -> bool:
    """Whether a document says that offices in bold type lead: 加粗的为牵头单位."""
    return bool(_EMPHASIS.search(text))
