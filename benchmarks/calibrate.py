"""Fit how sure drafts are, cross-validated by family, and draw the calibration and abstention curves.

    python benchmarks/calibrate.py [--shared ../shared] [--codes N] [--write]

Material: the development instruments (never the six set aside), the invented examples (both halves) and the first N
Georgia municipal codes, where every draft is wrong. Model: logistic regression with a quadratic penalty (ridge).
--write puts the coefficients into the topic's reading/calibration.yaml and the curves into docs/.
"""

from __future__ import annotations

import argparse
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from pincite.agreement.reference import parse_reference
from pincite.finding import find_gated
from pincite.intake.read import read_document
from pincite.model.document import SourceDocument
from pincite.model.law import Rule
from pincite.reading.confidence import find_kinds, find_signals
from pincite.reading.draft import merge_document
from pincite.reading.merge import Merged
from pincite.workflow.pack import load_pack

ROOT = Path(__file__).resolve().parent.parent
READING = ROOT / "src/pincite/packs/topics/immigration-enforcement/reading"
EXAMPLES = READING.parent / "examples"
SET_ASIDE = frozenset((ROOT / "benchmarks/set-aside.txt").read_text().split())
PENALTY = 1.0
FOLDS = 8


@dataclass(frozen=True)
class Case:
    """One draft: its signals, whether its rule is right, and the group that is left out with it."""

    signals: dict[str, float]
    kinds: tuple[str, ...]
    right: bool
    group: str
    weight: float


def merged_of(document: SourceDocument) -> list[Merged]:
    pack = load_pack()
    nodes = find_gated(document, pack.topic)
    return merge_document(document, nodes, topic=pack.topic, grammar=pack.grammar).merged


def make_case(merged: Merged, *, right: bool, group: str, weight: float = 1.0) -> Case:
    return Case(find_signals(merged), find_kinds(merged), right, group, weight)


def instrument_cases(shared: Path) -> Iterator[Case]:
    for path in sorted((shared / "gold/instruments").glob("*.json")):
        if path.stem in SET_ASIDE:
            continue
        coding = parse_reference(path.read_bytes(), where=path.name)
        text = next(p for end in (".txt", ".md") if (p := shared / f"corpus/instruments/{path.stem}{end}").exists())
        for merged in merged_of(read_document(text.read_bytes(), name=text.name)):
            gold = coding.on(merged.conduct)
            right = merged.rule == gold.rule or merged.rule in gold.rule_alternatives
            yield make_case(merged, right=right, group=path.stem.split("-")[0], weight=2.0)


def example_cases() -> Iterator[Case]:
    for path in sorted(EXAMPLES.glob("*.yaml")):
        examples = yaml.safe_load(path.read_text())
        for number, item in enumerate([*examples["yes"], *examples["no"]]):
            document = read_document(item["text"].encode(), name=f"{item['id']}.txt")
            for merged in merged_of(document):
                if merged.conduct == examples["conduct"]:
                    right = merged.rule == item.get("rule", Rule.SILENT)
                    yield make_case(merged, right=right, group=f"bank-{number % FOLDS}")


def code_cases(shared: Path, most: int) -> Iterator[Case]:
    with tarfile.open(shared / "corpus/codes/georgia-municipal-codes-txt.tar.xz") as archive:
        members = [member for member in archive if member.isfile()][:most]
        for member in members:
            handle = archive.extractfile(member)
            if handle is None:
                continue
            document = read_document(handle.read(), name=Path(member.name).name)
            for merged in merged_of(document):
                yield make_case(merged, right=False, group=f"code-{hash(member.name) % FOLDS}", weight=1.0)


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """Ridge logistic regression by Newton steps; the intercept is not penalised."""
    matrix, target, weights = matrix_of(cases, names)
    beta = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(matrix @ beta, -30, 30)))
        gradient = matrix.T @ (weights * (target - p)) - penalty * beta
        hessian = (matrix * (weights * p * (1 - p))[:, None]).T @ matrix + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-7:
            break
    return beta


