"""Fit the weights by which signals of a draft come to its probability; see docs/explanation/how-sure-a-draft-is.md.

    python benchmarks/fit_weights.py [--shared ../shared] [--record] [--write]

Cases are drafts with their signals and whether their rule is right:
- coded: the coded instruments, read by a reader from which half of its frames, vetoes and ways out are withheld, ten
  times over. Its author had these texts before him, so that the whole reader's faults on them flatter it.
- first: our own coded instruments (tests/instruments/develop) as the whole reader read them the first time, before
  anyone mended it by them. ``--record`` adds those not yet recorded to first_readings.jsonl; nothing changes a line.
- codes: ordinary municipal codes, on which every draft is wrong, by the thinned reader.
Never fitted on: the instruments set aside, the examples and instruments marked "measure".

The model is logistic with a ridge, by Newton's method; --write puts it into the topic's reading/weights.yaml.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from pincite.adapters.folders import read_bytes
from pincite.agreement.calibration import Case, measure_calibration
from pincite.agreement.families import get_family
from pincite.finding import find_gated
from pincite.intake.read import read_document
from pincite.model.document import SourceDocument
from pincite.model.grammar import Frame, Grammar
from pincite.packs import pack_names, pack_text
from pincite.reading.compiled import compile_grammar
from pincite.reading.draft import hear_document
from pincite.reading.signals import find_signals
from pincite.workflow.codings import find_codings, find_texts
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack
from pincite.workflow.sources import find_sources

ROOT = Path(__file__).resolve().parent.parent
SET_ASIDE = frozenset((ROOT / "benchmarks" / "set-aside.txt").read_text().split())
WEIGHTS = ROOT / "src" / "pincite" / "packs" / "topics" / DEFAULT_TOPIC / "reading" / "weights.yaml"
FIRST = ROOT / "benchmarks" / "first_readings.jsonl"
OURS = ROOT / "tests" / "instruments" / "develop"
CODES = Path("corpus") / "codes" / "georgia-municipal-codes-txt.tar.xz"
SIGNALS = ("weight", "support", "agency")
TIMES, WITHHELD, RIDGE = 10, 0.5, 3.0
COMMAND = "python benchmarks/fit_weights.py --write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One draft. kind: coded, first, codes, whole (coded, whole reader) or bank; family: left out together."""

    kind: str
    family: str
    conduct: str
    right: bool
    share: float
    signals: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with what is right on each conduct; conducts that it does not name are silent."""

    family: str
    document: SourceDocument
    nodes: Sequence[int]
    right: dict[str, frozenset[str]]
    only: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the constant and a weight a signal."""

    constant: float
    weights: dict[str, float]

    def say(self, row: Row) -> float:
        score = self.constant + sum(weight * row.signals[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-score))


def load_text(content: bytes, name: str, family: str, right: dict[str, frozenset[str]], *, only: bool = False) -> Text:
    document = read_document(content, name=name, document_id=name)
    nodes = find_gated(document, load_pack().topic)
    return Text(family=family, document=document, nodes=nodes, right=right, only=only)


def load_coded(gold: Path, texts: Path) -> Iterator[Text]:
    """Coded instruments that are not set aside, by family."""
    for coding, path in find_texts(find_codings(gold, leave_out=SET_ASIDE), texts)[0]:
        right = {
            p.conduct: frozenset({p.rule.value, *(r.value for r in p.rule_alternatives)}) for p in coding.provisions
        }
        family = coding.slug if gold == OURS else get_family(coding.slug).id
        yield load_text(read_bytes(path), path.name, family, right)


def load_codes(path: Path) -> Iterator[Text]:
    for task in find_sources([path], topic=DEFAULT_TOPIC).tasks:
        text = load_text(task.load(), task.name, task.document_id, {})
        if text.nodes:
            yield text


def load_bank(use: str) -> Iterator[Text]:
    """The packaged examples of one use; only their own conduct is coded."""
    for name in pack_names(DEFAULT_TOPIC):
        if name.startswith("examples/"):
            bank = yaml.load(pack_text(DEFAULT_TOPIC, name), Loader=yaml.CSafeLoader)
            for item in (*bank["yes"], *bank["no"]):
                if item["use"] == use:
                    right = {bank["conduct"]: frozenset({item.get("rule", "silent")})}
                    yield load_text(item["text"].encode(), "example.txt", bank["conduct"], right, only=True)


