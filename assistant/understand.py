"""Turn a question into a `Query`: the act, what is asked, the filters, and the topic left."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import act_of
from assistant.annexes import list_named
from assistant.asides import afresh, corrects, denied_in, without_asides, without_speaker
from assistant.claims import asks_whether, claim_of
from assistant.definitions import formal
from assistant.excepting import left_out
from assistant.expansion import synonyms_in
from assistant.facts import stated_kind
from assistant.headings_told import with_headings_marked
from assistant.normalise import bare, in_common_words, normalise
from assistant.numerals import NUMERAL, read_numeral
from assistant.office_alone import named_alone, what_it_does
from assistant.parts_told import with_parts_numbered
from assistant.purposes import without_talk
from assistant.query import Act, Noun, Query
from assistant.reader import Reader
from assistant.rewordings import in_plain_wording
from assistant.shares import Share, read_share
from assistant.story import without_story
from assistant.subject import without_time_column
from assistant.tagging import tag_question
from assistant.told_offices import with_names
from assistant.unit_kinds import in_the_unit_column
from assistant.vocabulary import Vocabulary
from assistant.wishes import without_wish
from assistant.wordings import strongest
from index import CountRange

# 跟民政打交道的, 跟民政打配合的: whom only the text of an item names.
_DEALS_WITH = re.compile(
    "(?:要|得|需要)?(?:跟|和|与|同)(?P<who>[^，。？；的]{2,8}?)(?:打交道|打配合|搭伙(?:干|做|办)?|对接|来往|沟通|联系)(?=的)"
)
_HOW_MANY = re.compile("几[项条个件]|多少[项条个件]")  # 那他们配合的又有几项
_BELOW_A_NAME = re.compile("”(?:底下|下面|下头|下边)")  # “审管执信”底下写了哪几点
_EACH_OF_TWO = re.compile("前(?:一个|一条|一项|者)([^，。？]{1,10})，后(?:一个|一条|一项|者)\\1")
_IN_TIME_ORDER = re.compile(
    "[按依照][^，。]{0,6}(?:时间|月份?|日期|时限|节点|期限)[^，。]{0,6}[排列理捋]|[从由][早近先][到至][晚远后]"
)
# 公卫处牵头的都在第二部分吗: asserted of those.
_ARE_ALL = re.compile(
    "(?<=的)(?:任务|事项|工作|活儿?|事)?[，,]?(?:是不是|是否)?(?:全部?|统统|通通)?"
    "(?:都|均|回回|次次|条条|项项|个个)+(?=[是在归由得要能有])(?!.[谁哪])"
)
# 公卫处牵头的都没有配合部门吗, 第16、17大项一共几条，都没有写月份吗
_ALL_LACK = re.compile(
    "(?<=[，的组类项条分里])(?:任务|事项|活儿?)?(?:是不是|是否)?(?:全部?|都|均|全都|统统)+"
    "(?=没有?(?:写|列|填|标|定|安排|给|配)*(?:具体|明确)?的?(?:配合|协办|单位|委属|落实|月份))"
)
# 65项任务全都要在9月之前完成吗, 是不是每一项都有配合部门: asserted of all tasks.
_EVERY_TASK = re.compile(
    f"[^，。？]{{0,12}}?(?:(?:所有|全部|全体|每一?[项条件个]|各项|(?!一[项条件个])这?{NUMERAL}[项条件个])的?(?:任务|事项|工作)?"
    "|(?:[里中内表]的?)任务)[^，。？]{0,4}?(?:都|全|均|一律|统统|个个|条条)"
)
# 37和38都是基层处牵头吗: asserted of the items of several numbers.
_THESE_ARE = re.compile(
    "(?<=[0-9一二三四五六七八九十号项条件])[，,]?(?:这[两几]?[项条件个])?(?:是不是|是否)?(?:全部?)?(?:都|均)(?=[是在归由要])(?!.[谁哪])"
)
# “一件事”那组都是十月到期的吧: asserted of the tasks below a heading.
_GROUP_IS = re.compile(
    "(?<=..)[那这](?:一?个)?(?:组|大项|大类|标题|板块|部分)[，,]?(?:里面?的?|下面的?|任务|事项)*(?:是不是|是否)?(?:全部?|都|均|个个|统统|一律)+"
    "(?=[是在归由得要]|1?[0-9]月|十?[一二三四五六七八九]月|十月|年底|全年)(?!.[谁哪几])"
)
# 免申即享五项都是基层处的吧: asserted of so many, as they are said to be.
_SO_MANY_ARE = re.compile(
    f"(?<=..)(?<!这)[那的]*(?P<many>{NUMERAL})[项条个件样桩](?:任务|事项)?[，,]?(?:是不是|是否)?(?:全部?|都|均|个个|统统|一律)+"
    "(?=[是在归由得要]|1?[0-9]月|十?[一二三四五六七八九]月|十月|年底|全年)(?!.[谁哪几])"
)
_TASKS_COUNTED = re.compile(f"任务{NUMERAL}[条项个件]")
# 写首诗夸夸卫健委, 起草一份关于招商的发言稿: made up, whatever it is to be about.
_MADE_UP = re.compile(
    "诗|歌(?!颂)|小说|作文|情书|笑话|段子|故事|顺口溜|对联|春联|(?:关于|有关|围绕|针对)."
)
_PUBLIC = {"政府", "国家", "公家", "上面", "上头", "官方"}
_SEVERAL = 2  # documents
_ONE_BY_ONE = re.compile("分别(?!是?(?:什么|啥|哪些))")  # 有几项，分别是什么 asks for the list


def _subject(reader: Reader, vocabulary: Vocabulary, passages: Sequence[str]) -> Query | None:
    """公卫处牵头的任务都在第二部分吗: the items of which something is asserted."""
    if not reader.has("yesno") or reader.same():  # 四条都是一个月到期吗: beside each other
        return None
    said = _ARE_ALL.search(reader.text) or _ALL_LACK.search(reader.text)
    ends = [tag.start for tag in reader.of("every")] or ([said.start()] if said else [])
    so_many = None if ends else _SO_MANY_ARE.search(reader.text)
    ends = [so_many.start()] if so_many else ends
    of_group = None if ends else _GROUP_IS.search(reader.text)
    ends = [of_group.start()] if of_group else ends
    these = None if ends else _THESE_ARE.search(reader.text)
    if these is not None and sum(len(n.numbers) for n in reader.numbers()) > 1:
        ends = [these.start()]
    every_task = _EVERY_TASK.match(reader.text)
    matter = reader.topic()
    if every_task is not None and _TASKS_COUNTED.search(every_task.group()) and matter.isdigit():
        ends, matter = [], ""  # 任务65条全都…: how many they are, and no number of one
    if ends and not reader.tallies(reader.topic()):
        subject = read_question(reader.text[: ends[0]], vocabulary, passages)
        named = vocabulary.group_named(subject.topic) or vocabulary.group_quoted(subject.topic)
        in_section = subject.says_section or subject.noun is Noun.SECTION
        part = named or (in_section and vocabulary.section_holding(subject.topic))
        if subject.constrained or (subject.topic and part):
            many = read_numeral(so_many["many"]) if so_many else None
            return subject.with_(act=Act.LIST, claimed=many or subject.claimed)
    if every_task is None or matter:
        return None
    return Query(every_task.group(), Act.LIST, noun=Noun.TASK, doc_ids=reader.doc_ids())


def _with_any_owner(query: Query) -> Query:
    """每一项都有配合部门吗: what is asserted is that the column is not empty."""
    if query.subject is not None and query.topic.isdigit():
        query = query.with_(topic="", gist="")
    if query.subject is not None and query.subject.claimed and query.claimed is None:
        own = query.subject  # 免申即享五项: how many they are said to be is no word of the matter
        query = query.with_(claimed=own.claimed, topic=own.topic, gist=own.gist, numbers=())
    if query.subject is None or query.filtered or not query.roles:
        return query
    counts = tuple(CountRange(role, least=1) for role in query.roles)
    return query.with_(filter=replace(query.filter, owner_counts=counts))


def _spelled(text: str, vocabulary: Vocabulary) -> str:
    """前者牵头、后者配合 with their names; 前一个谁管，后一个谁管 as 分别谁管."""
    text = _EACH_OF_TWO.sub(r"分别\1", text)
    at = text.find("前者")
    named = strongest(vocabulary.departments.find(text[:at])) if "后者" in text[at + 1 :] else []
    texts = list(dict.fromkeys(tag.text for tag in named))
    if len(texts) != 2:
        return text
    for tag in reversed(named):  # 医政处和公卫处，前者牵头 speaks of each in its role alone
        text = text[: tag.start] + text[tag.end :]
    return text.replace("前者", texts[0]).replace("后者", texts[1])


def _put_right(text: str, vocabulary: Vocabulary) -> str:
    """One written form, with pinyin, digits and homophones in place of words put right."""
    plain = vocabulary.spelled_out(in_plain_wording(without_wish(in_common_words(normalise(text)))))
    right = vocabulary.homophones.corrected(vocabulary.pinyin.read(plain))
    dealt = _DEALS_WITH.search(right)
    if dealt is not None and not vocabulary.departments.find(dealt["who"]):
        right = f"{right[: dealt.start()]}涉及{dealt['who']}{right[dealt.end() :]}"
    right = in_the_unit_column(with_names(right, vocabulary.roles), vocabulary.roles)
    right = formal(_spelled(right, vocabulary), vocabulary.defined)
    return with_headings_marked(with_parts_numbered(right, vocabulary), vocabulary)


def _in_titled(query: Query, vocabulary: Vocabulary) -> Query:
    """市容清单第12项, 市容行动里财政局协办的: words of one title say which document is meant."""
    narrowed = query.numbers or query.filtered or query.tallies
    if not narrowed or not query.topic or len(vocabulary.documents) == 1:
        return query
    if query.doc_ids:  # 浙江AI清单里: the title's own word, or one that stands for it
        return query.with_(topic="", gist="") if _only_titles(query, vocabulary) else query
    documents = vocabulary.entitled(query.topic.split())
    if len(documents) != 1:
        return query
    numbers = tuple(replace(reference, doc_ids=documents) for reference in query.numbers)
    return query.with_(doc_ids=documents, topic="", gist="", numbers=numbers)


# 三年行动, of a plan for 2025—2027
_OF_YEARS = re.compile("^[一二两三四五六]年(?=行动|计划|方案|规划)")


def _only_titles(query: Query, vocabulary: Vocabulary) -> bool:
    """Whether all words of the topic, or others for them, are of the title of its document."""
    words = [word.removeprefix("在") for word in query.topic.split()]  # 在三农分工表里
    words = [_OF_YEARS.sub("", word) for word in words]
    meant = [
        (word, *(o for known, others in synonyms_in(word) if known == word for o in others))
        for word in words
    ]
    held = (any(vocabulary.titled([form], query.doc_ids) for form in forms) for forms in meant)
    return len(query.doc_ids) == 1 and all(held)


# 能报的创业补贴一共几种: what one may do with them narrows nothing.
_ENTITLED_TO = re.compile("^(?:能够?|可以?|可)(?:报|申报|申请|领取?|拿|享受?|办)(?:到)?的(?=..)")


def _of_titled(query: Query, vocabulary: Vocabulary) -> Query:
    """体检一共多少个指标: in a list or count, words of one title alone name its document."""
    words = [_ENTITLED_TO.sub("", word) or word for word in query.topic.split()]
    asks_items = query.lists or query.counts or query.tallies
    if not words or not asks_items or len(vocabulary.documents) == 1:
        return query
    if query.noun is Noun.GROUP and vocabulary.group_holding(query.topic):
        return query  # 优化“一件事”那一组: words of its heading
    titled = {word: _with_tasks(vocabulary.entitled([word]), query, vocabulary) for word in words}
    begun = (vocabulary.begins_with_title(word) for word in words)
    named = {ids for ids in titled.values() if len(ids) == 1}
    named = named or {ids for ids in begun if len(ids) == 1}
    own = query.doc_ids if len(query.doc_ids) == 1 else min(named, default=())
    if len(named | {own}) != 1 or not own:
        return query
    rest = [word for word in words if own[0] not in titled[word]]
    # 老旧小区重点: the name of a document may run on into what is asked.
    rest = [after for word in rest if (after := vocabulary.after_title(word, own[0]))]
    if not named and rest == words:
        return query
    return query.with_(doc_ids=own, topic=" ".join(rest), gist=query.gist if rest else "")


def _with_tasks(doc_ids: tuple[str, ...], query: Query, vocabulary: Vocabulary) -> tuple[str, ...]:
    """农业农村任务有几项: of several documents of that title, the one that has tasks at all."""
    if len(doc_ids) < _SEVERAL or query.noun is not Noun.TASK:
        return doc_ids
    return tuple(doc_id for doc_id in doc_ids if doc_id in vocabulary.has_tasks) or doc_ids


def _group_counted(query: Query, vocabulary: Vocabulary) -> Query:
    """一件事那组有4项，对吧: all tasks below the heading, and not one that says its words."""
    asserts = query.act is Act.LOOKUP and query.yes_no and query.claimed is not None
    other = query.constrained or query.aspects or query.asks_who or query.follows
    if not asserts or other or not query.topic:
        return query
    group = vocabulary.group_named(query.topic) or vocabulary.group_quoted(query.topic)
    return query.with_(act=Act.LIST, lists=True) if group else query


def _of_list(query: Query, vocabulary: Vocabulary) -> Query:
    """云溪的民生实事: the sheet or annex of a document, whose name is no matter then."""
    own = vocabulary.lists.get(query.doc_ids[0], []) if len(query.doc_ids) == 1 else []
    found = list_named(query.text, own)
    if found is None:
        return query
    of_list, said = found
    words = [
        word
        for one in query.topic.split()
        if (word := _without(one, said, of_list.name, heads=vocabulary.heads_with(bare(one))))
    ]
    rest = " ".join(words)
    return query.with_(
        topic=rest,
        gist=query.gist if rest else "",
        filter=replace(query.filter, sections=(of_list.heading,)),
    )


def _without(word: str, said: str, name: str, *, heads: bool) -> str:
    """A word without what it has of a list's name; whole where it is of a heading."""
    if word in said or word in name:
        return ""
    if heads:
        return word
    sizes = range(min(len(said), len(word)), 1, -1)
    runs = (said[at : at + n] for n in sizes for at in range(len(said) - n + 1))
    run = next((run for run in runs if run in word), "")
    rest = word.replace(run, "", 1).strip("的里中") if run else word
    return rest if len(rest) > 1 else ""


