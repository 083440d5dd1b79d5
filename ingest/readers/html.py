"""Web pages: paragraphs, headings, and tables with merged cells; menus and scripts are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import UnreadableFileError
from ingest.outline import marker
from ingest.readers.txt import decode
from ingest.reading import GridCell, Reading, TextBuilder

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

SUFFIXES = (".html", ".htm", ".xhtml")

_DROPPED = ["script", "style", "nav", "header", "footer", "noscript", "form", "iframe", "template"]
_BLOCK = re.compile(
    "^(?:p|div|li|section|article|td|th|blockquote|pre|ul|ol|dl|dt|dd|main|center|body|h[1-6]"
    "|table|tbody|tr)$"
)
# Where the content systems of government sites put the article.
_CONTENT = "article, main, #UCAP-CONTENT, .TRS_Editor, .pages_content, #zoom, #ivs_content"
_FURNITURE = re.compile(
    "^(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|position|location|footer|foot|header|top"
    "|share|bdshare.*|sidebar|copyright|toolbar|related|print|qrcode|ewm|friendlink)$"
)
_AROUND = ["td", "th", "p", "li", "div"]  # what struck words stand in
_MENUS = ["ul", "ol", "dl", "div", "td"]
_FEWEST_LINKS = 3
_LINK_LENGTH = 12  # characters of a link in a menu
_MOST_BESIDE = 100  # characters of a menu outside its links
_BETWEEN = re.compile(r"[\s>＞»|｜/·]+")
_FURTHEST = 200  # rows or columns of one cell
_SILENT = {"script", "style", "noscript", "template", "iframe"}
_FACTS = {"ArticleTitle": "标题", "PubDate": "发布日期", "ContentSource": "来源", "Url": "链接"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")


def read(path: Path) -> Reading:
    """Read one page; its encoding is what its bytes say, since pages often name a wrong one."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(_decoded(path), "lxml")
    facts = dict(_facts(page))
    body = page.body or page
    whole = len(body.get_text())
    for tag in [*page.find_all(_DROPPED), *page.find_all(_is_furniture)]:
        # A form around the whole page, as some site builders make it, is no furniture.
        if not tag.decomposed and (tag.name in _SILENT or len(tag.get_text()) * 2 < whole):
            tag.decompose()
    _drop_struck(body)
    for tag in body.find_all(_MENUS):
        if _is_menu(tag):
            # A cell stays, for the columns of its table.
            tag.clear() if tag.name == "td" else tag.decompose()
    builder = TextBuilder()
    _write(_content(page), builder)
    return builder.reading(facts)


def _decoded(path: Path) -> str | bytes:
    """The page's text when it is strictly UTF-8 or GB18030, whatever it says of itself."""
    try:
        return decode(path)
    except UnreadableFileError:
        return path.read_bytes()


def _is_furniture(tag: Tag) -> bool:
    """Whether a tag is a menu, a path, a footer or hidden, by what it is called."""
    names = [*(tag.get("class") or []), str(tag.get("id") or "")]
    hidden = re.search(r"display\s*:\s*none", str(tag.get("style") or ""))
    return bool(hidden or any(_FURNITURE.match(name.lower()) for name in names))


def _is_struck(tag: Tag) -> bool:
    """Whether the words of a tag are struck through."""
    style = re.search("text-decoration[^;]*line-through", str(tag.get("style") or ""))
    return tag.name in {"s", "strike", "del"} or (tag.name == "span" and style is not None)


def _drop_struck(body: Tag) -> None:
    """Take out struck words beside others that stand in their place.

    A cell or a paragraph that is struck as a whole is done or void, and still says what it was.
    """
    struck: dict[int, tuple[Tag, list[Tag]]] = {}
    for tag in body.find_all(_is_struck):
        above = (one for one in tag.parents if one.name in _AROUND or _is_struck(one))
        around = next(above, body)
        if not _is_struck(around):  # one within another goes with it
            struck.setdefault(id(around), (around, []))[1].append(tag)
    for around, tags in struck.values():
        if _length(around) > sum(map(_length, tags)) + 1:
            for tag in tags:
                tag.clear()


def _length(tag: Tag) -> int:
    """Chinese characters of a tag."""
    return len(re.findall("[一-鿿]", tag.get_text()))


def _is_menu(tag: Tag) -> bool:
    """Whether a tag has few words outside short links, whatever it is called.

    Links that bear numbers can be a list of contents.
    """
    from bs4.element import NavigableString

    links, linked, beside = 0, 0, 0
    for node in tag.descendants:
        words = _BETWEEN.sub("", node) if type(node) is NavigableString else ""
        if words and node.find_parent("a"):
            if len(words) > _LINK_LENGTH or marker(words):
                return False
            links, linked = links + 1, linked + len(words)
        else:
            beside += len(words)
            if beside > _MOST_BESIDE:  # most of a page is seen at once to be none
                return False
    return links >= _FEWEST_LINKS and linked >= 3 * beside


