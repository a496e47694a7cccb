"""Invented instruments hidden among invented codes: what is found, what is a false alarm, and where the line is drawn.

tern-hold, tern-ask     two instruments of Tern County, each with a rule that is coded
ebb.txt                 a town code that speaks of nothing
gull.txt                a town code with two planted sections that the reader takes for rules on the topic
"""

from __future__ import annotations

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

import pincite.workflow.haystack_read as haystack_read
from pincite.errors import InputError
from pincite.model.document import Section, SourceDocument
from pincite.workflow.haystack import HaystackOptions, choose_threshold, evaluate_haystack
from pincite.workflow.haystack_read import get_section
from pincite.workflow.sources import Task, read_task

HOLD = (
    "The sheriff shall not detain any person on the basis of a civil immigration detainer unless the detainer is "
    "accompanied by a warrant signed by a judge."
)
ASK = "No officer of the county shall inquire into the immigration status of any person."
PARKS = "\n\n".join(f"Sec. 4-{n}. Parks.\n\nPark {n} closes at sunset. Dogs stay on a leash." for n in range(1, 30))
PLANTED = f"Sec. 9-1. Detainers.\n\n{HOLD}\n\nSec. 9-2. Questions.\n\n{ASK}\n\nSec. 9-3. Again.\n\n{HOLD}"
SHARED = Path(__file__).parents[3] / "shared"
CODES = SHARED / "corpus" / "codes" / "georgia-municipal-codes-txt.tar.xz"
SET_ASIDE = frozenset((Path(__file__).parents[2] / "benchmarks" / "set-aside.txt").read_text().split())
SMALL_CODE = "ga-muni-lincolnton2-code-full.txt"


def coding(conduct: str, rule: str, quote: str) -> bytes:
    return json.dumps(
        {"slug": "", "document": {}, "provisions": [{"conduct": conduct, "rule": rule, "quotes": [quote]}]}
    ).encode()


def write_instrument(folder: Path, slug: str, provision: tuple[str, str, str], *, text: str = "") -> None:
    """A coding in gold/ and its text in texts/."""
    data = json.loads(coding(*provision)) | {"slug": slug}
    for name in ("gold", "texts"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "gold" / f"{slug}.json").write_text(json.dumps(data))
    body = text or f"TERN COUNTY ORDINANCE\n\nSection 1. Rule.\n\n{provision[2]}\n"
    (folder / "texts" / f"{slug}.txt").write_text(body)


@pytest.fixture
def tern(tmp_path: Path) -> Path:
    """Gold, texts and a haystack folder."""
    write_instrument(tmp_path, "tern-hold", ("hold", "prohibits", HOLD))
    write_instrument(tmp_path, "tern-ask", ("inquire-status", "prohibits", ASK))
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "ebb.txt").write_text(f"EBB TOWN CODE\n\n{PARKS}\n")
    (tmp_path / "codes" / "gull.txt").write_text(f"GULL TOWN CODE\n\n{PARKS}\n\n{PLANTED}\n")
    return tmp_path


def measure(folder: Path, haystack: Path, **given) -> dict:
    options = HaystackOptions(**({"jobs": 1} | given))
    return evaluate_haystack(folder / "gold", folder / "texts", haystack, options=options, progress=lambda _: None)


def test_all_is_found_where_the_codes_say_nothing(tern: Path) -> None:
    figures = measure(tern, tern / "codes" / "ebb.txt")
    assert (figures["documents"], figures["instruments"], figures["nonsilent_provisions"]) == (1, 2, 2)
    assert figures["provisions_found"] == 1.0
    assert (figures["false_alarms"], figures["false_provisions"], figures["not_read"]) == (0, 0, [])
    assert figures["words"] == len((tern / "codes" / "ebb.txt").read_text().split())
    assert "alarms" not in figures


def test_each_conduct_and_section_is_an_alarm_of_its_own(tern: Path) -> None:
    figures = measure(tern, tern / "codes", alarms=True)
    alarms = {(item["conduct"], item["section"].split("(")[0]) for item in figures["alarms"]}
    assert {("hold", "Sec. 9-1"), ("inquire-status", "Sec. 9-2"), ("hold", "Sec. 9-3")} <= alarms
    assert len(figures["alarms"]) == len(alarms) == figures["at_reader_threshold"]["false_alarms"]
    assert figures["false_provisions"] < len(alarms), "one provision a conduct and document, but two sections on hold"
    held = next(item for item in figures["alarms"] if item["section"].startswith("Sec. 9-1"))
    assert held["quote"] in " ".join(PLANTED.split())
    assert held["document"] == "gull.txt"


def test_the_threshold_keeps_alarms_out_even_if_nothing_is_found_then(tern: Path) -> None:
    figures = measure(tern, tern / "codes")
    assert figures["false_alarms"] == 0, "a few hundred words allow no alarm"
    assert figures["provisions_found"] < figures["at_reader_threshold"]["provisions_found"] == 1.0


def test_a_given_threshold_is_kept(tern: Path) -> None:
    figures = measure(tern, tern / "codes", threshold=0.01)
    assert figures["threshold"] == 0.01
    assert figures["false_alarms_per_million_words"] > 1
    assert measure(tern, tern / "codes", threshold=1.01)["provisions_drafted"] == 0.0


