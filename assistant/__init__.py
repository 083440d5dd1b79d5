"""Answer questions over a corpus of policy documents, and prove every answer."""

from assistant.answer import Answer, Citation, Explanation
from assistant.assistant import Assistant
from assistant.conversation import Turn

__all__ = ["Answer", "Assistant", "Citation", "Explanation", "Turn"]
