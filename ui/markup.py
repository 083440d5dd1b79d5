"""Turn an answer's Markdown into safe HTML, its citation marks into links to the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from ui.rendering import source_url
from ui.schemas import CitationBody

_MARK = re.compile(r"〔([^〔〕\n]{1,80})〕")
_NUMBER = re.compile(r"\d+")
_KIND_WORDS = {"task": ("任务",), "work_point": ("要点", "条"), "passage": ("段",)}

# Raw HTML stays text, and pictures are off: an answer must not make a browser fetch anything.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_markdown.disable(["image", "html_block", "html_inline"])
_markdown.validateLink = lambda url: url.startswith("/source/")  # type: ignore[method-assign]


def answer_html(text: str, citations: Sequence[CitationBody], titles: Mapping[str, str]) -> Markup:
    """The answer as HTML. `titles` gives the short title of each doc_id."""

    def link(found: re.Match[str]) -> str:
        return _linked(found.group(1), citations, titles)

    tokens = _markdown.parse(_MARK.sub(link, text))
    _name_cells(tokens)
    _open_apart(tokens)
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))


def _name_cells(tokens: Sequence[Token]) -> None:
    """Give each cell of a table its column's heading: on a phone, rows stand as cards."""
    heads: list[str] = []
    column = 0
    for token, after in pairwise(tokens):
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(after.content)
        elif token.type == "td_open":
            token.attrSet("data-head", heads[column] if column < len(heads) else "")
            column += 1


def _linked(mark: str, citations: Sequence[CitationBody], titles: Mapping[str, str]) -> str:
    """The mark as Markdown, each number in it a link to the one item that it can mean."""
    pick = _chooser(mark, citations, titles)
    numbers = _NUMBER.findall(_without_titles(mark, titles))
    if len(numbers) <= 1:
        target = pick(int(numbers[0]) if numbers else None)
        return f"[〔{mark}〕]({_address(target)})" if target else f"〔{mark}〕"

    def each(found: re.Match[str]) -> str:
        target = pick(int(found.group()))
        return f"[{found.group()}]({_address(target)})" if target else found.group()

    return f"〔{_NUMBER.sub(each, mark)}〕"


def _open_apart(tokens: Sequence[Token]) -> None:
    """Let links open beside the conversation, as those of the cards do."""
    for token in tokens:
        for part in token.children or []:
            if part.type == "link_open":
                part.attrSet("target", "_blank")
                part.attrSet("rel", "noopener")


def _address(citation: CitationBody) -> str:
    return source_url(citation, citation.quote)


def _chooser(
    mark: str, citations: Sequence[CitationBody], titles: Mapping[str, str]
) -> Callable[[int | None], CitationBody | None]:
    """Finds the citation of a number, narrowed by what else the mark says."""

    def pick(number: int | None) -> CitationBody | None:
        fitting = [one for one in citations if one.number == number]
        for narrower in (
            [one for one in fitting if titles.get(one.doc_id, one.doc_title) in mark],
            [one for one in fitting if any(word in mark for word in _KIND_WORDS[one.kind])],
        ):
            fitting = [one for one in fitting if one in narrower] or fitting
        return fitting[0] if fitting else None

    return pick


def _without_titles(mark: str, titles: Mapping[str, str]) -> str:
    """A title's own digits, such as its year, number no item."""
    for title in titles.values():
        mark = mark.replace(title, "")
    return mark
