"""The demonstration: a fictional county assessed from its packaged documents."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pincite.adapters.demo import copy_demo
from pincite.workflow.sources import Progress
from pincite.workflow.study import Made, Order, assess


def assess_demo(out: Path, *, today: str, jobs: int, progress: Progress) -> Made:
    """The study of the fictional county in ``out``; its documents are in ``out/sources``."""
    with TemporaryDirectory(prefix="pincite-demo-") as name:
        copy_demo(Path(name))
        order = Order(paths=(Path(name),), out=out, today=today, jobs=jobs)
        return assess(order, progress=progress)
