"""Fill the HTML templates; everything is escaped unless a template says otherwise."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui import wording

FOLDER = Path(__file__).parent


class Addressed(Protocol):
    """Anything that has a place in a document's source page."""

    @property
    def item_id(self) -> str: ...

    @property
    def doc_id(self) -> str: ...

    @property
    def text(self) -> str: ...


def anchor(item_id: str) -> str:
    """The id of an item's element in its source page."""
    return "item-" + re.sub(r"\s", "_", item_id.rpartition("#")[2])


def source_url(item: Addressed, words: str = "", *, beside: bool = False) -> str:
    """The stable address of an item in its document; `words` of it are to stand out."""
    place = f"{quote(item.doc_id, safe='')}?item={quote(item.item_id, safe='')}"
    if words and words != item.text:
        place += f"&words={quote(words, safe='')}"
    if beside:
        place += "&beside=1"
    return f"/source/{place}#{quote(anchor(item.item_id))}"


def read(name: str) -> str:
    """A style or script of the page."""
    return (FOLDER / name).read_text(encoding="utf-8")


def render(template: str, **values: object) -> str:
    """The template of that file name, filled."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = anchor
    environment.filters["source_url"] = source_url
    environment.globals["role_unstated"] = wording.ROLE_UNSTATED
    return environment
