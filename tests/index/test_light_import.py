"""Importing the index, opening one and searching it load nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ["torch", "transformers", "sentence_transformers", "llama_index", "gradio", "scipy"]

SCRIPT = """
import sys
from pathlib import Path
from index import Index
Index.open(Path(sys.argv[1])).search("一业一证")
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


def test_searching_loads_no_heavy_library(folder: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *HEAVY],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert done.stdout.strip() == ""
