"""Turn an answer's Markdown into safe HTML, its citation marks into links to the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from ingest import department
from ui.rendering import source_url
from ui.schemas import CitationBody

_MARK = re.compile(r"〔([^〔〕\n]{1,80})〕")
_NUMBER = re.compile(r"\d+")
_CORRECTS = "更正："
_KIND_WORDS = {"task": ("任务",), "work_point": ("要点", "条"), "passage": ("段",)}

_Numbered = Mapping[int | None, Sequence[CitationBody]]  # all citations, by their numbers

# Raw HTML stays text, and pictures are off: an answer must not make a browser fetch anything.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_markdown.disable(["image", "html_block", "html_inline"])
_markdown.validateLink = lambda url: url.startswith("/source/")  # type: ignore[method-assign]


def answer_html(
    text: str,
    citations: Sequence[CitationBody],
    titles: Mapping[str, str],
    unstated: Collection[str] = (),
) -> Markup:
    """The answer as HTML. `titles` gives the short title of each doc_id.

    `unstated` are the ids of items whose owners have no stated role.
    """

    numbered: dict[int | None, list[CitationBody]] = {}
    for one in citations:
        numbered.setdefault(one.number, []).append(one)

    def link(found: re.Match[str]) -> str:
        return _linked(found.group(1), numbered, titles)

    tokens = _markdown.parse(_MARK.sub(link, text))
    _name_cells(tokens)
    _call_out(tokens)
    stated = {one.item_id: one for one in citations if one.item_id not in unstated}
    _tell_roles_apart(tokens, stated)
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


def _linked(mark: str, numbered: _Numbered, titles: Mapping[str, str]) -> str:
    """The mark as Markdown, each number in it a link to the one item that it can mean."""
    pick = _chooser(mark, numbered, titles)
    numbers = _NUMBER.findall(_without_titles(mark, titles))
    if len(numbers) <= 1:
        target = pick(int(numbers[0]) if numbers else None)
        return f"[〔{mark}〕]({_address(target)})" if target else f"〔{mark}〕"

    def each(found: re.Match[str]) -> str:
        target = pick(int(found.group()))
        return f"[{found.group()}]({_address(target)})" if target else found.group()

    return f"〔{_NUMBER.sub(each, mark)}〕"


def _call_out(tokens: Sequence[Token]) -> None:
    """Let a paragraph that corrects the question look like one."""
    for token, after in pairwise(tokens):
        if token.type == "paragraph_open" and after.content.startswith(_CORRECTS):
            token.attrSet("class", "correction")


def _tell_roles_apart(tokens: Sequence[Token], stated: Mapping[str, CitationBody]) -> None:
    """Mark who leads and who cooperates, as the items say that a line or row links to.

    A line that links to none goes on from the one before; a name that leads one of its items
    and helps in another stays as it is.
    """
    items: list[CitationBody] = []
    for token in tokens:
        linked = [one for one in map(stated.get, _linked_ids(token)) if one is not None]
        items = linked or items
        roles = _roles(items)
        if roles and token.children:
            token.children = [made for part in token.children for made in _with_roles(part, roles)]


def _linked_ids(token: Token) -> list[str]:
    links = [part for part in token.children or [] if part.type == "link_open"]
    found = (parse_qs(urlsplit(str(link.attrGet("href"))).query) for link in links)
    return [query["item"][0] for query in found if "item" in query]


def _roles(items: Sequence[CitationBody]) -> dict[str, str]:
    leads = {department(name) for item in items for name in item.lead}
    helpers = {department(name) for item in items for name in item.cooperating}
    return dict.fromkeys(leads - helpers, "lead") | dict.fromkeys(helpers - leads, "cooperating")


def _with_roles(part: Token, roles: Mapping[str, str]) -> list[Token]:
    """The text cut at the names in it, each of them an element of its role."""
    if part.type != "text":
        return [part]
    longest_first = sorted(roles, key=len, reverse=True)
    cut = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", part.content)
    pieces = filter(None, cut)
    return [_named(one, roles[one]) if one in roles else _text(one) for one in pieces]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _named(name: str, role: str) -> Token:
    return Token("html_inline", "", 0, content=f'<span class="name {role}">{escape(name)}</span>')


def _address(citation: CitationBody) -> str:
    return source_url(citation, citation.quote)


def _chooser(
    mark: str, numbered: _Numbered, titles: Mapping[str, str]
) -> Callable[[int | None], CitationBody | None]:
    """Finds the citation of a number, narrowed by what else the mark says."""

    def pick(number: int | None) -> CitationBody | None:
        fitting = numbered.get(number, ())
        of_title = [one for one in fitting if titles.get(one.doc_id, one.doc_title) in mark]
        fitting = of_title or fitting
        of_kind = [one for one in fitting if any(word in mark for word in _KIND_WORDS[one.kind])]
        fitting = of_kind or fitting
        return fitting[0] if fitting else None

    return pick


def _without_titles(mark: str, titles: Mapping[str, str]) -> str:
    """A title's own digits, such as its year, number no item."""
    for title in titles.values():
        mark = mark.replace(title, "")
    return mark
