"""Learn the adapter of the e5 embedder from everyday questions about official sentences."""
