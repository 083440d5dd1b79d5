"""Check who is said to have issued a document: 工作要点是浦东新区卫健委印发的吗."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.strategies.document import statement_of
from ingest import Document

ACTS = (Act.LIST, Act.LOOKUP, Act.DOCUMENT, Act.COMPARE, Act.CLAIM, Act.MEMBER, Act.LINK)
ORDER = -20  # before the office is looked for in tasks, where it has none
_SAID = re.compile(
    "(?P<what>[^，。？！；]{2,40}?)[，,]?(?:不是|应该是|是|由|系|归)+(?P<who>[^，。？！；是由]{2,16}?)"
    "(?:给|来|自己|统一|联合)?(?:印发|下发|制发|发布|颁布|出台|制定|起草|发|印|出)(?:出来)?(?:了|的)*"
    "(?:[，,]?(?:吧|吗|么|嘛|对吧|对不对|对吗|是不是|是吧|没错吧))?[？。]?$"
)
_NOBODY = re.compile("[谁哪什啥几]|[0-9]")
_SIDES = re.compile("(?:里|上|[那这]边)$")  # 市里, 区上


def answer(query: Query, bench: Bench) -> Draft | None:
    """Whether it is so, and who did; None where no one document and issuer are named."""
    said = _SAID.search(query.text) if query.yes_no else None
    if said is None or _NOBODY.search(said["who"]):
        return None
    document = _named(said["what"], bench)
    if document is None or not document.issuer:
        return None
    so = _is_short_for(_SIDES.sub("", said["who"]), document.issuer)
    told = statement_of(document, bench)
    begin = "是的。" if so else f"更正：不是“{said['who']}”印发的。"
    denied = () if so else (said["who"],)
    text = f"{begin}{told.text}"
    return Draft((Statement(text, told.items, denied=denied),), reason="文件信息")


def _named(words: str, bench: Bench) -> Document | None:
    """The one document that words name."""
    known = bench.vocabulary
    tags = [*known.document_tags(words), *known.described_documents(words)]
    ids = {doc_id for tag in tags for doc_id in tag.value}
    return known.document(ids.pop()) if len(ids) == 1 else None


def _is_short_for(name: str, issuer: str) -> bool:
    """Whether a name has characters of the issuer's alone, in their order: 市卫健委."""
    letters = iter(bare(issuer))
    return bool(name) and all(letter in letters for letter in bare(name))
