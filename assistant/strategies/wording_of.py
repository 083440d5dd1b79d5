"""Say whether a document has a word that another one has: 随申码，市要点里有没有这说法."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.wordings import strongest
from index import ItemFilter
from ingest import ItemKind, PolicyItem

ORDER = -6  # before the topic is looked for as a matter, or taken for the member of a list
ACTS = tuple(Act)
_WORDING = "(?:说法|提法|字样|字眼|词|表述|名词|叫法|讲法|名目|概念|名堂)"
_SAY = "(?:写|提|讲|说|列|点|出现|见|用|涉及|提及|说起)"
_WHETHER = re.compile(
    f"(?:有没有|有无|是否|是不是|有没|有)(?:也|直接|明确|明文|专门|单独|同样|真|原样|原话|[用写提讲说点列]*)*(?:这|那|该|同样|一样)?的?(?:一?个|种)?(?P<word>{_WORDING})"
    f"|(?:有没有|有无|是否|是不是|有没)(?:也|直接|明确|明文|专门|单独|同样|真的|原样)*{_SAY}(?:到|过|起|着|了|明)*"
    f"|(?P<verb>写|提|讲|说|列)(?:到|过)?[没不](?:有)?(?P=verb)?(?:到|过)?(?=[？?，。]|$)"
    f"|(?:(?:这|那)(?:一?个|种)?|(?<=”)的?)(?P<named>{_WORDING})"
    "|(?:出现|写|提|讲|说)(?:过|到)(?:了)?(?:[^，。？的]{2,12})?(?:吗|么|没有?)(?=[？?，。]|$)"
)
_ASKED = re.compile("有没|有无|是否|是不是|[吗么没不][？?，。]|[吗么没不]$|没有")
_SHORTEST = 3  # characters of a word without its end
_AT_END = 4  # characters behind a word that may be no part of it: 随申码推广
_WORDS = 4  # words of a question that are looked for


def answer(query: Query, bench: Bench) -> Draft | None:
    """That a document does not say the word, with what does; or which of its items say it.

    None unless one document is asked about and the other words name one that has it.
    """
    if (
        not (query.topic or query.quoted)
        or query.follows
        or query.roles
        or query.asks_who
        or query.filtered
    ):
        return None
    ways = list(_WHETHER.finditer(query.text))
    asked = ways[-1] if ways else None
    if asked is None or not _ASKED.search(query.text):
        return None
    target = _target(query.text, asked.start(), bench)
    if not target:
        return None
    word, saying = _word(query, bench)
    literally = any(way["word"] or way["named"] for way in ways)
    if not saying and not (literally and query.quoted):
        return None
    document = bench.vocabulary.document(target)
    title = f"《{document.short_title or document.title}》"
    if not saying:
        text = f"{title}里没有写到“{query.quoted[0]}”，别的文件也没有。"
        return bench.refuse(query, text, reason="逐条核对写没写到这个词")
    own = [item for item in saying if item.doc_id == target]
    if own and not literally:
        return None  # the item is looked for, and what it says is told
    if own:
        text = f"有，{title}里写到“{word}”：\n\n{bench.writer.listing(own, word).text}"
        return Draft((Statement(text, tuple(own)),), reason="逐条核对写没写到这个词")
    shown = bench.writer.listing(saying, word)
    text = f"{title}里没有写到“{word}”。写到它的是：\n\n{shown.text}"
    return Draft((Statement(text, tuple(saying)),), reason="逐条核对写没写到这个词")


def _target(text: str, at: int, bench: Bench) -> str:
    """The document named last before what is asked: 区里的随申码，市要点里有没有写."""
    known = bench.vocabulary
    places = [*known.places.find(text), *known.document_tags(text)]
    places += known.described_documents(text)
    named = [tag for tag in strongest([t for t in places if t.kind == "place"]) if tag.start < at]
    ids = set(named[-1].value) if named else set()
    beside = [tag for tag in named[:-1] if set(tag.value) & ids and tag.end >= named[-1].start - 1]
    for tag in beside:  # 市里，要点: both say which is meant
        ids &= set(tag.value)
    return ids.pop() if len(ids) == 1 else ""


def _word(query: Query, bench: Bench) -> tuple[str, list[PolicyItem]]:
    """The word that is asked about, as documents have it, with the items that say it."""
    known = bench.vocabulary
    words = [*query.quoted, *known.terms_in(query.topic), *query.topic.split()]
    for word in list(dict.fromkeys(words))[:_WORDS]:
        shortest = max(len(word) - _AT_END, _SHORTEST)
        for end in range(len(word), min(shortest, len(word)) - 1, -1):
            if saying := _saying(word[:end], bench):
                return word[:end], saying
    return "", []


def _saying(word: str, bench: Bench) -> list[PolicyItem]:
    if bare(word) != word:
        return []
    items = bench.items(ItemFilter(contains=(word,)))
    return [item for item in items if item.kind is not ItemKind.PASSAGE]
