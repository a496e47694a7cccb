"""Pincite: answers a policy rubric from a place's own law, with the page and the words behind each answer.

    import pincite
    order = pincite.Order(paths=(Path("laws"),), out=Path("study"), place="Orange County, CA", today="2026-11-22")
    made = pincite.assess(order)
    made.study.assessment["answers"]["C1.2"]["answer"]

Names are imported when they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pincite.adapters.study import Study, load_study
    from pincite.errors import PinciteError
    from pincite.intake.read import read_document
    from pincite.workflow.assess import assess_documents
    from pincite.workflow.evaluate import evaluate_answers, evaluate_codings
    from pincite.workflow.pack import load_pack
    from pincite.workflow.read import read_source
    from pincite.workflow.review import review_draft
    from pincite.workflow.study import Order, assess
    from pincite.workflow.verify import verify

__version__ = "0.1.0"

_HOME = {
    "Order": "pincite.workflow.study",
    "PinciteError": "pincite.errors",
    "Study": "pincite.adapters.study",
    "assess": "pincite.workflow.study",
    "assess_documents": "pincite.workflow.assess",
    "evaluate_answers": "pincite.workflow.evaluate",
    "evaluate_codings": "pincite.workflow.evaluate",
    "load_pack": "pincite.workflow.pack",
    "load_study": "pincite.adapters.study",
    "read_document": "pincite.intake.read",
    "read_source": "pincite.workflow.read",
    "review_draft": "pincite.workflow.review",
    "verify": "pincite.workflow.verify",
}

__all__ = [
    "Order",
    "PinciteError",
    "Study",
    "__version__",
    "assess",
    "assess_documents",
    "evaluate_answers",
    "evaluate_codings",
    "load_pack",
    "load_study",
    "read_document",
    "read_source",
    "review_draft",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    if name not in _HOME:
        raise AttributeError(f"module 'pincite' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