def _of_all(
    text: str, share: Share, vocabulary: Vocabulary, passages: Sequence[str]
) -> Query | None:
    """全年任务超过三分之二了吗: what narrows the tasks without their share; None for a matter."""
    said = next(one for one in re.split("(?<=[？。！])", text) if share.written in one)
    at = said.find(share.written)
    rest = _read(said[:at] + said[at + len(share.written) :], vocabulary, passages)
    if not rest.filtered or rest.topic or rest.numbers or rest.tallies:
        return None
    return rest.with_(text=text, act=Act.COUNT, counts=True, share=share, claim=None)


def read_question(
    text: str,
    vocabulary: Vocabulary,
    passages: Sequence[str] = (),
    sought: Callable[[str], None] = lambda gist: None,
) -> Query:
    """Understand one question on its own, without earlier turns.

    `passages` are texts of the corpus that share words with the question: what the question
    quotes from them is topic, even where it looks like a way of asking (配合民政局做好…).
    `sought` is told what is likely to be looked for as soon as that is known.
    """
    plain = _put_right(text, vocabulary)
    share = read_share(plain)
    shared = _of_all(plain, share, vocabulary, passages) if share else None
    return shared or _read(plain, vocabulary, passages, sought)


def _read(
    plain: str,
    vocabulary: Vocabulary,
    passages: Sequence[str],
    sought: Callable[[str], None] = lambda gist: None,
    *,
    story: bool = False,
) -> Query:
    """The question; what it tells before it asks is part of the matter where it is a `story`."""
    whole, plain = plain, afresh(plain)
    spoken = without_asides(plain)
    text = spoken if story else without_story(spoken, vocabulary, passages)
    left = text != spoken
    text, excepted = left_out(without_speaker(text, vocabulary), vocabulary, passages)
    tags = tag_question(text, vocabulary, passages)
    plainly = without_talk(text, tags, passages)
    if plainly != text:
        text, tags = plainly, tag_question(plainly, vocabulary, passages)
    reader = Reader(text, tags, vocabulary, passages)
    topic, gist = reader.topic(), reader.gist()
    if left and topic in _PUBLIC:  # 租显卡太贵了，政府给报一点吗: what is asked of was told before
        return _read(whole, vocabulary, passages, sought, story=True)
    if topic:
        sought(gist or topic)
    wanted, time_text = reader.filter()
    noun, outside = reader.noun(), reader.outside_tag()
    other_year, other_year_value = reader.other_year()
    beside, beside_words = reader.outside_of_columns()
    query = Query(
        text=text,
        act=Act.LOOKUP,
        whole=whole,
        topic=topic,
        gist=gist,
        unheard=reader.unheard(),
        aspects=reader.aspects(),
        filter=wanted,
        bindings=reader.bindings(),
        numbers=reader.numbers(),
        doc_ids=reader.doc_ids(),
        time_text=time_text,
        windows=reader.windows(),
        noun=noun,
        tallies=reader.tallies(topic),
        mutual=reader.has("mutual"),
        same=reader.same(),
        union=reader.has("union"),
        excepted=excepted,
        denied=denied_in(plain),
        yes_no=reader.has("yesno", "member") or asks_whether(text),
        why=reader.has("why"),
        asks_who=reader.bound.asks_who,
        outside=str(outside.value) if outside else beside,
        outside_words=tuple(tag.text for tag in reader.of("outside")) or beside_words,
        claimed=reader.claimed(),
        says_section=reader.has("noun.section") or _BELOW_A_NAME.search(text) is not None,
        enumerates=reader.has("scope") or reader.names_things(),
        things=reader.names_things(),
        mentions=reader.mentions(),
        claims_first=reader.claims_first(),
        subject=_subject(reader, vocabulary, passages),
        places=reader.places(),
        ordinal=reader.ordinal(),
        measure=reader.measure(),
        position=reader.position(),
        owner_pronoun=reader.has("pronoun.owner"),
        counts=reader.has("count") or any(_HOW_MANY.search(t.text) for t in reader.of("follow")),
        lists=reader.has("list"),
        unknown_owner=reader.unknown_owner(),
        other_place=next((tag.text for tag in reader.of("place.other")), ""),
        named_places=vocabulary.places.named(plain),
        fact=stated_kind(plain),
        other_year=other_year,
        other_year_value=other_year_value,
        opens=reader.has("summary"),
        more=any(re.search("别的|其[他它]|另外|更多", tag.text) for tag in reader.of("follow")),
        chat=next((tag.text for tag in reader.of("chat")), ""),
        overrides=reader.has("override"),
        quoted=tuple(tag.value for tag in reader.of("quoted")),
        pronoun=reader.pronoun(),
        corrects=corrects(plain),
        fragment_marks=reader.has("follow"),
        fresh=plain != whole,
        time_negated=reader.negated_time(),
        together=reader.has("joint", "both"),
        in_time_order=_IN_TIME_ORDER.search(text) is not None,
        each=reader.has("compound") or _ONE_BY_ONE.search(text) is not None,
        columns=reader.columns(),
        edge=reader.edge(),
        summed=reader.summed(),
        conditions=reader.conditions(),
    )
    query = named_alone(_in_titled(_of_titled(query, vocabulary), vocabulary), vocabulary, passages)
    query = without_time_column(query, vocabulary)
    query = _with_any_owner(query.with_(claim=claim_of(query, reader.tags)))
    if query.chat and (not bare(query.topic) or _MADE_UP.search(query.chat)):
        return query.with_(act=Act.CHAT)
    query = _of_list(query, vocabulary)
    query = _group_counted(query.with_(act=act_of(reader, query)), vocabulary)
    query = what_it_does(query, passages)
    if query.act is Act.LOOKUP and query.topic and not query.of_columns:
        # 民生实事里改菜市场的是哪个局: one item is looked for, and no list is made.
        query = query.with_(filter=replace(query.filter, sections=()))
    return query
