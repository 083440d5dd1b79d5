"""What a test asks of a document that was read: owners and last days by number."""

from __future__ import annotations

from ingest import ParsedDocument

Owned = tuple[tuple[str, ...], tuple[str, ...]]


def owned(parsed: ParsedDocument) -> dict[int, Owned]:
    """Who leads and who cooperates by the number of an item."""
    return {item.number: (item.lead, item.cooperating) for item in parsed.items if item.number}


def days(parsed: ParsedDocument) -> dict[int, str]:
    """The last day of each numbered item that has a deadline."""
    return {
        item.number: str(item.deadline.due)
        for item in parsed.items
        if item.number and item.deadline
    }
