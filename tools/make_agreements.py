"""Writes src/pincite/packs/us/agreements_287g.csv from the newest sheet of participating agencies.

python tools/make_agreements.py                 reads ../shared/observations/ice_287g_sheets
python tools/make_agreements.py --sheet FILE    reads another sheet, with its day in its name
python tools/make_agreements.py --check         writes nothing; fails where a file is not what it would write

Facts only: agency, state, GEOIDs of its counties, model, day of signature, the sheet's day and row.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

from pincite.model.observed import Participations
from pincite.model.table import SheetSource
from pincite.observing.days import find_day_in_name
from pincite.packs.us.observations import (
    AGREEMENT_FIELDS,
    AGREEMENTS,
    AGREEMENTS_SOURCE,
    load_participant_rules,
)
from pincite.workflow.observe import PARTICIPANTS, read_observations

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "pincite" / "packs" / "us"
SHEETS = ROOT.parent / "shared" / "observations" / "ice_287g_sheets"


def find_newest(folder: Path) -> Path:
    """The sheet of participating agencies with the latest day in its name."""
    found = sorted(folder.glob("participating_*.xlsx"), key=lambda path: find_day_in_name(path.name))
    if not found:
        sys.exit(f"{folder}: there is no participating_*.xlsx. Name one with --sheet.")
    return found[-1]


def render_agreements(read: Participations, source: SheetSource) -> str:
    """The table, in the order of the sheet, of the agreements in force."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(AGREEMENT_FIELDS)
    for item in (one for one in read.rows if one.status == load_participant_rules().in_force):
        cited = f"{source.file}, row {item.row}"
        geoids = ";".join(item.geoids)
        writer.writerow([item.agency, item.state, geoids, item.kind, item.model, item.signed_date, item.as_of, cited])
    return stream.getvalue()


def render_source(source: SheetSource) -> str:
    """Where the table is from."""
    said = {
        "publisher": "U.S. Immigration and Customs Enforcement, agencies with 287(g) agreements (public domain)",
        "archived_by": "RelevantResearch/287g-DetentionData @4f9d1c3",
        "file": source.file, "sheet": source.sheet, "sha256": source.sha256, "as_of": source.as_of,
        "confidence": "high",
    }  # fmt: skip
    lines = [f"{key}: {json.dumps(value)}" for key, value in said.items()]
    head = "# Where agreements_287g.csv is from. Made by tools/make_agreements.py; not edited by hand."
    return "\n".join([head, *lines]) + "\n"


def main() -> int:
    """Write or check the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, help="the sheet to read, instead of the newest")
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file differs")
    parser.add_argument("-o", "--out", type=Path, default=OUT, help="folder to write into")
    asked = parser.parse_args()
    path = asked.sheet or find_newest(SHEETS)
    table = read_observations([path], kind=PARTICIPANTS, today=date.today().isoformat()).tables[0]
    assert isinstance(table.result, Participations)
    made = {
        asked.out / AGREEMENTS: render_agreements(table.result, table.source),
        asked.out / AGREEMENTS_SOURCE: render_source(table.source),
    }
    stale = [target for target, text in made.items() if not target.is_file() or target.read_text("utf-8") != text]
    if asked.check and stale:
        sys.stderr.write("".join(f"{item}: not what the sheet gives. Run this without --check.\n" for item in stale))
        return 1
    for target in () if asked.check else stale:
        target.write_text(made[target], "utf-8")
    missed = len([item for item in table.result.rows if not item.geoids])
    done = f"wrote {', '.join(item.name for item in stale)}" if stale else "all as the sheet gives"
    sys.stdout.write(
        f"{len(table.result.rows)} agreements of {table.source.as_of}, {missed} without a place: {done}.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
