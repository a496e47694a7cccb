"""Writes src/pincite/packs/us/state_frameworks.csv from a table of reports on what state law requires or limits.

python tools/make_frameworks.py              reads ../shared/facts/state_frameworks.csv and writes
python tools/make_frameworks.py --from FILE  reads another table of the same columns
python tools/make_frameworks.py --check      writes nothing; fails where the file is not what it would write

Facts carry over, sentences do not: every cell of a conduct becomes one word of ``CODES``. A cell that is not there
is an error, so that no new wording is coded by guess. What the source marks as not verified is named in the column
``unverified``, and a row of low confidence is ``unverified`` as a whole.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "facts" / "state_frameworks.csv"
OUT = ROOT / "src" / "pincite" / "packs" / "us" / "state_frameworks.csv"
COLUMNS = {
    "detainers": ("hold",),
    "release_notification": ("notify-release",),
    "jail_access": ("jail-access",),
    "status_inquiry": ("inquire-status",),
    "info_sharing": ("share-information", "share-status"),
    "agreements_287g": ("deputize",),
    "detention_contracts": ("contract-detention",),
}
CONDUCTS = tuple(conduct for conducts in COLUMNS.values() for conduct in conducts)
HEAD = ("state", "name", "act", "citation", "kind", "effective_from", "effective_to", *CONDUCTS)
TAIL = ("status", "status_as_of", "confidence", "unverified", "sources")
KINDS = {
    "statute": "statute", "unknown": "statute", "none": "statute", "court_decision": "court-order",
    "ag_opinion": "executive-order", "ag_directive": "executive-order", "executive_policy": "executive-order",
}  # fmt: skip
STATUSES = {
    "in force": "in-force", "in force at snapshot": "in-force", "in force; litigation continues": "in-force",
    "in force (one brief)": "in-force", "opinion in force": "in-force", "in force since 2026-05-20": "in-force",
    "in force; challenge status unknown": "in-force", "in force (as of the source)": "in-force",
    "in force; sunset 2028-06-30": "in-force", "in force in part": "in-force-in-part",
    "in force in part; state crimes enjoined": "in-force-in-part", "enacted": "enacted",
    "enacted (one source)": "enacted", "passed Assembly; final status unconfirmed": "unconfirmed",
    "no law per ILRC": "none-found", "unknown": "unconfirmed",
}  # fmt: skip
# Word of the source -> what it says on the conduct. "not-verified": the source says so of that very cell.
CODES: dict[str, dict[str, str]] = {
    "any": {
        "unknown": "unknown", "no statewide rule found": "none-found", "prohibited": "prohibits", "limited": "limits",
        "required": "requires", "local limits prohibited": "forbids-limits", "limits prohibited": "forbids-limits",
        "reported ban": "prohibits", "reported limits": "limits",
    },
    "detainers": {
        "local conditions prohibited": "forbids-limits", "conditions prohibited": "forbids-limits",
        "prohibited on civil detainers": "prohibits", "prohibited on civil detainers alone": "prohibits",
        "prohibited without judicial warrant, with exceptions": "limits",
        "prohibited without a federal judicial warrant or order": "prohibits",
        "prohibited without judicial warrant": "prohibits", "prohibited without judicial order": "prohibits",
        "prohibited without a federal judge order": "prohibits", "prohibited on hold request alone": "prohibits",
        "no arrest authority under state law": "prohibits",
        "no authority to hold on a detainer alone": "prohibits",
        "see HB 1105 row": "unknown",
        "required to honor detainers (48-hour limit discussed in bill coverage)": "requires",
        "required in some cases [secondary]": "requires", "required (2026)": "requires",
        "required to comply fully": "requires",
        "blanket refusal barred; comply when safe; 48-hour county hold allowed": "forbids-limits",
        "limited (no hold past release except listed serious crimes)": "limits",
        "required for listed charges, via judicial official, up to 48 hours": "requires",
        "judicial warrant needed for holds by state corrections [secondary]": "limits",
        "assisting civil enforcement limited without judicial warrant (introduced text; check enrolled text)":
            "not-verified",
    },
    "release_notification": {
        "limited; allowed for listed convictions or when public": "limits",
        "required (via cooperation duty)": "requires",
        "prohibited without criminal warrant (secondary)": "prohibits",
        "prohibited without court order": "prohibits",
        "prohibited without court order or warrant": "prohibits",
        "limited with serious-crime exceptions": "limits",
    },
    "jail_access": {
        "allowed with notice and consent rules": "limits", "limited; notice rules": "limits",
        "no space; interviews need judicial order or request, counsel or waiver": "limits",
        "consent/court order rules": "limits", "interviews need consent notice": "limits",
        "telephone/interview needs advisement [memory]": "not-verified",
        "consent needed for civil interviews [memory]": "not-verified",
    },
    "status_inquiry": {
        "local bans on asking prohibited": "forbids-limits", "local bans on asking are prohibited": "forbids-limits",
        "local bans on asking prohibited for arrested or detained persons": "forbids-limits",
        "limits prohibited in the reported text": "forbids-limits",
        "verification by officers in stated circumstances (31-13-12)": "requires",
        "required on reasonable suspicion during a lawful stop, with practicability limits": "requires",
        "required at jail intake": "requires", "required in jail for listed charges": "requires",
        "reasonable-effort check after arrest/booking": "requires",
        "prohibited for persons in custody": "limits", "investigating status prohibited": "prohibits",
        "prohibited in jails and stops": "prohibits",
        "limited: not without an alleged violation of state law": "limits", "limited by model policy": "limits",
    },
    "info_sharing": {
        "personal information limited": "limits", "limited for personal identifying data": "limits",
        "prohibited for listed data": "limits", "limited for registry purposes (4651)": "limits",
        "local limits prohibited; victim/witness exception": "forbids-limits",
        "personal information limited, federal-law savings clause": "limits",
    },
    "agreements_287g": {
        "prohibited; existing ones end": "prohibits", "prohibited (secondary)": "prohibits",
        "apply to Warrant Service Officer model": "requires", "limited (secondary)": "limits",
        "required for county detention facilities": "requires",
        "agencies must seek a memorandum of understanding or agreement": "requires",
        "required for each county sheriff": "requires",
        "required for sheriffs that run or contract for a jail": "requires",
        "sheriff may sign without the commission": "permits", "county board decides": "permits",
        "grants to encourage agreements": "permits", "local bars prohibited": "forbids-limits",
        "no body may stop an agency from joining": "forbids-limits", "restricted": "limits",
        "prohibited without AG approval (secondary)": "limits",
        "reserved to the governor, with an emergency exception": "limits",
        "allowed only on stated conditions": "limits", "2025-26: see next rows": "unknown",
    },
    "detention_contracts": {
        "local contracts limited (SB 29 2017, AB 103) [memory]": "not-verified",
        "detention contracts barred by 2021 statute, held invalid in part for a private operator [memory]":
            "not-verified",
        "local detention agreements prohibited (24-76.7)": "prohibits",
        "agreements to house immigration detainees also described as barred (secondary)": "prohibits",
        "prohibited in DC facilities": "prohibits", "prohibited (detention agreements)": "prohibits",
        "parish facilities must have a housing agreement": "requires", "prohibited/limited": "limits",
        "prohibited; existing ones end; public land may not be leased": "prohibits",
    },
}  # fmt: skip
_MARK = re.compile(r"\s*[\[(][^\])]*(?:unverified|memory|secondary|unknown|not read)[^\])]*[\])]")
_DOUBT = re.compile(r"unverified|memory|unknown|not read|not confirmed|uncertain|proposed")
_DAY = re.compile(r"\b(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?\b")
_END = re.compile(r"(?:expires|sunset) (\d{4}-\d{2}-\d{2})")
_MAP = "state map of the Immigrant Legal Resource Center, July 2026"
_MACHINE = "list made by machine (not verified)"


def make_row(row: dict[str, str], number: int) -> dict[str, str]:
    """One row of the product's table; raises SystemExit that names row and column where a cell has no code."""
    made = {
        "state": row["usps"],
        "name": re.sub(r"\s*\(ILRC[^)]*\)", "", row["name"]),
        "act": _clean(row["bill_or_act"]),
        "citation": _clean(row["citation"]),
        "kind": _coded(KINDS, row, "instrument_type", number),
        "effective_from": _first_day(row),
        "effective_to": next(iter(_END.findall(f"{row['effective_date']} {row['status']}")), ""),
        "status": _coded(STATUSES, row, "status", number),
        "status_as_of": next(iter(_days(row["status_as_of"])), ""),
        "sources": "; ".join(filter(None, (_source(row["source_1"]), _source(row["source_2"])))),
    }
    for column, conducts in COLUMNS.items():
        code = _coded(CODES["any"] | CODES[column], row, column, number)
        made |= dict.fromkeys(conducts, code)
    if made["share-status"] == "limits":  # what is limited there is other personal information
        made["share-status"] = "unknown"
    made["unverified"] = " ".join(_find_doubtful(row))
    made["confidence"] = _confidence(row, made)
    return made


