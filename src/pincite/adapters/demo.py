"""The packaged documents of the fictional county, put into a folder."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

_PLACE = "place.yaml"
_LISTED = re.compile(r"^  - file: (\S+)$", re.MULTILINE)


def copy_demo(folder: Path) -> None:
    """Write place.yaml of the demonstration and the documents that it lists into ``folder``."""
    packaged = files("pincite.packs") / "demo"
    text = (packaged / _PLACE).read_text("utf-8")
    (folder / _PLACE).write_text(text, "utf-8")
    for name in _LISTED.findall(text):
        (folder / name).write_bytes((packaged / name).read_bytes())
