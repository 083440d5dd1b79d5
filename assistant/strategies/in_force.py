"""Answer from when a document is in force, until when, and what it replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from assistant.tagging import common_runs
from ingest import ItemKind

ACTS = (Act.LOOKUP, Act.DOCUMENT, Act.MEMBER, Act.LIST)
ORDER = 20
_WHEN = "(?:什么时候|啥时候|什么时间|何时|哪天|几号|哪一?年|几月|多会儿|到什么时候)"
_BEGINS = re.compile(
    f"{_WHEN}(?:起|开始|正式|才|就)*[^，。？]{{0,5}}(?:施行|实施|实行|执行|生效|起效|管用|算数|作数|起作用)|(?:施行|生效)(?:日期|时间)"
    f"|(?:施行|实施|实行|执行|生效)(?:的)?(?:是)?{_WHEN}"
    "|(?:生效|施行)(?:了)?(?:吗|么|没|吧|是不是|对吧)"
)
_ENDS = re.compile(
    "废(?:止|掉|除)|作废|失效|还(?:算不算数?|算数|管用|有效|作数)|有效期[^，。]{0,4}(?:多|几|到|什么|是)|(?:有效|管用)到"
    f"|{_WHEN}[^，。？]{{0,4}}(?:到期|过期)|管(?:到)?(?:几年|哪一?年|啥时候|什么时候)|有没有(?:有效)?期限"
    # 原来那个办法还用不用, 老规定呢: what became of the one before.
    "|(?:旧|老|原来|原先|原有|以前|之前|早先|过去)的?(?:那[个份部套])?(?:旧|老)?的?(?:[^，。？]{0,6}"
    "(?:办法|文件|规定|规矩|条例|版本?|政策|通知|意见|细则))?(?:现在)?"
    "(?:还|呢|怎么办|咋办|怎么处理|咋处理|废不废|作不作废|接着)"
    "|还(?:用不用|要不要用|能不能用|作不作数|有没有效|执不执行|执行吗)"
)
_STATES_BEGIN = re.compile(
    "自[^，。；]{1,24}起[^，。；]{0,6}(?:施行|实施|执行|生效)|(?:执行期限|有效期)"
)
_STATES_END = re.compile("有效期|废止|失效")
# 检验有效期届满前一个月 in another article says nothing of the document.
_OF_ITSELF = re.compile(
    "本[^，。；]{1,8}(?:自|从|有效期|执行期限|由|施行|实施|执行)"
    "|(?:自|从)[^，。；]{1,24}起[^，。；]{0,6}(?:施行|生效|(?:实施|执行)(?=[，。；]|$))|(?:同时|予以|一并)废止|执行期限|^有效期"
)
# 许可证有效期为5年 says nothing of the document.
_OF_A_PERMIT = re.compile("[证照书](?:的)?有效期|(?:许可|资质|登记|合同)(?:的)?有效期")
_IN_TITLE = 4  # characters in a row that the topic shares with one title alone


def answer(query: Query, bench: Bench) -> Draft | None:
    """The sentences of the document that say it; None where it says nothing of the kind."""
    asked = [s for a, s in ((_BEGINS, _STATES_BEGIN), (_ENDS, _STATES_END)) if a.search(query.text)]
    if not asked or query.numbers or query.bindings or query.roles or query.asks_who:
        return None
    found = [
        (item, sentence)
        for doc_id in _documents(query, bench)
        for item in bench.document_items(doc_id)
        if _OF_ITSELF.search("".join(item.text.split()))
        for sentence in re.split("(?<=[。；])", item.text)
        if any(states.search(sentence) for states in asked) and not _OF_A_PERMIT.search(sentence)
    ]
    if len({item.doc_id for item, _ in found}) != 1:
        return None
    articles = [(item, said) for item, said in found if item.kind is not ItemKind.PASSAGE]
    found = articles or found
    lines = "".join("".join(sentence.split()) for _, sentence in found)
    items = tuple(dict.fromkeys(item for item, _ in found))
    marks = "".join(map(bench.writer.mark, items))
    return Draft((Statement(f"文件里写的是：{lines}{marks}", items),), reason="施行与有效期")


def _documents(query: Query, bench: Bench) -> Sequence[str]:
    """The document named, or that words of the topic name, or the only one."""
    known = bench.vocabulary
    if query.doc_ids or len(known.documents) == 1:
        return query.doc_ids or [known.documents[0].doc_id]
    titled = {ids for word in query.topic.split() if len(ids := known.entitled([word])) == 1}
    return min(titled) if len(titled) == 1 else _sharing(query.topic, bench)


def _sharing(topic: str, bench: Bench) -> Sequence[str]:
    """The one document whose title shares a long run of words: 新的游泳场所规矩."""
    documents = bench.vocabulary.documents
    found = [d.doc_id for d in documents if common_runs(topic, d.title, _IN_TITLE)]
    return found if len(found) == 1 else ()
