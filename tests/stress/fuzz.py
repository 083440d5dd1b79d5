"""Feed one reader with mutated files for a while: python -m tests.stress.fuzz .docx SECONDS FOLDER.

A reader may read a file or refuse it with a CorpusError. Everything else is a finding, and the
file that did it stays in FOLDER.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest"]):
    import ingest

SEEDS = Path(__file__).with_name("seeds")


def main() -> None:
    """Begin with the seeds that are kept; what leads to new code is added in FOLDER."""
    suffix, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    grown = folder / f"grown{suffix}"
    grown.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp()) / f"fuzzed{suffix}"

    def read(data: bytes) -> None:
        place.write_bytes(data)
        try:
            ingest.read_file(place)
        except ingest.CorpusError:
            return

    limits = (f"-max_total_time={seconds}", "-max_len=60000", "-timeout=300", "-rss_limit_mb=4000")
    corpora = (str(grown), str(SEEDS / suffix[1:]))
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}/", *corpora], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
