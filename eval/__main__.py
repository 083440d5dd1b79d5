"""Run the evaluation: `python -m eval`."""

import sys

from eval.command import run

sys.exit(run(sys.argv[1:]))
