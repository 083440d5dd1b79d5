"""Whether one reading of a question keeps every condition that another has found in it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.query import Binding, Query
from index import ItemFilter


def keeps(plain: Query, read: Query, *, fits_nothing: bool = False) -> bool:
    """Whether `plain`, a question in plain words, has all that `read` found in its own words.

    What a reading has found stands in the question; what it has not may only be worded strangely.
    So a department may gain a role, and a month become the last of those before it. Conditions
    that nothing fits together were not read well (单独牵的、合着牵的都算): then only names count.
    """
    if read.claim or read.subject or read.share or read.excepted or read.conditions:
        return False
    if read.beyond or read.outside or read.fact or read.why or read.of_columns:
        return False
    if read.yes_no != plain.yes_no:
        return False
    if any(words not in plain.text for words in read.quoted):
        return False
    if fits_nothing:
        alone = not (read.bindings or read.filter.owner_counts or read.topic)
        if alone and _time(read.filter) not in (_NO_TIME, _time(plain.filter)):
            return False  # 11月还有没有要交的: nothing is due then, which is no misreading
        known = {name for binding in plain.bindings for name in binding.names}
        return all(set(binding.names) <= known for binding in read.bindings)
    if any(getattr(read, one) and getattr(read, one) != getattr(plain, one) for one in _SAME):
        return False
    stated = [(b.names, b.roles, b.negated) for b in plain.bindings if b.stated]
    for binding in read.bindings:
        own = (binding.names, binding.roles, binding.negated)
        if binding.stated and own not in stated and not _is_impossible(binding, read.bindings):
            return False
        if not set(binding.names) <= {name for b in plain.bindings for name in b.names}:
            return False
    counts = plain.filter.owner_counts
    if any(count not in counts for count in read.filter.owner_counts):
        return False
    return read.time_negated == plain.time_negated and _same_time(plain, read)


def _is_impossible(binding: Binding, others: Sequence[Binding]) -> bool:
    """公卫处主办又有协办的: no office cooperates in what it leads itself."""
    return any(
        other is not binding
        and other.names == binding.names
        and not set(other.roles) & set(binding.roles)
        and not (other.negated or binding.negated)
        for other in others
    )


def _same_time(plain: Query, read: Query) -> bool:
    """Whether the time that was read is kept; a month alone may become the last of several."""
    own, said = _time(read.filter), _time(plain.filter)
    months = read.filter.months
    return own in (_NO_TIME, said) or (len(months) == 1 and bool(said[0] or said[1]))


def _time(filter: ItemFilter) -> tuple[object, ...]:
    return filter.due_from, filter.due_to, filter.months, filter.deadline_kinds


_NO_TIME = _time(ItemFilter())
_SAME = ("numbers", "tallies", "mutual", "same", "union", "doc_ids", "measure", "ordinal")
