"""Change what a file says rather than its bytes: nearly any change of those damages a package."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

Mutate = Callable[[bytes, int], bytes]

_VALUES = ("", "0", "-1", "1", "2", "99999", "4294967296", "1e9", "A1:XFD9", "牵头部门", "（", "&")
_TOLD = re.compile(r"(?:document|sheet\d*|sharedStrings|content)\.xml$")  # no styles
_LONGEST = 20_000  # characters of a text that was said again and again


def mutated(data: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    """A copy of a file with something else in it; `mutate` changes bytes where there is no XML."""
    parts = _parts(data)
    names = [name for name in parts if name.endswith(".xml")]
    if not names or chance.random() < 0.1:
        return mutate(data, most)
    told = [name for name in names if _TOLD.search(name)]
    name = chance.choice(told if told and chance.random() < 0.9 else names)
    parts[name] = _changed(parts[name], chance) or mutate(parts[name], most)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for one, content in parts.items():
            package.writestr(one, content)
    return packed.getvalue() if packed.tell() <= most else data


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except Exception:  # whatever it is, it is no package
        return {}


def _changed(xml: bytes, chance: random.Random) -> bytes:
    """The XML with a few elements moved, doubled, gone, or saying something else."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return b""
    for _ in range(chance.randrange(1, 12)):
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        chance.choice((_say, _mark, _double, _drop, _move))(one, other, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _say(one: Any, other: Any, chance: random.Random) -> None:
    said = other.text or chance.choice(_VALUES)
    one.text = (said * chance.choice((1, 1, 2, 500)))[:_LONGEST]


def _mark(one: Any, other: Any, chance: random.Random) -> None:
    for name in list(other.attrib)[:1] or ["val"]:
        one.set(name, chance.choice((*_VALUES, *other.attrib.values())))


def _double(one: Any, _: Any, chance: random.Random) -> None:
    if one.getparent() is not None:
        for _again in range(chance.choice((1, 1, 30))):
            one.addnext(deepcopy(one))


def _drop(one: Any, _: Any, __: random.Random) -> None:
    if one.getparent() is not None:
        one.getparent().remove(one)


def _move(one: Any, other: Any, _: random.Random) -> None:
    if one not in other.iterancestors() and one is not other and one.getparent() is not None:
        other.append(one)
