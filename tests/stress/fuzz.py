"""Feed one reader with mutated files for a while: python -m tests.stress.fuzz .docx SECONDS FOLDER.

A reader may read a file or refuse it with a CorpusError. Everything else is a finding, and the
file that did it stays in FOLDER.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest"]):
    import ingest

    # All of it now: what is imported later is not watched, and no file then seems to lead anywhere.
    for module in pkgutil.walk_packages(ingest.__path__, "ingest."):
        importlib.import_module(module.name)

from tests.stress.mutations import mutated

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

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, random.Random(seed), atheris.Mutate)

    limits = (f"-max_total_time={seconds}", "-max_len=60000", "-timeout=300", "-rss_limit_mb=4000")
    corpora = (str(grown), str(SEEDS / suffix[1:]))
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={folder}/", *corpora], read, custom_mutator=mutate
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
