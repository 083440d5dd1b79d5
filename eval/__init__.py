"""Measure the assistant from outside, as a user meets it."""
