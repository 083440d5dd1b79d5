"""Replies in the manner of language models, to real questions about the shipped documents.

    python -m tests.stress.replies

`replies.txt` has a question after #, then lines of one reply that is true after +, and lines that
each hold something false after -. Numbers in brackets are those of the evidence that the
program's own answer gives a model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import Sentence, SentenceCutter

WRITTEN = Path(__file__).with_name("replies.txt")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said to a question; a false one has no more than one false statement."""

    question: str
    text: str
    true: bool


def replies() -> list[Reply]:
    """All of them."""
    return list(_read(WRITTEN.read_text(encoding="utf-8").splitlines()))


def _read(lines: list[str]) -> Iterator[Reply]:
    question, said = "", list[str]()
    for line in [*lines, "# "]:
        mark, text = line[0], line[2:]
        if mark == "+":
            said.append(text)
            continue
        if said:
            yield Reply(question, "\n".join(said), true=True)
            said = []
        if mark == "-":
            yield Reply(question, text, true=False)
        else:
            question = text


class Judge:
    """The program's proof, over the evidence of its own answers."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._found: dict[str, list[Ground]] = {}
        self._prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)

    def judged(self, reply: Reply) -> list[tuple[Sentence, tuple[str, ...]]]:
        """The sentences of a reply that cite something, and what is wrong with each."""
        evidence = self._evidence(reply.question)
        earlier: Spoken | None = None
        cutter, judged = SentenceCutter(), []
        for sentence in [*cutter.feed(reply.text), *cutter.finish(complete=True)]:
            sentence, verdict = self._prover.shown(sentence, evidence, reply.question, earlier)
            earlier = verdict.spoken if verdict.proved else earlier
            if sentence.cited and not sentence.text.startswith("|"):
                judged.append((sentence, verdict.faults))
        return judged

    def _evidence(self, question: str) -> list[Ground]:
        """What the program's own answer gives a model; many replies are to one question."""
        if question not in self._found:
            document = self._assistant.vocabulary.document
            items = [citation.item for citation in self._assistant.own(question).citations]
            self._found[question] = [ground_of(item, document(item.doc_id)) for item in items]
        return self._found[question]


def main() -> int:
    """Print what is kept and shown; 1 when something false is shown."""
    judge = Judge(Assistant.open())
    true = [pair for one in replies() if one.true for pair in judge.judged(one)]
    lost = [(sentence.text, faults) for sentence, faults in true if faults]
    false = [one for one in replies() if not one.true]
    shown = [one.text for one in false if not all(faults for _, faults in judge.judged(one)[-1:])]
    kept = len(true) - len(lost)
    print(f"真句子 {len(true)} 句，留下 {kept} 句（{100 * kept / len(true):.1f}%）")
    print(f"假句子 {len(false)} 句，到达用户 {len(shown)} 句")
    for text, faults in lost:
        print(f"删去：{text} {'；'.join(faults)}")
    for text in shown:
        print(f"放过：{text}")
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main())
