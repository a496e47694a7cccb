"""Measure speed and accuracy with the peers beside, in one run, and print Markdown tables for the README.

    python benchmarks/run.py [--shared ../shared] [--write-readme]
                             [--only commands,nation,dense,manuals,reading,answers,finding,haystack]

--write-readme puts the table of the finder into README.md; nothing is written where a peer could not run.
Ratios matter more than seconds: machines are noisy. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SET_ASIDE = frozenset((ROOT / "benchmarks" / "set-aside.txt").read_text().split())


def best_of(runs: int, job: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        times.append(time.perf_counter() - started)
    return min(times)


def bare_text(content: bytes) -> int:
    """What the peer does: every page's text with bare pypdfium2."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    total = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        total += len(text_page.get_text_bounded())
        text_page.close()
        page.close()
    document.close()
    return total


def measure_manuals(shared: Path) -> list[str]:
    """Whole manuals: intake, finding and reading in one process, against bare text extraction."""
    from pincite.intake.read import read_document
    from pincite.workflow.pack import load_pack
    from pincite.workflow.read import read_source

    pack = load_pack()
    rows = ["| manual | pages | bare pypdfium2 s | Pincite s | speed ratio |", "| --- | --- | --- | --- | --- |"]
    for path in sorted((shared / "corpus" / "manuals").glob("*.pdf")):
        content = path.read_bytes()
        pages = len(read_source(read_document(content, name=path.name), pack).document.pages)
        bare = best_of(3, lambda content=content: bare_text(content))
        ours = best_of(3, lambda content=content, path=path: read_source(read_document(content, name=path.name), pack))
        rows.append(f"| {path.name} | {pages} | {bare:.2f} | {ours:.2f} | {bare / ours:.2f} |")
    return rows


def measure_start(command: list[str]) -> float:
    """Median seconds of five starts of a command."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return sorted(times)[2]


def measure_commands() -> list[str]:
    """Start-up and the demo, each as a whole process."""
    pincite = [sys.executable, "-m", "pincite"]
    rows = [
        "| command | seconds |",
        "| --- | --- |",
        f"| `pincite --help` | {measure_start([*pincite, '--help']):.2f} |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run([*pincite, "demo", "-o", f"{folder}/demo"], check=True, capture_output=True)
        rows.append(f"| `pincite demo` | {time.perf_counter() - started:.1f} |")
    return rows


READING_KEYS = (
    "rule_kappa", "rule_agreement", "nonsilent_agreement", "evidence_recall_at_1", "evidence_recall_at_5",
    "exceptions_precision", "exceptions_recall", "alone_accuracy", "scope_accuracy", "bound_precision",
    "bound_recall", "quote_integrity", "words_per_second",
)  # fmt: skip


def measure_reading(shared: Path) -> list[str]:
    """The reader against the reference codings that are not set aside, twins beside originals."""
    from pincite.workflow.evaluate import EvaluateOptions, evaluate_codings
    from pincite.workflow.sources import recognise

    options = EvaluateOptions(leave_out=SET_ASIDE, ocr=recognise)
    figures = evaluate_codings(
        shared / "gold" / "instruments", shared / "corpus" / "instruments", options=options, progress=lambda _: None
    )
    originals = figures["originals"]
    rows = [
        f"| figure ({figures['instruments']} development instruments) | plain-text twins | originals |",
        "| --- | --- | --- |",
    ]
    rows += [f"| {key} | {figures[key]} | {originals[key]} |" for key in READING_KEYS]
    return rows


def measure_answers(shared: Path) -> list[str]:
    """Five real places against their expected answers, from reference codings and from the reader's own drafts."""
    from pincite.workflow.evaluate import evaluate_answers

    answers, texts = shared / "gold" / "answers", shared / "corpus" / "instruments"
    coded = evaluate_answers(answers, texts, gold_dir=shared / "gold" / "instruments", progress=lambda _: None)
    drafted = evaluate_answers(answers, texts, gold_dir=None, progress=lambda _: None)
    rows = ["| five places | from reference codings | from drafts |", "| --- | --- | --- |"]
    keys = ("sure_agreement", "accepted_agreement", "wrong_yes_no")
    return rows + [f"| {key} | {coded[key]} | {drafted[key]} |" for key in keys]


def measure_retrievers(shared: Path) -> list[str]:
    """The finder beside standard retrievers; a peer that is not installed is said in its row."""
    from finding import measure_finding

    return measure_finding(shared)


HAYSTACK_KEYS = (
    "documents", "words", "threshold", "provisions_found", "provisions_drafted", "false_alarms",
    "false_alarms_per_million_words", "false_provisions_per_million_words", "seconds",
)  # fmt: skip


def measure_haystack(shared: Path) -> list[str]:
    """The instruments hidden among 43 municipal codes: what is found, and at how many false alarms."""
    from pincite.workflow.haystack import HaystackOptions, evaluate_haystack
    from pincite.workflow.study import count_jobs

    figures = evaluate_haystack(
        shared / "gold" / "instruments", shared / "corpus" / "instruments",
        shared / "corpus" / "codes" / "georgia-municipal-codes-txt.tar.xz",
        options=HaystackOptions(leave_out=SET_ASIDE, jobs=count_jobs()), progress=lambda _: None,
    )  # fmt: skip
    head = f"| figure ({figures['instruments']} development instruments hidden among municipal codes) | value |"
    return [head, "| --- | --- |", *(f"| {key} | {figures[key]} |" for key in HAYSTACK_KEYS)]


def measure_counties() -> list[str]:
    """The nation from invented state laws, with more and more days on which they change."""
    from nation import measure_nation

    return measure_nation()


def measure_pages() -> list[str]:
    """A 200-page instrument in which every section is on the topic."""
    from dense import measure_dense

    return measure_dense()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", default="commands,nation,dense,manuals,reading,answers,finding,haystack")
    parser.add_argument("--write-readme", action="store_true", help="put the table of the finder into README.md")
    chosen = parser.parse_args()
    parts = {
        "commands": measure_commands,
        "manuals": lambda: measure_manuals(chosen.shared),
        "reading": lambda: measure_reading(chosen.shared),
        "answers": lambda: measure_answers(chosen.shared),
        "finding": lambda: measure_retrievers(chosen.shared),
        "haystack": lambda: measure_haystack(chosen.shared),
        "nation": measure_counties,
        "dense": measure_pages,
    }
    names = chosen.only.split(",")
    unknown = [name for name in names if name not in parts]
    if unknown:
        parser.error(f"there is no part {unknown[0]!r}; the parts are {', '.join(parts)}")
    if chosen.write_readme and "finding" not in names:
        parser.error("--write-readme writes the table of the part finding; name it in --only")
    machine, day = f"{platform.machine()}, Python {platform.python_version()}", time.strftime("%Y-%m-%d")
    print(f"Measured {day} on {machine}, by `make bench`.\n")
    for name in names:
        if name not in ("commands", "nation", "dense") and not chosen.shared.is_dir():
            print(f"{name}: skipped, {chosen.shared} is absent\n")
            continue
        table = parts[name]()
        print("\n".join(table), end="\n\n")
        if name == "finding" and chosen.write_readme:
            from readme_block import write_block

            print(write_block(table, day=day, machine=machine, left_out=len(SET_ASIDE)), end="\n\n")


if __name__ == "__main__":
    main()