def thin_grammar(grammar: Grammar, seed: int) -> Grammar:
    """The grammar without a share of its frames, vetoes and ways out; each is kept or not whatever else there is."""

    def is_kept(*named: object) -> bool:
        return sha256(repr((seed, *named)).encode()).digest()[0] >= 256 * WITHHELD

    def thin_frame(conduct: str, frame: Frame) -> Frame:
        return replace(frame, veto=tuple(item for item in frame.veto if is_kept(conduct, frame.id, item)))

    conducts = tuple(
        replace(
            item, frames=tuple(thin_frame(item.conduct, f) for f in item.frames if is_kept(item.conduct, f.id, f.verb))
        )
        for item in grammar.conducts
    )
    ways = tuple(
        replace(item, patterns=tuple(p for p in item.patterns if is_kept(item.kind, p)) or item.patterns[:1])
        for item in grammar.ways_out
    )
    return replace(grammar, conducts=conducts, ways_out=ways)


def read_rows(texts: Sequence[Text], grammar: Grammar, kind: str, share: float = 1.0) -> Iterator[Row]:
    """A row for each draft, however unsure."""
    compiled, topic = compile_grammar(grammar), load_pack().topic
    for text in texts:
        heard = hear_document(text.document, text.nodes, topic=topic, grammar=grammar)
        for merged in heard.merged:
            if merged.conduct in text.right or not text.only:
                yield Row(
                    kind=kind,
                    family=text.family,
                    conduct=merged.conduct,
                    right=merged.rule.value in text.right.get(merged.conduct, {"silent"}),
                    share=share,
                    signals=find_signals(merged, heard.candidates, compiled),
                )


def read_thinned(texts: Sequence[Text], kind: str) -> Iterator[Row]:
    for seed in range(TIMES):
        yield from read_rows(texts, thin_grammar(load_pack().grammar, seed), kind, 1 / TIMES)


def record_first_readings() -> int:
    """Add a line for each instrument of ours that has none yet; how many were added."""
    known = {line["instrument"] for line in load_first_lines()}
    texts = [text for text in load_coded(OURS, OURS) if text.family not in known]
    with FIRST.open("a", encoding="utf-8") as file:
        for text in texts:
            drafts = [
                {"conduct": row.conduct, "right": row.right, **{k: round(v, 4) for k, v in row.signals.items()}}
                for row in read_rows([text], load_pack().grammar, "first")
            ]
            line = {"instrument": text.family, "read_on": date.today().isoformat(), "drafts": drafts}
            file.write(json.dumps(line) + "\n")
    return len(texts)


def load_first_lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FIRST.read_text("utf-8").splitlines()] if FIRST.exists() else []


def load_first_readings() -> list[Row]:
    return [
        Row(
            kind="first",
            family=line["instrument"],
            conduct=draft["conduct"],
            right=draft["right"],
            share=1.0,
            signals={name: draft[name] for name in SIGNALS},
        )
        for line in load_first_lines()
        for draft in line["drafts"]
    ]


@cache
def load_rows(shared: Path) -> tuple[Row, ...]:
    """All rows that are fitted on."""
    coded = list(load_coded(shared / "gold" / "instruments", shared / "corpus" / "instruments"))
    codes = list(load_codes(shared / CODES))
    return (*read_thinned(coded, "coded"), *read_thinned(codes, "codes"), *load_first_readings())


@cache
def load_checks(shared: Path) -> tuple[Row, ...]:
    """Rows that are never fitted on: the whole reader on the coded set, and the examples that only measure."""
    coded = list(load_coded(shared / "gold" / "instruments", shared / "corpus" / "instruments"))
    grammar = load_pack().grammar
    return (*read_rows(coded, grammar, "whole"), *read_rows(list(load_bank("measure")), grammar, "bank"))


