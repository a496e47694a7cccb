"""Alder County, Meridia: a small invented county for the tests of the commands."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pincite.cli import run
from pincite.cli.commands import cli

COUNTY = "Alder County, XM"
HOLD = "ordinance#hold"

ORDINANCE = """ALDER COUNTY, MERIDIA
ORDINANCE NO. 2021-7

AN ORDINANCE OF THE BOARD OF COMMISSIONERS OF ALDER COUNTY ON THE COUNTY JAIL

BE IT ORDAINED by the Board of Commissioners of Alder County:

Section 1. Detainers.

(a) The Sheriff shall not detain any person on the basis of a civil immigration detainer after that person is
eligible for release, unless the detainer is accompanied by a warrant signed by a judge.

(b) No officer or employee of the county shall inquire into the immigration status of any person.

Section 2. Effective date.

This ordinance takes effect on March 1, 2021.

Adopted January 12, 2021.
"""

POLICY = """ALDER COUNTY SHERIFF'S OFFICE
POLICY 30: VISITORS IN THE JAIL

1. Staff shall not allow agents of Immigration and Customs Enforcement to interview any person in the jail without a
judicial warrant.

2. Visitors shall leave bags in the locker.
"""

CODE = "ALDER COUNTY CODE\n\n" + "\n\n".join(
    f"Section {number}. Parks.\n\nPark number {number} closes at sunset. Dogs must be kept on a leash."
    for number in range(1, 40)
)

PLACE = """name: Alder County
state: XM
kind: county
as_of: "2025-06-01"
agencies:
  - {id: sheriff, name: Alder County Sheriff's Office, kind: sheriff, keeps_jail: true}
  - {id: board, name: Board of Commissioners of Alder County, kind: contracting-body}
files:
  - {file: ordinance.txt, level: county, kind: ordinance, binds: [all], status: in-force-text}
  - {file: code.txt, level: county, kind: ordinance, binds: [all], text_date: "2025-01-01", whole: true}
  - {file: policy.txt, level: agency, kind: departmental-policy, binds: [sheriff], whole: true, text_date: "2024-02-02"}
"""


def write_county(folder: Path, *, place: bool = True) -> Path:
    """The county's three documents and, where asked for, its place.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ordinance.txt").write_text(ORDINANCE, "utf-8")
    (folder / "policy.txt").write_text(POLICY, "utf-8")
    (folder / "code.txt").write_text(CODE, "utf-8")
    if place:
        (folder / "place.yaml").write_text(PLACE, "utf-8")
    return folder


def invoke(*args: object) -> Result:
    """One command as the door runs it, without its handling of errors."""
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="pincite", standalone_mode=False)


def assess(*args: object) -> int:
    """The exit code of assess without progress."""
    return run(["assess", *map(str, args), "-q"])


def decide(study: Path, *args: str, by: str = "A. Clerk", reason: str = "Read with counsel.") -> int:
    """The exit code of one review."""
    return run(["review", str(study), *args, "--by", by, "--reason", reason])


def answers(study: Path) -> dict[str, Any]:
    """The answers of a study, by question."""
    content: dict[str, Any] = json.loads((study / "assessment.json").read_text("utf-8"))["answers"]
    return content


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def kept_of(folder: Path) -> dict[str, bytes]:
    """Every file of a study but the readings that are kept to save time."""
    return {name: content for name, content in files_of(folder).items() if ".readings" not in Path(name).parts}


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The only line on standard error; nothing else was printed."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    assert err.startswith("pincite: ")
    assert "Traceback" not in err
    return err
