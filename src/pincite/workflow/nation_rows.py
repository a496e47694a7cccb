"""One row of the nation from an answer that counties share: with the county's own name and its own agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pincite.answering import REPORTED as REPORTED_REASON
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer, tell_person
from pincite.model.nation import DRAFT, NOTHING, OBSERVED, REPORTED, REVIEWED, CountyAnswer
from pincite.model.observed import Participation
from pincite.model.place import AttestedSearch
from pincite.model.registry import RegisteredPlace
from pincite.model.rubric import Question
from pincite.packs.us.observations import load_agreements_source, load_participant_rules

COUNTY = "\u27e6county\u27e7"
AGREEMENT = "\u27e6agreement of {} that shows {}\u27e7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What rows tell of texts. titles: by document id; reviewed: ids of provisions that a person decided.

    looks: by question id, who looked at which kinds of sources that it names.
    """

    titles: Mapping[str, str]
    reviewed: frozenset[str] = frozenset()
    looks: Mapping[str, str] = field(default_factory=dict)


class Named(Protocol):
    """A county: its place, and the agreements of its agencies."""

    @property
    def place(self) -> RegisteredPlace:
        """Where it is."""

    @property
    def agreements(self) -> Mapping[str, tuple[Participation, ...]]:
        """Agreements by agency id."""


def make_answer(county: Named, rubric: str, answer: Answer, known: Known) -> CountyAnswer:
    """The county's row."""
    decided = _deciding(answer)
    cited = answer.citations[:1]
    return CountyAnswer(
        geoid=county.place.geoid,
        county=county.place.name,
        state=county.place.state,
        rubric=rubric,
        question=answer.question,
        answer=answer.answer,
        reason=answer.reason,
        standing=_standing(answer, decided, known),
        basis=_named(answer.basis, county),
        source=_named("; ".join(dict.fromkeys(_sources(answer, decided, known))), county),
        quote=cited[0].quote if cited else "",
        sha256=cited[0].sha256 if cited else "",
        by_agency=() if _is_overruled(answer) else tuple((row.agency, row.answer) for row in answer.by_agency),
        possible=answer.possible,
        cautions=tuple(_named(text, county) for text in answer.cautions),
    )


def tell_looks(question: Question, searches: Sequence[AttestedSearch]) -> str:
    """Who looked at which of the kinds of sources that the question names."""
    kinds = {place.kind for place in question.where}
    told = (f"{item.kind}: looked at by {item.by} on {item.on_date}" for item in searches if item.kind in kinds)
    return "; ".join(dict.fromkeys(told))


def _sources(answer: Answer, decided: Sequence[AgencyAnswer], known: Known) -> Iterator[str]:
    """Where an answer is from: a person, the words, the observations, or for silence what was searched."""
    if not answer.draft:
        yield tell_person(answer)
    cited = answer.citations[:1]
    for item in cited:
        yield f"{known.titles.get(item.document, item.document)}, {item.pinpoint}".rstrip(", ")
    if cited:
        return
    seen = [item.source for row in decided for item in row.observed]
    yield from seen
    if answer.answer in (UNKNOWN, NOT_APPLICABLE) or seen:
        return
    for document in dict.fromkeys(name for row in decided for name in row.searched):
        yield f"{known.titles.get(document, document)}, searched as a whole"
    if looks := known.looks.get(answer.question, ""):
        yield looks


def find_used(answers: Iterable[Answer]) -> frozenset[str]:
    """The ids of the documents on whose words or silence something that is known of an agency rests."""
    rows = [row for item in answers for row in item.by_agency if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    said = {provision.instrument for row in rows for rule in row.controlling for provision in rule.basis}
    return frozenset(said.union(*(row.searched for row in rows)))


def _is_overruled(answer: Answer) -> bool:
    """Whether a person's decision took the place of what the agencies' rows say."""
    return not answer.draft and answer.reason == "reviewed"


def tell_answer(answer: Answer) -> str:
    """The answer in a word; an unknown one with what is known of single agencies: "unknown (sheriff: N)"."""
    if answer.answer != UNKNOWN or _is_overruled(answer):
        return answer.answer
    known = [f"{row.agency}: {row.answer}" for row in answer.by_agency if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    return f"{UNKNOWN} ({', '.join(known)})" if known else UNKNOWN


def _deciding(answer: Answer) -> list[AgencyAnswer]:
    """The rows by agency that came to the answer, or those that know one where the place's is unknown."""
    told = [row for row in answer.by_agency if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    same = [row for row in told if row.answer == answer.answer]
    return same or told or list(answer.by_agency)


def _standing(answer: Answer, decided: Iterable[AgencyAnswer], known: Known) -> str:
    """What the answer rests on. An unknown rests on what is known of one of its agencies, on a report or on nothing.

    What a person's filled form says is reported, whoever it is, until somebody has reviewed it.

    What rests on a search that found nothing is a draft, as everything is that no person has reviewed.
    """
    if answer.from_form:
        return REPORTED
    if not answer.draft and (_is_overruled(answer) or answer.answer != UNKNOWN):
        return NOTHING if answer.answer in (UNKNOWN, NOT_APPLICABLE) else REVIEWED
    rows = [row for row in decided if row.answer not in (UNKNOWN, NOT_APPLICABLE)]
    if not rows:
        return REPORTED if answer.reason == REPORTED_REASON else NOTHING
    used = [provision for row in rows for rule in row.controlling for provision in rule.basis]
    if not used and any(row.observed for row in rows):
        return OBSERVED
    whole = all(item.id in known.reviewed for item in used) and not any(row.searched for row in rows)
    return REVIEWED if used and whole else DRAFT


def _named(text: str, county: Named) -> str:
    """The text with the county's name, and with the rows of the sheet that list its agencies' agreements."""
    text = text.replace(COUNTY, county.place.name)
    cite, rules = load_agreements_source().cite, load_participant_rules()
    for agency, found in county.agreements.items():
        jail = [item for item in found if item.model in rules.jail.models]
        for shows, rows in ((rules.shows, found), (rules.jail.shows, jail)):
            told = "; ".join(f"{cite(item.row)}: {item.agency}, {_told(item)}" for item in rows)
            text = text.replace(AGREEMENT.format(agency, shows), told)
    return text


def _told(item: Participation) -> str:
    signed = f", signed {item.signed_date}" if item.signed_date else ""
    return f"{item.model or 'model not told'}{signed}"