def test_an_archive_in_two_processes_gives_the_same_as_a_folder_in_one(tern: Path) -> None:
    archive = tern / "codes.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        for path in sorted((tern / "codes").iterdir()):
            packed.add(path, arcname=f"./{path.name}")
    apart = {"seconds", "alarms"}
    one, two = measure(tern, tern / "codes", alarms=True), measure(tern, archive, jobs=2, alarms=True)
    assert {k: v for k, v in one.items() if k not in apart} == {k: v for k, v in two.items() if k not in apart}
    assert [(i["section"], i["conduct"], i["quote"]) for i in one["alarms"]] == [
        (i["section"], i["conduct"], i["quote"]) for i in two["alarms"]
    ]


def test_what_cannot_be_read_is_said_and_stops_nothing(tern: Path) -> None:
    with tarfile.open(tern / "codes.tar", "w") as packed:
        for name, content in {"bad.pdf": b"%PDF-1.7 nothing", "ebb.txt": PARKS.encode(), "fen.txt": b"Lamps."}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    (tern / "gold" / "tern-lost.json").write_bytes(coding("hold", "prohibits", HOLD).replace(b'""', b'"tern-lost"', 1))
    for jobs in (1, 2):
        figures = measure(tern, tern / "codes.tar", jobs=jobs)
        assert figures["documents"] == 2
        assert [item.split(":")[0] for item in figures["not_read"]] == ["tern-lost", "codes.tar/bad.pdf"]


def test_a_process_that_breaks_down_costs_only_its_own_file(tern: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tern / "codes" / "crash.txt").write_text("Lamps.")

    def read_or_die(task: Task, content: bytes) -> object:
        if task.name == "crash.txt":
            os._exit(1)
        return read_task(task, content)

    monkeypatch.setattr(haystack_read, "read_task", read_or_die)
    figures = measure(tern, tern / "codes", jobs=2)
    assert figures["documents"] == 2
    assert figures["not_read"] == ["crash.txt: the reader broke down on this file."]


def test_what_is_left_out_is_never_opened(tern: Path) -> None:
    (tern / "gold" / "tern-shut.json").write_text("not JSON: opening it would fail")
    assert measure(tern, tern / "codes" / "ebb.txt", leave_out=frozenset({"tern-shut"}))["instruments"] == 2


def test_a_draft_that_cites_another_place_is_drafted_but_not_found(tern: Path) -> None:
    elsewhere = f"TERN COUNTY ORDINANCE\n\nSection 1. Lamps.\n\nLamps are lit at dusk.\n\nSection 2. Rule.\n\n{HOLD}\n"
    write_instrument(tern, "tern-hold", ("hold", "prohibits", "Lamps are lit at dusk."), text=elsewhere)
    figures = measure(tern, tern / "codes" / "ebb.txt")
    assert (figures["provisions_drafted"], figures["provisions_found"]) == (1.0, 0.5)


def test_an_empty_haystack_is_an_error_with_a_way_out(tern: Path) -> None:
    (tern / "none").mkdir()
    with pytest.raises(InputError, match="no text is there"):
        measure(tern, tern / "none")


@pytest.mark.parametrize(
    ("sought", "alarms", "words", "threshold"),
    [
        ([0.9, 0.8], [], 100, 0.5),
        ([0.9, 0.8], [0.7], 1_000_000, 0.5),
        ([0.9, 0.8], [0.7], 999_999, 0.8),
        ([0.9, 0.7, 0.6], [0.7, 0.8, 0.65], 2_000_000, 0.7),
        ([0.9, 0.8], [0.8, 0.8], 1_000_000, 0.9),
    ],
)
def test_the_threshold_is_the_lowest_that_gives_one_alarm_per_million(sought, alarms, words, threshold) -> None:
    assert choose_threshold(sought, alarms, words) == threshold
    assert sum(1 for alarm in alarms if alarm >= threshold) <= words // 1_000_000


def test_a_threshold_above_every_draft_lets_nothing_through() -> None:
    threshold = choose_threshold([0.6], [0.9], 10)
    assert 0.9 < threshold < 0.91


def test_a_section_is_the_deepest_numbered_one() -> None:
    def section(number: str, heading: str, depth: int) -> Section:
        return Section(number=number, heading=heading, start=0, own_end=1, end=1, depth=depth, parent=depth - 1)

    path = (section("Chapter 9", "Lamps", 0), section("Sec. 9-1", "Oil", 1), section("(a)", "", 2), section("", "", 3))
    document = SourceDocument(
        id="x", name="x", media_type="text/plain", sha256="0", byte_count=1, text="x", sections=path
    )
    assert [get_section(document, node) for node in (-1, 0, 1, 2, 3)] == [-1, 0, 1, 1, 1]


@pytest.mark.shared
def test_one_real_code_with_nothing_on_the_topic_gives_no_alarm(tmp_path: Path) -> None:
    if not CODES.is_file():
        pytest.skip(f"{CODES} is absent")
    with tarfile.open(CODES) as archive:
        member = next(item for item in archive if item.name.endswith(SMALL_CODE))
        (tmp_path / SMALL_CODE).write_bytes(archive.extractfile(member).read())
    slugs = {path.stem for path in (SHARED / "gold" / "instruments").glob("*.json")}
    some = {"nyc-eo-1989-124-aliens", "us-8-1373", "ms-25-1-119-sanctuary"}
    figures = evaluate_haystack(
        SHARED / "gold" / "instruments",
        SHARED / "corpus" / "instruments",
        tmp_path,
        options=HaystackOptions(leave_out=frozenset(slugs - some) | SET_ASIDE, jobs=1),
        progress=lambda _: None,
    )
    assert (figures["instruments"], figures["documents"], figures["false_alarms"]) == (3, 1, 0)
    assert figures["provisions_found"] >= 0.5
