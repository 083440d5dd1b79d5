"""What runs the models tells nobody that it does, and marks no computer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from assistant import Assistant
print(Assistant.open(Path(sys.argv[1])).ask("老人免费体检归哪个处管？").text)
"""


def test_a_question_leaves_nothing_in_the_home_of_who_asks(
    shipped_folder: Path, tmp_path: Path
) -> None:
    """ONNX Runtime keeps a number of the computer there, for the events that it sends."""
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "TMPDIR"), str(tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(shipped_folder)],
        env={**kept, **places},
        capture_output=True,
        encoding="utf-8",
    )
    assert "基层处" in told.stdout, told.stderr
    assert list(tmp_path.rglob("*")) == []
