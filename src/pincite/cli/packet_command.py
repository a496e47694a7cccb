"""pincite packet: what to take to the meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import Progress, say_json, say_notices


@click.command(
    short_help="Make a packet for a meeting: brief, outline, answers.",
    epilog="""\b
Examples:
  pincite packet study/
  pincite packet study/ --body "County Board"
  pincite packet study/ --body "County Board" --variant spending
  pincite packet study/ --body Sheriff --format pdf,docx,html,md -o packet/
  pincite packet study/ --lang es --json

\b
The brief keeps to two pages. Left out, --body is the first body in the fewest actions that could close the gaps.
Variants of the outline: full, spending, agency, amend; pincite outline --help tells them.

\b
Exit codes: 0 done, 2 an unknown body, variant, format or language, 4 a mistake in place.yaml, 5 the study folder or the
folder to write to, 6 a quote or file is not what the study says: no packet is made.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.option("--body", default="", metavar="NAME", help='Who would adopt the outline: "County Board", "Sheriff" ...')
@click.option("--variant", default="", metavar="NAME", help="full, spending, agency or amend. Default: by the body.")
@click.option("--format", "formats", default="pdf,docx", metavar="LIST", show_default=True,
              help="One or more of pdf,docx,html,md.")  # fmt: skip
@click.option("--lang", "language", default="en", metavar="LANG", show_default=True, help="en or es.")
@click.option("-o", "--out", default=None, type=click.Path(path_type=Path), metavar="DIR",
              help="The folder; packet in the study's own where left out.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def packet(study: Path, body: str, formats: str, out: Path | None, **given: str | bool) -> None:
    """Make the papers for a meeting, after every quote was found again: one document, and its parts.

    First a brief of two pages (where we stand, what we do not know, who can change what, in which order), then the
    outline of an ordinance or policy for counsel, then the answers with their quotes. Not legal advice.
    """
    from pincite.workflow.packets import PacketOrder, describe_packet, make_meeting_packet, parse_packet_formats

    order = PacketOrder(
        study=study, formats=parse_packet_formats(formats), today=date.today().isoformat(), body=body,
        variant=str(given["variant"]), language=str(given["language"]), out=out,
    )  # fmt: skip
    made = make_meeting_packet(order, say=Progress(quiet=bool(given["quiet"])).line)
    say_notices(made.notices)
    if given["as_json"]:
        say_json(describe_packet(made, order))
        return
    outline = f"Outline for {made.outline.body}." if made.outline.body else f"No outline: {made.outline.why}"
    noun = "page" if made.pages == 1 else "pages"
    paths = [str(made.folder / name) for name in made.files]
    click.echo("\n".join([f"{made.quotes} quotes found again. The brief has {made.pages} {noun}. {outline}", *paths]))
