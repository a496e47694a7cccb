"""The shipped tables of places: counts, kinds, ids, shapes, and the script that makes them."""

import csv
import json
import subprocess
import sys
import textwrap
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from pincite.errors import PackError
from pincite.packs.us import load_places

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GAZETTEER = SHARED / "geography" / "census_2024_gazetteer_counties.txt"
PLACES = Path(str(files("pincite.packs.us"))) / "places"
SCRIPT = ROOT / "tools" / "make_places.py"
US = "ocd-division/country:us"


def test_counts_and_kinds() -> None:
    registry = load_places()
    assert len(registry.states()) == 56
    assert len(registry.counties()) == 3144
    assert Counter(place.kind for place in registry.counties()) == {
        "county": 2999, "parish": 64, "borough": 17, "census-area": 11, "municipality": 2,
        "independent-city": 41, "planning-region": 9, "district": 1,
    }  # fmt: skip
    assert {place.state for place in registry.counties()} == {
        place.state for place in registry.states() if place.kind != "territory"
    }
    said = yaml.safe_load((PLACES / "places.yaml").read_text("utf-8"))
    assert said["counts"] == {"states.csv": 56, "counties.csv": 3144}


@pytest.mark.parametrize(
    ("geoid", "ocd_id"),
    [
        ("35013", "state:nm/county:doña_ana"),
        ("24033", "state:md/county:prince_george~s"),
        ("24037", "state:md/county:st_mary~s"),
        ("19141", "state:ia/county:o~brien"),
        ("17099", "state:il/county:lasalle"),
        ("17039", "state:il/county:de_witt"),
        ("12086", "state:fl/county:miami-dade"),
        ("22071", "state:la/parish:orleans"),
        ("02110", "state:ak/borough:juneau"),
        ("02020", "state:ak/borough:anchorage"),
        ("02050", "state:ak/census_area:bethel"),
        ("02195", "state:ak/census_area:petersburg"),
        ("24510", "state:md/place:baltimore"),
        ("24005", "state:md/county:baltimore"),
        ("29510", "state:mo/place:st_louis"),
        ("32510", "state:nv/place:carson_city"),
        ("51760", "state:va/place:richmond"),
        ("51159", "state:va/county:richmond"),
        ("51036", "state:va/county:charles_city"),
        ("11001", "district:dc"),
        ("11", "district:dc"),
        ("72", "territory:pr"),
    ],
)
def test_ids_of_tricky_places(geoid: str, ocd_id: str) -> None:
    place = load_places().by_geoid(geoid)
    assert place.ocd_id == f"{US}/{ocd_id}"
    assert not place.note


@pytest.mark.parametrize("geoid", ["09110", "09190", "02063", "02066", "02158", "46102"])
def test_ids_that_are_not_published_say_so(geoid: str) -> None:
    assert "not a published one" in load_places().by_geoid(geoid).note


def test_only_those_ids_are_not_published() -> None:
    assert sum(bool(place.note) for place in load_places().places) == 13


def test_dc_is_one_place() -> None:
    registry = load_places()
    assert registry.by_geoid("11") is registry.by_geoid("11001")
    assert registry.counties("DC") == (registry.by_geoid("11"),)
    assert registry.containers(registry.by_geoid("11").ocd_id) == ()


def test_every_county_is_in_its_state() -> None:
    registry = load_places()
    for place in registry.counties():
        if place.kind != "district":
            assert registry.by_geoid(place.geoid[:2]).ocd_id == place.parent


def test_every_name_with_its_state_finds_its_place_alone() -> None:
    registry = load_places()
    lost = [place.label for place in registry.counties() if registry.find(place.name, place.state) != (place,)]
    assert not lost


