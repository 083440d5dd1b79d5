"""Learn the adapter of the e5 embedder from everyday questions about official sentences."""

from pathlib import Path

# Ways of asking, each in many wordings (`python -m eval.ways`).
WAYS_FILE = Path(__file__).with_name("ways.jsonl")
# Clauses of questions: asides, conditions and what asks (`python -m eval.ways`).
CLAUSES_FILE = Path(__file__).with_name("clauses.jsonl")
