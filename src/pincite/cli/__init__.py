"""The command line. ``main`` is the door; each command only parses, calls one workflow and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from pincite.cli.commands import cli
from pincite.cli.say import say_error
from pincite.errors import PinciteError, StudyError, UsageError

INTERRUPTED = 130
FAULT = 1
_REPORT = "https://github.com/pincite/pincite/issues"


def main(args: Sequence[str] | None = None) -> None:
    """Run one command and end the process with its exit code."""
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: Sequence[str]) -> int:
    """Run one command; every error becomes one line (one JSON document with --json) and an exit code."""
    as_json = "--json" in args
    try:
        result = cli.main(args=list(args), prog_name="pincite", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return UsageError.exit_code
    except click.ClickException as error:
        return say_error(_from_click(error), as_json=as_json)
    except click.Abort:
        return say_error(_interrupted(), as_json=as_json, exit_code=INTERRUPTED)
    except PinciteError as error:
        return say_error(error, as_json=as_json)
    except OSError as error:
        what = f"{error.strerror or error}."
        found = StudyError(what, where=str(error.filename or ""), way_out="Check the path, its rights and the disk.")
        return say_error(found, as_json=as_json)
    except Exception as error:  # a fault of ours: said plainly, with the traceback for whoever asks for it
        if os.environ.get("PINCITE_DEBUG"):
            raise
        return say_error(_fault(error), as_json=as_json, exit_code=FAULT)
    return result if isinstance(result, int) else 0


def _from_click(error: click.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pincite"
    message = error.format_message().rstrip(".").replace("\n", " ")
    return UsageError(f"{message[:1].lower()}{message[1:]}.", way_out=f"See: {path} --help.")


def _interrupted() -> PinciteError:
    return PinciteError(
        "interrupted.",
        way_out="The study is as it was. What has been read is kept; the same command goes on from there.",
    )


def _fault(error: Exception) -> PinciteError:
    what = f"a fault in Pincite itself ({type(error).__name__}: {error})."
    way_out = f"Please report it at {_REPORT}; PINCITE_DEBUG=1 shows where it happened."
    return PinciteError(" ".join(what.split()), way_out=way_out)
