"""Learn ways of asking from wordings: python -m eval.ways."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.clause_kinds import FILE as CLAUSES
from assistant.clause_kinds import MATTER
from assistant.settings import load_settings
from assistant.stand_ins import with_stand_ins
from assistant.ways import EMBEDDING_COUNTS, FILE, LONGEST_STRETCH
from index import layout
from index.embedders import Embedder, open_embedder
from index.training import CLAUSES_FILE, WAYS_FILE
from index.training.pairs import read_pairs

_EMBEDDER = "e5"
_SEED = 7
_LETTER = re.compile(r"\{(\w+)\}")
_SMOOTHNESS = 8.0
_SEEN = 6  # wordings that have a stretch, for it to count
_MATTER = 18  # characters
_PARTS = re.compile("[，、；。？]")
_CLAUSE = range(3, 30)  # characters

Rows = NDArray[np.float32]


def checksum(path: Path) -> str:
    """Tells whether the weights were learned from these wordings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording with stand-ins, its way (empty for none), and whether it asks for a number."""

    text: str
    way: str
    counts: bool


def read_wordings(path: Path = WAYS_FILE) -> list[Wording]:
    """Read one wording a line; `{X}` becomes a matter of the training pairs."""
    chance = Random(_SEED)
    matters = [re.split("[，、；。]", pair.official)[0][:_MATTER] for pair in read_pairs()]
    wordings = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = row["said"].replace("{X}", chance.choice(matters))
        order = list(dict.fromkeys(_LETTER.findall(said)))
        reversed_ = "D2" in order and "D" in order and order.index("D2") < order.index("D")
        way = row["way"] + (".reversed" if row["way"] and reversed_ else "")
        wordings.append(Wording(with_stand_ins(said, order), way, row.get("counts", False)))
    return wordings


def read_clauses(path: Path = CLAUSES_FILE) -> list[Wording]:
    """Read one clause a line, and take as many of the training pairs for what is a matter."""
    clauses = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        order = list(dict.fromkeys(_LETTER.findall(row["said"])))
        counts = row["kind"] in {"ask.count", "ask.which_count"}
        clauses.append(Wording(with_stand_ins(row["said"], order), row["kind"], counts))
    pairs = read_pairs()
    texts = [text for pair in pairs for text in (pair.official, *pair.lay)]
    matters = [part for text in texts for part in _PARTS.split(text) if len(part) in _CLAUSE]
    chosen = Random(_SEED).sample(matters, len(clauses))
    return [*clauses, *(Wording(text, MATTER, False) for text in chosen)]


def main() -> int:
    """Learn from all wordings and clauses; returns how many."""
    embedder = open_embedder(_EMBEDDER, layout.cache_folder(load_settings().index_folder))
    wordings, clauses = read_wordings(), read_clauses()
    write(wordings, embedder, FILE, WAYS_FILE)
    write(clauses, embedder, CLAUSES, CLAUSES_FILE)
    return len(wordings) + len(clauses)


def write(wordings: Sequence[Wording], embedder: Embedder, file: Path, source: Path) -> None:
    """Learn from wordings and keep what was learned, and of which `source`."""
    texts = [wording.text for wording in wordings]
    sized = (1, LONGEST_STRETCH)
    counted = TfidfVectorizer(analyzer="char", ngram_range=sized, sublinear_tf=True, min_df=_SEEN)
    stretches = counted.fit_transform(texts)
    embedded = np.stack([embedder.embed_query(text) for text in texts])
    rows = hstack([stretches, csr_matrix(EMBEDDING_COUNTS * embedded)]).tocsr()
    names = np.array([wording.way for wording in wordings])
    ways = LogisticRegression(C=_SMOOTHNESS, max_iter=500).fit(rows, names)
    lists = np.array([wording.way.startswith(("all.", "ask.")) for wording in wordings])
    asked = np.array([wording.counts for wording in wordings])
    numbers = LogisticRegression(C=_SMOOTHNESS, max_iter=500).fit(rows[lists], asked[lists])
    weights = np.concatenate([ways.coef_, numbers.coef_]).T.astype(np.float32)
    known = sorted(counted.vocabulary_, key=counted.vocabulary_.__getitem__)
    with file.open("wb") as out:
        np.savez_compressed(
            out,
            names=np.array("\n".join(ways.classes_)),
            stretches=np.array("\n".join(known)),
            rarity=counted.idf_.astype(np.float32),
            of_stretches=weights[: len(known)].astype(np.float16),
            of_embedding=weights[len(known) :].astype(np.float16),
            bias=np.concatenate([ways.intercept_, numbers.intercept_]).astype(np.float32),
            revision=embedder.revision,
            wordings=checksum(source),
        )


if __name__ == "__main__":
    print(f"{main()} wordings")
