"""pincite request: letters for what is missing, and the register of what became of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from pincite.cli.say import say_json, say_notices
from pincite.errors import UsageError

_PATH = click.Path(path_type=Path)
_FORMATS = "docx,pdf,txt,eml"
_STUDY = click.argument("study", metavar="STUDY", type=_PATH)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
_CODES = "Exit codes: 0 done, 2 arguments, 4 a mistake in place.yaml or requester.yaml, 5 the study folder."


@click.group(
    short_help="Ask agencies for the records that are missing.",
    epilog="""\b
Examples:
  pincite request draft study/
  pincite request log study/ sheriff-1 sent --on 2026-11-23
  pincite request status study/
  pincite request due study/
  pincite request log study/ sheriff-1 answered --file manual.pdf""",
)
def request() -> None:
    """Draft public-records requests for what a study could not find, and keep a register of them.

    Nothing is sent: the letters are for you to check, to sign and to send. Your own details come from
    requester.yaml in the study, which git is told to leave out, as are the letters.
    """


@request.command(
    epilog=f"""\b
Examples:
  pincite request draft study/
  pincite request draft study/ --agency sheriff --from 2024-01-01
  pincite request draft study/ --format docx,txt --json

\b
What is not verified of a state's law is printed as [to fill: ...], and the last page of each letter lists all of them.

\b
{_CODES}
6 a quote of the study was not found again"""
)
@_STUDY
@click.option("--agency", default="", metavar="ID", help="Only this agency. Default: every one with something to ask.")
@click.option("--from", "from_day", default="", metavar="DATE", help="First day asked for. Default: two years back.")
@click.option("--to", "to_day", default="", metavar="DATE", help="Last day asked for. Default: today.")
@click.option("--format", "formats", default=_FORMATS, show_default=True, metavar="LIST", help="Files to write.")
@click.option("--again", is_flag=True, help="Ask also for what was asked before.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the explanation to you.")
@_JSON
def draft(study: Path, **given: Any) -> None:
    """Write one letter for each agency that may have what is missing."""
    from pincite.workflow.request_shown import describe_drafted, render_drafted
    from pincite.workflow.requests import DraftOrder, draft_requests

    formats = tuple(dict.fromkeys(name.strip() for name in given["formats"].split(",") if name.strip()))
    drafted = draft_requests(
        DraftOrder(
            study=study, agency=given["agency"], from_day=given["from_day"], to_day=given["to_day"], formats=formats,
            again=given["again"], **_now(),
        )
    )  # fmt: skip
    say_notices(drafted.notices)
    if given["as_json"]:
        say_json(describe_drafted(drafted))
    else:
        click.echo(render_drafted(drafted, study, language=given["lang"]))


@request.command(
    epilog=f"""\b
Examples:
  pincite request log study/ sheriff-1 sent --on 2026-11-23
  pincite request log study/ sheriff-1 extended --due 2026-12-18 --note "Letter of 1 December"
  pincite request log study/ sheriff-1 answered --file manual.pdf --kind departmental-policy
  pincite request log study/ sheriff-1 --undo

\b
An answer with --file is read into the study, which is then answered again; it is told which questions it could settle.
The register is only added to: --undo adds a row that takes back the last one. A file that this one brought into the
study leaves it, the study is answered again, and the file is kept in the folder withdrawn.

\b
{_CODES}
3 the file cannot be read"""
)
@_STUDY
@click.argument("name", metavar="ID")
@click.argument("status", required=False, default="", metavar="[STATUS]")
@click.option("--on", "on_date", default="", metavar="DATE", help="When it happened. Default: today.")
@click.option("--received", default="", metavar="DATE", help="When the office received it. Default: when it was sent.")
@click.option("--due", default="", metavar="DATE", help="The last day for a response, instead of the one counted.")
@click.option("--file", type=_PATH, metavar="FILE", help="The answer: a document, archive or folder.")
@click.option("--kind", default="", metavar="KIND", help="What the file is, e.g. departmental-policy or contract.")
@click.option("--note", default="", metavar="TEXT", help="A remark that is kept with the row.")
@click.option("--undo", is_flag=True, help="Take back the last row of the request.")
@_JSON
def log(study: Path, name: str, status: str, **given: Any) -> None:
    """Note what became of a request: STATUS is sent, acknowledged, extended, answered, refused or appealed."""
    from pincite.workflow.request_log import LogOrder, log_request
    from pincite.workflow.request_shown import describe_logged, render_logged
    from pincite.workflow.request_undo import undo_request

    as_json, undo = given.pop("as_json"), given.pop("undo")
    if undo == bool(status):
        raise UsageError("it is not clear what happened.", way_out="Give a STATUS, or --undo alone.")
    if undo:
        logged = undo_request(study, name, note=given["note"], **_now())
    else:
        now = _now()
        order = LogOrder(study=study, request=name, status=status, today=now["today"], at=now["at"], **given)
        logged = log_request(order)
    say_notices(logged.notices)
    if as_json:
        say_json(describe_logged(logged, today=_now()["today"]))
    else:
        click.echo(render_logged(logged, today=_now()["today"]))


@request.command(
    epilog=f"""\b
Examples:
  pincite request status study/
  pincite request status study/ sheriff-1
  pincite request status study/ --json

\b
{_CODES}"""
)
@_STUDY
@click.argument("name", required=False, default="", metavar="[ID]")
@_JSON
def status(study: Path, name: str, as_json: bool) -> None:
    """List the requests and where each stands; with ID every row of one."""
    from pincite.workflow.request_log import find_study_requests, get_request
    from pincite.workflow.request_shown import describe_request, render_request, render_requests

    today, found = _now()["today"], find_study_requests(study)
    chosen = [get_request(found, name)] if name else list(found)
    if as_json:
        say_json({"requests": [describe_request(item, today=today) for item in chosen]})
    else:
        click.echo(render_request(chosen[0], today=today) if name else render_requests(chosen, today=today))


@request.command(
    epilog=f"""\b
Examples:
  pincite request due study/
  pincite request due study/ --json

\b
{_CODES}"""
)
@_STUDY
@_JSON
def due(study: Path, as_json: bool) -> None:
    """List the requests that wait for a response, the most urgent first, with how the last day was counted."""
    from pincite.workflow.request_log import find_due, find_study_requests
    from pincite.workflow.request_shown import describe_request, render_due

    today, found = _now()["today"], find_due(find_study_requests(study))
    if as_json:
        say_json({"requests": [describe_request(item, today=today) for item in found]})
    else:
        click.echo(render_due(found, today=today))


def _now() -> dict[str, str]:
    return {"today": date.today().isoformat(), "at": datetime.now(UTC).isoformat(timespec="seconds")}
