"""Cut a question into tagged stretches: names, numbers, times, ways of asking, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.cell_tags import KINDS as CELL_KINDS
from assistant.cell_tags import cell_tags
from assistant.column_states import KIND as COLUMN_STATE
from assistant.column_states import column_state_tags
from assistant.duties import as_shared
from assistant.normalise import bare
from assistant.numbers import number_tags
from assistant.office_tags import offices_told_apart
from assistant.only_told import only_told
from assistant.places import GUESSED
from assistant.some_or_many import counts_nothing
from assistant.times import event_tags, month_written_tags, time_tags, written_tags
from assistant.told_by_the_way import without_told
from assistant.unit_kinds import unit_kind_tags
from assistant.vocabulary import Vocabulary
from assistant.wordings import Tag, strip_words, strongest, wording_tags

_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]{1,40}”){1,80})”")  # with quotations in it
_ORDERED = re.compile(
    "(?:第[0-9]+(?:项|条|点|号)|任务[0-9]+|行动[0-9一二三四五六七八九十]+$"
    "|第[0-9一二三四五六七八九十]+(?:部分|大项|章|条)$)"
)
_ONE_THING = re.compile("[一二两三][件桩]事")
# 一件事有两个以上处一道挂帅的
_HELD_BY_SEVERAL = re.compile(
    "(?:里|上)?(?:有|由|归|让|是|挂)(?:着|了)?(?:好几|不止|多|[两二三四五几])(?:个|家|一)"
)
_ITS_OFFICE = re.compile("[\u4e00-\u9fff]{2,6}[局委]")
_SELLS = re.compile("(?:开|卖|做|经营)(?:了|着|的是)?(?:一?(?:家|个|间))?$")
_OF_IT = ("的", "市", "区", "县", "分", "，", "。", "？", "这", "那")
_PAUSE = re.compile("[、，。；？]")
_SHORTEST_RUN = 4
_LONG_RUN = 8
_LONGEST_HEAD = 16  # characters before 大项 or 部分 that may be words of its title
RAMBLING = 120  # characters; a longer question tells a story around what it asks
_NAME = 3  # characters after a place that make it the beginning of a name
_BESIDE = 2  # characters next to a word that make it part of a name
_REACH = 24  # characters from a word that asks, within which conditions belong to it
ASKS = ("who", "role.lead", "role.cooperating", "role.unit", "deadline")
_KEPT = (*ASKS, "term", "quoted", "department", "content", "yesno", "member", "outside")


@lru_cache(maxsize=64)
def _bare_positions(text: str) -> tuple[str, list[int]]:
    """The letters of a text, and where each stands in it."""
    kept = [(character, place) for place, character in enumerate(text) if bare(character)]
    return "".join(c.lower() for c, _ in kept), [place for _, place in kept]


def common_runs(text: str, passage: str, shortest: int = _SHORTEST_RUN) -> list[tuple[int, int]]:
    """Stretches of `text` that occur word for word in `passage`, punctuation aside."""
    letters, places = _bare_positions(text)
    other = bare(passage)
    runs, start = [], 0
    while start + shortest <= len(letters):
        end = start + shortest
        if letters[start:end] not in other:
            start += 1
            continue
        while end < len(letters) and letters[start : end + 1] in other:
            end += 1
        runs.append((places[start], places[end - 1] + 1))
        start = end
    return runs


_PAIR = 2  # documents


def _quoted_tags(text: str) -> list[Tag]:
    return [
        Tag("quoted", match.start(), match.end(), match.group(), match.group(1), 40)
        for match in _QUOTED.finditer(text)
        if not _ORDERED.match(match.group(1))  # “第70项抓紧”: the number is meant
    ]


def _quotes_a_role(tag: Tag, tags: Sequence[Tag]) -> bool:
    """“省发展改革委牵头”: who does what, put in quotation marks."""
    if tag.kind != "quoted":
        return False
    who = [t for t in tags if t.kind == "department" and t.start == tag.start + 1]
    return any(
        t.kind in _ROLES and t.end in {tag.end - 1, tag.end} and t.start == w.end
        for w in who
        for t in tags
    )


_OF_AN_OFFICE = re.compile("哪(?:个|几个|些)?(?:内设|具体)?(?:科|处|股)(?:室)?(?![委局])")
_ROLES = ("role.lead", "role.cooperating", "role.unit", "not")
_ROLE_KINDS = ("role.", "not", "except", "joint", "count", "list", "content", "deadline", "link")


_THEIR_OWN = re.compile("(?:他们|人家|那边的?)(?:[县市区]|那边|自己)")  # 是他们县哪个局牵头
_LABEL = re.compile(
    "(?:完成|办理|办结)?(?:时限|时间|期限)|(?:牵头|责任|配合|协办|承办|主办|落实|实施)(?:单位|部门|处室)"
)


_COLUMNS = ("部门", "单位", "处室", "科室")
_OWN = {"time", "department"}


def _protected(text: str, tags: Sequence[Tag], passages: Sequence[str]) -> list[Tag]:
    """Stretches quoted from the corpus whose words look like a way of asking (配合民政局做好…)."""
    kept = []
    times = [tag for tag in tags if tag.kind == "time"]  # 持续推进, as a deadline
    for passage in passages:
        for start, end in common_runs(text, passage):
            inside = [
                tag
                for tag in tags
                if start <= tag.start
                and tag.end <= end
                and tag.kind.startswith(_ROLE_KINDS)
                and not any(time.start <= tag.start < time.end for time in times)
            ]
            if any(t.kind in _OWN and t.start < start < t.end for t in tags):
                continue  # 底前完成 of 年底前完成, 农业局牵头 of 区农业局牵头: the question's own
            if any(_is_cut(tag, start, end) for tag in tags):
                continue  # 有两个牵头 of 有两个牵头处室, where a note says 有两个牵头科室的
            asks = inside and inside[-1].end == end and inside[-1].kind.startswith("role.")
            if asks and any(t.kind == "who" and t.start == end for t in tags):
                continue  # 养老服务一件事配合哪家, where an item says 一件事配合…
            if _LABEL.fullmatch(text[start:end]):
                continue  # 那完成时限呢: asks for it, though items have the same label
            if not inside or end - start < max(_SHORTEST_RUN, 2 + len(inside[0].text)):
                continue
            asking = [
                tag for tag in tags if start <= tag.start < end and tag.kind.startswith(_ROLES)
            ]
            if len(asking) > 1 and _PAUSE.search(text, start, end):
                continue  # 没人配合、牵头处自己扛: the clauses of the question, not a phrase
            if any(tag.kind == "joint" and tag.end == start == inside[0].start for tag in tags):
                continue  # 两家单位一起牵头的任务
            if _all_asks(text[start:end], inside):
                continue
            first = inside[0]
            if any(t.kind == "number" and start <= t.start < end for t in tags if "条" in t.text):
                continue  # 违反本办法第四条: an article that refers to another is not quoted
            if any(t.kind == "department" and t.start <= start and end <= t.end for t in tags):
                continue
            asked = any(
                tag.kind in {"who", "department"} and 0 <= first.start - tag.end <= 1
                for tag in tags
            )
            if end - start >= _LONG_RUN or not (asked and first.start == start):
                kept.append(Tag("run", start, end, text[start:end], None, 30))
    return kept


def _is_cut(tag: Tag, start: int, end: int) -> bool:
    """Whether a column's name begins in a stretch and ends behind it."""
    return (
        tag.kind in {"role.lead", "role.cooperating"}
        and tag.text.endswith(_COLUMNS)
        and start < tag.start < end < tag.end
    )


