"""Tell several questions in one message apart: 任务38谁牵头？公平竞争审查几月完成？"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.asking import MAY_ASK, asks
from assistant.kinds_counted import tells_kinds
from assistant.leaning import leans
from assistant.level_counts import levels_counted
from assistant.normalise import normalise
from assistant.of_both_roles import of_both_roles
from assistant.of_each import Matter, of_each
from assistant.query import Act, Aspect, Noun, Query
from assistant.two_kinds import of_two_kinds

_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d)")
_SENTENCE = re.compile(r"[^？?！!。；;\n]+[？?！!。；;\n]*")
_CLAUSE = re.compile(r"[^，；？?！!。;\n]+[，；？?！!。;\n]*")
# What parts questions where no comma does: a space between Chinese words, a plus, 以及.
_JOINT = re.compile(
    r"(?<=[一-鿿？?])[ 　]+(?=[一-鿿“「])|[ 　]*[+＋&][ 　]*"
    r"|(?<=[^，；？?！!。;\n])(?=以及|还有|另外|外加|再就是)"
)
_ALSO = re.compile(
    "^(?:另外|另|还有(?:就是)?|先|再(?:就是|有|来)?|然后|接着|以及|外加|同时|顺[便带]|此外)(?:再)?(?:问(?:一下|下|问)?)?[，,]?(?=.{5})"
)
# 对了还有个备案清单的活: goes on to another matter.
_BESIDES = re.compile(
    "^(?:哦|噢|啊|，)*(?:对了|另外|此外|还有|顺[便带]|再就是|再问)[，,]*(?:再?问(?:一下|下|问)?|还有|就是|说|看)*"
    "(?:一?[个件条项])?[，,]?(?=.{4})"
)
# 时间节点不是全年，又不由七院落实的有哪些: one more condition, where nothing was asked before.
_AND_IS = re.compile("(?:又|并?且|而且|并|同时)(?!问|请|想|说|报|列|告诉)")
# 统计一下甲单独牵头，不是9月完成的任务: what is to be counted comes last.
_BIDS = re.compile(
    "(?:请|麻烦|帮我?|给我)*(?:统计|数|列|查|找)(?:一?下|出|一列|一数)?(?!.*(?:任务|[项条件]))"
)
_ENDS_IN_AND = re.compile("(?:又|且|并|同时)$")
_ASKS_SOMETHING = re.compile("[谁哪几啥何吗么呢？?怎]|什么|多少|是不是|是否|有没有")
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?\d{1,2}[）)、．.](?!\d)|[①-⑳]|第[一二三四五][，、])\s*(?=.{3})"
)
# 三个问题：1普法谁牵头 2评估哪个处: numbers alone part the questions.
_BY_NUMBERS = re.compile(r"(?:^|(?<=[：:，。；？?\s]))([1-9])(?=[一-鿿“])")
# 党政办牵头几个、给人配合几个: the second role is counted by itself.
_ROLE_COUNTED = re.compile(
    "(?<=[项个条件回次桩])、(?=(?:[给替帮跟]?(?:别?人家?|别的处室?)?(?:打)?"
    "(?:配合|协助|参与|协办|牵头|负责|主责|帮忙|打下手)|帮(?:别人|人家|别的处室?))"
    "[^，。？]{0,4}(?:几|多少))"
)
# 多少条要点、哪天印的; 多少个大项、再往上分几块: what follows is counted or dated by itself.
_COUNTED_TOO = re.compile(
    "(?<=[项条点类组块章])、(?=(?:又|还|再|然后|是)*(?:(?:几月)?几[号日]|哪一?天|哪年|什么(?:时候|日子)|啥时候|何时|谁)"
    "(?:印|发|签|落款|出台|公布)|(?:又|还|再|然后)*(?:往上|上面|上头)[^，。？]{0,4}(?:几|多少))"
)
_AND_THAT = re.compile("^那|呢[？?。]?$")
_THAT = re.compile("^(?:那|这)(?:一)?(?:个|条|项|件|块)?")
_THAT_ONE = re.compile("那(?:一)?(?:个|条|项|件|块)")
_POINTS_BACK = re.compile("[这它他她其该此]")
_IS_WHICH = re.compile("[是有]哪")
# 对口哪家单位，我就想知道是哪个中心: asks the same again.
_ONCE_MORE = re.compile(
    "^我?(?:就|只|单)(?:是)?(?:想|要)?(?:知道|晓得|问|看|听)(?:一?下|清楚)?(?:到底|具体)?(?:是)?(?:谁|哪一?[个家])"
)
_OF_EACH = re.compile("^(?:各自?|分别|都|全)(?=[^，。]{1,12}$)")
# 期限都报一下: the same, asked the other way round.
_TOLD_OF_EACH = re.compile(
    "^(?P<what>[^，。？谁哪]{2,10}?)(?:也|都|全|各自?|分别|一并|一起)+(?:给我?|帮我?)?"
    "(?:报|说|列|写|讲|告诉|标|带|交代)(?:给?我)?(?:一下|一声|清楚|明白|出来|上)?[。！？]*$"
)
# 药和器械也算进去吗, of what the item at hand says
_IN_IT_TOO = re.compile(
    "(?:也|都)(?:要|会)?(?:算|包括|包含|含|在|列|管|查)(?:不算|不在)?(?:进去?|在?内|里[头面边]|上)*(?:的)?(?:[吗么嘛吧伐不没]|$)"
)
_JOINED = re.compile("[和与跟及、 ]")
# 落在几个大项里, of what was counted before
_SPREAD = re.compile("(?:都|又|各|一共|总共)*(?:分|落|归|散|摊|涉及|跨|占|覆盖|横跨)")
_WRITTEN = 0.35  # of a matter's pairs of characters
_LONGEST = 300  # characters; what is longer rambles, and is read as one


# Whether the item of an id says a word.
Says = Callable[[str, str], bool]


def questions_in(text: str, read: Callable[[str], Query], matter: Matter, says: Says) -> list[str]:
    """The questions of a message, each with the sentences that only lead up to or narrow it.

    One question, the text itself, unless two or more sentences ask and can each stand alone.
    Clauses of one sentence do only if the documents write of the `matter` of each.
    """
    if len(text) > _LONGEST or not MAY_ASK.search(text) or tells_kinds(text):
        return [text]
    roles = of_both_roles(text, read)
    if roles:
        return roles
    kinds = of_two_kinds(_HALF_WIDTH.sub("，", normalise(text)), read)
    if kinds:
        return kinds
    text = _parted_by_numbers(_in_clauses(text))
    each = of_each(text, read, matter)
    if each:
        return each

    def is_whole(query: Query) -> bool:
        return _is_whole(query) or _is_whole(_named(query, matter))

    def is_matter(query: Query) -> bool:
        query = _named(query, matter)
        if query.counts and query.constrained and not (query.topic or leans(query)):
            return True
        issued = query.act is Act.DOCUMENT and query.doc_ids and not query.topic
        if issued or _of_whole(query):
            return True
        listed = query.act is Act.MEMBER or not query.topic
        return _has_matter(query) and (listed or bool(matter(query, _WRITTEN)))

    parts = _Parts(read, is_whole, matter, says).of(_SENTENCE.findall(text))
    clauses = _Parts(read, is_matter, matter, says)
    found = [question for part in parts for question in clauses.of(_finer(part))]
    return _with_what_all_share(found, read)


def follow_ups_in(text: str, read: Callable[[str], Query]) -> list[str]:
    """The two questions of a message that leans on earlier turns: 这两个期限一样不？对了，….

    The text itself, unless both of its sentences ask, and the second goes on to something else.
    """
    sentences = _SENTENCE.findall(_HALF_WIDTH.sub("，", text))
    if len(sentences) != 2 or len(text) > _LONGEST:
        return [text]
    first, second = sentences
    plain = _BESIDES.sub("", second)
    queries = read(first), read(plain)
    elsewhere = bool(queries[1].doc_ids) and queries[0].doc_ids != queries[1].doc_ids
    further = plain != second or elsewhere
    both = all(asks(query) or query.same or query.act is Act.COMPARE for query in queries)
    return [first, plain] if further and both else [text]


def _in_clauses(text: str) -> str:
    """The text with a comma before what is counted or dated by itself."""
    return _COUNTED_TOO.sub("，", _ROLE_COUNTED.sub("，", _HALF_WIDTH.sub("，", text)))


def _parted_by_numbers(text: str) -> str:
    """The text with a line for each number of a list that counts up from 1."""
    marks = list(_BY_NUMBERS.finditer(text))
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return text
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return "。".join(part.strip().rstrip("，。；") for part in parts)


def _with_what_all_share(questions: list[str], read: Callable[[str], Query]) -> list[str]:
    """身故归谁？婚育归谁？各自到几月: what the last asks is asked of each of those before."""
    *before, last = questions
    told = _TOLD_OF_EACH.match(last)
    if len(before) < 2 or not (told or _OF_EACH.match(last)):
        return questions
    rest = told["what"] if told else _OF_EACH.sub("", last)
    query = read(rest)
    if not asks(query) or query.topic or query.constrained:
        return questions
    return [f"{question.rstrip('？?，,。；;')}，{rest}" for question in before]


def _finer(text: str) -> list[str]:
    """The clauses of a text, parted also where no sign does."""
    pieces = [
        piece for clause in _CLAUSE.findall(text) for piece in _JOINT.split(clause) if piece.strip()
    ]
    finer: list[str] = []
    for piece in pieces:
        joined = finer and (
            _AND_IS.match(piece) or _ENDS_IN_AND.search(finer[-1]) or _BIDS.match(finer[-1])
        )
        if joined and not _ASKS_SOMETHING.search(finer[-1]):
            finer[-1] += piece
        else:
            finer.append(piece)
    return finer


def _plain(piece: str) -> str:
    """A piece without its number and without what ties it to the one before."""
    piece = _NUMBERED.sub("", piece)
    tied = _ALSO.sub("", piece)
    return tied if tied == piece else _THAT.sub("", tied)


class _Parts:
    """Joins the pieces of a text to questions."""

    def __init__(
        self,
        read: Callable[[str], Query],
        is_whole: Callable[[Query], bool],
        matter: Matter,
        says: Says,
    ) -> None:
        self._read = read
        self._is_whole = is_whole
        self._matter = matter
        self._says = says

    def of(self, pieces: Sequence[str]) -> list[str]:
        """The questions that the pieces make; one with all of them unless two or more ask."""
        # Reading a piece costs as much as a question: two must look as if they asked.
        if sum(MAY_ASK.search(piece) is not None for piece in pieces) < 2:
            return ["".join(pieces)]
        found: list[str] = []
        before = ""
        last: Query | None = None
        for piece in pieces:
            plain = _plain(piece)
            query = self._read(plain)
            # 党政办的事都报给我，牵头几个，配合几个: what leads up names whose are counted.
            leads_up = before and (found or (query.counts and self._read(before).lists))
            ahead = self._read(before + plain) if leads_up else query
            if found and _ONCE_MORE.match(piece):
                found[-1] += piece
            elif ahead is not query and self._is_whole(ahead):
                found.append(before + plain)
                before, last = "", ahead
            elif last is not None and self._is_of_last(query, last):
                found[-1] += before + piece
                before = ""
            elif self._is_whole(query) or (last is not None and _goes_on(query, last)):
                found.append(before + plain)
                before, last = "", query
            elif before or last is None or self._is_new(query, last):
                before += plain
            else:
                found[-1] += piece
        if found:
            found[-1] += before
        return found if len(found) > 1 else ["".join(pieces)]

    def _is_of_last(self, query: Query, last: Query) -> bool:
        """打算做哪几个专科的, after 医联体谁牵头: what only the item at hand says the word of.

        Also what asks the same of the document again, 排到几了，也就是多少个大项, and what is
        counted in one document beside the other: 市里有几条，区里有几项.
        """
        both = _of_whole(query) and _of_whole(last)
        spread = _of_whole(query) and last.counts and _SPREAD.match(query.text)
        if (both or spread) and levels_counted(f"{last.text}，{query.text}"):
            return True  # 多少条任务，归成多少个大项
        if both and query.act is last.act:
            return query.act is Act.COUNT or query.noun is last.noun
        if not query.topic or query.constrained or query.beyond:
            return False
        if query.yes_no and _IN_IT_TOO.search(query.text):
            held = self._matter(last, _WRITTEN) if last.topic else ""
            words = _JOINED.split(query.topic)
            return bool(held) and all(word and self._says(held, word) for word in words)
        if not _asks_content(query):
            return False
        item = self._matter(last, _WRITTEN) if last.topic else ""
        word = query.topic.split()[-1]
        said = bool(item) and len(word) > 1 and self._says(item, word)
        return said and not self._matter(query, _WRITTEN)

    def _is_new(self, query: Query, last: Query) -> bool:
        """Whether a piece that asks nothing names another matter, of which the next may ask."""
        if asks(query) or not query.topic or query.constrained:
            return False
        named = self._matter(query, _WRITTEN)
        return bool(named) and named != self._matter(last, _WRITTEN)


def _named(query: Query, matter: Matter) -> Query:
    """双随机那个检查几月完成: what a pronoun stands beside is named, where it is written."""
    beside = query.pronoun and _THAT_ONE.search(query.text) and not _POINTS_BACK.search(query.text)
    if beside and (query.numbers or (query.topic and matter(query, _WRITTEN))):
        return query.with_(pronoun=False)
    return query


def _is_whole(query: Query) -> bool:
    """Whether a sentence asks something and names what it asks about."""
    issued = query.act is Act.DOCUMENT and query.doc_ids  # 市里文件什么时候印发的
    names = query.topic or query.constrained or query.tallies or issued
    alone = not leans(query) or (query.outside and query.constrained and not query.pronoun)
    return bool(asks(query) and names and alone)


def _has_matter(query: Query) -> bool:
    """Whether a clause asks who or when and names its own matter: 高博医院谁管，伦理互认归谁."""
    owned = query.bindings and (query.time_text or all(b.stated for b in query.bindings))
    one = query.topic or query.numbers or owned
    narrowed = (query.filtered and not query.topic) or query.tallies or query.counts
    listed = query.lists and (query.bindings or _IS_WHICH.search(query.text))
    numbered = query.numbers and asks(query)
    member = query.act is Act.MEMBER  # 口腔诊所能一证办吗，要交多少钱
    wanted = query.asks_who or query.aspects or query.enumerates or listed or numbered or member
    return bool(one and wanted) and _is_whole(query) and not (narrowed and not query.bindings)


def _of_whole(query: Query) -> bool:
    """多少个大项, 市里一共多少条要点: how much a document has of something."""
    plain = query.counts and not (query.topic or query.constrained or query.pronoun)
    outlined = query.act is Act.OUTLINE and query.noun is not Noun.DOCUMENT
    return bool(plain and (outlined or (query.doc_ids and query.act is Act.COUNT)))


def _asks_content(query: Query) -> bool:
    """Whether what is said is asked for, and no owner or time."""
    return not (query.aspects or query.asks_who or query.bindings or query.yes_no)


def _goes_on(query: Query, last: Query) -> bool:
    """公卫处呢？ or 要带什么材料？ after a question: one of its own, about the same matter.

    What the documents do not state is a question of its own, so that the other one is answered.
    """
    if query.outside or last.outside:
        return asks(query)
    if query.act is Act.DOCUMENT and _of_whole(last):  # 一共多少条，哪天印的
        return True
    if last.act is Act.DOCUMENT and query.numbers:  # 它第11点说的啥
        return asks(query)
    if query.counts and last.counts and not query.topic:  # 一共落实几项，10月的有几个
        more = query.filter != last.filter or bool(query.roles)
        return more and not (query.bindings or query.numbers or query.tallies)
    if last.each and query.yes_no and query.time_text and not query.topic:
        return True  # 家庭医生签约、孕前检查各归谁，都是9月吗
    if query.topic and (last.topic or last.numbers):  # 伦理互认也归他们吗
        same = query.yes_no and (query.pronoun or query.owner_pronoun or query.same)
        return bool(same or _AND_THAT.search(query.text))
    of_other = Aspect.NUMBER in query.aspects or (
        query.pronoun and (query.act is Act.LINK or query.asks_who)  # 浦东对着这件的又是哪个处
    )
    elsewhere = query.doc_ids and of_other and MAY_ASK.search(last.text)
    if elsewhere and last.topic and not (query.topic or query.constrained):
        return True  # 独生子女证归谁，市里是第几点提的
    named = query.bindings or (query.numbers and last.numbers)
    return bool(named and query.fragment_marks)
