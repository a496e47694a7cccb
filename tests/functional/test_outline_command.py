"""pincite outline: on a study, as Markdown, files and JSON, with its errors."""

import json
from pathlib import Path

import pytest

from alder_county import files_of
from pincite.cli import run
from pincite.intake.read import read_document
from pincite.model.outline import DISCLAIMER

MANUAL = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "instruments" / "il-lisle-pd-415-immigration.pdf"
BOARD = "Board of Commissioners of Alder County"


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["outline", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def describe(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[dict[str, object]]]:
    code, out, err = read(capsys, *arguments, "--json")
    assert code == 0, err
    found: dict[str, list[dict[str, object]]] = json.loads(out)
    return found


def test_the_outline_is_printed_and_nothing_is_written(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(made)
    code, out, err = read(capsys, str(made), "--body", "County Board")
    assert (code, err) == (0, "")
    assert out.startswith(f"# Ordinance of the {BOARD}: ")
    assert out.count(DISCLAIMER) == 2
    assert files_of(made) == before


def test_what_the_county_says_already_is_cited_with_its_words(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = describe(capsys, str(made), "--body", "board")
    (asked,) = [item for item in said["apart"] if item["conduct"] == "inquire-status"]
    assert asked["standing"] == "covered"
    assert "shall inquire into the immigration status" in str(asked["cites"])
    assert "inquire-status" not in {item["conduct"] for item in said["sections"]}


def test_the_answers_that_would_change_start_from_the_answers_of_the_study(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = describe(capsys, str(made), "--body", "board")
    whole = json.loads((made / "assessment.json").read_text("utf-8"))
    every = {**whole["answers"], **whole["elements"]}
    assert {str(item["item"]): item["now"] for item in said["answers"]} == {k: v["answer"] for k, v in every.items()}
    then = {item["item"]: item["then"] for item in said["answers"]}
    assert {then[item] for item in ("C4.2", "C8.1", "C8.2", "C8.3", "E07", "E10", "S1")} == {"Y"}


def test_a_sheriff_gets_a_policy_for_members(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = describe(capsys, str(made), "--body", "Sheriff")
    assert said["variant"] == "agency"
    coded = [item for item in said["sections"] if item["conduct"] in ("transfer", "notify-release")]
    assert len(coded) == 2
    assert all("Members shall not " in str(item["lines"]) for item in coded)


def test_an_amendment_is_no_longer_than_the_whole(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = {item["clause"] for item in describe(capsys, str(made), "--body", "board")["sections"]}
    amend = describe(capsys, str(made), "--body", "board", "--variant", "amend")
    assert {item["clause"] for item in amend["sections"]} < whole
    assert "transfer" in {item["conduct"] for item in amend["apart"] if item["standing"] == "unneeded"}


def test_a_spending_ban_names_no_conduct_of_its_own(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = describe(capsys, str(made), "--body", "board", "--variant", "spending")
    assert {item["conduct"] for item in said["sections"]} == {"", "spend-resources", "share-status", "oversee"}


def test_all_formats_are_written_together(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    code, said, _ = read(capsys, str(made), "--body", "board", "--format", "md,docx,pdf,txt", "-o", str(out))
    assert code == 0
    assert sorted(path.name for path in out.iterdir()) == [f"outline.{name}" for name in ("docx", "md", "pdf", "txt")]
    assert said.count("wrote ") == 4
    assert DISCLAIMER in said
    assert DISCLAIMER.upper() in (out / "outline.txt").read_text("utf-8")


def test_the_words_alone_are_read_again_as_they_were_coded(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written can be put back into Pincite: it drafts a rule for every section that codes one."""
    out = tmp_path / "out"
    said = describe(capsys, str(made), "--body", "board", "--format", "txt", "-o", str(out))
    assert run(["read", str(out / "outline.txt"), "--json"]) == 0
    heard = capsys.readouterr().out
    wanted = [str(item["conduct"]) for item in said["sections"] if item["conduct"]]
    assert wanted
    assert all(f'"{conduct}"' in heard for conduct in wanted)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--body", "Conty Bord"], 2, f'Did you mean "{BOARD}"?'),
        (["--body", "Fire brigade"], 2, f"Known here: {BOARD};"),
        (["--body", ""], 2, "Known here:"),
        (["--body", "\u202e<b>\n"], 2, "Known here:"),
        (["--body", "city attorney"], 2, "sets no rule by itself"),
        (["--body", "board", "--variant", "agency"], 2, "--variant full"),
        (["--body", "sheriff", "--variant", "spending"], 2, "--variant agency"),
        (["--body", "board", "--variant", "total"], 2, "full, spending, agency, amend"),
        (["--body", "board", "--format", "rtf"], 2, "md, docx, pdf, txt"),
        (["--body", "board", "--format", "pdf"], 2, "-o"),
        (["--body", "board", "--as-of", "2999-01-01"], 2, "in the future"),
    ],
)
def test_errors_are_one_line(
    made: Path, arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, out, err = read(capsys, str(made), *arguments)
    assert (found, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1


def test_no_study_and_a_file_in_the_way(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(capsys, str(tmp_path / "none"), "--body", "board")[0] == 5
    (tmp_path / "file").write_text("mine", "utf-8")
    code, _, err = read(capsys, str(made), "--body", "board", "-o", str(tmp_path / "file"))
    assert (code, err.count("\n")) == (5, 1)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_place_without_agencies_is_refused_with_its_file(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = study / "place.yaml"
    head = place.read_text("utf-8").split("agencies:", maxsplit=1)[0]
    place.write_text(f"{head}agencies: []\n", "utf-8")
    assert run(["assess", "-o", str(study), "--quiet"]) == 0
    code, _, err = read(capsys, str(study), "--body", "board")
    assert code == 4
    assert "place.yaml: Alder County has no agency" in err


def test_a_standard_that_prefers_nothing_gives_no_outline(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "-o", str(study), "--rubric", "what-the-law-says", "--quiet"]) == 0
    code, _, err = read(capsys, str(study), "--body", "board")
    assert code == 2
    assert "prefers no answer" in err


def test_hostile_names_are_words_and_nothing_else(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = study / "place.yaml"
    odd = "Board <img src=x> {agency} | [a](b) \\u202e حكومة"
    place.write_text(place.read_text("utf-8").replace(BOARD, odd).replace(f"name: {odd}", f'name: "{odd}"'), "utf-8")
    assert run(["assess", "-o", str(study), "--quiet"]) == 0
    code, out, err = read(capsys, str(study), "--body", "board")
    assert code == 0, err
    assert "\\<img src=x\\> \\{agency\\} \\| \\[a\\](b) حكومة" in out
    assert "\u202e" not in out


@pytest.mark.shared
@pytest.mark.skipif(not MANUAL.is_file(), reason="../shared with the real texts is not there")
def test_on_a_real_manual_every_quote_is_found_and_reports_on_state_law_stand_with_the_sections(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    assert run(["assess", str(MANUAL), "--place", "Lisle, IL", "-o", str(out), "--quiet", "--json"]) == 0
    capsys.readouterr()
    said = describe(capsys, str(out), "--body", "police", "--variant", "amend")
    text = " ".join(read_document(MANUAL.read_bytes(), name=MANUAL.name).text.split())
    quotes = [str(one["quote"]) for item in said["apart"] for one in item["cites"]]  # type: ignore[attr-defined]
    assert all(" ".join(quote.split()) in text for quote in quotes)
    redlined = [item for item in said["sections"] if item["redlines"]]
    assert redlined
    told = " ".join(str(item["cautions"]) for item in said["sections"])
    assert "Reported, not quoted" in told


def test_an_outline_in_the_study_itself_is_told_from_the_one_that_is_made(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tmp_path / "documents"
    read(capsys, str(made), "--body", "board", "--variant", "spending", "--format", "txt", "-o", str(documents))
    study = tmp_path / "study"
    code = run(["assess", str(documents), "--place", "Seminole County, GA", "-o", str(study), "--quiet", "--json"])
    capsys.readouterr()
    assert code == 0
    said = describe(capsys, str(study), "--body", "county board", "--variant", "spending")
    then = {item["item"]: item["then"] for item in said["answers"]}
    assert then["S1"] == "Y"