def _all_asks(words: str, inside: Sequence[Tag]) -> bool:
    """由两个单位共同牵头的: nothing but a condition, though an item has the same words."""
    if not {"joint", "single"} & {tag.kind for tag in inside}:
        return False
    for tag in inside:
        words = words.replace(tag.text, "")
    return _says_nothing(words)


def _cuts_a_name(tag: Tag, tags: Sequence[Tag]) -> bool:
    """配合部门有人 of 配合部门有人事处: what is said of a column does not end within a name."""
    return tag.kind == COLUMN_STATE and any(
        other.kind == "department" and tag.start <= other.start < tag.end < other.end
        for other in tags
    )


def _is_of_no_role(tag: Tag, tags: Sequence[Tag]) -> bool:
    """只生一个的: a number that is said of no column and of no departments before it."""
    kinds = ("role.", "noun.owner")
    return tag.kind == "joint.after" and not any(
        other.kind.startswith(kinds) and other.start < tag.start for other in tags
    )


def _is_number_of_things(tag: Tag, text: str) -> bool:
    """一件事 of 就一件事要办完: a number of things, though documents have a term of that name."""
    return (
        tag.kind == "term"
        and _ONE_THING.fullmatch(tag.text) is not None
        and (
            text[: tag.start].endswith(("就", "只", "仅", "才", "只有", "就有", "有这么", "那么"))
            or _HELD_BY_SEVERAL.match(text, tag.end) is not None
        )
    )


