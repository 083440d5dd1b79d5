"""Answer questions over a corpus of policy documents, and prove every answer."""

from assistant.answer import Answer, Citation, Explanation
from assistant.assistant import Assistant
from assistant.turns import Turn

__all__ = ["Answer", "Assistant", "Citation", "Explanation", "Turn"]
