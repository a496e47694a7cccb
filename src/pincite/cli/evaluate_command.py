"""pincite evaluate: the reader measured against reference codings and expected answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pincite.cli.say import Progress, say_json
from pincite.errors import UsageError

_FOLDER = click.Path(path_type=Path)


@click.command(
    short_help="Measure the reader against codings or expected answers.",
    epilog="""\b
Examples:
  pincite evaluate --gold gold/instruments --texts corpus/instruments --json
  pincite evaluate --gold gold/instruments --texts corpus/instruments --leave-out benchmarks/set-aside.txt --misses
  pincite evaluate --answers gold/answers --texts corpus/instruments
  pincite evaluate --answers gold/answers --texts corpus/instruments --provisions gold/instruments

\b
Exit codes: 0 measured, 2 arguments, 3 a folder without codings or texts.""",
)
@click.option("--gold", type=_FOLDER, metavar="DIR", help="Reference codings, one JSON file an instrument.")
@click.option("--answers", type=_FOLDER, metavar="DIR", help="Expected answers, one folder a place.")
@click.option("--texts", type=_FOLDER, required=True, metavar="DIR", help="The texts, plain twins and originals.")
@click.option("--provisions", type=_FOLDER, metavar="GOLD", help="With --answers: answer from these codings.")
@click.option("--leave-out", type=_FOLDER, metavar="FILE", help="Names of instruments to leave out, one a line.")
@click.option("--only", type=click.Choice(["originals", "twins"]), help="With --gold: measure only these files.")
@click.option("--misses", is_flag=True, help="With --gold: print every miss.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def evaluate(**given: Any) -> None:
    """Measure the reader against reference codings (--gold), or places against expected answers (--answers).

    With --gold: figures for the plain-text twins and, under originals, for the original files.
    """
    if bool(given["gold"]) == bool(given["answers"]):
        raise UsageError("give either --gold or --answers.", way_out="See: pincite evaluate --help.")
    _check_folders(given)
    say = Progress(quiet=given["quiet"]).line
    figures = _measure_codings(given, say) if given["gold"] else _measure_answers(given, say)
    if given["as_json"]:
        say_json(figures)
    else:
        click.echo("\n".join(_lines(figures)))


def _check_folders(given: dict[str, Any]) -> None:
    for name in ("gold", "answers", "texts", "provisions"):
        if given[name] is not None and not given[name].is_dir():
            raise UsageError("there is no such folder.", where=str(given[name]), way_out=f"Check --{name}.")
    wrong = [name for name in ("leave_out", "only", "misses") if given["answers"] and given[name]]
    wrong += ["provisions"] if given["gold"] and given["provisions"] else []
    if wrong:
        option = f"--{wrong[0].replace('_', '-')}"
        raise UsageError(
            f"{option} does not go with {'--answers' if given['answers'] else '--gold'}.", way_out="Leave it out."
        )


def _measure_codings(given: dict[str, Any], say: Any) -> dict[str, Any]:
    from pincite.workflow.evaluate import EvaluateOptions, evaluate_codings
    from pincite.workflow.sources import recognise

    options = EvaluateOptions(
        leave_out=_names(given["leave_out"]),
        twins=given["only"] != "originals",
        originals=given["only"] != "twins",
        misses=given["misses"],
        ocr=recognise,
    )
    figures = evaluate_codings(given["gold"], given["texts"], options=options, progress=say)
    return figures


def _measure_answers(given: dict[str, Any], say: Any) -> dict[str, Any]:
    from pincite.workflow.evaluate import evaluate_answers
    from pincite.workflow.sources import recognise

    return evaluate_answers(given["answers"], given["texts"], gold_dir=given["provisions"], progress=say, ocr=recognise)


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