def _begins_a_name(tag: Tag, text: str, passages: Sequence[str]) -> bool:
    """上海 of 上海高博肿瘤医院: a place that an item writes with what follows it."""
    longer = text[tag.start : tag.end + _NAME]
    named = len(longer) == tag.end - tag.start + _NAME and "\u4e00" <= longer[-1] <= "\u9fff"
    return tag.kind == "place" and named and any(longer in passage for passage in passages)


def _goes_on_as_titled(tag: Tag, text: str, vocabulary: Vocabulary) -> bool:
    """宁湖市 of 宁湖市城市更新: the place of a document, with words of its title."""
    after = text[tag.end : tag.end + _NAME]
    titles = (vocabulary.document(d).title for d in tag.value) if tag.kind == "place" else ()
    return any(title.startswith(tag.text) and after in title for title in titles)


def _is_written(tag: Tag, text: str, passages: Sequence[str]) -> bool:
    """A county that items speak of is none that the documents say nothing of.

    Of an office of it (石桥县教育局) they have to speak as well.
    """
    office = _ITS_OFFICE.match(text, tag.end)
    said = tag.text + (office.group()[:_BESIDE] if office else "")
    guessed = tag.kind == "place.other" and tag.value == GUESSED and not _THEIR_OWN.search(text)
    return guessed and any(said in passage for passage in passages)


def _is_name(tag: Tag, text: str, passages: Sequence[str]) -> bool:
    """第三 of 第三小学: a number that belongs to the name of something that an item speaks of."""
    longer = text[tag.start : tag.end + 2]
    named = tag.kind == "number" and tag.text.startswith("第") and len(longer) == len(tag.text) + 2
    return named and bare(longer) == longer and any(longer in passage for passage in passages)


def _is_matter(tag: Tag, text: str, tags: Sequence[Tag], passages: Sequence[str]) -> bool:
    """静安 of 哪几个行业把静安算作集聚区: a district that items speak of; not 杭州的…怎么安排."""
    if any(o.kind == "mention" and o.end == tag.start for o in tags):
        return tag.kind.startswith("place")  # 哪些提到了浦东
    if tag.kind != "place.other" or text.startswith("的", tag.end):
        return False
    asked = any(other.kind in {"list", "count", "scope", "yesno", "which"} for other in tags)
    return asked and any(tag.text in passage for passage in passages)


def _is_of_a_trade(tag: Tag, text: str) -> bool:
    """兰州 of 我开兰州拉面的: where what is sold comes from, and no place that is asked about."""
    opened = _SELLS.search(text[: tag.start]) is not None
    return opened and tag.kind.startswith("place") and not text.startswith(_OF_IT, tag.end)


def _is_of_heading(tag: Tag, text: str, vocabulary: Vocabulary) -> bool:
    """资金 of 资金保障下面有哪几条: part of the name of a group or section, no attribute."""
    longer = (text[tag.start : tag.end + _BESIDE], text[max(0, tag.start - _BESIDE) : tag.end])
    return tag.kind == "outside" and any(
        len(words) == len(tag.text) + _BESIDE and vocabulary.heads_with(bare(words))
        for words in longer
    )


def _is_of_the_title(tag: Tag, tags: Sequence[Tag], vocabulary: Vocabulary) -> bool:
    """补贴 of 云溪的文旅补贴: what the document that is named is about, no attribute."""
    places = [other.value for other in tags if other.kind == "place" and len(other.value) == 1]
    titles = (vocabulary.document(doc_id).title for (doc_id,) in places)
    return tag.kind == "outside" and any(tag.text in title for title in titles)


# 柜台和网页两头, and not 市和区两头
_TWO_THINGS = re.compile(
    "(?:^|[，。？！；])(?![^，。]{0,12}(?:[市区省县国](?:里|级|上|委|局)?[和与跟同及、]|文件|要点|表))"
    "[^，。？！；]{0,12}[\u4e00-\u9fff]{2}[和与跟同及、][\u4e00-\u9fff]{2,12}，?$"
)


