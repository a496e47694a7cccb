"""A document that is not in English is said to be unread, on every way out, and its silence never counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from alder_county import CODE, PLACE, answers, assess, rows, write_county
from pincite.cli import run
from pincite.intake.languages import NOT_ENGLISH, PARTLY_NOT_ENGLISH
from pincite.intake.read import read_document
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source
from unit.intake.test_languages import SPANISH

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SET_ASIDE = frozenset((Path(__file__).resolve().parents[2] / "benchmarks" / "set-aside.txt").read_text("utf-8").split())
ORDINANCE = """ALDER COUNTY, MERIDIA
ORDINANCE NO. 2021-7

Section 1. The Sheriff shall not detain any person on the basis of a civil immigration detainer after that person is
eligible for release, unless the detainer is accompanied by a warrant signed by a judge.

Section 2. This ordinance takes effect on March 1, 2021.

"""
CODE_IN_SPANISH = "CÓDIGO DEL CONDADO\n\n" + "\n\n".join(
    f"Artículo {number}. Parques.\n\nEl parque {number} cierra cuando se pone el sol. Ninguna persona puede entrar con "
    "un perro sin que esté atado, según esta ley."
    for number in range(1, 40)
)

ELSEWHERE = "attested_searches:\n" + "".join(
    f'  - {{kind: {kind}, by: A. Clerk, on_date: "2025-05-20"}}\n'
    for kind in ("statute", "executive-order", "regulation", "contract", "charter", "resolution", "constitution")
)


def read(text: str) -> SourceReading:
    return read_source(read_document(text.encode(), name="norma.txt"), load_pack())


def test_a_spanish_ordinance_is_unread_not_silent() -> None:
    reading = read(SPANISH)
    assert not reading.search.complete
    assert "Spanish" in reading.search.why_incomplete
    assert "attested_searches" in reading.search.why_incomplete
    assert reading.provisions == ()


def test_the_english_half_is_read_and_the_spanish_half_is_said_to_be_unread() -> None:
    reading = read(ORDINANCE + SPANISH)
    assert {item.conduct: str(item.rule) for item in reading.provisions} == {"hold": "prohibits"}
    assert [flag.code for flag in reading.document.flags] == [PARTLY_NOT_ENGLISH]
    assert not reading.search.complete
    assert "Artículo 1." in reading.search.why_incomplete


@pytest.fixture
def studies(tmp_path: Path) -> dict[str, Path]:
    """The same county with its code in English, in Spanish, and in English with some Spanish."""
    made = {}
    for name, code in {"english": CODE, "spanish": CODE_IN_SPANISH, "both": CODE + "\n\n" + SPANISH}.items():
        folder = write_county(tmp_path / name, place=False)
        (folder / "place.yaml").write_text(PLACE + ELSEWHERE, "utf-8")
        (folder / "code.txt").write_text(code, "utf-8")
        made[name] = tmp_path / f"study-{name}"
        assert assess(folder, "-o", made[name]) == 0
    return made


def test_silence_counts_only_where_the_code_was_read(studies: dict[str, Path]) -> None:
    settled = {name: {q for q, a in answers(out).items() if a.get("searched")} for name, out in studies.items()}
    assert settled["english"]
    assert settled["spanish"] == settled["both"] == set()
    for question in settled["english"]:
        assert answers(studies["spanish"])[question]["answer"] == "unknown"
        assert answers(studies["both"])[question]["answer"] == "unknown"


def test_the_scorecard_and_the_record_of_the_search_say_so(studies: dict[str, Path]) -> None:
    (record,) = [row for row in rows(studies["spanish"] / "searches.jsonl") if row["document"] == "code"]
    assert record["complete"] is False
    page = (studies["spanish"] / "scorecard.html").read_text("utf-8")
    assert "The text is in Spanish. It was not read." in page
    assert run(["verify", str(studies["spanish"]), "-q"]) == 0


def test_assess_and_read_say_so_at_once(studies: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "-o", str(studies["spanish"])]) == 0
    out, err = capsys.readouterr()
    assert "1 of them not or not wholly in English" in out
    assert "code.txt: The text is in Spanish." in out + err
    assert run(["read", str(studies["spanish"] / "sources" / "code.txt"), "--no-text", "-q"]) == 0
    assert "not read completely: The text is in Spanish." in capsys.readouterr().out


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"real texts are absent: {SHARED}")
def test_no_real_instrument_is_taken_for_another_language() -> None:
    twins = [path for path in sorted((SHARED / "corpus" / "instruments").iterdir()) if path.suffix in {".txt", ".md"}]
    open_to_us = [path for path in twins if path.stem not in SET_ASIDE]
    assert len(open_to_us) > 25
    for path in open_to_us:
        flags = {flag.code for flag in read_document(path.read_bytes(), name=path.name).flags}
        assert flags.isdisjoint({NOT_ENGLISH, PARTLY_NOT_ENGLISH}), path.name
