"""Take out of a question the matter that it says to leave out: 除了第二部分以外, 好差评那组不算."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.normalise import bare
from assistant.numbers import number_tags
from assistant.numerals import NUMERAL
from assistant.vocabulary import Vocabulary

_THOSE = "(?:的)?(?:那|这)?(?:几|一)?(?:个|类|项|条|些|组|块|部分|坨|摊|档|拨|串|波)?(?:的)?"
_PART = rf"(?P<part>[^，。；、？?的和与]{{2,14}}?){_THOSE}"
_SHORTENED = 3  # characters of a term that stand for it
_ONE_ITEM = re.compile("[那这]一?(?:条|项|个|件)")
_LEFT_OUT = (
    re.compile(
        rf"[，,]?(?:把|将){_PART}(?:给|都|全)?"
        r"(?:刨掉|刨去|刨开|去掉|除掉|扣掉|扣除|剔除|除外|排除|拿掉|撇开|抛开)(?:之后|以后|后|了)?[，,]?"
    ),
    re.compile(
        rf"(?:除了|除去|除开|撇开|抛开|刨去|刨掉|扣掉|不算){_PART}(?:以外|之外|外|不算)?(?:，|,|还|$)"
    ),
    re.compile(rf"[，,]{_PART}(?:不算|除外|不要|不含|不计)(?:在内)?(?=[，？?。]|$)"),
    re.compile(
        rf"^{_PART}(?:都|先|就|全)?(?:不算|除外|不要|不含|不计|撇开|去掉|刨掉|拿掉|剔除)(?:在内)?[，,](?=.{{4}})"
    ),
)

# 第二部分“审管执信”: a part or group by its number, with the name that may stand behind it.
_PLACE = (
    rf"(?P<part>第{NUMERAL}个?大?(?:部分|板块|块|章|大项|大组|组)|(?:大项|序号){NUMERAL}号?)"
    r"(?:的|讲|叫)*(?:“[^”]{2,20}”)?(?:里|中)?(?:的)?(?:那|这)?(?:一)?(?:部分|大项|块)?"
)
_PLACE_LEFT_OUT = (
    re.compile(
        rf"[（(]?在?(?:除了|除去|除开|除掉|除|撇开|抛开|刨去|刨掉|扣掉|扣除|不算|不看){_PLACE}"
        r"(?:以外|之外|外|不算|不看)?[）)，,]*"
    ),
    re.compile(rf"在?{_PLACE}(?:以外|之外)(?:的(?!任务|事项|地方|部分))?[，,]?"),
    re.compile(rf"[（(，,]{_PLACE}(?:不算|除外|不要|不含|不计)(?:在内)?[）)，,]*"),
)
# 除了任务24还配合哪项: one item by its number.
_ITEM_LEFT_OUT = re.compile(
    f"(?:除了?|除开|除去|撇开|刨去|不算)(?P<part>(?:任务|要点)第?{NUMERAL}号?|第{NUMERAL}(?:项|条|个)(?:任务|要点)?)"
    "(?:以外|之外|外)?[，,]?(?=[还又也另])"
)
# 在别的部分, 别的组: says no more than what is left out, where nothing is asked of each part.
_ELSEWHERE = re.compile(
    "在?(?:(?:别的|其[他它]|另外的|余下的|剩下的)(?:几|各|那些|些|那几)?个?大?"
    "(?:部分|板块|大项|组|章|块|地方)|别处)(?:里|中|上)?(?:面|头)?(?![各分都哪最里中谁])"
)
_A_ROLE = re.compile("(?:牵头?|配合|落实|承接|承担)(?:了|着)?")
_WITHIN_PART = re.compile("部分|板块|块|章|组|大项")


def left_out(text: str, vocabulary: Vocabulary, passages: Sequence[str] = ()) -> tuple[str, str]:
    """The question without the matter that it says to leave out, and that matter, or "".

    Only a group or section, by its name or number, a term of the documents or, said of one item
    (影像那条), a word of one of the passages counts: departments and times left out are conditions
    of their own.
    """
    for pattern in _PLACE_LEFT_OUT:
        place = pattern.search(text)
        if place is not None:
            return _without(text, place), place["part"]
    one = _ITEM_LEFT_OUT.search(text)
    if one is not None:
        return f"{text[: one.start()]}{text[one.end() :]}", one["part"]
    for pattern in _LEFT_OUT:
        match = pattern.search(text)
        if match is None:
            continue
        part = match["part"].strip("“”")
        if _A_ROLE.fullmatch(part):
            continue  # 除了配合这个，还配合哪些
        known = _is_matter(part, match.group(), vocabulary) or (
            _ONE_ITEM.search(match.group()) and any(part in passage for passage in passages)
        )
        if known and not (vocabulary.departments.find(part) or number_tags(part)):
            return _without(text, match), part
    return text, ""


def _without(text: str, match: re.Match[str]) -> str:
    """The question without what it leaves out, and without 在别的部分, which says so again."""
    rest = f"{text[: match.start()]}，{text[match.end() :]}".strip("，")
    return _ELSEWHERE.sub("", rest).strip("，")


def _is_matter(part: str, said: str, vocabulary: Vocabulary) -> bool:
    named = vocabulary.group_named(part) or vocabulary.group_quoted(part)
    in_part = _WITHIN_PART.search(said) is not None  # 除开“审管执信”那部分
    return bool(
        named
        or vocabulary.section_named(part)
        or (in_part and (vocabulary.section_holding(part) or vocabulary.group_holding(part)))
    ) or any(_is_term(part, term) for term in vocabulary.terms)


def _is_term(part: str, term: str) -> bool:
    """双随机 stands for “双随机、一公开”."""
    word, whole = bare(part), bare(term)
    return word == whole or (len(word) >= _SHORTENED and whole.startswith(word))
