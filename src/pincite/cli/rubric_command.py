"""pincite rubric: the standard that is answered."""

from __future__ import annotations

import click

from pincite.cli.say import say_json
from pincite.errors import PackError

_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.group(
    epilog="""\b
Examples:
  pincite rubric show
  pincite rubric show co-optation-2018
  pincite rubric check my-rubric.yaml
  pincite rubric codebook > codebook.md

\b
Exit codes: 0 done, 2 unknown rubric, 4 a mistake in it (each is named with file, line and the way out)."""
)
def rubric() -> None:
    """Show, check or write out a rubric, by its ID or from a FILE."""


@rubric.command()
@click.argument("name", required=False, default="", metavar="[ID|FILE]")
@_JSON
def show(name: str, as_json: bool) -> None:
    """Show a rubric's criteria and questions; without ID list the rubrics."""
    from pincite.workflow.show import describe_rubric, list_rubrics, render_rubric

    if not name:
        rows = list_rubrics()
        if as_json:
            say_json({"rubrics": rows})
        else:
            click.echo("\n".join(f"{row['id']}  version {row['version']}  {row['title']}" for row in rows))
    elif as_json:
        say_json(describe_rubric(name))
    else:
        click.echo(render_rubric(name), nl=False)


@rubric.command()
@click.argument("names", nargs=-1, metavar="[ID|FILE]...")
@_JSON
def check(names: tuple[str, ...], as_json: bool) -> int:
    """Check rubrics: unknown names, skip logic that is cyclic or leads nowhere, tables with gaps."""
    from pincite.workflow.show import check_rubric_named, list_rubrics

    checked = names or tuple(row["id"] for row in list_rubrics())
    problems = {name: check_rubric_named(name) for name in checked}
    if as_json:
        say_json({"problems": problems})
    else:
        for name, found in problems.items():
            for row in found:
                click.echo(f"{row['where']}: {row['what']} {row['way_out']}", err=True)
            click.echo(f"{name}: {f'{len(found)} problems' if found else 'no problem found'}")
    return PackError.exit_code if any(problems.values()) else 0


@rubric.command()
@click.argument("name", required=False, default="co-optation-2018", metavar="[ID|FILE]")
@_JSON
def codebook(name: str, as_json: bool) -> None:
    """Write the reading copy of a rubric and its codes, as Markdown."""
    from pincite.workflow.show import make_codebook

    text = make_codebook(name)
    if as_json:
        say_json({"rubric": name, "codebook": text})
    else:
        click.echo(text, nl=False)
