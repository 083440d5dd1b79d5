"""Read English, a whole question or words among Chinese, as the Chinese that asks the same."""

from assistant.english.reading import in_chinese

__all__ = ["in_chinese"]
