"""Writes src/pincite/packs/us/records_laws.csv from a table of public-records laws.

python tools/make_records_laws.py              reads ../shared/facts/public_records_laws.csv and writes
python tools/make_records_laws.py --from FILE  reads another table of the same columns
python tools/make_records_laws.py --check      writes nothing; fails where the file is not what it would write

Facts carry over, sentences do not: names, citations, numbers and one-word codes. A cell that its source marks as not
verified, or whose confidence is low, becomes empty and is named in the column ``not_verified``. The source keeps no
confidence of its own for act and citation; they were gathered with the response time, so they share its confidence,
and never count as better than medium.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "facts" / "public_records_laws.csv"
OUT = ROOT / "src" / "pincite" / "packs" / "us" / "records_laws.csv"
HEAD = (
    "state", "jurisdiction", "act", "citation", "days", "day_kind", "response", "reach", "may_ask", "extension",
    "extension_days", "extension_kind", "fee_waiver", "appeal", "appeal_body", "other_days", "caution",
    "confidence_act", "confidence_days", "confidence_other", "not_verified", "source", "as_of",
)  # fmt: skip
KNOWN = ("high", "medium")
# What is due within the days: the first of these words found in the source's cell.
RESPONSES = (
    ("ruling", "ruling-to-withhold"), ("plus", "response"), ("acknowledge", "acknowledgement"),
    ("notice to requester", "acknowledgement"), ("determination", "determination"), ("grant", "determination"),
    ("decide", "determination"), ("deny", "determination"), ("certify", "determination"),
    ("make available", "records"), ("permit inspection", "records"), ("release", "records"),
)  # fmt: skip
SOURCES = {
    "src_hole_2025_days": ("HOLE dataset of October 2025", "2025-10"),
    "src_foilthepolice_2020_days": ("foilthepolice dataset of July 2020", "2020-07"),
    "src_foiamachine_2013_days": ("foiamachine dataset of 2013", "2013"),
}
NO_NUMBER = {"variable", "reasonable", "promptly", ""}
CAUTIONS = {"2026 bill": "bill-pending", "repeal note": "repeal-note", "exempted from this act": "exempt-body"}
_MARK = re.compile(r"unverified|\[memory\]|unknown|by memory", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_NUMBER = re.compile(r"(?P<to>to )?(?P<days>\d+) (?P<kind>business|working|calendar) days")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-z]* (20\d{2})\b")


def make_row(row: dict[str, str], number: int) -> dict[str, str]:
    """One row of the product's table; raises SystemExit that names the row where a cell has no code."""
    made = dict.fromkeys(HEAD, "")
    made |= {"state": row["usps"], "jurisdiction": row["jurisdiction"]}
    made |= _days(row, number) | _others(row)
    made |= {"source": _source(row), "as_of": _as_of(row)}
    if row["confidence_days"] in KNOWN:
        made |= {"act": row["act_name"], "citation": _ASIDE.sub("", row["citation"]), "confidence_act": "medium"}
    made["not_verified"] = " ".join(_find_not_verified(made))
    return made


def _days(row: dict[str, str], number: int) -> dict[str, str]:
    """The time for the response, where its confidence is enough; its kind is "promptly" where there is no number."""
    meaning, sure = row["response_meaning"], row["confidence_days"] in KNOWN
    made = {"confidence_days": row["confidence_days"] if sure else "low"}
    if not sure or (row["response_day_type"] == "none" and _MARK.search(meaning)):
        return made
    if row["response_day_type"] == "none":
        return made | {"day_kind": "promptly"}
    if row["response_day_type"] not in ("business", "calendar") or not row["response_days"].isdigit():
        raise SystemExit(f"row {number}: no kind of days: {row['response_day_type']!r}.")
    reach = "state-agencies" if "local bodies may differ" in meaning else ""
    made |= {"days": row["response_days"], "day_kind": row["response_day_type"], "reach": reach}
    hole = row["src_hole_2025_days"]
    other = hole if hole not in NO_NUMBER and hole != row["response_days"] else ""
    response = "" if _MARK.search(meaning) else next((code for word, code in RESPONSES if word in meaning), "response")
    return made | {"other_days": other, "response": response}


def _others(row: dict[str, str]) -> dict[str, str]:
    """Who may ask, extension, fee waiver, appeal and doubts; empty where the source is not sure of them."""
    caution = next((code for words, code in CAUTIONS.items() if words in row["notes"] + row["other_source"]), "")
    caution = "bill-pending" if "2026 bill passed" in row["notes"] else caution
    made = {"caution": caution, "confidence_other": row["confidence_other_fields"]}
    if row["confidence_other_fields"] not in KNOWN:
        return made | {"confidence_other": "low"}
    who, fees, extension = row["who_may_request"], row["fee_basis_and_waiver"], row["extension"]
    if not _MARK.search(who):
        made["may_ask"] = "anyone" if who == "any person" else "citizens" if who.startswith("citizens of ") else ""
    if "waiver" in fees and not _MARK.search(fees):
        made["fee_waiver"] = "public-interest"
    found = None if _MARK.search(extension) else _NUMBER.search(extension)
    if found:
        kind = "calendar" if found["kind"] == "calendar" else "business"
        made |= {"extension": "to" if found["to"] else "adds", "extension_days": found["days"], "extension_kind": kind}
    body = _ASIDE.sub("", row["appeal_body"].split(";")[0]).removeprefix("petition to ")
    if not _MARK.search(row["administrative_appeal"] + body):
        made |= {
            "appeal": row["administrative_appeal"],
            "appeal_body": body if body.startswith("the ") else f"the {body}",
        }
    return made


def _find_not_verified(made: dict[str, str]) -> list[str]:
    columns = {
        "act": "act", "days": "day_kind", "response": "response", "may-ask": "may_ask", "extension": "extension",
        "fee-waiver": "fee_waiver", "appeal": "appeal",
    }  # fmt: skip
    return [*(name for name, column in columns.items() if not made[column]), "appeal-deadline"]


def _agreeing(row: dict[str, str]) -> list[tuple[str, str]]:
    """The dated sources that give the row's own number of days, or that there is none."""
    said = dict(row)
    if row["src_hole_2025_unit"] == "variable":
        said["src_hole_2025_days"] = "variable"
    wanted = {row["response_days"]} if row["response_days"] else {"reasonable", "promptly", "variable", "none"}
    return [dated for column, dated in SOURCES.items() if said[column] in wanted]


def _source(row: dict[str, str]) -> str:
    named = [name for name, _ in _agreeing(row)]
    if row["other_source"].strip() not in ("", "none"):
        named.append(re.sub(r"\bUniCourt cic-code-\w+ (r\d+)", r"state code as published by UniCourt, release \1",
                            _ASIDE.sub("", row["other_source"]).strip()))  # fmt: skip
    return "; ".join(named) or "table of records laws, without a dated source"


def _as_of(row: dict[str, str]) -> str:
    """The month of the newest source that gives the number, "" where it is of no known date."""
    days = [day for _, day in _agreeing(row)]
    days += [f"{year}-{_MONTHS.index(month) + 1:02d}" for month, year in _MONTH.findall(row["other_source"])]
    return max(days, default="")


def make_table(source: Path) -> str:
    """The whole CSV, rows in the order of the source."""
    rows = list(csv.DictReader(io.StringIO(source.read_text("utf-8"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=HEAD, lineterminator="\n")
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
        sys.stderr.write("" if same else f"{OUT} is stale: run python tools/make_records_laws.py\n")
        return 0 if same else 1
    OUT.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
