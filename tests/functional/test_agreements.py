"""An agreement answers for the agency that made it, from the day on which it is known to have been made."""

from pathlib import Path
from typing import Any

import pytest

from alder_county import answers, assess
from pincite.cli import run

AGREEMENT = """MEMORANDUM OF AGREEMENT
287(g) {model}

This Memorandum of Agreement (MOA) constitutes an agreement between Immigration and Customs Enforcement (ICE) and the
{party}, hereinafter the law enforcement agency (LEA), by which ICE delegates to deputies whom the LEA names the power
to perform certain immigration enforcement functions.

IV. The LEA will provide ICE access to individuals in custody in the jail.

{effect}

By signing, each party says that it may enter into this MOA.

For the LEA:                          For ICE:
Signature: ______________             Signature: ______________
Date: ______________                  Date: ______________
"""
SHERIFF, STATE = "Alder County Sheriff's Office", "Meridia Office of the Attorney General"
SIGNED = "This MOA becomes effective on March 3, 2024."
ON_AGREEMENTS = ("C2.1", "C8.1", "C8.3")


def ask(tmp_path: Path, *, party: str = SHERIFF, model: str = "Jail Enforcement Model", effect: str = "") -> Path:
    """A study of Alder County from one agreement."""
    text = tmp_path / "agreement.txt"
    text.write_text(AGREEMENT.format(party=party, model=model, effect=effect), "utf-8")
    assert assess(text, "--place", "Alder County, XM", "--as-of", "2025-06-01", "-o", tmp_path / "study") == 0
    return tmp_path / "study"


def find_rows(study: Path) -> dict[str, dict[str, Any]]:
    """Question -> agency -> answer and reason."""
    return {
        question: {name: (row["answer"], row["reason"]) for name, row in answers(study)[question]["by_agency"].items()}
        for question in ON_AGREEMENTS
    }


def test_a_signed_agreement_answers_for_its_party_alone(tmp_path: Path) -> None:
    rows = find_rows(ask(tmp_path, effect=SIGNED))
    made, open_ = ("N", "agreement-in-force"), ("unknown", "not-searched")
    assert rows == {
        "C2.1": {"sheriff": made},
        "C8.1": {"sheriff": made, "board": open_},
        "C8.3": {"sheriff": made, "board": open_},
    }


@pytest.mark.parametrize("model", ["Warrant Service Officer Program", "Task Force Model"])
def test_only_the_jail_model_opens_the_jail(tmp_path: Path, model: str) -> None:
    rows = find_rows(ask(tmp_path, model=model, effect=SIGNED))
    assert rows["C2.1"]["sheriff"] == ("unknown", "not-searched")
    assert rows["C8.3"]["sheriff"] == ("N", "agreement-in-force")


def test_the_agreement_of_a_state_agency_answers_nothing_for_a_county(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = find_rows(ask(tmp_path, party=STATE, effect=SIGNED))
    assert {row for listed in rows.values() for row in listed.values()} == {("unknown", "not-searched")}
    assert "agreement.txt answers nothing here." in capsys.readouterr().err


def test_a_form_that_nobody_dated_answers_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = ask(tmp_path)
    rows = find_rows(study)
    assert {listed["sheriff"] for listed in rows.values()} == {("unknown", "agreement-undated")}
    assert {rows[question]["board"] for question in ("C8.1", "C8.3")} == {("unknown", "not-searched")}
    assert "the copy bears no date of signature, so nobody knows whether it was made" in capsys.readouterr().err
    assert run(["show", str(study), "--as-of", "1990-01-01"]) == 0
    assert "1990-01-01)" not in capsys.readouterr().out


def test_a_person_may_note_the_day(tmp_path: Path) -> None:
    study = ask(tmp_path)
    path = study / "place.yaml"
    noted = path.read_text("utf-8").replace("# in_force_from: (not read)", 'in_force_from: "2024-03-03"')
    path.write_text(noted, "utf-8")
    assert assess("-o", study) == 0
    assert find_rows(study)["C8.3"]["sheriff"] == ("N", "agreement-in-force")
    assert answers(study)["C2.1"]["by_agency"]["sheriff"]["observed"][0]["on_date"] == "2024-03-03"
