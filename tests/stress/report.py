"""The kept report of the long runs: a section for each part, replaced when it is run again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

TITLE = "# 长时间运行的结果"
# In the order in which they stand; the mark is hidden where Markdown is shown.
PARTS = ("flood", "builds", "kills", "restores", "abandoned", "clock", "fuzz", "hand")
_MARK = re.compile(r"<!-- (\w+) -->\n")


def read_report(path: Path) -> dict[str, str]:
    """The text of each part that was run so far."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    _, *pieces = _MARK.split(text)
    return {name: piece.strip() for name, piece in zip(pieces[::2], pieces[1::2], strict=True)}


def with_lines(text: str, lines: Sequence[str], conditions: str) -> str:
    """The text of a part with the lines of some formats run again, and how that was done."""
    kept = text.splitlines()
    for line in lines:
        mark = " ".join(line.split()[:2])  # - `.txt`
        known = [place for place, one in enumerate(kept) if one.startswith(f"{mark} ")]
        place = known[0] if known else len(kept)
        kept[place : place + len(known)] = [f"{line}（{conditions}）"]
    return "\n".join(kept)


def write_report(path: Path, kept: dict[str, str]) -> None:
    """Write the parts in their order."""
    parts = [f"<!-- {name} -->\n{kept[name]}" for name in PARTS if name in kept]
    path.write_text("\n\n".join([TITLE, *parts]) + "\n", encoding="utf-8")
