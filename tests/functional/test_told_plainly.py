"""What a first user is told beside the answers: a town for a county, texts that count for nobody, doubtful levers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import universe as u
from alder_county import COUNTY, ORDINANCE, one_line, write_county
from pincite.answering import assess_place, survey_levers
from pincite.cli import run
from pincite.model.lever import Way
from pincite.reporting.levers_view import spell_closing
from pincite.workflow.notices import find_notices
from pincite.workflow.pack import load_pack
from pincite.workflow.place import seed_place
from pincite.workflow.study import Made, Order, assess

NO_ISSUER = "ORDINANCE 2\n\nSection 1. The sheriff shall not detain any person on a civil immigration detainer.\n"


def make(folder: Path, text: str, place: str) -> Made:
    folder.mkdir()
    (folder / "rule.txt").write_text(text, "utf-8")
    return assess(Order(paths=(folder,), out=folder.parent / "study", today="2025-06-01", place=place))


def test_a_text_that_counts_for_nobody_is_told_with_what_to_do(tmp_path: Path) -> None:
    made = make(tmp_path / "in", NO_ISSUER, COUNTY)
    assert "rule.txt answers nothing here. Who issued it could not be read; say so in place.yaml." in made.notices


def test_a_text_of_another_place_is_told(tmp_path: Path) -> None:
    made = make(tmp_path / "in", ORDINANCE, "Birch County, XM")
    (said,) = [notice for notice in made.notices if "answers nothing here" in notice]
    assert said.endswith("not by Birch County. If that is wrong, correct place.yaml.")


@pytest.mark.parametrize(("note", "told"), [("", 1), (", note: A plan of the state's own prisons", 0)])
def test_a_file_that_is_said_to_bind_nobody_is_told_once(
    tmp_path: Path, note: str, told: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_county(tmp_path / "in")
    text = (folder / "place.yaml").read_text("utf-8").replace("binds: [all], status", f"binds: []{note}, status")
    (folder / "place.yaml").write_text(text, "utf-8")
    assert run(["assess", str(folder), "-o", str(tmp_path / "study"), "--quiet"]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "nothing" in line]
    assert said == told * [
        "pincite: place.yaml: ordinance.txt: binds: [] says that it binds nobody here, so it answers nothing. "
        "Name agencies or [all] under binds, or say under note why it binds nobody."
    ]


@pytest.mark.parametrize(
    ("named", "county"),
    [
        ("Polk, IA", "Polk County, IA"),
        ("Orleans, LA", "Orleans Parish, LA"),
        ("Polk County, IA", ""),
        ("Nowhere, IA", ""),
        ("Alder, XM", ""),
    ],
)
def test_a_countys_name_without_its_kind_is_asked_about(tmp_path: Path, named: str, county: str) -> None:
    place = seed_place(named, as_of="2025-06-01")
    said = [
        text for text in find_notices(place, make(tmp_path / "in", NO_ISSUER, named).assessed) if "taken for" in text
    ]
    assert [re.search(r'--place "([^"]+)"', text)[1] for text in said] == ([county] if county else [])  # type: ignore[index]


def test_an_empty_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["assess", str(tmp_path / "empty"), "--place", COUNTY, "-o", str(tmp_path / "study")]) == 3
    assert str(tmp_path / "empty") in one_line(capsys)


def test_nothing_to_undo_is_said(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(made), "--undo", "C1.2", "--by", "A. Reader", "--reason", "Wrong."]) == 2
    assert "nothing to undo" in one_line(capsys)


def test_a_name_too_long_for_the_disk_has_a_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(tmp_path / ("x" * 300))]) == 5
    assert one_line(capsys).endswith("Check the path, its rights and the disk.\n")


def test_no_rule_is_told_twice_of_one_agency(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(made), "C7.1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(set(lines))


def test_gaps_that_are_reached_only_perhaps_are_told_apart() -> None:
    general = replace(u.provision("statute", "spend-resources", "forbids-limits"), note="general")
    evidence = replace(u.with_provisions(u.world(), (general,)).evidence(), lever_kinds=load_pack().lever_kinds)
    assessment = survey_levers(assess_place(evidence), evidence)
    local, every = assessment.closing
    assert "doubtful" in spell_closing(local, len(assessment.gaps))
    assert local.actions
    firm = replace(every, actions=tuple(replace(item, doubtful=()) for item in every.actions))
    assert "doubtful" not in spell_closing(firm, len(assessment.gaps))


def test_no_local_body_is_told_to_change_a_text_that_stands_above_it() -> None:
    evidence = replace(u.world("statute: forbids-limits share-status").evidence(), lever_kinds=load_pack().lever_kinds)
    assessment = survey_levers(assess_place(evidence), evidence)
    (gap,) = [item for item in assessment.gaps if item.item == "C5.1"]
    levels = {item.id: item.level.value for item in assessment.levers}
    told = {
        levels[item.lever]: item.why for item in gap.reaches if item.way is not Way.CLOSED and "statute" in item.why
    }
    assert told
    assert all("would have to change" not in why for level, why in told.items() if level != "state")
    assert "A part is out of its reach: the statute forbids limits on it and stands above it." in " ".join(
        told.values()
    )


def test_a_quote_of_a_web_page_opens_it_at_its_words(tmp_path: Path) -> None:
    folder = write_county(tmp_path / "in")
    (folder / "ordinance.txt").unlink()
    body = "".join(f"<p>{line}</p>" for line in ORDINANCE.split("\n\n"))
    (folder / "ordinance.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    text = (folder / "place.yaml").read_text("utf-8").replace("ordinance.txt", "ordinance.html")
    (folder / "place.yaml").write_text(text, "utf-8")
    made = assess(Order(paths=(folder,), out=tmp_path / "study", today="2025-06-01"))
    # The enumerator is left out: where it is a list's own number it is no text of the page.
    link = "sources/ordinance.html#:~:text=The%20Sheriff%20shall%20not%20detain%20any%20person"
    assert f'href="{link}' in made.study.scorecard.read_text("utf-8")


def test_a_misspelt_kind_of_place_is_named_with_its_line(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = study / "place.yaml"
    place.write_text(place.read_text("utf-8").replace("kind: county\n", "kind: countie\n", 1), "utf-8")
    assert run(["assess", "-o", str(study)]) == 4
    assert one_line(capsys).endswith("place.yaml:3: unknown kind of place 'countie'. Did you mean \"county\"?\n")


def test_a_stored_source_that_was_changed_is_told_when_the_study_is_answered_again(study: Path) -> None:
    source = study / "sources" / "policy.txt"
    source.write_text(source.read_text("utf-8") + "\n3. Nothing else.\n", "utf-8")
    again = assess(Order(paths=(), out=study, today="2025-06-01"))
    assert any(notice.startswith("sources/policy.txt is not the file") for notice in again.notices)
    assert not any(
        "is not the file" in notice for notice in assess(Order(paths=(), out=study, today="2025-06-01")).notices
    )


def test_a_text_that_does_not_say_since_when_it_holds_is_told_for_an_earlier_day(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(study), "C2.1", "--as-of", "2019-06-30"]) == 0
    assert "since when" not in capsys.readouterr().err  # policy.txt has a text_date, which says that it is later
    place = study / "place.yaml"
    place.write_text(place.read_text("utf-8").replace(', whole: true, text_date: "2024-02-02"', ""), "utf-8")
    assert run(["show", str(study), "C2.1", "--as-of", "2019-06-30"]) == 0
    said = capsys.readouterr().err
    assert "policy.txt does not say since when it holds; whether it stood so on 2019-06-30 is not shown." in said


def test_a_body_that_bears_the_places_name_is_the_places(tmp_path: Path) -> None:
    text = "ORDINANCE NO. 2022-5\nBe it ordained by the Village Board of Elmbrook, Meridia, as follows:\n\n" + NO_ISSUER
    made = make(tmp_path / "in", text, "Village of Elmbrook, XM")
    (instrument,) = made.assessed.instruments
    assert instrument.binds == ("police", "council")
    assert instrument.why.startswith("It is issued by Elmbrook and binds Elmbrook Police Department")
    assert not [notice for notice in made.notices if "answers nothing here" in notice]


def test_a_file_that_is_not_what_its_name_says_is_told(tmp_path: Path) -> None:
    folder = write_county(tmp_path / "in")
    (folder / "manual.docx").write_text("Nothing but words of lamps.", "utf-8")
    made = assess(Order(paths=(folder,), out=tmp_path / "study", today="2025-06-01"))
    what = "manual.docx: The name ends in .docx, but the file is plain text; it was read as what it is."
    assert what in made.notices
