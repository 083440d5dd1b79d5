"""Ask as a user does: after earlier questions, or after turns that are given word for word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Talk = Callable[..., Answer]


def asking(assistant: Assistant) -> Ask:
    """Ask a question after the earlier ones, each of which the assistant answers itself."""

    @cache  # many tests look at one answer from different sides
    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            reply = assistant.ask(said, history)
            history += [Turn("user", said), Turn("assistant", reply.text)]
        return assistant.ask(question, history)

    return asked


def talking(assistant: Assistant) -> Talk:
    """Ask the last of some turns, which alternate between the user and whoever replied."""

    def asked(*turns: str) -> Answer:
        roles = ("user", "assistant")
        history = [Turn(roles[at % 2], said) for at, said in enumerate(turns[:-1])]
        return assistant.ask(turns[-1], history)

    return asked
