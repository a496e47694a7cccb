"""Instruments with a life in place.yaml: each mistake is one line that names the row and the way out."""

import pytest

from pincite.errors import PackError
from pincite.model.place import Place
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place

HEAD = """name: Alder County
state: XM
kind: county
as_of: "2025-06-01"
agencies:
  - {id: sheriff, name: Sheriff, kind: sheriff, keeps_jail: true}
files:
"""
COURT = 'enjoined: [{conducts: [hold], from_date: "2024-01-01", by: "Superior Court"}]'


def parse(*files: str) -> Place:
    return parse_place(HEAD + "".join(f"  - {{{file}}}\n" for file in files), "place.yaml", topic=load_pack().topic)


def test_versions_and_injunctions_are_read() -> None:
    place = parse(
        'file: a.txt, in_force_from: "2019-01-01"',
        f'file: b.txt, version_of: a.txt, in_force_from: "2024-01-01", {COURT}',
    )
    later = place.files[1]
    assert later.version_of == "a.txt"
    assert later.enjoined[0].conducts == ("hold",)
    assert later.enjoined[0].by == "Superior Court"


@pytest.mark.parametrize(
    ("files", "line", "what", "way_out"),
    [
        (
            ['file: a.txt, in_force_from: "2024-01-01", in_force_to: "2023-12-31"'],
            8,
            "a.txt ends on 2023-12-31, before it begins on 2024-01-01.",
            "Correct one of the two days.",
        ),
        (
            ["file: a.txt", "file: b.txt, version_of: c.txt"],
            9,
            "there is no file 'c.txt'.",
            "Did you mean",
        ),
        (
            ["file: a.txt, version_of: b.txt", "file: b.txt, version_of: a.txt"],
            8,
            "the versions go in a circle: a.txt after b.txt after a.txt.",
            "The oldest version has no version_of.",
        ),
        (
            ["file: a.txt, version_of: a.txt"],
            8,
            "the versions go in a circle: a.txt after a.txt.",
            "The oldest version has no version_of.",
        ),
        (
            ["file: a.txt", "file: b.txt, version_of: a.txt"],
            9,
            "b.txt is a later version and does not say from when.",
            "Add in_force_from:",
        ),
        (
            [
                'file: a.txt, in_force_from: "2019-01-01", in_force_to: "2024-06-30"',
                'file: b.txt, version_of: a.txt, in_force_from: "2024-01-01"',
            ],
            9,
            "a.txt and b.txt are versions of one instrument and in force at once.",
            "Let one end on the day before the other begins.",
        ),
        (
            [
                'file: a.txt, in_force_from: "2025-01-01"',
                'file: b.txt, version_of: a.txt, in_force_from: "2024-01-01"',
            ],
            9,
            "in force at once",
            "Let one end",
        ),
        (
            [
                'file: a.txt, in_force_from: "2019-01-01"',
                'file: b.txt, version_of: a.txt, in_force_from: "2020-01-01"',
                'file: c.txt, version_of: a.txt, in_force_from: "2022-01-01"',
            ],
            10,
            "b.txt and c.txt are versions of one instrument and in force at once.",
            "Let one end",
        ),
        (["file: a.txt, binds: [], own_of: [sheriff]"], 8, "a.txt binds nobody, and yet has own_of.", "Name whom"),
        (["file: a.txt, binds: [], whole: true"], 8, "a.txt binds nobody, and yet has whole.", "Name whom it binds"),
        ([f"file: a.txt, binds: [], {COURT}"], 8, "a.txt binds nobody, and yet has enjoined.", "Name whom it binds"),
        (
            ['file: a.txt, enjoined: [{from_date: "2024-02-01", to_date: "2024-01-01", by: "Court"}]'],
            8,
            "the injunction ends on 2024-01-01, before it begins on 2024-02-01.",
            "Correct one of the two days.",
        ),
        (
            ['file: a.txt, in_force_to: "2020-01-01", enjoined: [{from_date: "2024-02-01", by: "Court"}]'],
            8,
            "the injunction begins on 2024-02-01, after a.txt ended on 2020-01-01.",
            "Correct one of the two days.",
        ),
        (
            ['file: a.txt, enjoined: [{from_date: "2024-02-30", by: "Court"}]'],
            8,
            "'2024-02-30' is no day of the calendar.",
            "Write it in quotes",
        ),
        (['file: a.txt, enjoined: [{from_date: "2024-02-01", by: " "}]'], 8, "without a court", "Say which court"),
        (['file: a.txt, enjoined: [{from_date: "2024-02-01"}]'], 8, '"by" is missing', "Add by"),
        (
            ['file: a.txt, enjoined: [{conducts: [holt], from_date: "2024-02-01", by: "Court"}]'],
            8,
            'unknown conduct "holt".',
            'Did you mean "hold"?',
        ),
    ],
)
def test_a_mistake_is_one_line_with_the_row_and_the_way_out(
    files: list[str], line: int, what: str, way_out: str
) -> None:
    with pytest.raises(PackError) as caught:
        parse(*files)
    assert what in caught.value.what
    assert caught.value.where == f"place.yaml:{line}"
    assert way_out in caught.value.way_out
    assert "\n" not in caught.value.message()


def test_a_file_of_another_place_still_binds_nobody_without_a_fault() -> None:
    assert parse('file: a.txt, binds: [], note: "Of another county."').files[0].binds == ()
