"""Lines of a statement of owners: which break in a name goes, and which parts two names."""

from __future__ import annotations

import re

from ingest.owners import are_offices, is_office, names

OPEN, CLOSE = "（(【[［〔〖", "）)】]］〕〗"
# What begins a new label: 配合单位（部门）：, 完成时限为.
_NEXT = (
    r"[一-鿿/]{2,14}(?:[（(](?:单位|部门|处室|科室|主体)[）)])?\s*[：:]"
    r"|[一-鿿]{0,6}(?:单位|部门|处室|时限|时间)[ \t\u3000为是]"
)
# A line break inside a name or list, where text is broken at a width; not before a new label.
_BROKEN = re.compile(
    r"(?<=[一-鿿、，])[^\S\n]*\n\s*(?=[一-鿿）])"
    rf"(?!{_NEXT})"
    r"|(?<=[\d，])[^\S\n]*\n\s*(?=\d)"
    r"|(?<=牵头|主责|主办|责任|承办|配合|协办|协同|参与|完成|办结|整改)[^\S\n]*\n\s*"
    r"(?=(?:单位|部门|处室|科室|时限|时间|期限)\s*[：:])"
    r"|(?:(?<=[（(【\[；;，,][一-鿿])|(?<=^[一-鿿]))[^\S\n]*\n\s*(?=[一-鿿])"
)
# One office a line, indented under the first.
_STACKED = re.compile(
    r"(?<=[局委办部厅院处科室队所站会府司])[^\S\n]*\n[ \t\u3000]{2,}(?=[一-鿿])"
    rf"(?!{_NEXT})"
)
# A line break between offices, behind each of which its verb of duty can stand.
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_VERB_BEHIND = re.compile("(?:共同|联合)?(?:牵头|主办|配合|协办|参与|负责)$")


_LONGEST = 80  # characters beside a line break that can be of one name


def whole_lines(text: str) -> str:
    """A statement without the line breaks of its page, and with a sign between names in lines."""
    return _BROKEN.sub("", _one_a_line(_STACKED.sub("、", text)))


def _one_a_line(text: str) -> str:
    """A text with a separator where a line ends with a whole name and the next begins with one."""
    said, done = "", 0
    for found in _BREAK.finditer(text):
        ahead = text[max(done, found.start() - _LONGEST) : found.start()]
        before = re.split("[、，,；;：:\n]", ahead)[-1]
        behind = text[found.end() : found.end() + _LONGEST]
        after = re.split("[、，,；;\n]", behind, maxsplit=1)[0]
        (left, does), (right, _) = _with_verb(before), _with_verb(after)
        apart = left and right and names(f"{left}\n{right}") == (left, right)
        said += text[done : found.start()]
        if apart and are_offices(f"{left}、{right}"):
            said += "，" if does else "、"
        elif not (_is_other_name(after) and is_office(before)):
            said += found[0]
        done = found.end()
    return said + text[done:]


def _is_other_name(said: str) -> bool:
    """Whether a bracket is another name of the office before it: （县委老干部局）."""
    return said[:1] in OPEN and said[-1:] in CLOSE and is_office(said[1:-1])


def _with_verb(clause: str) -> tuple[str, str]:
    """A name, and the verb of duty behind it: 县住建局牵头."""
    verb = _VERB_BEHIND.search(clause)
    name = clause[: verb.start()] if verb else clause
    return name.strip(), verb[0] if verb else ""
