"""The door: exit codes, one line for each error, JSON errors, start-up, names of the library."""

import ast
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import pincite
from pincite import errors
from pincite.cli import run
from pincite.cli.commands import COMMANDS, EXIT_CODES, cli
from pincite.cli.say import _CODES, Progress, say_error


def families() -> list[type[errors.PinciteError]]:
    return [errors.PinciteError, *errors.PinciteError.__subclasses__()]


def test_every_family_of_errors_is_documented_in_the_help() -> None:
    for family in families():
        assert f"\n  {family.exit_code}  " in EXIT_CODES
        assert family.exit_code in _CODES


@pytest.mark.parametrize("family", families())
def test_errors_are_one_line_with_their_exit_code(
    family: type[errors.PinciteError], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise family("what\nhappened.", where="file:3", way_out="Do this.")

    monkeypatch.setattr(cli, "main", fail)
    assert run(["verify"]) == family.exit_code
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "pincite: file:3: what happened. Do this.\n"


def test_errors_are_json_where_json_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "/nowhere/at/all", "--json"]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    error = json.loads(err)["error"]
    assert error["code"] == "study"
    assert error["exit_code"] == 5
    assert error["where"] == "/nowhere/at/all"


def test_usage_errors_of_click_are_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "--frobnicate", "--json"]) == 2
    error = json.loads(capsys.readouterr().err)["error"]
    assert "no such option" in error["what"].lower()
    assert error["way_out"] == "See: pincite assess --help."


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["asess"]) == 2
    assert "asess" in capsys.readouterr().err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Exit codes" in capsys.readouterr().err


def test_interruption_is_said_calmly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(**_: object) -> None:
        raise click.Abort

    monkeypatch.setattr(cli, "main", stop)
    assert run(["assess"]) == 130
    err = capsys.readouterr().err
    assert "interrupted. The study is as it was." in err
    assert "Traceback" not in err


def test_a_fault_of_ours_is_one_line_unless_debugging(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr(cli, "main", fail)
    assert run(["assess"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "ZeroDivisionError: division by zero" in err
    assert "report it" in err
    monkeypatch.setenv("PINCITE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["assess"])


def test_an_error_of_the_disk_names_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise OSError(5, "Input/output error", "/disk/x")

    monkeypatch.setattr(cli, "main", fail)
    assert run(["assess"]) == 5
    assert capsys.readouterr().err == "pincite: /disk/x: Input/output error. Check the path, its rights and the disk.\n"


def test_file_names_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(quiet=False)(1, 2, "a\x1b[2Jb.pdf", "read\n")
    assert "\x1b" not in capsys.readouterr().err
    say_error(errors.InputError("bad.", where="x\ny"), as_json=False)
    assert capsys.readouterr().err == "pincite: x y: bad.\n"


def answering_commands(command: str) -> list[list[str]]:
    """The commands on whose help pages --json is to stand: the command itself, or those of a group."""
    found = cli.get_command(click.Context(cli), command)
    return [[command, name] for name in found.commands] if isinstance(found, click.Group) else [[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"pincite {command}" in out.split("Examples:")[1]
    for words in answering_commands(command):
        assert run([*words, "--help"]) == 0
        assert "--json" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pincite.cli import run; run(['--help']); "
        "heavy = {'msgspec', 'yaml', 'lxml', 'pypdfium2', 'jinja2', 'rapidfuzz', 'selectolax', 'docx'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_help_starts_within_a_third_of_a_second() -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "pincite", "--help"], capture_output=True, check=True)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.3


def test_every_public_name_is_there() -> None:
    for name in pincite.__all__:
        assert getattr(pincite, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = pincite.nothing_of_that_name


def test_type_checkers_see_the_same_homes() -> None:
    tree = ast.parse(Path(pincite.__file__ or "").read_text("utf-8"))
    stated = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pincite.")
        for alias in node.names
    }
    assert stated == pincite._HOME
    for name, home in stated.items():
        assert hasattr(importlib.import_module(str(home)), name)