def test_registry_is_loaded_quickly() -> None:
    """In a process of its own, which no coverage tool slows down."""
    code = (
        "import time; from pincite.packs.us import load_places; spent = []\n"
        "for _ in range(3):\n"
        "    load_places.cache_clear(); start = time.perf_counter(); load_places()\n"
        "    spent.append(time.perf_counter() - start)\n"
        "print(min(spent))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.04


def test_help_does_not_load_the_registry() -> None:
    code = (
        "import sys; from pincite.cli import run; run(['--help']);"
        " print([name for name in sys.modules if name in {'pincite.model.registry', 'pincite.packs.us'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("90001,XM,county,Alder County,alder", "counties.csv:2: 5 columns, not 6"),
        ("9,XM,county,Alder County,alder,yes", "counties.csv:2: place alder: '9' is no GEOID"),
        ("90001,XB,county,Alder County,alder,yes", "place alder: it is in an unknown place XB"),
        ("90001,XM,county,Alder County,xm,yes", "counties.csv:2: place xm: it is contained in itself"),
        ("90,XM,county,Alder County,alder,yes", "GEOID 90 stands twice"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, said: str) -> None:
    (tmp_path / "places").mkdir()
    states = "geoid,state,kind,name,ocd_id\n90,XM,state,Exemplar,xm\n"
    (tmp_path / "places" / "states.csv").write_text(states, "utf-8")
    (tmp_path / "places" / "counties.csv").write_text(f"geoid,state,kind,name,ocd_id,ocd_listed\n{row}\n", "utf-8")
    monkeypatch.setattr("pincite.packs.us.files", lambda package: tmp_path)
    with pytest.raises(PackError) as caught:
        load_places.__wrapped__()
    assert said in caught.value.message()
    assert "python tools/make_places.py" in caught.value.way_out


def test_shapes_are_those_of_the_registry() -> None:
    registry = load_places()
    shapes = json.loads((PLACES / "shapes.json").read_text("utf-8"))
    ids = {name: {item["id"] for item in part["geometries"]} for name, part in shapes["objects"].items()}
    assert ids["counties"] == {place.geoid for place in registry.counties()}
    assert ids["states"] == {place.geoid[:2] for place in registry.states() if place.kind != "territory"}
    used = {~arc if arc < 0 else arc for arc in numbers([shapes["objects"]])}
    assert used == set(range(len(shapes["arcs"])))


def numbers(found: list[object]) -> list[int]:
    """All arc numbers, however deep."""
    arcs: list[int] = []
    for item in found:
        if isinstance(item, dict):
            arcs += numbers(list(item.values()))
        elif isinstance(item, list):
            arcs += numbers(item)
        elif isinstance(item, int):
            arcs.append(item)
    return arcs


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The map package as it is, made back from what was shipped; the real one is 2 MB and not here."""
    words = (" City and Borough", " Census Area", " Planning Region", " Municipality", " Borough", " County", " Parish")
    counties = []
    for row in csv.DictReader((PLACES / "counties.csv").read_text("utf-8").splitlines()):
        ends = (*words, " city") if row["kind"] == "independent-city" else words
        bare = next((row["name"].removesuffix(word) for word in ends if row["name"].endswith(word)), row["name"])
        counties.append({"id": row["geoid"], "properties": {"name": bare}})
    counties.append({"id": "72001", "properties": {"name": "Adjuntas"}})
    states = [
        {"id": row["geoid"], "properties": {"name": row["name"]}}
        for row in csv.DictReader((PLACES / "states.csv").read_text("utf-8").splitlines())
    ]
    atlas = {"objects": {"counties": {"geometries": counties}, "states": {"geometries": states}}}
    notice = yaml.safe_load((PLACES / "places.yaml").read_text("utf-8"))["NOTICE"].partition("\n\n")[2]
    (tmp_path / "package.json").write_text('{"version": "4.0.0"}', "utf-8")
    (tmp_path / "LICENSE").write_text(textwrap.dedent(notice), "utf-8")
    (tmp_path / "counties-10m.json").write_text(json.dumps(atlas), "utf-8")
    (tmp_path / "counties-albers-10m.json").write_bytes((PLACES / "shapes.json").read_bytes())
    return tmp_path


def make(package: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--package", str(package), *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_script_would_write_what_is_shipped(package: Path) -> None:
    done = make(package, "--check")
    assert done.returncode == 0, done.stderr
    assert "56 states and territories, 3144 counties" in done.stdout


def test_script_writes_and_tells_what_is_stale(package: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(package, "--check", "-o", str(out)).returncode == 1
    assert make(package, "-o", str(out)).returncode == 0
    assert (out / "counties.csv").read_bytes() == (PLACES / "counties.csv").read_bytes()
    (out / "states.csv").write_text("changed", "utf-8")
    done = make(package, "--check", "-o", str(out))
    assert done.returncode == 1
    assert "states.csv: not what the package gives" in done.stderr
    assert "counties.csv" not in done.stderr


def test_script_refuses_another_package(package: Path) -> None:
    atlas = json.loads((package / "counties-10m.json").read_text("utf-8"))
    atlas["objects"]["counties"]["geometries"].pop(0)
    (package / "counties-10m.json").write_text(json.dumps(atlas), "utf-8")
    done = make(package, "--check")
    assert done.returncode == 1
    assert "counties: 3143, not 3144" in done.stderr
    (package / "package.json").write_text('{"version": "5.0.0"}', "utf-8")
    assert "version 5.0.0, not 4.0.0" in make(package, "--check").stderr


@pytest.mark.shared
@pytest.mark.skipif(not GAZETTEER.is_file(), reason="../shared with the Census gazetteer is not there")
def test_all_geoids_and_names_are_those_of_the_census_gazetteer() -> None:
    rows = csv.DictReader(GAZETTEER.read_text("utf-8").splitlines(), delimiter="\t")
    theirs = {row["GEOID"]: (row["USPS"], row["NAME"]) for row in rows if row["USPS"] != "PR"}
    ours = {place.geoid: (place.state, place.name) for place in load_places().counties()}
    assert len(theirs) == 3144
    assert ours == theirs
