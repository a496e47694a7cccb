"""Writes docs/reference/codebook-*.md, the reading copies of the rubrics: python docs/make_codebooks.py."""

from __future__ import annotations

from pathlib import Path

from pincite.workflow.pack import load_pack
from pincite.workflow.show import make_codebook

_FOLDER = Path(__file__).parent / "reference"


def render_codebooks() -> dict[Path, str]:
    """The page of each packaged rubric, as ``pincite rubric codebook`` prints it."""
    return {_FOLDER / f"codebook-{rubric}.md": make_codebook(rubric) for rubric in load_pack().rubric_ids}


if __name__ == "__main__":
    for page, text in render_codebooks().items():
        page.write_text(text, "utf-8")