def matrix_of(cases: Sequence[Case], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = [[1.0, *(c.signals.get(n, 1.0 if n in c.kinds else 0.0) for n in names[1:])] for c in cases]
    return np.array(rows), np.array([float(c.right) for c in cases]), np.array([c.weight for c in cases])


def cross_validate(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray:
    """Each case's probability by a model that never saw its family."""
    out = np.zeros(len(cases))
    groups = sorted({case.group for case in cases})
    for group in groups:
        train = [case for case in cases if case.group != group]
        held = [index for index, case in enumerate(cases) if case.group == group]
        matrix, _, _ = matrix_of([cases[index] for index in held], names)
        out[held] = 1 / (1 + np.exp(-np.clip(matrix @ fit(train, names), -30, 30)))
    return out


def reliability(p: np.ndarray, right: np.ndarray, bins: int = 8) -> list[tuple[float, float, int]]:
    """(mean probability, share right, cases) of equal-sized bins."""
    order = np.argsort(p)
    return [(float(p[part].mean()), float(right[part].mean()), len(part)) for part in np.array_split(order, bins)]


def abstention(p: np.ndarray, right: np.ndarray) -> list[tuple[float, float, float]]:
    """(threshold, share still drafted, share right of those)."""
    rows = []
    for threshold in np.arange(0.0, 0.99, 0.03):
        kept = p >= threshold
        if kept.sum() >= 10:
            rows.append((float(threshold), float(kept.mean()), float(right[kept].mean())))
    return rows


def draw(points: Sequence[tuple[float, float]], title: str, axes: tuple[str, str]) -> str:
    """A small line chart as SVG with its figures as text for those who do not see it."""
    path = " ".join(f"{60 + 400 * x:.1f},{360 - 300 * y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{60 + 400 * x:.1f}" cy="{360 - 300 * y:.1f}" r="4"/>' for x, y in points)
    told = "; ".join(f"{x:.2f}: {y:.2f}" for x, y in points)
    ticks = "".join(
        f'<text x="{60 + 400 * t:.0f}" y="380" text-anchor="middle">{t:g}</text><text x="50" y="{364 - 300 * t:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 420" role="img" font-family="sans-serif" font-size="13">'
        f"<title>{title}</title><desc>{axes[0]}: {axes[1]} — {told}</desc>"
        f'<rect width="500" height="420" fill="#fff"/><path d="M60 60V360H460" fill="none" stroke="#555"/>'
        f'<path d="M60 360L460 60" stroke="#bbb" stroke-dasharray="4 4"/>{ticks}'
        f'<polyline points="{path}" fill="none" stroke="#0b5c4a" stroke-width="2"/><g fill="#0b5c4a">{dots}</g>'
        f'<text x="260" y="405" text-anchor="middle">{axes[0]}</text><text x="60" y="40">{axes[1]}</text></svg>\n'
    )


def write_calibration(beta: np.ndarray, names: Sequence[str], cases: Sequence[Case], decides: float) -> None:
    kinds = {n: round(float(b), 3) for n, b in zip(names, beta, strict=True) if ":" in n}
    signals = {n: round(float(b), 3) for n, b in zip(names, beta, strict=True) if ":" not in n and n != "1"}
    fitted = f"{len(cases)} drafts: development instruments, invented examples, municipal codes; benchmarks/calibrate.py"
    document = {
        "calibration": {
            "fitted_on": fitted, "intercept": round(float(beta[0]), 3), "signals": signals, "kinds": kinds,
            "drafts_from": 0.5, "decides_from": decides,
        }
    }  # fmt: skip
    head = "# Written by `python benchmarks/calibrate.py --write`; do not edit by hand.\n"
    (READING / "calibration.yaml").write_text(head + yaml.safe_dump(document, sort_keys=True, width=110))


def choose_decides(p: np.ndarray, right: np.ndarray, at_least: float) -> float:
    """The lowest threshold above which at least that share of drafts is right."""
    for threshold in np.arange(0.5, 0.98, 0.01):
        kept = p >= threshold
        if kept.sum() >= 20 and right[kept].mean() >= at_least:
            return round(float(threshold), 2)
    return 0.98


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--codes", type=int, default=43)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    cases = [*instrument_cases(chosen.shared), *example_cases(), *code_cases(chosen.shared, chosen.codes)]
    counted = {kind: sum(kind in case.kinds for case in cases) for case in cases for kind in case.kinds}
    names = ["1", *sorted(cases[0].signals), *sorted(kind for kind, count in counted.items() if count >= 4)]
    right = np.array([case.right for case in cases])
    p = cross_validate(cases, names)
    brier = float(np.mean((p - right) ** 2))
    print(f"{len(cases)} drafts, {right.mean():.2f} right; Brier {brier:.3f} (always the mean: {right.mean() * (1 - right.mean()):.3f})")
    bins = reliability(p, right)
    print("calibration (mean probability, share right, n):", [(round(a, 2), round(b, 2), n) for a, b, n in bins])
    curve = abstention(p, right)
    print("abstention (threshold, drafted, right):", [(round(a, 2), round(b, 2), round(c, 2)) for a, b, c in curve[::4]])
    decides = choose_decides(p, right, 0.95)
    print("decides_from:", decides)
    if chosen.write:
        write_calibration(fit(cases, names), names, cases, decides)
        docs = ROOT / "docs"
        axes = ("estimated probability", "share of drafts whose rule is right")
        (docs / "calibration.svg").write_text(draw([(a, b) for a, b, _ in bins], "Calibration, cross-validated by family", axes))
        axes = ("share of drafts kept", "share of those whose rule is right")
        (docs / "abstention.svg").write_text(draw([(b, c) for _, b, c in curve], "Abstention curve, cross-validated by family", axes))


if __name__ == "__main__":
    main()
