"""`python -m bench`: the same as `make bench`."""

from __future__ import annotations

import sys

from bench.command import run

sys.exit(run(sys.argv[1:]))
