"""Read of a tagged question what no other reading takes: its matter, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cell_tags import KINDS as CELL_KINDS
from assistant.column_states import KIND as COLUMN_STATE
from assistant.columns import ROLE_TAGS
from assistant.conjoined import bound_of
from assistant.departments import unknown_office
from assistant.homophones import everyday_words
from assistant.idle import idle_spans, loose_clauses
from assistant.matter import known_of, without_deeds, without_foreign
from assistant.normalise import bare
from assistant.owner_counts import Bound
from assistant.query import Noun
from assistant.tagging import topic_of
from assistant.vocabulary import Vocabulary
from assistant.wordings import Tag, strip_fillers, strip_words

# Tags that never are part of the topic, whatever stands beside them.
_ALWAYS_USED = {
    *("who", "deadline", "count", "list", "which", "most", "least", "earliest", "latest"),
    *("yesno", "why", "pronoun", "follow", "chat", "joint", "compound", "single", "bound"),
    *("time", "number", "place", "place.other", "compare", "or", "both", "not", "except"),
    *("joint.after", "all_year_not", "link", "member", "scope", "content", "document", "claim"),
    *("number.bare", "aside", "position.start", "position.end", "position.addressee"),
    *("amount", "every", "mutual", "tie", "union", "any", "same"),
    *(
        "override",
        "summary",
        "mention",
        "except.after",
        "skip",
        "ordinal",
        "has",
        "documents.all",
        "pronoun.owner",
    ),
    *CELL_KINDS,
    COLUMN_STATE,
}
NOUNS = {
    "noun.task": Noun.TASK, "noun.point": Noun.POINT, "noun.group": Noun.GROUP,
    "noun.section": Noun.SECTION, "noun.owner": Noun.OWNER, "noun.month": Noun.MONTH,
    "noun.document": Noun.DOCUMENT,
}  # fmt: skip
_NARROWS = ("department", "time", "number", "most", "least")
_SAID_OF = re.compile("(?:由|归|是|让)([\u4e00-\u9fff]{2,8})$")
_HELD = re.compile(
    "(?:里面?|里头|当中|中)?(?:有|含|包括|是)([\u4e00-\u9fff]{2,8})[^\u4e00-\u9fff]*$"
)
_OF_AN_OFFICE = re.compile(
    "(?:是|属于|归|有|^(?![里这那中当是有归]))([\u4e00-\u9fff]{1,6}[处科局委办股署])的?[^\u4e00-\u9fff]*$"
)
_OF_OFFICES = ("list", "count", "time", "yesno", "noun.task")  # what may be asked of an office
_SAID_OF_TASKS = {"所需材料", "评价或推荐"}  # 要交啥, 靠谱吗 beside a department and a time
_SHORT = 2  # characters
_PARTICLES = set("是由归把被让和与跟及给")
_PERMITS = re.compile("行不行|可不可以|能不能(?!查|问|说|告诉)|允许|准不准|让不让|合规|违规|违法")
_ASKED = re.compile("多少|几|什么|啥|哪|怎|吗|罚|收费|要不要|收不收")
_MATTERS = {"罚款", "处罚", "收费", "费用", "罚"}  # bare words that ask for no amount
_PERSON = "人员"  # the attribute that a who-word asks for itself: 处长是谁
_PUBLISHED = re.compile("公布|公示|公开")
_ERRAND = re.compile("活儿?|差事|事儿|事情")  # 备案的活儿: no matter of its own
_ASKS_ITSELF = re.compile("多少|什么|啥|哪|几|吗|怎|号码|电话|地址|收费")
_HOW_MUCH = re.compile("(?:多少|几多)的?$")


class MatterReader:
    """Reads one tagged question."""

    def __init__(
        self,
        text: str,
        tags: Sequence[Tag],
        vocabulary: Vocabulary,
        passages: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.bound: Bound = bound_of(tags, vocabulary.roles)
        self.tags = list(tags)
        self.kinds = {tag.kind for tag in tags}
        self._passages = passages
        self._idle = idle_spans(text, self.tags, passages, self.is_titled)

    # -- small questions about the tags

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    def of(self, kind: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.kind == kind]

    def _next(self, place: int, step: int) -> Tag | None:
        place += step
        while 0 <= place < len(self.tags):
            tag = self.tags[place]
            if tag.kind != "rest" or strip_fillers(tag.text):
                return tag
            place += step
        return None

    def outside_tag(self) -> Tag | None:
        """The attribute asked for; one that stands before the asking is part of the topic."""
        asking = ("who", "role.lead", "role.cooperating", "role.unit", "deadline", "list", "count")
        last = max((t.start for t in self.tags if t.kind in asking), default=-1)
        whom = max((t.start for t in self.of("who")), default=-1)
        plainly = self.bound.bindings and self.has("time", "list", "count") and self._tagged_only()
        if plainly and all(tag.value in _SAID_OF_TASKS for tag in self.of("outside")):
            return None  # 基层处10月要交啥: its tasks, and no papers to hand in
        if self.bound.bindings and self.has("count", "list", "which"):
            # 监督所出现在几条里，做个预算: a set was asked for, and the rest says what for.
            return next((t for t in self.of("outside") if _ASKS_ITSELF.search(t.text)), None)
        if _PERMITS.search(self.text) and not any(
            _ASKED.search(t.text) for t in self.of("outside")
        ):
            return None  # 门头上印手机号行不行: whether it may be done
        if self.bound.asks_who and not self.of("count"):
            # 把罚款尺度统一起来，哪两个处牵头: what the task is about
            matters = [t for t in self.of("outside") if t.text in _MATTERS]
            if len(matters) == len(self.of("outside")):
                return None
        return next(
            (
                tag
                for tag in self.of("outside")
                if self._is_measured(tag)
                or (tag.start > last and not self._names_column(tag) and not self._is_timed(tag))
                or not (
                    self.bound.asked
                    or self._is_timed(tag)
                    or (whom > tag.end and tag.value != _PERSON)
                )
            ),
            None,
        )

    def _tagged_only(self) -> bool:
        """Whether nothing but what asks and narrows is said, function words aside."""
        return not any(strip_words(tag.text) for tag in self.tags if tag.kind == "rest")

    def _is_measured(self, tag: Tag) -> bool:
        """批了多少经费，哪家中的标: how much is asked of it, whatever else is asked."""
        return _HOW_MUCH.search(self.text[: tag.start]) is not None

    def _is_timed(self, tag: Tag) -> bool:
        """首批资金几号前下达: the time of something is asked, which the word only names."""
        asked = self.has("deadline") or re.search("几[号月日](?:之?前|底)?", self.text)
        return bool(asked) and not _ASKS_ITSELF.search(tag.text)

    def _names_column(self, tag: Tag) -> bool:
        """落实的单位叫什么名字: who holds the role is asked, no person."""
        before = self._next(self.tags.index(tag), -1)
        column = before is not None and before.kind in {*ROLE_TAGS, "noun.owner"}
        return tag.value == _PERSON and column

    def unknown_owner(self) -> str:
        """A department that a role is said of and that no document names as an owner."""
        for place, tag in enumerate(self.tags):
            if tag.kind == "rest":
                after = self._next(place, 1)
                owned = _OF_AN_OFFICE.search(tag.text)  # 6月前的哪些是老龄处的
                if owned and self.has(*_OF_OFFICES) and self._is_nowhere(owned.group(1)):
                    return owned.group(1)
                said = _SAID_OF.search(tag.text) or _HELD.match(tag.text)
                name = unknown_office(said.group(1) if said else topic_of([tag.text]))
                near = [after, self._next(place, -1)]
                beside = any(
                    one is not None
                    and (one.kind.startswith("role.") or one.kind in {"list", "count"})
                    for one in (near if _HELD.match(tag.text) else near[:1])
                )
                only_listed = after is not None and after.kind in {"list", "count"}
                if name and beside and not (only_listed and self.all_said(name)):
                    return name
        return ""

    def all_said(self, names: str) -> bool:
        """市场局和民政局 are in the text of items, though they own none."""
        each = re.split("[和与跟及、]", names)
        return all(any(name in passage for passage in self._passages) for name in each)

    def _is_nowhere(self, name: str) -> bool:
        return bool(unknown_office(name)) and not self.all_said(name)

    # -- what stays as topic

    def _heads_department(self, place: int) -> bool:
        """教体局 of 教体局安全保卫处: whom a department belongs to, right before its name."""
        following = self.tags[place + 1] if place + 1 < len(self.tags) else None
        named = following is not None and following.kind == "department"
        tag = self.tags[place]
        return named and tag.kind == "rest" and bool(unknown_office(topic_of([tag.text])))

    def _is_used(self, place: int) -> bool:
        tag = self.tags[place]
        if place in self.bound.used or tag.kind in _ALWAYS_USED:
            return True
        if tag.kind == "outside":
            return self.outside_tag() is not None
        if tag.kind == "year":
            return tag.value in self.vocabulary.years
        if tag.kind in {"noun.owner", "noun.group", "noun.section"}:
            return True
        if tag.kind == "noun.document" and self.text[: tag.start].endswith(
            ("这", "那", "该", "本")
        ):
            return True
        if tag.kind == "noun.task" and tag.text.endswith(("中", "里")):
            return True  # 涉及审批的任务中谁牵头最多
        if _ERRAND.fullmatch(tag.text) and self.text[: tag.start].endswith("的"):
            return True
        if tag.kind in NOUNS:
            before, after = self._next(place, -1), self._next(place, 1)
            talk = before is not None and before.kind == "rest" and not strip_words(before.text)
            beside = {"rest", "run", "quoted"}
            return before is None or talk or before.kind not in beside or after is None
        return False

    def is_titled(self, words: str) -> bool:
        """Whether words are of a document's title: 市容清单第12项."""
        return bool(self.vocabulary.entitled(topic_of([words]).split()))

    def publishes_matter(self, topic: str) -> bool:
        """招生范围几号公布: what an item says is made public, and is of no document's title."""
        words = [bare(word) for word in topic.split()]
        made = any(_PUBLISHED.search(tag.text) for tag in self.of("document"))
        if not (made and words) or self.is_titled(topic):
            return False
        return any(all(word in bare(one) for word in words) for one in self._passages)

    def unheard(self) -> tuple[str, ...]:
        """The clauses beside others that no tag says anything of."""
        loose = loose_clauses(self.text, self.tags)
        # 组织处（管人事那个）: what is said in brackets is of what stands before them.
        bracketed = [f"{bracket}{clause}" for bracket in "（(" for clause in loose]
        within = {words[1:] for words in bracketed if words in self.text}
        return tuple(c for c in loose if c != self.text and c not in within)

    def _busy(self, tag: Tag) -> str:
        """The text of a tag without the clauses that only talk."""
        whole = range(tag.start, tag.end)
        busy = [at for at in whole if not any(start <= at < end for start, end in self._idle)]
        return "".join(self.text[at] for at in busy) if len(busy) < len(whole) else tag.text

    def gist(self) -> str:
        """What no tag took, as written: the text that is embedded."""
        unused = (
            self._busy(tag) for place, tag in enumerate(self.tags) if not self._is_used(place)
        )
        return "".join(unused).strip()

    def topic(self) -> str:
        """The text that no tag took, function words aside; quotation marks are dropped."""
        pieces: list[Tag | str] = []
        last = ""
        for place, tag in enumerate(self.tags):
            if self._heads_department(place):
                continue
            if not self._is_used(place) and tag.kind not in {"quoted", "term"}:
                last += self._busy(tag)
                continue
            pieces.append(last)
            last = _scope_noun(tag) if tag.kind == "scope" else ""
            if tag.kind in {"quoted", "term"}:
                pieces.append(tag)
        topic = topic_of([*pieces, last]) or self._short_word()
        if not self._matter_alone():
            known = without_foreign(topic, self._passages)
            return known if known or self.has(*_NARROWS) else topic
        topic = known_of(topic, self._passages)
        return topic if self.has("member", "yesno") else without_deeds(topic, self._passages)

    def _short_word(self) -> str:
        """归档: a word of two characters that begins like 归谁, where the corpus has it."""
        left = (bare(self._busy(tag)) for tag in self.of("rest"))
        likely = (w for w in left if len(w) == _SHORT and w[0] in _PARTICLES and strip_words(w))
        known = (word for word in likely if any(word in passage for passage in self._passages))
        return next((word for word in known if word in everyday_words()), "")

    def _matter_alone(self) -> bool:
        """Whether nothing but its matter says which items a question means."""
        return not self.has(*_NARROWS, "count", "list")


def _scope_noun(tag: Tag) -> str:
    """哪几种业态 asks for a list of 业态: the noun belongs to the topic."""
    match = re.search("行业|业态|店铺|人群|对象|领域|服务", tag.text)
    return match.group() if match else ""
