"""Look around in the tags of a question: what stands beside a word, and what between two."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.wordings import Tag, strip_fillers, strip_words


def is_silent(tag: Tag) -> bool:
    """Whether a stretch says nothing."""
    return tag.kind == "rest" and not strip_fillers(tag.text)


def is_beyond(tag: Tag) -> bool:
    """Whether a stretch leaves out what stands before it: 规划处以外."""
    return tag.kind == "except" and tag.text.endswith(("外", "外的"))


class Walk:
    """The tags of one question, and how to find their neighbours."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._tags = tags

    def _near(self, place: int, step: int, *, skip: tuple[str, ...] = ()) -> int | None:
        """The next tag in a direction, over stretches that say nothing."""
        place += step
        while 0 <= place < len(self._tags):
            tag = self._tags[place]
            if not is_silent(tag) and tag.kind not in skip:
                return place
            place += step
        return None

    def _near_talk(self, place: int, step: int) -> int | None:
        """The next tag in a direction, over talk about who has what as well: 那边摊上几件."""
        place += step
        while 0 <= place < len(self._tags):
            if self._tags[place].kind != "rest" or strip_words(self._tags[place].text):
                return place
            place += step
        return None

    def _beyond(self, place: int, step: int, over: tuple[str, ...]) -> int | None:
        """The next tag in a direction that is neither plain text nor of the kinds `over`."""
        place += step
        while 0 <= place < len(self._tags):
            if self._tags[place].kind not in {"rest", *over}:
                return place
            place += step
        return None

    def _kind(self, place: int | None) -> str:
        return "" if place is None else self._tags[place].kind

    def _between(self, left: int, right: int) -> str:
        return "".join(tag.text for tag in self._tags[left + 1 : right])
