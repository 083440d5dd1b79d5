"""The administrator's tab: an empty frame that its script fills once the password is right."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.admin_access import CLOSED
from ui.rendering import read, render
from ui.service import Service


def admin_tab(service: Service) -> Any:
    """Lay out the tab inside the current one; without a password it says how to set one.

    The component that it gives has the event `rebuilt`, for when another index serves.
    """
    is_open = service.settings.admin_password is not None
    return gr.HTML(
        render("admin.html") if is_open else render("notice.html", message=CLOSED),
        elem_id="admin",
        js_on_load=_scripts() if is_open else None,
        apply_default_css=False,
    )


def _scripts() -> str:
    return read("admin.js") + read("admin_documents.js")
