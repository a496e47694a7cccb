"""How far the probabilities of drafts can be believed, measured on reference codings."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pincite.agreement.calibration import find_abstentions, find_bins, find_cases, measure_calibration
from pincite.intake.raw import Ocr
from pincite.workflow.codings import Progress, draft_texts, find_codings, find_texts
from pincite.workflow.pack import load_pack

THRESHOLDS = tuple(step / 20 for step in range(20))


def evaluate_calibration(
    gold_dir: Path,
    texts_dir: Path,
    *,
    leave_out: frozenset[str] = frozenset(),
    ocr: Ocr | None = None,
    progress: Progress,
) -> dict[str, Any]:
    """Bins and abstention of all drafts on the plain-text twins, those too unsure to be drafted among them.

    weights: which ones gave the probabilities; not_read: names without a text.
    """
    pack = load_pack()
    everything = replace(pack, grammar=replace(pack.grammar, drafts_from=0.0))
    texts, unread = find_texts(find_codings(gold_dir, leave_out=leave_out), texts_dir)
    cases = find_cases(draft_texts(texts, pack=everything, ocr=ocr, progress=progress))
    confidence = pack.grammar.confidence
    return {
        "instruments": len(texts),
        **measure_calibration(cases),
        "weights": {"version": confidence.version, "fitted_on": confidence.fitted_on, "cases": confidence.cases},
        "drafts_from": pack.grammar.drafts_from,
        "decides_from": pack.grammar.decides_from,
        "bins": [asdict(item) for item in find_bins(cases)],
        "abstention": [asdict(item) for item in find_abstentions(cases, THRESHOLDS)],
        "not_read": unread,
    }