def _names_no_pair(tag: Tag, text: str, vocabulary: Vocabulary) -> bool:
    """管道两边多少米, 柜台和网页两头: the sides of something, and no two documents."""
    if tag.kind != "documents.all" or not tag.text.startswith("两"):
        return False
    before = text[: tag.start]
    if "牵头" in before and "配合" in before:  # 别把牵头和配合写反，两边各是哪个处
        return True
    sides = "两边" in tag.text and len(vocabulary.documents) != _PAIR
    named = _TWO_THINGS.search(text[: tag.start])
    return sides or (named is not None and not vocabulary.places.find(named.group()))


def _is_of_another_place(tag: Tag, tags: Sequence[Tag]) -> bool:
    """市教育局 of 杭州市教育局, where no document is of that town."""
    begins = tag.kind == "department" and tag.text.startswith(("省", "市", "区", "县"))
    ends = (tag.start, tag.start + 1)
    others = (o for o in tags if o.kind == "place.other" and o.value != GUESSED)
    return begins and any(o.end in ends for o in others)


def _is_office_of(tag: Tag, tags: Sequence[Tag]) -> bool:
    """卫生健康委员会 of 浦东卫生健康委员会: the office of the place before it, no second place."""
    office = tag.kind == "place" and tag.text.endswith(("委员会", "委", "局", "厅"))
    places = {"place", "place.other"}
    return office and any(o.kind in places and o.end == tag.start for o in tags)


def _asks_within(tag: Tag, tags: Sequence[Tag]) -> bool:
    """农业局 of 问农业局哪个科室: which part of it is asked for, and nothing that it has."""
    if tag.kind != "department" or not tag.text.endswith(("局", "委", "厅", "府", "院")):
        return False
    after = (o for o in tags if o.kind == "who" and 0 <= o.start - tag.end <= 1)
    return any(_OF_AN_OFFICE.search(o.text) for o in after)


def _near_asking(tags: Sequence[Tag]) -> list[Tag]:
    """Of a story with a question in it: without the sets, places and numbers of the story."""
    asked = [tag.start for tag in tags if tag.kind.startswith(ASKS)]
    return [
        tag
        for tag in tags
        if tag.kind.startswith(_KEPT) or any(abs(tag.start - at) <= _REACH for at in asked)
    ]


def _headed(text: str, tags: Sequence[Tag], vocabulary: Vocabulary) -> list[Tag]:
    """拓展服务范围 of 拓展服务范围这一大项: words of a heading right before its noun."""
    found = []
    for noun in (tag for tag in tags if tag.kind in {"noun.group", "noun.section"}):
        end = len(text[: noun.start].rstrip("这那一个的"))
        for start in range(max(0, end - _LONGEST_HEAD), end - _SHORTEST_RUN + 1):
            words = text[start:end]
            if bare(words) == words and vocabulary.heads_with(words):
                found.append(Tag("term", start, end, words, None, 6))
                break
    return found


def _documents_named(tags: Sequence[Tag]) -> list[str]:
    """The documents that a question names: those that all its places and titles allow."""
    places = strongest([tag for tag in tags if tag.kind.startswith("place")])
    named = [set(tag.value) for tag in places if tag.kind == "place"]
    return sorted(set.intersection(*named) or set.union(*named)) if named else []


def _is_inside(tag: Tag, words: Sequence[tuple[int, int]]) -> bool:
    """新区 of 高新区, which a cell says: no place of a document."""
    return any(
        start <= tag.start and tag.end <= end and (start, end) != (tag.start, tag.end)
        for start, end in words
    )


