"""Writes docs/reference/commands.md from the help of the commands: python docs/make_commands.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pincite.cli.commands import cli

PAGE = Path(__file__).parent / "reference" / "commands.md"
_WIDTH = 100


def render_commands() -> str:
    """The page: the help of every command, as it is printed."""
    parts = ["# Commands", "", "Made by `python docs/make_commands.py` from the help of the commands; not edited by hand.", ""]
    for path, command in _walk(cli, "pincite"):
        context = click.Context(command, info_name=path, terminal_width=_WIDTH, max_content_width=_WIDTH)
        parts += [f"## {path}", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return "\n".join(parts)


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _walk(found, f"{path} {name}")


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render_commands(), "utf-8")
