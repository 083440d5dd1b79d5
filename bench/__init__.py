"""Measure how fast and how big the program is, beside the recipe that others start from."""