def tag_question(text: str, vocabulary: Vocabulary, passages: Sequence[str] = ()) -> list[Tag]:
    """Non-overlapping tags in the order of the text; untagged stretches get kind `rest`."""
    tags = [
        *wording_tags(text),
        *number_tags(text),
        *time_tags(text, vocabulary.year),
        *event_tags(text, vocabulary.events),
        *written_tags(text, vocabulary.deadlines),
        *month_written_tags(text, vocabulary.month_deadlines, vocabulary.year),
        *vocabulary.departments.find(text),
        *unit_kind_tags(text, vocabulary.roles),
        *column_state_tags(text),
        *vocabulary.places.find(text),
        *vocabulary.document_tags(text),
        *vocabulary.described_documents(text),
        *vocabulary.attribute_tags(text),
        *vocabulary.term_tags(text),
        *_quoted_tags(text),
    ]
    tags = [tag for tag in tags if not _is_of_another_place(tag, tags)]
    said = [(at, at + len(word)) for at, word, _ in vocabulary.further.values(text)]
    documents = _documents_named([tag for tag in tags if not _is_inside(tag, said)])
    tags += cell_tags(text, vocabulary.further, passages, documents)
    tags = offices_told_apart(text, tags, vocabulary)
    tags = [as_shared(tag, text, tags, documents, vocabulary.columns_of_duty) for tag in tags]
    tags += _headed(text, tags, vocabulary)
    quoted = {(t.start + 1, t.end - 1) for t in tags if t.kind == "quoted"}
    tags = [tag for tag in tags if not _quotes_a_role(tag, tags)]
    names = {"department", "time"}
    named = [t for t in tags if t.kind in names and (t.start, t.end) in quoted]
    tags += [replace(t, start=t.start - 1, end=t.end + 1, weight=50) for t in named]
    tags = [tag for tag in tags if not _cuts_a_name(tag, tags)]
    tags = [tag for tag in tags if not counts_nothing(tag, text, tags)]
    tags = [tag for tag in tags if not _is_of_no_role(tag, tags)]
    tags = without_told(text, tags)
    tags = [tag for tag in tags if not _is_number_of_things(tag, text)]
    tags = [
        tag
        for tag in tags
        if not _begins_a_name(tag, text, passages) or _goes_on_as_titled(tag, text, vocabulary)
    ]
    tags = [tag for tag in tags if not _is_written(tag, text, passages)]
    tags = [tag for tag in tags if not _is_name(tag, text, passages)]
    tags = [tag for tag in tags if not _is_matter(tag, text, tags, passages)]
    tags = [tag for tag in tags if not _is_of_a_trade(tag, text)]
    tags = [tag for tag in tags if not _is_of_heading(tag, text, vocabulary)]
    tags = [tag for tag in tags if not _names_no_pair(tag, text, vocabulary)]
    tags = [tag for tag in tags if not only_told(tag, text, tags)]
    tags = [tag for tag in tags if not _is_of_the_title(tag, tags, vocabulary)]
    tags = [
        replace(t, kind="aside") if _is_office_of(t, tags) or _asks_within(t, tags) else t
        for t in tags
    ]
    if len(text) > RAMBLING:
        tags = _near_asking(tags)
    asked = [tag for tag in tags if tag.kind in CELL_KINDS]
    tags += [run for run in _protected(text, tags, passages) if not _meets(run, asked)]
    return _with_rests(text, strongest(tags))


def _meets(run: Tag, others: Sequence[Tag]) -> bool:
    return any(run.start < other.end and other.start < run.end for other in others)


def _with_rests(text: str, tags: Sequence[Tag]) -> list[Tag]:
    whole: list[Tag] = []
    place = 0
    for tag in [*tags, Tag("end", len(text), len(text), "")]:
        if place < tag.start:
            whole.append(Tag("rest", place, tag.start, text[place : tag.start]))
        if tag.kind != "end":
            whole.append(tag)
        place = max(place, tag.end)
    return whole


_EDGE = re.compile(
    r"^(?:[的了着呢吧啊吗呀嘛么，。、；：？！\s]|是|由|归|把|被|让|和|与|跟|及|给)+"
    r"|(?:(?<![网酒茶书水])吧|[的了着呢啊吗呀嘛么，。、；：？！\s]|是|由|归|把|被|让|和|与|跟|及|给|在|要|该|得|需|有|都|就|这|那)+$"
)
_EMPTY = re.compile(
    r"[的了着呢吧啊吗呀嘛么是由归把被让和与跟及给在要该得需有都就这那还再又也才会能上下里中为到从对按个项件条们我你您它他她请问想之所以其各于而且或等去来说看帮查只光仅算好吃用什几多一些样时候咱俺啥嗯哦]+"
)


def topic_of(pieces: Sequence[Tag | str]) -> str:
    """Join what was not understood into the topic; empty when only function words are left.

    A tag among the pieces is a quoted phrase or a term of the corpus: it is kept whole.
    """
    kept: list[str] = []
    for piece in pieces:
        if isinstance(piece, Tag):
            kept.append(str(piece.value or piece.text))
            continue
        stripped = strip_words(_EDGE.sub("", strip_words(piece)))
        kept += [
            word for word in stripped.split() if len(bare(word)) > 1 and not _says_nothing(word)
        ]
    return " ".join(kept)


def _says_nothing(word: str) -> bool:
    return bool(_EMPTY.fullmatch(bare(word)))
