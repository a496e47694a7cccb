"""Shared by the tests of tidying: pages as a reader hands them over, and their lines after tidying."""

from __future__ import annotations

from pincite.intake.raw import RawPage, RawText
from pincite.intake.tidy import tidy_text


def raw_of(*pages: str, hard_breaks: bool = False) -> RawText:
    """Pages joined as ``read_pdf`` joins them; one page has no page run."""
    runs, start = [], 0
    for number, page in enumerate(pages, 1):
        runs.append(RawPage(number=number, start=start, end=start + len(page)))
        start += len(page) + 1
    text = "\n".join(pages)
    return RawText(text=text, hard_breaks=hard_breaks, pages=tuple(runs) if len(pages) > 1 else ())


def tidy(*pages: str, hard_breaks: bool = False) -> list[str]:
    return tidy_text(raw_of(*pages, hard_breaks=hard_breaks)).text.split("\n")
