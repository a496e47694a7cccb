"""The table of the finder in the README: written between its marks by benchmarks/run.py --write-readme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- bench:finding -->", "<!-- /bench:finding -->"
COMMAND = "python benchmarks/run.py --only finding --write-readme"
NOT_MEASURED = "not measured"
_INSTRUMENTS = re.compile(r"in (\d+) instruments")
_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def render_block(table: Sequence[str], *, day: str, machine: str, left_out: int) -> str:
    """The whole block with its marks. table: Markdown lines, the head first; left_out: instruments set aside.

    Raises ValueError for a table that does not say how many instruments it is on.
    """
    said = _INSTRUMENTS.search(table[0])
    if said is None:
        raise ValueError(f"the head of the table names no number of instruments: {table[0]}")
    aside = _NUMBERS.get(left_out, str(left_out))
    intro = (
        f"The finder beside standard retrievers, by one run of `{COMMAND}`\n"
        f"on {day} ({machine}): the share of provisions whose evidence stands first, among five and among ten.\n"
        f"All on the same {said[1]} instruments, on which Pincite was developed and the others were not;"
        f" the {aside} set aside were left out."
    )
    return "\n".join([OPENS, intro, "", *table, CLOSES])


def replace_block(text: str, block: str) -> str:
    """``text`` with what stands between the marks replaced; raises ValueError unless each mark stands there once."""
    if text.count(OPENS) != 1 or text.count(CLOSES) != 1 or text.index(OPENS) > text.index(CLOSES):
        raise ValueError(f"{OPENS} and {CLOSES} must each stand in it once, in this order")
    before, _, rest = text.partition(OPENS)
    return before + block + rest.partition(CLOSES)[2]


def find_gaps(table: Sequence[str]) -> list[str]:
    """The rows of retrievers that could not run; with any of them a table is not for the README."""
    return [line for line in table if NOT_MEASURED in line]


def write_block(table: Sequence[str], *, day: str, machine: str, left_out: int) -> str:
    """Put the table into the README and say so, or say why it was left as it is."""
    gaps = find_gaps(table)
    if gaps:
        return f"README.md is left as it is: {gaps[0].strip('| ')}"
    block = render_block(table, day=day, machine=machine, left_out=left_out)
    README.write_text(replace_block(README.read_text("utf-8"), block), "utf-8")
    return "README.md holds this table now."
