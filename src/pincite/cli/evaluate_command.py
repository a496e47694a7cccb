"""pincite evaluate: the reader measured against reference codings and expected answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from pincite.cli.model_options import MODEL_OPTIONS, model_options, settings_of
from pincite.cli.say import Progress, say_json
from pincite.errors import UsageError

_FOLDER = click.Path(path_type=Path)
_Say = Callable[[str], None]

_CODINGS, _ANSWERS = "--gold alone", "--answers"
_HAYSTACK, _FAMILIES, _CALIBRATION, _REPORT = "--haystack", "--families", "--calibration", "--html"
# What each option goes with; those that are not named go with everything.
_GOES_WITH = {
    "provisions": (_ANSWERS,),
    "leave_out": (_CODINGS, _HAYSTACK, _FAMILIES, _CALIBRATION, _REPORT),
    "only": (_CODINGS,),
    "misses": (_CODINGS, _REPORT),
    "threshold": (_HAYSTACK,),
    "jobs": (_HAYSTACK,),
    "alarms": (_HAYSTACK,),
    **dict.fromkeys(("reader", *MODEL_OPTIONS), (_CODINGS, _ANSWERS)),
}


@click.command(
    short_help="Measure the reader against codings or expected answers.",
    epilog="""\b
Examples:
  pincite evaluate --gold gold/instruments --texts corpus/instruments --json
  pincite evaluate --gold gold/instruments --texts corpus/instruments --leave-out benchmarks/set-aside.txt --misses
  pincite evaluate --gold gold/instruments --texts corpus/instruments --misses --html misses.html
  pincite evaluate --gold gold/instruments --texts corpus/instruments --families
  pincite evaluate --gold gold/instruments --texts corpus/instruments --calibration --json
  pincite evaluate --gold gold/instruments --texts corpus/instruments --haystack codes.tar.xz --alarms
  pincite evaluate --answers gold/answers --texts corpus/instruments
  pincite evaluate --answers gold/answers --texts corpus/instruments --provisions gold/instruments

