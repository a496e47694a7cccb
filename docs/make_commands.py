"""Writes docs/reference/commands.md from the help of the commands: python docs/make_commands.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pincite.cli.commands import cli

PAGE = Path(__file__).parent / "reference" / "commands.md"
_WIDTH = 100
_HEAD = """# Commands

Made by `python docs/make_commands.py` from the help of the commands; not edited by hand.
"""


def render_commands() -> str:
    """The page: the help of every command, as it is printed."""
    settings = {**cli.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    top = click.Context(cli, info_name="pincite", **settings)
    return "\n".join([_HEAD, *(_section(context) for context in _walk(top))])


def _section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help().rstrip()}\n```\n"


def _walk(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            found = context.command.get_command(context, name)
            if found is not None:
                yield from _walk(click.Context(found, info_name=name, parent=context))


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render_commands(), "utf-8")
