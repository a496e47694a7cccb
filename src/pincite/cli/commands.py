"""The group of all commands; each is imported only when it is called or listed."""

from __future__ import annotations

from importlib import import_module

import click

from pincite import __version__

COMMANDS = (
    "assess", "read", "verify", "show", "timeline", "levers", "report", "form", "request", "outline", "packet",
    "review", "rubric", "places", "observe", "compare", "nation", "evaluate", "demo",
)  # fmt: skip
EXIT_CODES = """\b
Exit codes:
  0    done
  1    a fault in Pincite itself
  2    the command or its arguments
  3    no document could be read
  4    a mistake in a rubric, topic pack, place file or review sheet
  5    the study folder is missing, broken, in use or cannot be written
  6    verify: a quote, a file or a search is not what the study says
  7    a system program is not installed
  130  interrupted

\b
Errors are one line on standard error, or one JSON document with --json.
PINCITE_DEBUG=1 shows the traceback of a fault."""


class LazyGroup(click.Group):
    """A group whose commands are modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"pincite.cli.{cmd_name}_command"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=LazyGroup,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pincite")
def cli() -> None:
    """Answer a policy rubric from a place's own laws, policies and contracts, with the page and the exact words.

    \b
    pincite demo
    pincite assess documents/ --place "Orange County, CA" -o study/
    pincite verify study/
    """
