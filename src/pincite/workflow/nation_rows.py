"""One row of the nation from an answer that counties share: with the county's own name and its own agreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from pincite.answering import REPORTED as REPORTED_REASON
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer
from pincite.model.law import Provision
from pincite.model.nation import DRAFT, NOTHING, OBSERVED, REPORTED, REVIEWED, CountyAnswer
from pincite.model.observed import Participation
from pincite.model.registry import RegisteredPlace
from pincite.packs.us.observations import load_agreements_source

COUNTY = "\u27e6county\u27e7"
AGREEMENT = "\u27e6agreement of {}\u27e7"


class Named(Protocol):
    """A county: its place, and the agreements of its agencies."""

    @property
    def place(self) -> RegisteredPlace:
        """Where it is."""

    @property
    def agreements(self) -> Mapping[str, tuple[Participation, ...]]:
        """Agreements by agency id."""


def make_answer(county: Named, rubric: str, answer: Answer, titles: Mapping[str, str]) -> CountyAnswer:
    """The county's row. titles: names of documents by id."""
    decided = _deciding(answer)
    cited = answer.citations[:1]
    sources = [f"{titles.get(item.document, item.document)}, {item.pinpoint}".rstrip(", ") for item in cited]
    sources += [item.source for row in decided for item in row.observed if not cited]
    return CountyAnswer(
        geoid=county.place.geoid,
        county=county.place.name,
        state=county.place.state,
        rubric=rubric,
        question=answer.question,
        answer=answer.answer,
        reason=answer.reason,
        standing=_standing(answer, decided),
        basis=_named(answer.basis, county),
        source=_named("; ".join(dict.fromkeys(sources)), county),
        quote=cited[0].quote if cited else "",
        sha256=cited[0].sha256 if cited else "",
        by_agency=tuple((row.agency, row.answer) for row in answer.by_agency),
        possible=answer.possible,
    )


def tell_answer(answer: Answer) -> str:
    """The answer in a word; an unknown one with what is known of single agencies: "unknown (sheriff: N)"."""
    if answer.answer != UNKNOWN:
        return answer.answer
    known = [f"{row.agency}: {row.answer}" for row in answer.by_agency if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    return f"{UNKNOWN} ({', '.join(known)})" if known else UNKNOWN


def _deciding(answer: Answer) -> list[AgencyAnswer]:
    """The rows by agency that came to the answer, or those that know one where the place's is unknown."""
    told = [row for row in answer.by_agency if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    same = [row for row in told if row.answer == answer.answer]
    return same or told or list(answer.by_agency)


def _standing(answer: Answer, decided: Iterable[AgencyAnswer]) -> str:
    """What the answer rests on. An unknown rests on what is known of one of its agencies, on a report or on nothing."""
    rows = [row for row in decided if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    if not rows:
        return REPORTED if answer.reason == REPORTED_REASON else NOTHING
    used = [provision for row in rows for rule in row.controlling for provision in rule.basis]
    if used:
        return REVIEWED if all(_is_reviewed(item) for item in used) else DRAFT
    return OBSERVED if any(row.observed for row in rows) else NOTHING


def _is_reviewed(provision: Provision) -> bool:
    return provision.probability is None


def _named(text: str, county: Named) -> str:
    """The text with the county's name, and with the rows of the sheet that list its agencies' agreements."""
    text = text.replace(COUNTY, county.place.name)
    for agency, found in county.agreements.items():
        mark = AGREEMENT.format(agency)
        if mark in text:
            cite = load_agreements_source().cite
            told = "; ".join(f"{cite(item.row)}: {item.agency}, {_told(item)}" for item in found)
            text = text.replace(mark, told)
    return text


def _told(item: Participation) -> str:
    signed = f", signed {item.signed_date}" if item.signed_date else ""
    return f"{item.model or 'model not told'}{signed}"
