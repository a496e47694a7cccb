"""The written pages of the manual: their links lead somewhere and their commands are the commands."""

import re
import shlex
from pathlib import Path

import click
import pytest

from docs.scripts import DOCS
from pincite.cli.commands import cli

ROOT = DOCS.parent
PAGES = sorted(page for page in DOCS.rglob("*.md"))
WRITTEN = [page for page in PAGES if page.parent.name in {"docs", "explanation", "how-to"}]


def name_of(page: Path) -> str:
    return str(page.relative_to(DOCS))


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def commands(page: Path) -> list[str]:
    """Every line of a code block that calls pincite, continued lines joined, remarks taken off."""
    blocks = re.findall(r"```(?:sh|bash)\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith("pincite ")]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_commands_on_a_page_are_taken_by_the_program(page: Path) -> None:
    for line in commands(page):
        command: click.Command = cli
        context = click.Context(cli, info_name="pincite", **cli.context_settings)
        words = shlex.split(line, comments=True)[1:]
        while isinstance(command, click.Group):
            found = command.get_command(context, words.pop(0))
            assert found is not None, line
            command = found
        command.make_parser(click.Context(command, parent=context)).parse_args(words)


def test_every_page_is_linked_from_the_contents() -> None:
    contents = (DOCS / "README.md").read_text("utf-8")
    missing = [name_of(page) for page in PAGES if page.name != "README.md" and f"]({name_of(page)})" not in contents]
    assert missing == []


def test_how_to_pages_show_commands() -> None:
    pages = sorted((DOCS / "how-to").glob("*.md"))
    assert len(pages) >= 2
    assert all(len(commands(page)) >= 3 for page in pages)
