"""Text that scanning has broken is pointed out; law with letters, numbers and names of its own is not."""

from __future__ import annotations

from random import Random

import pytest

from bad_text import badly_scanned, examples
from pincite.intake.read import read_document
from pincite.intake.scanning import BADLY_SCANNED, find_bad_scanning
from pincite.workflow.pack import load_pack
from pincite.workflow.read import read_source

LAW = "\n\n".join(item.text for item in examples() if item.style not in {"ocr", "capitals"})


@pytest.mark.parametrize("seed", range(5))
def test_one_character_in_twenty_is_too_many(seed: int) -> None:
    chosen = Random(seed).sample(LAW.split("\n\n"), 12)
    (flag,) = find_bad_scanning(badly_scanned("\n\n".join(chosen), Random(seed)))
    assert flag.code == BADLY_SCANNED
    assert "attested_searches" in flag.message


@pytest.mark.parametrize("share", [0.0, 0.002])
def test_a_few_faults_are_not(share: float) -> None:
    for form in (LAW, LAW.upper(), LAW[:2000], LAW * 5):
        assert find_bad_scanning(badly_scanned(form, Random(1), share=share)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(a) x; (b) y; (c) z.\n" * 30,
        "See 8 U.S.C. 1373, s. 4, p. 12, e.g. the 287(g) form I-247A, i.e. part (b) of it; c.f. s.5(a), n.6. " * 30,
        "1st, 2nd, 3rd and 4th readings, at www.example.org and a.b@example.org; H1B and MS13. " * 30,
    ],
)
def test_what_belongs_in_law_is_no_fault(text: str) -> None:
    assert find_bad_scanning(text) == ()


def test_silence_of_a_bad_scan_does_not_count() -> None:
    text = badly_scanned(
        "The keeper shall light the lamps of the harbor at dusk, and no other person. " * 20, Random(3)
    )
    reading = read_source(read_document(text.encode(), name="scan.txt"), load_pack())
    assert not reading.search.complete
    assert "badly scanned" in reading.search.why_incomplete