\b
Exit codes: 0 measured, 2 arguments, 3 a folder without codings or texts, 5 FILE cannot be written,
7 the language model gave no answer, or its library is not installed.""",
)
@click.option("--gold", type=_FOLDER, metavar="DIR", help="Reference codings, one JSON file an instrument.")
@click.option("--answers", type=_FOLDER, metavar="DIR", help="Expected answers, one folder a place.")
@click.option("--texts", type=_FOLDER, required=True, metavar="DIR", help="The texts, plain twins and originals.")
@click.option("--provisions", type=_FOLDER, metavar="GOLD", help="With --answers: answer from these codings.")
@click.option("--leave-out", type=_FOLDER, metavar="FILE", help="Names of instruments to leave out, one a line.")
@click.option("--only", type=click.Choice(["originals", "twins"]), help="With --gold: measure only these files.")
@click.option("--misses", is_flag=True, help="With --gold: print every miss.")
@click.option("--html", type=_FOLDER, metavar="FILE", help="With --misses: write them as a page, in the text.")
@click.option("--families", is_flag=True, help="With --gold: figures by family of instruments, templates apart.")
@click.option("--calibration", is_flag=True, help="With --gold: how far the probabilities of drafts can be believed.")
@click.option("--haystack", type=_FOLDER, metavar="PATH", help="With --gold: hide them among these other texts.")
@click.option(
    "--threshold", type=click.FloatRange(0, 1), metavar="P",
    help="With --haystack: least probability that counts. Default: at most one false alarm per million words.",
)
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="With --haystack: texts read at once.")
@click.option("--alarms", is_flag=True, help="With --haystack: list every false alarm with its quote.")
@model_options
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def evaluate(**given: Any) -> None:
    """Measure the reader against reference codings (--gold), or places against expected answers (--answers).

    With --gold: figures for the plain-text twins and, under originals, for the original files; or what --html,
    --families, --calibration or --haystack asks for instead, on the plain-text twins.
    """
    mode = _find_mode(given)
    _check_options(given, mode)
    figures = _MEASURES[mode](given, Progress(quiet=given["quiet"]).line)
    if given["as_json"]:
        say_json(figures)
    else:
        click.echo("\n".join(_lines(figures)))


def _find_mode(given: dict[str, Any]) -> str:
    """What is to be measured; raises UsageError where that is not one thing."""
    if bool(given["gold"]) == bool(given["answers"]):
        raise UsageError("give either --gold or --answers.", way_out="See: pincite evaluate --help.")
    asked = [option for option in (_HAYSTACK, _FAMILIES, _CALIBRATION, _REPORT) if given[option[2:]]]
    if given["answers"] and asked:
        raise UsageError(f"{asked[0]} does not go with --answers.", way_out="It goes with --gold.")
    if len(asked) > 1:
        raise UsageError(f"{asked[0]} and {asked[1]} do not go together.", way_out="Give one of them at a time.")
    if asked == [_REPORT] and not given["misses"]:
        raise UsageError("--html writes the report of misses.", way_out="Add --misses.")
    return _ANSWERS if given["answers"] else (*asked, _CODINGS)[0]


def _check_options(given: dict[str, Any], mode: str) -> None:
    for name, modes in _GOES_WITH.items():
        if given[name] is not None and given[name] is not False and mode not in modes:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(f"{option} does not go with {mode}.", way_out=f"It goes with {' or '.join(modes)}.")
    if given["provisions"] and given["reader"]:
        raise UsageError("--reader does not go with --provisions.", way_out="Reference codings need no reader.")
    for name in ("gold", "answers", "texts", "provisions"):
        if given[name] is not None and not given[name].is_dir():
            raise UsageError("there is no such folder.", where=str(given[name]), way_out=f"Check --{name}.")
    if given["haystack"] is not None and not given["haystack"].exists():
        what = "there is no such file or folder."
        raise UsageError(what, where=str(given["haystack"]), way_out="Check --haystack.")
    if given["html"] is not None and given["html"].is_dir():
        raise UsageError("it is a folder.", where=str(given["html"]), way_out="Name a file with --html.")


def _measure_codings(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.workflow.evaluate import EvaluateOptions, evaluate_codings
    from pincite.workflow.sources import recognise

    options = EvaluateOptions(
        leave_out=_names(given["leave_out"]),
        twins=given["only"] != "originals",
        originals=given["only"] != "twins",
        misses=given["misses"],
        ocr=recognise,
        model=settings_of(given),
    )
    return evaluate_codings(given["gold"], given["texts"], options=options, progress=say)


def _measure_answers(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.workflow.evaluate import evaluate_answers
    from pincite.workflow.sources import recognise

    return evaluate_answers(
        given["answers"], given["texts"], gold_dir=given["provisions"], progress=say, ocr=recognise,
        model=settings_of(given),
    )  # fmt: skip


def _measure_haystack(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.workflow.haystack import HaystackOptions, evaluate_haystack
    from pincite.workflow.sources import recognise
    from pincite.workflow.study import count_jobs

    options = HaystackOptions(
        leave_out=_names(given["leave_out"]),
        threshold=given["threshold"],
        jobs=given["jobs"] or count_jobs(),
        alarms=given["alarms"],
        ocr=recognise,
    )
    return evaluate_haystack(given["gold"], given["texts"], given["haystack"], options=options, progress=say)


def _measure_families(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.workflow.families import evaluate_families
    from pincite.workflow.sources import recognise

    leave_out = _names(given["leave_out"])
    return evaluate_families(given["gold"], given["texts"], leave_out=leave_out, ocr=recognise, progress=say)


def _measure_calibration(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.workflow.calibration import evaluate_calibration
    from pincite.workflow.sources import recognise

    leave_out = _names(given["leave_out"])
    return evaluate_calibration(given["gold"], given["texts"], leave_out=leave_out, ocr=recognise, progress=say)


def _write_report(given: dict[str, Any], say: _Say) -> dict[str, Any]:
    from pincite.adapters.atomic import write_one
    from pincite.workflow.misses import report_misses
    from pincite.workflow.sources import recognise

    page = report_misses(
        given["gold"], given["texts"], leave_out=_names(given["leave_out"]), ocr=recognise, progress=say,
        generated_on=date.today().isoformat(),
    )  # fmt: skip
    write_one(given["html"], page.encode())
    return {"report": str(given["html"])}


_MEASURES: dict[str, Callable[[dict[str, Any], _Say], dict[str, Any]]] = {
    _CODINGS: _measure_codings,
    _ANSWERS: _measure_answers,
    _HAYSTACK: _measure_haystack,
    _FAMILIES: _measure_families,
    _CALIBRATION: _measure_calibration,
    _REPORT: _write_report,
}


def _names(path: Path | None) -> frozenset[str]:
    """Names in a file, one a line; what follows a # is a remark."""
    if path is None:
        return frozenset()
    if not path.is_file():
        raise UsageError("there is no such file.", where=str(path), way_out="Check --leave-out.")
    lines = (line.split("#", 1)[0].strip() for line in path.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line)


def _lines(figures: dict[str, Any], before: str = "") -> list[str]:
    """Figures as lines "name: value"; lists of differences and misses one entry a line."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += _lines(value, f"{before}{name}.")
        elif isinstance(value, list):
            lines.append(f"{before}{name}: {len(value)}")
            lines += [f"  {_entry(item)}" for item in value]
        else:
            lines.append(f"{before}{name}: {value}")
    return lines


def _entry(item: Any) -> str:
    return ", ".join(f"{key} {value}" for key, value in item.items()) if isinstance(item, dict) else str(item)