def fit_model(rows: Sequence[Row], names: Sequence[str] = SIGNALS) -> Model:
    """The logistic model of the rows; signals are brought to one scale before the ridge weighs on them."""
    total = sum(row.share for row in rows)
    means = {n: sum(row.share * row.signals[n] for row in rows) / total for n in names}
    scales = {
        n: max(0.05, math.sqrt(sum(row.share * (row.signals[n] - means[n]) ** 2 for row in rows) / total))
        for n in names
    }
    points = [
        ([1.0, *((row.signals[n] - means[n]) / scales[n] for n in names)], float(row.right), row.share) for row in rows
    ]
    found = newton(points, len(names) + 1)
    weights = {n: found[i + 1] / scales[n] for i, n in enumerate(names)}
    return Model(found[0] - sum(weights[n] * means[n] for n in names), weights)


def newton(points: Sequence[tuple[list[float], float, float]], size: int) -> list[float]:
    """Weights that fit (values, outcome, share) best under the ridge; the constant bears none."""
    weights = [0.0] * size
    for _ in range(25):
        slope = [0.0, *(-RIDGE * w for w in weights[1:])]
        curve = [[(RIDGE if i == j and i else 0.0) for j in range(size)] for i in range(size)]
        curve[0][0] = 1e-9
        for values, outcome, share in points:
            said = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))
            for i, value in enumerate(values):
                slope[i] += share * (outcome - said) * value
                for j, other in enumerate(values):
                    curve[i][j] += share * said * (1 - said) * value * other
        step = solve(curve, slope)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Linear equations by elimination; the matrix is positive definite."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def cross_validate(rows: Sequence[Row], asked: Sequence[Row], names: Sequence[str] = SIGNALS) -> list[Case]:
    """What a model fitted without a row's family says of it, for each asked row."""
    models: dict[str, Model] = {}
    cases = []
    for row in asked:
        if row.family not in models:
            models[row.family] = fit_model([other for other in rows if other.family != row.family], names)
        cases.append(Case(models[row.family].say(row), row.right, row.family))
    return cases


def describe_rows(rows: Sequence[Row]) -> str:
    """What was fitted on, in a line."""
    kinds = {kind: [row for row in rows if row.kind == kind] for kind in ("coded", "first", "codes")}
    said = [
        f"{len(kinds['coded'])} drafts of {TIMES} thinned readings of the coded set",
        f"{len(kinds['first'])} drafts of first readings of {len(load_first_lines())} instruments",
        f"{len(kinds['codes'])} drafts of {TIMES} thinned readings of municipal codes",
    ]
    return "; ".join(said)


def write_weights(model: Model, rows: Sequence[Row]) -> None:
    """The model in the place of the one in weights.yaml; thresholds and remarks before it stay."""
    before = WEIGHTS.read_text("utf-8").split("confidence:\n")[0]
    version = str(int(load_pack().grammar.confidence.version) + 1)
    weights = "".join(f"    {name}: {value:.3f}\n" for name, value in model.weights.items())
    after = (
        f'confidence:\n  version: "{version}"\n  fitted_on: "{date.today().isoformat()}"\n  command: {COMMAND}\n'
        f"  cases: {describe_rows(rows)}\n  constant: {model.constant:.3f}\n  weights:\n{weights}"
    )
    WEIGHTS.write_text(before + after, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.record:
        print(f"recorded: {record_first_readings()} instruments")
    rows, checks = load_rows(given.shared), load_checks(given.shared)
    model = fit_model(rows)
    print(describe_rows(rows), f"{model.constant:.3f}", {k: round(v, 3) for k, v in model.weights.items()}, sep="\n")
    for names in (SIGNALS, ()):
        for kind in ("coded", "first", "codes", "whole"):
            asked = [row for row in (*rows, *checks) if row.kind == kind]
            print("signals" if names else "constant", kind, measure_calibration(cross_validate(rows, asked, names)))
        fitted = fit_model(rows, names)
        bank = [Case(fitted.say(row), row.right) for row in checks if row.kind == "bank"]
        print("signals" if names else "constant", "bank", measure_calibration(bank))
    if given.write:
        write_weights(model, rows)


if __name__ == "__main__":
    main()
