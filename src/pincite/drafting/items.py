"""What is to be asked of which agency, from the questions that an assessment leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer, Assessment
from pincite.model.place import Agency
from pincite.model.records import Asked, RecordsItem, RecordsTopic
from pincite.model.rubric import Rubric

PRACTICE = "practice"
JAIL = "jail"


def find_asked(
    assessment: Assessment, agencies: Mapping[str, Agency], *, rubric: Rubric, records: RecordsTopic
) -> dict[str, tuple[Asked, ...]]:
    """Items by agency id, in the order of the topic's items; agencies with nothing to ask are left out."""
    asks = {item.id: item.asks for item in (*rubric.questions, *rubric.elements)}
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for answer in (*assessment.answers, *assessment.elements):
        for agency_id, row in _find_open_rows(answer, practice=asks.get(answer.question) == PRACTICE):
            for item in records.items if agency_id in agencies else ():
                for holder in _find_holders(item, agencies[agency_id], agencies.values()):
                    if _fits(item, answer.question, row):
                        found[holder.id, item.id][answer.question] = None
    return {
        agency_id: tuple(
            Asked(item=item, questions=tuple(found[agency_id, item.id]))
            for item in records.items
            if (agency_id, item.id) in found
        )
        for agency_id in agencies
        if any(key[0] == agency_id for key in found)
    }


def find_elsewhere(
    assessment: Assessment, asked: Mapping[str, tuple[Asked, ...]], *, law: Container[str]
) -> tuple[tuple[str, str], ...]:
    """(kind, title) of the law that is still to be obtained and no letter asks for. law: source kinds that are law."""
    kinds = {kind for items in asked.values() for entry in items for kind in entry.item.source_kinds}
    wanted = (item for item in assessment.wanted if item.kind in law and item.kind not in kinds)
    return tuple(dict.fromkeys((item.kind, item.title) for item in wanted))


def _find_open_rows(answer: Answer, *, practice: bool) -> Iterator[tuple[str, AgencyAnswer]]:
    """(agency id, row) of each agency for which the question is open; practice also where nobody observed it."""
    if answer.answer == NOT_APPLICABLE or answer.reviewed_by:
        return
    for row in answer.by_agency:
        unknown = row.answer == UNKNOWN and answer.answer == UNKNOWN
        if unknown or (practice and row.answer != NOT_APPLICABLE and not row.observed):
            agencies = dict.fromkeys((row.agency, *(rule.agency for rule in row.controlling)))
            yield from ((agency_id, row) for agency_id in agencies)


def _find_holders(item: RecordsItem, agency: Agency, agencies: Iterable[Agency]) -> list[Agency]:
    """Who is asked for the item where a question is open for ``agency``."""
    return [holder for holder in (agencies if item.anywhere else (agency,)) if _holds(item, holder)]


def _fits(item: RecordsItem, question: str, row: AgencyAnswer) -> bool:
    if question not in item.questions:
        return False
    if item.practice:
        return not row.observed
    return row.answer == UNKNOWN and bool(set(item.source_kinds) & set(row.missing))


def _holds(item: RecordsItem, agency: Agency) -> bool:
    """Whether an agency of that kind, or one that keeps a jail or a lock-up, has such records."""
    keeps = agency.keeps_jail or agency.lock_up != "no"
    return agency.kind in item.agency_kinds or (keeps and JAIL in item.agency_kinds)
