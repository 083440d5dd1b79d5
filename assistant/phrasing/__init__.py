"""Let a language model phrase what the assistant has found, and prove each of its sentences."""
