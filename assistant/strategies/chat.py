"""Answer greetings and requests for help with what can be asked."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query

ORDER = 10
ACTS = (Act.CHAT,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """A pointer to what the corpus can answer."""
    titles = "、".join(f"《{d.short_title or d.title}》" for d in bench.vocabulary.documents)
    text = (
        f"我只回答{titles}里写明的内容：哪项任务由谁牵头、谁配合、什么时候完成，"
        "某个部门有哪些任务、一共几项，以及改革事项包括什么。请直接说您想查的事。"
    )
    return Draft((Statement(text),), refused=True, reason="寒暄")