def _coded(codes: dict[str, str], row: dict[str, str], column: str, number: int) -> str:
    cell = row[column].strip()
    if cell not in codes:
        raise SystemExit(f"row {number}, {column}: {cell!r} has no code. Add it to CODES, KINDS or STATUSES.")
    return codes[cell]


def _clean(text: str) -> str:
    bare = _MARK.sub("", text).strip()
    return "" if bare.startswith("unknown") or bare == "none" else bare


def _first_day(row: dict[str, str]) -> str:
    """The first day, month or year named, else the year of the act."""
    found = _days(row["effective_date"])
    return found[0] if found else row["year"].strip()


def _days(text: str) -> list[str]:
    """Days, months or years; of "2024-2026" and "2025-26" the last year that is one."""
    span = re.match(r"((?:19|20)\d{2})-((?:19|20)\d{2})\b", text)
    return [span[2]] if span else _DAY.findall(text)


def _source(text: str) -> str:
    """A source without the way by which somebody came to it."""
    named = re.sub(r"github file stateMapData \([^)]*\), quoting the ILRC state map, July 2026", _MAP, text)
    named = re.sub(r"(?:weak )?machine-made list(?: \([^)]*\))?(?: where it agrees)?", _MACHINE, named)
    named = re.sub(r"[;,]?\s*ILRC tier[^;,]*", "", named)  # a rating is no source and answers nothing
    return re.sub(r"ILRC map\b", _MAP, named).strip(" ;,")


def _find_doubtful(row: dict[str, str]) -> list[str]:
    fields = {"citation": "citation", "effective_date": "effective_from", "bill_or_act": "act"}
    return [name for column, name in fields.items() if _DOUBT.search(row[column])]


def _confidence(row: dict[str, str], made: dict[str, str]) -> str:
    weak = row["confidence"] in {"low", "unverified"} or not made["status_as_of"]
    only_machine = made["sources"].strip("; ") == _MACHINE
    return "unverified" if weak or only_machine else row["confidence"]


def make_table(source: Path) -> str:
    """The whole CSV, rows in the order of the source."""
    rows = list(csv.DictReader(io.StringIO(source.read_text("utf-8"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=[*HEAD, *TAIL], lineterminator="\n")
    writer.writeheader()
    writer.writerows(make_row(row, number) for number, row in enumerate(rows, start=2))
    return out.getvalue()


def main() -> int:
    """Write the table, or with --check compare it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="source", type=Path, default=SOURCE)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    made = make_table(given.source)
    if given.check:
        same = OUT.is_file() and OUT.read_text("utf-8") == made
        sys.stderr.write("" if same else f"{OUT} is stale: run python tools/make_frameworks.py\n")
        return 0 if same else 1
    OUT.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
