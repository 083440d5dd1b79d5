"""Keep what follows from files of the program, as Python keeps compiled code: in `__pycache__`.

Reading tables of words takes longer than answering; what was read is taken back while the
file is the same. Where nothing can be written, it is read each time.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("__pycache__")


def read_tables(path: Path) -> dict[str, Any]:
    """What a TOML file of the program says; it may hold no dates."""
    told = path.stat()
    key = f"{path} {told.st_mtime_ns} {told.st_size}"

    def read() -> dict[str, Any]:
        return tomllib.loads(path.read_text(encoding="utf-8"))

    found: dict[str, Any] = derived("-".join(path.parts[-2:]), key, read)
    return found


def derived(name: str, key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, anything that JSON can hold; what was kept under a name with this key."""
    path = _FOLDER / f"{name}.json"
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_bytes())
        if kept["key"] == key:
            return kept["value"]
    text = json.dumps({"key": key, "value": make()}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        _write(path, text)
    return json.loads(text)["value"]  # the same whether kept or made, and nothing of the making


def _write(path: Path, text: str) -> None:
    """In one step: another process may read meanwhile."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)  # whoever runs the program reads it
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
