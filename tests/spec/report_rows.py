"""Reads the table of ``reports/``: what is reported of a state's law, the texts there are, and the answer."""

from functools import cache
from pathlib import Path
from typing import Any

import universe as u
from pincite.answering import assess_place
from pincite.model.answer import Assessment
from pincite.model.document import SourceDocument
from pincite.model.framework import StateFramework
from pincite.resolving import find_reports
from pincite.topics.strict_yaml import parse_strict

REPORTS = Path(__file__).parent / "reports" / "reports.yaml"
FIELDS = {"reported", "texts", "carries", "searched", "state_law"} | {"ask", "expect", "reason", "says"}
FIELDS |= {"caution", "wants"}
CITED = "12-3-45"


@cache
def load_reports() -> Any:
    """The table."""
    return parse_strict(REPORTS.read_text("utf-8"), REPORTS.name).value


def tell_report(line: str) -> StateFramework:
    """A report from "RULE CONDUCT; from DAY; to DAY; as of DAY; confidence WORD; state XX"."""
    says, *clauses = (part.strip() for part in line.split(";"))
    rule, conduct = says.split()
    said = dict(clause.rsplit(" ", 1) for clause in clauses)
    return StateFramework(
        state=said.get("state", "XM"),
        name="Orchard Act",
        kind="statute",
        status="in-force",
        sources="a list of laws",
        citation=f"Mer. Code {CITED}",
        effective_from=said.get("from", ""),
        effective_to=said.get("to", ""),
        status_as_of=said.get("as of", "2025-05-01"),
        confidence=said.get("confidence", "high"),
        rules={conduct: rule},
    )


def assess(row: dict[str, Any]) -> Assessment:
    """The assessment of the world of a row. ``carries``: the section that its texts carry at their head."""
    searched = u.attested(row["searched"]) if "searched" in row else ()
    world = u.world(*row.get("texts", ()), attested_searches=searched, state_law_supplied=row.get("state_law", ""))
    head = f"Section {row.get('carries', '99-9-99')}. On custody.\n"
    documents = {key: make_document(key, head) for key in world.instruments}
    reported = [tell_report(line) for line in row["reported"]]
    reports = find_reports(reported, tuple(world.instruments.values()), documents, place=world.place)
    return assess_place(u.replace(world.evidence(), reports=reports))


def make_document(name: str, text: str) -> SourceDocument:
    """A document of invented words."""
    return SourceDocument(id=name, name=name, media_type="text/plain", sha256=u.SHA, byte_count=1, text=text)
