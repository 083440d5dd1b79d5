"""Fill the HTML templates; everything is escaped unless a template says otherwise."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ingest import PolicyItem

FOLDER = Path(__file__).parent


def anchor(item_id: str) -> str:
    """The id of an item's element in its source page."""
    return "item-" + re.sub(r"\s", "_", item_id.rpartition("#")[2])


def source_url(item: PolicyItem) -> str:
    """The stable address of an item in its document."""
    place = f"{quote(item.doc_id, safe='')}?item={quote(item.item_id, safe='')}"
    return f"/source/{place}#{quote(anchor(item.item_id))}"


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
    return environment
