"""Answer questions from passages that are handed over with them."""

from assistant.passages.reader import PassageAnswer, PassageReader

__all__ = ["PassageAnswer", "PassageReader"]
