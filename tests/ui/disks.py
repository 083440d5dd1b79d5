"""Disks that are full: small file systems, and what fills them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def as_root(*command: str) -> None:
    """Run a command that only root may run."""
    subprocess.run([*(["sudo"] if os.geteuid() else []), *command], check=True)


def fill(folder: Path, *, but: int = 0) -> Path:
    """Leave no byte free, or about so many; the file that takes the room."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(0, file.tell() - but))
    return filler
