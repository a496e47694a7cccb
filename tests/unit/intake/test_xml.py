"""XML of laws, invented for the town of Arden."""

from __future__ import annotations

import re

import pytest

from pincite.errors import InputError
from pincite.intake.xml import read_xml
from unit.intake.marked import SHARED, headings, notes, struck

ACT = b"""<?xml version="1.0"?>
<act xmlns="urn:arden"><num type="act">7</num> <heading>Lamp Act</heading>
 <meta><effective>1990-05-01</effective></meta>
 <section><num>2</num><heading>Lamps.</heading><text>The warden shall:</text>
  <para><num><b>(a)</b></num><text>Light <del>oil</del> <ref>each</ref> lamp; and</text></para>
  <para><num>(b)</num><para><num>(1)</num><text>Watch.</text></para></para>
 </section>
 <annotations><annotation type="History">Acts 1990.</annotation></annotations></act>"""


def test_numbers_and_captions_stand_before_their_text() -> None:
    raw = read_xml(ACT, name="a.xml")
    assert raw.text == (
        "7 Lamp Act\n1990-05-01\nSec. 2. Lamps.\nThe warden shall:\n"
        "(a) Light oil each lamp; and\n(b) (1) Watch.\nActs 1990."
    )
    assert raw.hard_breaks


def test_captions_marks_and_notes() -> None:
    raw = read_xml(ACT, name="a.xml")
    assert headings(raw) == [(1, "Lamp Act"), (2, "Lamps.")]
    assert struck(raw) == ["oil"]
    assert notes(raw) == ["1990-05-01", "Acts 1990."]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "lamp"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><a>&b;</a>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>"""


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, BOMB.decode().replace("1.0", "1.0").encode("utf-16")])
def test_entities_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="declares entities") as caught:
        read_xml(content, name="a.xml")
    assert caught.value.where == "a.xml"


@pytest.mark.parametrize(
    "content", [b"<a><b></a>", b"<a>", b"no xml", b"<a>" * 5000, b"<a>&unknown;</a>", b"<a>\x01</a>"]
)
def test_broken_xml_is_one_clear_line(content: bytes) -> None:
    with pytest.raises(InputError, match="broken XML") as caught:
        read_xml(content, name="a.xml")
    assert "\n" not in caught.value.message()


def test_an_outside_definition_is_not_fetched() -> None:
    raw = read_xml(b'<!DOCTYPE a SYSTEM "http://arden.invalid/a.dtd"><a>Lamps</a>', name="a.xml")
    assert raw.text == "Lamps"


@pytest.mark.shared
def test_the_real_act_gives_the_words_of_its_text_twin() -> None:
    path = SHARED / "instruments" / "dc-act-23-131-sanctuary-emergency.xml"
    if not path.exists():
        pytest.skip("../shared/corpus is absent")
    text = read_xml(path.read_bytes(), name=path.name).text.split("BE IT ENACTED")[1]
    words = re.sub(r"^Sec\. (\d+)\.", r"\1", text, flags=re.MULTILINE).split()
    assert words == path.with_suffix(".txt").read_text("utf-8-sig").split("BE IT ENACTED")[1].split()