def _facts(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """What the page's meta tags and its title say about the document."""
    if page.title and page.title.string:
        yield "网页标题", re.sub(r"\s+", " ", page.title.string).strip()
    for tag in page.find_all("meta"):
        name = _FACTS.get(str(tag.get("name", "")))
        if name and tag.get("content"):
            yield name, str(tag["content"])


def _content(page: BeautifulSoup) -> Tag:
    """The part of a page that holds its article, where one holds most of the words."""
    body = page.body or page
    parts = body.select(_CONTENT)
    best = max(parts, key=lambda part: len(part.get_text()), default=body)
    return best if len(best.get_text()) * 2 > len(body.get_text()) else body


def _item_number(item: Tag) -> str:
    """The number that a browser writes before an item of a numbered list."""
    if marker(item.get_text().strip()):
        return ""
    start = str(item.parent.get("start", "")) if item.parent else ""
    first = int(start[:4]) if start.isdecimal() else 1
    return f"{first + len(item.find_previous_siblings('li'))}."


def _write(tag: Tag, builder: TextBuilder, words: list[str] | None = None) -> None:
    """Write a block's own words, and the blocks inside it, in their order.

    `words` stand before the block's first words.
    """
    from bs4.element import NavigableString, Tag

    words = [] if words is None else words
    for child in tag.children:
        if isinstance(child, Tag) and (_BLOCK.match(child.name) or child.find(_BLOCK)):
            number = _taken_number(words)
            _flush(words, builder)
            if child.name == "table" and not _is_layout(child):
                if child.caption:
                    builder.paragraph(_plain(child.caption))
                builder.table(_cells(child))
            elif re.fullmatch("h[1-6]", child.name):
                builder.paragraph(_plain(child), level=int(child.name[1]))
            else:
                if child.name == "li" and tag.name == "ol":
                    number = _item_number(child)
                _write(child, builder, [number])
        elif isinstance(child, Tag):
            words.append("\n" if child.name == "br" else _plain(child))
        elif type(child) is NavigableString:
            words.append(re.sub(r"\s+", " ", str(child)))
    _flush(words, builder)


def _taken_number(words: list[str]) -> str:
    """A list item's number that still waits for its paragraph; taken out of the words."""
    number = "".join(words).strip()
    if not re.fullmatch(r"\d+\.", number):
        return ""
    words.clear()
    return number


def _flush(words: list[str], builder: TextBuilder) -> None:
    for line in "".join(words).split("\n"):
        builder.paragraph(re.sub(r"[ \t\xa0\u3000]+", " ", line))
    words.clear()


def _plain(tag: Tag) -> str:
    """A tag's words; white space of the source means nothing, line breaks do."""
    for line_break in tag.find_all("br"):
        line_break.replace_with("\x00")
    return re.sub(r"\s+", " ", tag.get_text()).replace("\x00", "\n")


def _is_layout(table: Tag) -> bool:
    """Whether a table only places other things on the page.

    Most of its words are in tables, or one cell of each row has words, with a line break or more.
    """
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
    narrow = all(sum(bool(cell.get_text(strip=True)) for cell in row) < 2 for row in cells)
    if narrow and table.find(["br", "p", "div"]):
        return True
    inner = sum(len(one.get_text()) for one in table.find_all("table"))
    return inner * 2 > len(table.get_text()) or len(table.find_all(["td", "th"])) < 2


def _cells(table: Tag) -> Iterator[GridCell]:
    """Place cells as browsers do: each in the first free column of its row."""
    taken: set[tuple[int, int]] = set()
    rows = [tag for tag in table.find_all("tr") if tag.find_parent("table") is table]
    for row, tag in enumerate(rows):
        column = 0
        for cell in tag.find_all(["td", "th"], recursive=False):
            while (row, column) in taken:
                column += 1
            left = len(rows) - row
            height, width = min(_span(cell, "rowspan") or left, left), _span(cell, "colspan") or 1
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            yield GridCell(_cell_text(cell), row, column, height, width, _strong(cell))
            column += width


def _span(cell: Tag, name: str) -> int:
    """How far a cell reaches; 0 means down to the last row, as browsers take it."""
    said = str(cell.get(name, "1")).strip()
    return min(int(said[:9]), _FURTHEST) if said.isdecimal() else 1


def _strong(cell: Tag) -> str:
    """What is in bold type in a cell."""
    found = cell.find_all(["b", "strong"])
    found += [tag for tag in cell.find_all("span") if _BOLD.search(str(tag.get("style", "")))]
    return "\n".join(tag.get_text(strip=True) for tag in found)


def _cell_text(cell: Tag) -> str:
    inner = cell.find_all(["p", "div", "li"])
    parts = [_plain(one) for one in inner if not one.find(["p", "div", "li"])]
    said = "\n".join(parts) if parts else _plain(cell)
    return re.sub(r"[ \t\xa0\u3000]+", " ", said)
