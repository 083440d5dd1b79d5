"""The tabs of the page: what each shows, and what happens when something in it is chosen."""

from __future__ import annotations

from typing import Any

# The page's own events: not part of the API, and too quick for a progress bar.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Choices change with the catalogue, so values are not held to those of the layout.
RAW: dict[str, Any] = {**QUIET, "preprocess": False}
