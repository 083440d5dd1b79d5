"""What earlier turns of a conversation mean for a question: the items that were talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.enumerations import enumerations, member_meant
from assistant.facts import any_amount, wanted
from assistant.inclusion import INCLUDED
from assistant.membership import names_trade, of_trades
from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.query import ASPECT_OF, Act, Query
from assistant.remembering import Remembering
from assistant.turns import Context, Turn
from ingest import Role

# 那不到一万呢, after 一万以上罚多少: another case of the same rule.
_OTHER_AMOUNT = re.compile(
    f"(?:不到|不足|低于|超过|满){NUMERAL}|{NUMERAL}.{{0,3}}(?:以上|以下|以内)"
)
_BRIEF = 8  # characters of a matter that may be of the item at hand
_A_CASE = 16  # the same, where it puts another case: 要是历史文化街区里的呢，能延长多久
# 那几月份得开起来: an attribute of the item at hand, in words that it does not use.
_LEADS_ON = re.compile("^(?:那|这|它|该)(?!个|条|项|件|些|种|边|里|儿)")
# 要是已经赚了五万呢, after 没有许可证罚多少: another case of the same rule.
_ANOTHER_CASE = re.compile(
    "^(?:那|那么)?(?:要是|如果|假如|假设|万一|倘若|换成|改成|对(?!吗|不|了|的)[^，。]{1,8}呢)"
    "|^不是[^，。]{1,8}，(?:我们?|咱们?|这)?(?:就|而|光|只|单)?(?:就是|是|光|只|光是|只是)"
)
# 工作日晚上7点呢, after 周日可以敲墙吗: another time of the same rule.
_OTHER_HOUR = re.compile(
    f"{NUMERAL}点|早上|清早|上午|中午|下午|傍晚|晚上|夜里|半夜|凌晨|(?:周|礼拜|星期)[一二三四五六日天末]|工作日|节假日"
)
_OF_HOURS = re.compile("[0-9一二三四五六七八九十]时|夜间|全天|工作日|节假日")
# 过了这个点才想起来，怎么办, where the item at hand says what becomes of those who are late.
_LATE = re.compile(
    "(?:过了|过期|逾期|超过|超了|晚了|误了|错过|没赶上|忘了|到点没|到期没)[^？?]{0,16}(?:怎么|咋|如何|怎样|还能|还可以|行不行|后果)"
)
_OVERDUE = re.compile(
    "(?:超期|逾期|过期|过了期限?|超时|到期|到点|期限|没|未|不|去|办|交|完成|完|报|的)+"
)
_SAYS_LATE = re.compile("逾期|未按期|未按时|未在[^，。；]{1,12}内|未提出|超过期限|届满未")
# 保障型的给多少, after 品质型能拿多少: another case that the item at hand tells apart.
_HOW_MUCH = re.compile(
    "(?:给|拿|补|奖|罚|领|收|付|发|得|是|有|要)[^，。？]{0,4}(?:多少|几)|多久|多长时间|封顶|(?:多少|几)(?:天|年|个月|分钟|小时)"
)
_STATES = re.compile(
    "[0-9一二三四五六七八九十百千万]+ ?(?:元|万|%|日|天|年|个月|分钟|小时|个工作日|倍)"
)
_OF_ONE_RULE = 2  # items: the article that is broken, and the one with the penalty
_BACK_TO = re.compile("(?:回到|说回|绕回|回头(?:看|说|讲)|^再(?:说|看|问))")
_OF_WHOM = re.compile("的(?:又|还|都|到底|究竟)?(?:是|叫|有)(?:哪|谁|什么|啥)")
_RECALLS = re.compile("来着[？?。]?$|来着[，。？]")
_A_FEW = 4  # items that were shown as alike
_SHORTEST_NAME = 3  # characters
_ONE_OF_THEM = re.compile("那(?:个|条|项|件)")
_SEVERAL = 2
_BESIDE_IT = re.compile("除了|除去|别的|其[他它]|另外|还有")
_CLAUSES = re.compile("[，。；！？,;!?]")
_TO_BE = "要能会得该共"
_TINY = 4  # characters of a matter that may be a deed of the item at hand: 要招几个


class Talk(Remembering):
    """Places a question among the items that the turns before it were about."""

    def placed(self, query: Query, history: Sequence[Turn]) -> Query:
        """A completed question, of the item at hand or an earlier one where it says so."""
        placed = self._of_case(
            self._of_listed(self._of_same_item(query, history), history), history
        )
        placed = self._recalled(placed, history)
        return self._of_article(self._back_to(placed, history), history)

    def _of_listed(self, query: Query, history: Sequence[Turn]) -> Query:
        """免申即享那个几月要好, after a list: the one of it that says the words."""
        one = history and query.topic and _ONE_OF_THEM.search(query.text)
        if not one or query.focus or query.constrained or query.act is not Act.LOOKUP:
            return query
        context = self._context(history)
        items = self._catalogue.items_by_id(context.focus) if context else []
        words = [bare(word) for word in query.topic.split()]
        said = [i.item_id for i in items if all(word in bare(i.text) for word in words)]
        if len(items) < _SEVERAL or len(said) != 1:
            return query
        return query.with_(focus=tuple(said), topic="", follows=True)

    def _recalled(self, query: Query, history: Sequence[Turn]) -> Query:
        """专科有哪几个来着: of the item at hand, where that says the word."""
        brief = (
            query.topic and len(query.topic) <= _BRIEF and not (query.focus or query.constrained)
        )
        if not (history and brief and _RECALLS.search(query.text)) or query.doc_ids:
            return query
        context = self._context(history)
        items = self._catalogue.items_by_id(context.focus) if context else []
        words = [bare(word) for word in query.topic.split()]
        if context is None or len(items) != 1 or query.roles or query.asks_who:
            return query
        if not all(word in bare(items[0].text) for word in words):
            return query
        return query.with_(follows=True, focus=context.focus, act=Act.LOOKUP, topic="", lists=False)

    def _of_case(self, query: Query, history: Sequence[Turn]) -> Query:
        """保障型的给多少, after 品质型能拿多少: of the item at hand, where that tells of both."""
        asked = query.topic or any(condition.said for condition in query.conditions)
        brief = asked and len(query.topic) <= _BRIEF and not query.bindings and not query.numbers
        if not (history and brief and _HOW_MUCH.search(query.text)) or query.focus or query.doc_ids:
            return query
        context = self._context(history)
        items = self._catalogue.items_by_id(context.focus) if context else []
        said = [*map(bare, query.topic.split()), *(one.said for one in query.conditions)]
        if context is None or len(items) != 1 or not _STATES.search(items[0].text):
            return query
        if not all(word in bare(items[0].text) for word in said):
            return query
        plain = replace(query.filter, cells=())
        return query.with_(
            follows=True, focus=context.focus, topic="", act=Act.LOOKUP, filter=plain, conditions=()
        )

    def _of_article(self, query: Query, history: Sequence[Turn]) -> Query:
        """没洗要罚多少, after 多久洗一次: what the article at hand costs those who break it."""
        brief = len(query.topic) <= _BRIEF and not (query.constrained or query.focus)
        context = self._context(history) if history and query.outside and brief else None
        if context is None or not self._is_article(context.focus):
            return query
        if _OVERDUE.fullmatch(bare(query.topic)):
            return query.with_(follows=True, focus=context.focus, topic="")
        items = self._catalogue.items_by_id(context.focus)
        if len(items) == 1 and member_meant(items[0].text, query.text):
            return query.with_(follows=True, focus=context.focus, topic="")  # 装了个泵，罚多少
        topic = f"{context.query.topic} {query.topic}".strip()
        return query.with_(follows=True, topic=topic, gist=topic)

    def _of_same_item(self, query: Query, history: Sequence[Turn]) -> Query:
        """那村道呢, where the item at hand speaks of it: the same question of the same item."""
        brief = query.before_topic and query.topic and len(query.topic) <= _BRIEF
        if not brief or query.constrained or not (query.follows and history):
            return query
        context = self._context(history)
        items = self._catalogue.items_by_id(context.focus) if context else []
        words = [bare(word) for word in query.topic.split()]
        if context is None or len(items) != 1 or query.wants_owner:
            return query
        text = bare(items[0].text + self._bench().header_of(items[0]))
        said = all(word in text for word in words) or (
            (context.query.fact or context.query.outside) and _OTHER_AMOUNT.search(query.topic)
        )
        said = said or (_OTHER_HOUR.search(query.topic) and _OF_HOURS.search(items[0].text))
        before = context.query.text
        return query.with_(focus=context.focus, before=before) if said else query

    def _back_to(self, query: Query, history: Sequence[Turn]) -> Query:
        """回到前头灭虫那桩: of the items that were talked about, the one that is meant."""
        if not (history and _BACK_TO.search(query.text) and (query.topic or query.bindings)):
            return query
        context = self._context(history)
        turns = (*context.earlier, context.focus) if context else ()
        if not query.topic:
            return self._back_to_list(query, turns)
        talked = tuple(dict.fromkeys(item_id for turn in turns for item_id in turn))
        items = self._bench().look(query, within=talked).items[:1] if talked else ()
        ids = tuple(item.item_id for item in items)
        return query.with_(focus=ids, topic="", follows=True) if ids else query

    def _back_to_list(self, query: Query, turns: Sequence[Sequence[str]]) -> Query:
        """再说基层处那两条: the last list of so many items that all name the department."""
        names = {name for binding in query.bindings for name in binding.names}
        for focus in reversed(turns):
            items = self._catalogue.items_by_id(focus)
            held = all(names & {n for role in Role for n in item.owners(role)} for item in items)
            if len(items) == query.claimed and held:
                aspects = tuple(ASPECT_OF[role] for b in query.bindings for role in b.roles)
                return query.with_(
                    focus=tuple(focus), bindings=(), aspects=query.aspects or aspects,
                    act=Act.LOOKUP, claimed=None, yes_no=False, follows=True,
                )  # fmt: skip
        return query

    def at_hand(self, query: Query, history: Sequence[Turn]) -> Query | None:
        """需要自己申请吗: a brief question that names no item, where the one at hand says it."""
        if (elsewhere := self._elsewhere(query, history)) is not None:
            return elsewhere
        of_trades = self._of_trades(query, history) if history else None
        if of_trades is not None:
            return of_trades
        if (late := self._late(query, history)) is not None:
            return late
        asked = self.only_asking(query, history)
        if asked is not None:
            return asked
        other = bool(query.before_topic)  # of another matter, as it seemed
        case = _ANOTHER_CASE.match(query.text) is not None
        hours = self._hours_at_hand(query, history)
        if hours:
            return query.with_(follows=True, focus=hours, topic="", act=Act.LOOKUP, yes_no=False)
        article = self._article_at_hand(query, history) if case else ()
        if article:
            return query.with_(follows=True, focus=article, topic="", act=Act.LOOKUP)
        if query.pronoun and self._counts(query, query.focus):
            return query.with_(topic="", aspects=(), act=Act.LOOKUP)  # 它要新增多少个
        brief = len(query.topic) <= (_A_CASE if case else _BRIEF) and not query.constrained
        brief = brief and (other or not query.follows)
        context = self._context(history) if history and brief else None
        if context is None or not 0 < len(context.focus) <= _OF_ONE_RULE:
            return None
        another = bool(context.query.fact or context.query.outside)
        another = another and case
        if len(context.focus) > 1 and not another:
            return None
        if another:
            return context.query.with_(text=f"{context.query.text}，{query.text}", follows=True)
        at_hand = query.with_(follows=True, focus=context.focus, act=Act.LOOKUP)
        if self._counts(query, context.focus):
            return at_hand.with_(topic="", aspects=())  # 一共要招几个，几月前招完: the item whole
        named = self._names(query, context.focus) or self._is_owner(query, context.focus)
        if query.why or named or self._leads_on(query, context.focus):
            return at_hand.with_(topic="")
        return at_hand if self._bench().look(at_hand, within=context.focus).sure else None

    def _elsewhere(self, query: Query, history: Sequence[Turn]) -> Query | None:
        """市里那份点名新加的是哪几种店: of what the other document says of the item at hand."""
        context = self._context(history) if query.doc_ids and not query.constrained else None
        items = self._catalogue.items_by_id(context.focus) if context else []
        own = {i.item_id: None for i in items if i.doc_id in query.doc_ids}
        if len(own) == len(items) or (len(items) > _A_FEW and not own):
            return None
        bench = self._bench()
        for item in () if own else items:
            linked = bench.linked(item, best_only=True)
            own.update((i.item_id, None) for i in linked if i.doc_id in query.doc_ids)
        if len(own) != 1:
            return None
        return query.with_(follows=True, focus=tuple(own), topic="", act=Act.LOOKUP, aspects=())

    def _names(self, query: Query, focus: Sequence[str]) -> bool:
        """点名支持的是哪家, of the item at hand: who is asked, in no role, and it says a word."""
        if not query.asks_who or query.roles or not _OF_WHOM.search(query.text):
            return False
        words = [bare(word) for word in query.topic.split()]
        pairs = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
        return any(
            pair in bare(item.text) for item in self._catalogue.items_by_id(focus) for pair in pairs
        )

    def _is_owner(self, query: Query, focus: Sequence[str]) -> bool:
        """各医院也要？, of the item at hand: which names 各相关医院."""
        letters = bare(query.topic)
        if not _SHORTEST_NAME <= len(letters) <= _BRIEF or query.asks_who or query.counts:
            return False
        items = self._catalogue.items_by_id(focus)
        owners = (bare(name) for item in items for role in Role for name in item.owners(role))
        return any(_left_out_of(letters, name) for name in owners)

    def only_asking(self, query: Query, history: Sequence[Turn]) -> Query | None:
        """伊腿脚不好，最晚几月弄好呀: the one clause that asks names nothing itself."""
        clauses = [clause for clause in _CLAUSES.split(query.text) if clause.strip()]
        if len(clauses) < 2 or query.constrained or not (query.aspects or query.asks_who):
            return None
        read = [self._read(clause) for clause in clauses]
        asking = [q for q in read if q.aspects or q.asks_who or q.counts or q.lists]
        if len(asking) != 1 or asking[0].topic or asking[0].outside:
            return None
        context = self._context(history)
        if context is None or len(context.focus) != 1:
            return None
        return asking[0].with_(follows=True, focus=context.focus, act=Act.LOOKUP)

    def _article_at_hand(self, query: Query, history: Sequence[Turn]) -> tuple[str, ...]:
        """那要是在里头抽烟呢, after an article: that article, whose other sentences tell of it."""
        context = self._context(history) if len(query.topic) <= _A_CASE else None
        one = context is not None and len(context.focus) == 1 and not query.constrained
        if context is None or not one:
            return ()
        states = any(_STATES.search(i.text) for i in self._catalogue.items_by_id(context.focus))
        return context.focus if states or self._is_article(context.focus) else ()

    def _hours_at_hand(self, query: Query, history: Sequence[Turn]) -> tuple[str, ...]:
        """那知青的档案礼拜六能看不, after 周六开门吗: the item at hand, which tells the hours."""
        asked = _OTHER_HOUR.search(query.text) and not query.constrained
        context = self._context(history) if asked else None
        items = self._catalogue.items_by_id(context.focus) if context else []
        told = len(items) == 1 and _OF_HOURS.search(items[0].text) is not None
        return context.focus if context is not None and told else ()

    def _late(self, query: Query, history: Sequence[Turn]) -> Query | None:
        """过了这个点才想起来，怎么办: the item at hand, where it says what becomes of the late."""
        context = self._context(history) if _LATE.search(query.text) else None
        items = self._catalogue.items_by_id(context.focus) if context else []
        said = tuple(item.item_id for item in items if _SAYS_LATE.search(item.text))
        if not said:
            return None
        return query.with_(follows=True, focus=said, topic="", act=Act.LOOKUP, aspects=())

    def among(self, query: Query, alike: Sequence[str], history: Sequence[Turn]) -> Query | None:
        """要打造哪几个专科的, after 医联体谁牵头: of the items that fit alike, the one at hand."""
        if query.more or _BESIDE_IT.search(query.text):
            return None
        context = self._context(history)
        if query.wants_owner:
            return self._of_same_kind(query, alike, context)
        at_hand = tuple(i for i in dict.fromkeys(alike) if context and i in context.focus)
        if len(at_hand) != 1:
            return None
        return query.with_(follows=True, focus=at_hand, topic="", act=Act.LOOKUP)

    def _of_same_kind(
        self, query: Query, alike: Sequence[str], context: Context | None
    ) -> Query | None:
        """养老的配合哪家, after 企业注销一件事配合哪家: of those alike, the one of that term."""
        brief = context and len(query.topic) <= _BRIEF and not query.constrained
        terms = self._vocabulary.terms_in(context.query.text) if context and brief else []
        items = self._catalogue.items_by_id(list(dict.fromkeys(alike)))
        said = [i.item_id for i in items if any(bare(t) in bare(i.text) for t in terms)]
        if len(said) != 1 or said[0] in (context.focus if context else ()):
            return None
        return query.with_(follows=True, focus=tuple(said), topic="", act=Act.LOOKUP)

    def _of_trades(self, query: Query, history: Sequence[Turn]) -> Query | None:
        """麻辣烫店没戏咯, where the item at hand lists trades: whether that is one of them."""
        if not (names_trade(query.text) or INCLUDED.search(query.text)):
            return None
        context = self._context(history)
        if context is None:
            return None
        items = self._catalogue.items_by_id(context.focus)
        lists = (of_trades(item, found) for item in items for found in enumerations(item.text))
        if query.wants_owner or query.numbers or not any(lists):
            return None
        before = context.query.before or context.query.text
        return query.with_(follows=True, focus=context.focus, before=before, act=Act.MEMBER)

    def _is_article(self, focus: Sequence[str]) -> bool:
        """Whether the item at hand is an article of rules: 第二十条."""
        return any("条" in item.label for item in self._catalogue.items_by_id(focus))

    def _leads_on(self, query: Query, focus: Sequence[str]) -> bool:
        """Whether what a question asks is of the item at hand, though not in words of that."""
        attribute = bool(query.aspects) and _LEADS_ON.match(query.text) is not None
        role = bool(query.roles) and self._bench().is_talk(query)
        return attribute or role or self._states(query, focus)

    def _counts(self, query: Query, focus: Sequence[str]) -> bool:
        """要招几个, of the item at hand: how many of something, of which it says a word.

        它要招几个 need say none of it.
        """
        letters = bare(query.topic).lstrip(_TO_BE)
        counts = query.counts or (query.pronoun and query.measure)
        if not counts or len(letters) > _TINY:
            return False
        items = self._catalogue.items_by_id(focus)
        letters = "" if query.pronoun and len(items) == 1 else letters
        counting = (item for item in items if any_amount().states(item.text))
        return any(all(letter in item.text for letter in letters) for item in counting)

    def _states(self, query: Query, focus: Sequence[str]) -> bool:
        """最长能住几年, of the item at hand: whether that states such a fact."""
        fact = wanted(query.text, query.measure)
        items = self._catalogue.items_by_id(focus) if fact else []
        return fact is not None and any(fact.states(item.text) for item in items)


def _left_out_of(letters: str, name: str) -> bool:
    """Whether letters are what is left of a name where some of its inner ones are left out."""
    rest = iter(name)
    return letters[-1] == name[-1] and all(letter in rest for letter in letters)
