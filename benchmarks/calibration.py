"""Write docs/explanation/how-sure-a-draft-is.md with its two curves: how far the probabilities can be believed.

    python benchmarks/calibration.py [--shared ../shared]

The weights that ship are not used for the figures: each case is weighed by weights fitted without its family.
tests/docs fails when the page was made for other weights than those that ship.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from fit_weights import (
    COMMAND,
    ROOT,
    TIMES,
    WEIGHTS,
    WITHHELD,
    Row,
    cross_validate,
    fit_model,
    load_checks,
    load_rows,
)
from pincite.agreement.calibration import Case, find_abstentions, find_bins, find_interval, measure_calibration
from pincite.workflow.pack import load_pack

FOLDER = ROOT / "docs" / "explanation"
TEMPLATE = ROOT / "benchmarks" / "how_sure.md"
PAGE, CURVE, ABSTENTION = "how-sure-a-draft-is.md", "calibration-curve.svg", "abstention-curve.svg"
THRESHOLDS = tuple(step / 20 for step in range(6, 20))
BINS = 5
WIDTH, HEIGHT, LEFT, TOP, SIDE = 560, 420, 60, 24, 340
SAID = {
    "first": "our own instruments, first reading",
    "bank": "examples that only measure",
    "coded": "coded set, thinned reader",
    "whole": "coded set, whole reader",
    "codes": "municipal codes, thinned reader",
}
SIGNALS = {
    "weight": "the reader's own raw weight: how directly the conduct is ruled, less what other clauses say against it",
    "support": "how many clauses of the document say the same, in doublings: 0 for one, 1 for eight or more",
    "agency": "1 where the rule itself names the agency that it binds",
}
INKS = ("#0b5394", "#b45309")


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart. points: (across, up, low, high, cases), all but the last 0..1."""

    name: str
    points: Sequence[tuple[float, float, float, float, int]]


def collect_cases(rows: Sequence[Row], checks: Sequence[Row], names: Sequence[str]) -> dict[str, list[Case]]:
    """By kind: what weights fitted without a case's family say of it. The examples are never fitted on."""
    cases = {
        kind: cross_validate(rows, [row for row in (*rows, *checks) if row.kind == kind], names)
        for kind in ("first", "coded", "whole", "codes")
    }
    fitted = fit_model(rows, names)
    return {**cases, "bank": [Case(fitted.say(row), row.right, row.family) for row in checks if row.kind == "bank"]}


