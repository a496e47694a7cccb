"""Every error that a person may see: one family tree, each family with its exit code.

A message says *where*, *what* and *the way out*. Doors print it without a traceback.

PinciteError (1)
├── UsageError (2)        the command or its arguments
├── InputError (3)        a document that cannot be read
├── PackError (4)         a topic pack, rubric or place file with a mistake in it
├── StudyError (5)        a study folder that is missing, broken or cannot be written
├── VerificationError (6) a quote that is not found again
└── MissingProgramError (7) a system program that is not installed
"""

from __future__ import annotations


class PinciteError(Exception):
    """Base of all errors that a door shows as one line.

    where: file, line or field; what: the fault; way_out: what the person can do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", way_out: str = "") -> None:
        self.what = what
        self.where = where
        self.way_out = way_out
        super().__init__(self.message())

    def message(self) -> str:
        """One line: where, what and the way out."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.way_out}".strip()


class UsageError(PinciteError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class InputError(PinciteError):
    """A document cannot be read; the others of the same run are not touched by it."""

    exit_code = 3


class PackError(PinciteError):
    """A topic pack, rubric or place file holds a mistake; ``where`` is file:line."""

    exit_code = 4


class StudyError(PinciteError):
    """A study folder is missing, broken or cannot be written."""

    exit_code = 5


class VerificationError(PinciteError):
    """A quote or a source is not what the study says it is."""

    exit_code = 6


class MissingProgramError(PinciteError):
    """A system program that this step needs is not on this machine."""

    exit_code = 7


class ImpossibleValueError(ValueError):
    """A noun of the model was about to be built wrong. Always a programming mistake."""
