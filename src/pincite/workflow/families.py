"""The reader's figures by family of instruments: each alone, each left out, templates apart from the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pincite.agreement.families import measure_by_family
from pincite.intake.raw import Ocr
from pincite.workflow.codings import Progress, draft_texts, find_codings, find_texts
from pincite.workflow.pack import load_pack


def evaluate_families(
    gold_dir: Path,
    texts_dir: Path,
    *,
    leave_out: frozenset[str] = frozenset(),
    ocr: Ocr | None = None,
    progress: Progress,
) -> dict[str, Any]:
    """Figures of the plain-text twins by family (see ``agreement.families``); not_read: names without a text."""
    pack = load_pack()
    texts, unread = find_texts(find_codings(gold_dir, leave_out=leave_out), texts_dir)
    drafted = draft_texts(texts, pack=pack, ocr=ocr, progress=progress)
    return {**measure_by_family(drafted, [conduct.id for conduct in pack.topic.conducts]), "not_read": unread}