def draw_chart(title: str, says: str, labels: tuple[str, str], series: Sequence[Series], *, diagonal: bool) -> str:
    """An SVG of some lines over 0..1 both ways; marks differ in form, and the names stand beside."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title desc" font-family="sans-serif" font-size="12">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(says)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_axes(labels),
    ]
    if diagonal:
        parts.append(f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#767676" stroke-dasharray="4 4"/>')
    for number, line in enumerate(series):
        parts += _line(line, number)
    return "\n".join([*parts, "</svg>", ""])


def _x(value: float) -> float:
    return round(LEFT + SIDE * value, 1)


def _y(value: float) -> float:
    return round(TOP + SIDE * (1 - value), 1)


def _axes(labels: tuple[str, str]) -> Iterator[str]:
    for step in range(6):
        at = step / 5
        yield f'<path d="M{_x(at)} {_y(0)}V{_y(1)}M{_x(0)} {_y(at)}H{_x(1)}" stroke="#dddddd"/>'
        yield f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle">{at:.1f}</text>'
        yield f'<text x="{_x(0) - 6}" y="{_y(at) + 4}" text-anchor="end">{at:.1f}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 38}" text-anchor="middle">{escape(labels[0])}</text>'
    turned = f'transform="rotate(-90 16 {_y(0.5)})"'
    yield f'<text x="16" y="{_y(0.5)}" text-anchor="middle" {turned}>{escape(labels[1])}</text>'


def _line(line: Series, number: int) -> Iterator[str]:
    ink, below = INKS[number], TOP + 14 + 20 * number
    path = "L".join(f"{_x(across)} {_y(up)}" for across, up, *_ in line.points)
    yield f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2"/>'
    for across, up, low, high, cases in line.points:
        yield f'<path d="M{_x(across)} {_y(low)}V{_y(high)}" stroke="{ink}"/>'
        yield _mark(_x(across), _y(up), number)
        if cases:
            beside = _y(up) + (16 if up > 0.05 else -6)
            yield f'<text x="{_x(across) + 6}" y="{beside}" fill="{ink}" font-size="11">{cases}</text>'
    yield _mark(LEFT + SIDE + 16, below, number)
    yield f'<text x="{LEFT + SIDE + 26}" y="{below + 4}">{escape(line.name)}</text>'


def _mark(x: float, y: float, number: int) -> str:
    if number:
        return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{INKS[number]}"/>'
    return f'<circle cx="{x}" cy="{y}" r="4.5" fill="{INKS[number]}"/>'


def draw_curves(unseen: Sequence[Case], coded: Sequence[Case]) -> dict[str, str]:
    """The two charts by file name."""
    named = (("texts not seen", unseen), ("coded set", coded))
    bins = [
        Series(name, [(b.said, b.right, b.right_from, b.right_to, b.cases) for b in find_bins(cases, BINS)])
        for name, cases in named
    ]
    kept = [
        Series(name, [(a.answered, a.right, *_interval(a.right, a.answered, cases), 0) for a in _abstentions(cases)])
        for name, cases in named
    ]
    return {
        CURVE: draw_chart(
            "Calibration curve of drafts",
            "Across, the mean probability of the drafts in a bin; up, the share of them with the right rule, with its "
            "95 % interval and the number of drafts. On the dashed line both are equal. The page has it as a table.",
            ("probability of the draft", "share with the right rule"),
            bins,
            diagonal=True,
        ),
        ABSTENTION: draw_chart(
            "Abstention curve of drafts",
            "Across, the share of drafts that are left where less probable ones abstain; up, the share of those left "
            "that have the right rule, with its 95 % interval. The page has the same as a table.",
            ("share of drafts left", "share of those with the right rule"),
            kept,
            diagonal=False,
        ),
    }


def _interval(right: float, answered: float, cases: Sequence[Case]) -> tuple[float, float]:
    left = round(answered * len(cases))
    return find_interval(round(right * left), left)


def _abstentions(cases: Sequence[Case]) -> list[object]:
    """One row for each share answered."""
    return list({row.answered: row for row in find_abstentions(cases, THRESHOLDS)}.values())


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join('' if cell is None else str(cell) for cell in line)} |" for line in lines)


def _bin_table(cases: Sequence[Case]) -> str:
    rows = [
        [
            f"{b.low:.1f}–{b.high:.1f}",
            b.cases,
            f"{b.said:.2f}",
            f"{b.right:.2f}",
            f"{b.right_from:.2f}–{b.right_to:.2f}",
        ]
        for b in find_bins(cases, BINS)
    ]
    return write_table(("probability", "drafts", "mean said", "right", "95 % interval"), rows)


def _abstention_table(unseen: Sequence[Case], coded: Sequence[Case]) -> str:
    other = {row.threshold: row for row in find_abstentions(coded, THRESHOLDS)}
    rows = []
    for row in find_abstentions(unseen, THRESHOLDS):
        beside = other.get(row.threshold)
        more = [f"{beside.answered:.2f}", f"{beside.right:.2f}"] if beside else ["", ""]
        rows.append([f"{row.threshold:.2f}", f"{row.answered:.2f}", f"{row.right:.2f}", *more])
    return write_table(("abstains below", "not seen: left", "right", "coded set: left", "right"), rows)


def _figure_table(fitted: dict[str, list[Case]], constant: dict[str, list[Case]]) -> str:
    rows = []
    for kind, name in SAID.items():
        ours, plain = measure_calibration(fitted[kind]), measure_calibration(constant[kind])
        brier = [ours["brier"], plain["brier"], ours["brier_of_share"]]
        loss = [ours["log_loss"], plain["log_loss"], ours["log_loss_of_share"]]
        rows.append([name, *(ours[key] for key in ("cases", "said", "right")), *brier, *loss, ours["auc"]])
    beside = ("others' share", "own share")
    return write_table(("drafts", "number", "mean said", "right", "Brier", *beside, "log loss", *beside, "AUC"), rows)


def _family_table(cases: Sequence[Case]) -> str:
    rows = []
    for family in sorted({case.family for case in cases}):
        figures = measure_calibration([case for case in cases if case.family == family])
        rows.append([family, *(figures[key] for key in ("cases", "said", "right", "brier"))])
    return write_table(("family", "drafts", "mean said", "right", "Brier"), rows)


def _signal_table() -> str:
    weights = load_pack().grammar.confidence.weights
    return write_table(("signal", "weight", "what it counts"), [[f"`{n}`", weights[n], SIGNALS[n]] for n in weights])


def render_page(fitted: dict[str, list[Case]], constant: dict[str, list[Case]]) -> str:
    """The page; its first line names the weights that it was made for."""
    grammar = load_pack().grammar
    confidence, unseen = grammar.confidence, [*fitted["first"], *fitted["bank"]]
    values = {
        "hash": hash_weights(), "drafts_from": grammar.drafts_from, "decides_from": grammar.decides_from,
        "version": confidence.version, "day": confidence.fitted_on, "constant": confidence.constant,
        "cases": confidence.cases, "command": COMMAND, "signals": _signal_table(), "curve": CURVE,
        "abstention": ABSTENTION, "figures": _figure_table(fitted, constant), "unseen_bins": _bin_table(unseen),
        "coded_bins": _bin_table(fitted["whole"]), "abstentions": _abstention_table(unseen, fitted["whole"]),
        "families": _family_table(fitted["whole"]), "half": f"{WITHHELD:.0%}", "times": TIMES,
    }  # fmt: skip
    return TEMPLATE.read_text("utf-8").format_map(values)


def hash_weights() -> str:
    """A short checksum of weights.yaml."""
    return sha256(WEIGHTS.read_bytes()).hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    rows, checks = load_rows(shared), load_checks(shared)
    fitted = collect_cases(rows, checks, tuple(SIGNALS))
    constant = collect_cases(rows, checks, ())
    page = render_page(fitted, constant)
    for name, text in {PAGE: page, **draw_curves([*fitted["first"], *fitted["bank"]], fitted["whole"])}.items():
        (FOLDER / name).write_text(text, "utf-8")
        print(f"wrote docs/explanation/{name}")


if __name__ == "__main__":
    main()
