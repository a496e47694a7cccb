"""Feed the reader broken documents for some seconds; any crash, false quote or slow growth is kept and told.

    python benchmarks/fuzz.py [--seconds 60] [--seed N] [--case N] [--file PATH] [--keep FOLDER] [--ratios-only]

Every case follows from its seed and number alone. A failing input is saved, with the command that runs it again.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from random import Random

from fuzz_inputs import large_inputs, make_case
from pincite.errors import PinciteError
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source

LONGEST = 20  # seconds for one small input
LARGE, MOST_GROWTH, TIMES_MEASURED = 60_000, 3.0, 3
SMALLEST_TIME = 0.1  # seconds; below it a ratio tells nothing


class SlowError(Exception):
    """An input took longer than any may."""


def check_input(name: str, content: bytes) -> str:
    """Read one input as the commands do; "read" or "refused". Raises whatever must not happen."""
    try:
        reading = read_source(read_document(content, name=name), load_pack())
    except PinciteError as error:
        refused = error
    else:
        check_reading(reading)
        return "read"
    assert refused.what, f"{name} is refused without a reason"
    assert refused.way_out, f"{name} is refused without a way out: {refused.what}"
    return "refused"


def check_reading(reading: SourceReading) -> None:
    """Every quote is an exact span of the text, and no offset lies outside it."""
    document = reading.document
    for item in reading.provisions:
        assert item.citations, f"{item.conduct} has no quote"
        for cited in item.citations:
            assert document.text[cited.start : cited.end] == cited.quote, f"{cited.quote!r} is no exact span"
            problems = check_citation(cited, document)
            assert not problems, str(problems)
    for passages in reading.passages.values():
        for passage in passages:
            assert 0 <= passage.start < passage.end <= len(document.text), f"passage {passage.start}:{passage.end}"
    for field, span in reading.facts.evidence:
        assert span.end <= len(document.text), f"evidence of {field} lies outside"


def _stop_slow(*_: object) -> None:
    raise SlowError(f"took more than {LONGEST} s")


def run_case(name: str, content: bytes) -> str:
    """The outcome of one input, "" where it failed; the failure is printed."""
    signal.signal(signal.SIGALRM, _stop_slow)
    signal.alarm(LONGEST)
    faulthandler.dump_traceback_later(3 * LONGEST, exit=True, file=sys.__stderr__)
    try:
        return check_input(name, content)
    except Exception:  # noqa: BLE001
        print(traceback.format_exc(limit=-6), flush=True)
        return ""
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()


def keep(folder: Path, name: str, content: bytes) -> None:
    """Save a failing input and say how it is run again."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    print(f"saved {path}; run it again: python benchmarks/fuzz.py --file {path}", flush=True)


def measure(name: str, content: bytes) -> float:
    """Seconds for reading one large input."""
    started = time.perf_counter()
    check_input(name, content)
    return time.perf_counter() - started


def check_growth(folder: Path) -> int:
    """How many kinds of large input take more than three times as long when they are twice as large."""
    failed = 0
    for (what, name, short), (_, _, long) in zip(large_inputs(LARGE), large_inputs(2 * LARGE), strict=True):
        growth = 0.0
        for _ in range(TIMES_MEASURED):
            first, second = measure(name, short), measure(name, long)
            growth = second / max(first, SMALLEST_TIME)
            if growth < MOST_GROWTH:
                break
        else:
            failed += 1
            print(f"slow growth: {what}: {first:.2f} s for {LARGE} characters, {second:.2f} s for twice as many")
            keep(folder, f"slow-{what}{Path(name).suffix}", long)
        print(f"{what:24} x{growth:.2f}  {second:.2f} s", flush=True)
    return failed


def check_cases(seed: int, seconds: float, folder: Path) -> int:
    """How many inputs failed, of as many as the time allows."""
    ends, number, failed = time.monotonic() + seconds, 0, 0
    running = folder / "running.txt"  # left behind where a case takes the whole process with it
    folder.mkdir(parents=True, exist_ok=True)
    outcomes: Counter[str] = Counter()
    while time.monotonic() < ends:
        running.write_text(f"python benchmarks/fuzz.py --seed {seed} --case {number}\n", "utf-8")
        name, content = make_case(Random(f"{seed}/{number}"))
        outcome = run_case(name, content)
        outcomes[f"{Path(name).suffix or 'bare'} {outcome or 'FAILED'}"] += 1
        if not outcome:
            failed += 1
            print(f"failed: seed {seed}, case {number}: python benchmarks/fuzz.py --seed {seed} --case {number}")
            keep(folder, f"{seed}-{number}{Path(name).suffix}", content)
        number += 1
    running.unlink(missing_ok=True)
    print(f"{number} inputs, {failed} failed; " + ", ".join(f"{key} {outcomes[key]}" for key in sorted(outcomes)))
    return failed


def main() -> int:
    """0 where nothing failed, 1 where something did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("FUZZ_SECONDS", "60")))
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    parser.add_argument("--case", type=int, help="run this case of the seed only")
    parser.add_argument("--file", type=Path, help="run this file only")
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"), help="folder for failing inputs")
    parser.add_argument("--ratios-only", action="store_true", help="only measure how time grows with size")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    if chosen.file:
        return 0 if run_case(chosen.file.name, chosen.file.read_bytes()) else 1
    if chosen.case is not None:
        return 0 if run_case(*make_case(Random(f"{chosen.seed}/{chosen.case}"))) else 1
    started = time.monotonic()
    print(f"seed {chosen.seed}")
    check_input("warm.txt", b"The jail shall not honor an immigration detainer.")
    failed = check_growth(chosen.keep)
    if not chosen.ratios_only:
        failed += check_cases(chosen.seed, chosen.seconds - (time.monotonic() - started), chosen.keep)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
