"""A paper as one HTML page that needs no script, no network and no other file."""

from __future__ import annotations

from markupsafe import Markup

from pincite.model.paper import Chart, Paper
from pincite.reporting.page import render_page


def render_paper(paper: Paper) -> str:
    """The page. Every word is escaped; drawings are our own, with the words in them escaped where they are drawn."""
    blocks = [
        (type(item).__name__, item, Markup(item.svg) if isinstance(item, Chart) else "")  # noqa: S704 - drawn by us
        for item in paper.blocks
    ]
    values: dict[str, object] = {"paper": paper, "blocks": blocks}
    return render_page("paper.html.j2", values, style_sheets=("paper.css", "report.css"))
