"""The nation: every county answered from the texts of its state, its own texts, and agreements that are in force.

Counties that share their texts, their agencies and what was observed of them share one evaluation, so that the work
grows with instruments and change points, not with counties and days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pincite.answering import REPORTED, answer_all, score_answers
from pincite.answering.review import review_answers
from pincite.model.answer import Answer, Score
from pincite.model.law import Instrument
from pincite.model.nation import CountyAnswer, CountyChange, CountyScore, Nation
from pincite.model.observed import Participation
from pincite.model.place import Agency, Observation, Place
from pincite.model.registry import RegisteredPlace
from pincite.model.rubric import Rubric
from pincite.observing.participants import find_post, find_shown
from pincite.packs.us import load_agency_rules, load_places
from pincite.packs.us.observations import load_agreements, load_participant_rules
from pincite.resolving import find_change_points, find_doubts, find_looks
from pincite.workflow.assess import bind_readings, make_evidence
from pincite.workflow.nation_rows import AGREEMENT, COUNTY, Known, find_used, make_answer, tell_answer, tell_looks
from pincite.workflow.nation_texts import CodedText, NationTexts, find_notes, gather_texts
from pincite.workflow.pack import Pack
from pincite.workflow.reopen import OpenStudy
from pincite.workflow.seeding import NamedPlace, find_assumed

SINCE = "2010-01-01"
Shown = tuple[str, str, str]  # agency id, conduct, what an agreement of it shows


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """One county with its agencies and the agreements of each. outside: agreements of other agencies in it."""

    place: RegisteredPlace
    agencies: tuple[Agency, ...]
    agreements: Mapping[str, tuple[Participation, ...]]
    own: Place | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a county's answers hang on, but for its name. own: GEOID of a county with texts of its own, else ""."""

    state: str
    own: str
    agencies: tuple[Agency, ...]
    observed: frozenset[Shown]
    as_of: str
    rubric: str


@dataclass(frozen=True, slots=True)
class _Evaluated:
    """used: ids of the documents that answer something."""

    answers: Mapping[str, Answer]
    known: Known
    used: frozenset[str]


@dataclass(kw_only=True)
class _Evaluator:
    """Answers settings, each once. titles of texts by their id in the nation."""

    texts: NationTexts
    pack: Pack
    rubrics: Mapping[str, Rubric]
    known: dict[_Setting, _Evaluated] = field(default_factory=dict)
    scored: dict[_Setting, Score | None] = field(default_factory=dict)
    bound: dict[tuple[str, str, tuple[Agency, ...], str], tuple[Instrument, ...]] = field(default_factory=dict)

    @cached_property
    def day(self) -> str:
        """The day of the sheet that shows the agreements."""
        return max((item.as_of for item in load_agreements()), default="")

    def evaluate(self, setting: _Setting) -> _Evaluated:
        found = self.known.get(setting)
        if found is None:
            found = self.known[setting] = self._evaluate(setting)
        return found

    def coded(self, setting: _Setting) -> tuple[CodedText, ...]:
        """The texts of the state and of the county itself."""
        return (*self.texts.by_state.get(setting.state, ()), *self.texts.by_county.get(setting.own, ()))

    def instruments(self, setting: _Setting) -> tuple[Instrument, ...]:
        """The texts as the setting binds them; retired ones hang on the day, so that it is part of the key."""
        key = (setting.state, setting.own, setting.agencies, setting.as_of)
        if key not in self.bound:
            coded = self.coded(setting)
            notes = find_notes(coded, setting.agencies, setting.own)
            self.bound[key] = bind_readings([item.reading for item in coded], self._place(setting), notes)
        return self.bound[key]

    def find_doubts(self, as_of: str) -> tuple[str, ...]:
        """A sentence for each text of which it is not shown that it stood so on that day."""
        bound = (item for key, found in self.bound.items() if key[-1] == as_of for item in found)
        told = ((item.title, text) for item in bound for text in find_doubts(item, as_of))
        return tuple(f"{title}: {text}" for title, text in dict.fromkeys(told))

    def _place(self, setting: _Setting) -> Place:
        noted = tuple(
            Observation(
                agency=agency, conduct=conduct, shows=shows, source=AGREEMENT.format(agency, shows),
                on_date=min(self.day, setting.as_of), listed_on=self.day, confidence="high",
            )
            for agency, conduct, shows in sorted(setting.observed)
        )  # fmt: skip
        own = self.texts.places.get(setting.own)
        if own is not None:
            own = own.on_day(setting.as_of)
            return replace(own, observations=(*own.observations, *noted))
        return Place(
            name=COUNTY, state=setting.state, kind="county", as_of=setting.as_of, agencies=setting.agencies,
            observations=noted,
        )  # fmt: skip

    def _evaluate(self, setting: _Setting) -> _Evaluated:
        coded = self.coded(setting)
        rubric = self.rubrics[setting.rubric]
        place = self._place(setting)
        evidence = make_evidence(
            [item.reading for item in coded],
            self.instruments(setting),
            tuple(provision for item in coded for provision in item.provisions),
            place=place,
            pack=self.pack,
            rubric=rubric,
        )
        answers = answer_all(rubric.questions, evidence)
        decided = self.texts.decided.get(setting.own)
        if decided and decided.holds(setting.rubric, setting.as_of):
            given = review_answers(answers.values(), decided.reviews, rubric=rubric)
            answers = {item.question: item for item in given}
        known = Known(
            titles={item.reading.document.id: item.title for item in coded},
            reviewed=frozenset().union(*(item.reviewed for item in coded)),
            looks={item.id: tell_looks(item, place.attested_searches) for item in rubric.questions},
        )
        return _Evaluated(answers, known, find_used(answers.values()))

    def score(self, setting: _Setting) -> Score | None:
        """The score of a setting, each once; None where no criterion applies."""
        if setting not in self.scored:
            answers = dict(self.evaluate(setting).answers)
            self.scored[setting] = score_answers(self.rubrics[setting.rubric], answers, ())
        return self.scored[setting]


def survey_nation(
    studies: Sequence[OpenStudy], *, pack: Pack, rubrics: Sequence[str], as_of: str, since: str = SINCE
) -> Nation:
    """Answer every county as of a day (ISO), and find every day since ``since`` on which an answer changed.

    Only what the studies quote and what the shipped sheet of agreements lists makes an answer; reports on state law
    make unknowns. Raises UsageError for an unknown rubric.
    """
    return survey_texts(gather_texts(studies), pack=pack, rubrics=rubrics, as_of=as_of, since=since)


def survey_texts(
    texts: NationTexts, *, pack: Pack, rubrics: Sequence[str], as_of: str, since: str = SINCE
) -> Nation:
    """The same from texts that are sorted already."""
    evaluator = _Evaluator(texts=texts, pack=pack, rubrics={name: pack.rubric(name) for name in rubrics})
    counties, outside = find_counties(texts)
    answers: list[CountyAnswer] = []
    changes: list[CountyChange] = []
    scores: list[CountyScore] = []
    used: dict[str, frozenset[str]] = {}
    for county in counties:
        for rubric in rubrics:
            setting = _setting(county, as_of, rubric)
            found, score = evaluator.evaluate(setting), evaluator.score(setting)
            used[county.place.state] = used.get(county.place.state, frozenset()) | found.used
            shown = replace(county, agreements=_held_by(county, as_of))
            answers.extend(make_answer(shown, rubric, item, found.known) for item in found.answers.values())
            if score is not None:
                scores.append(_score(county, rubric, score))
            changes.extend(_find_changes(county, rubric, evaluator, since=since, as_of=as_of))
    return Nation(
        as_of=as_of, since=since, rubrics=tuple(rubrics), answers=tuple(answers), changes=tuple(changes),
        scores=tuple(scores), covered=_title(texts, used, answering=True),
        beside=_title(texts, used, answering=False), outside=outside, evaluated=len(evaluator.known),
        notices=(*texts.notices, *evaluator.find_doubts(as_of)),
    )  # fmt: skip


def find_counties(texts: NationTexts) -> tuple[list[County], int]:
    """All counties with agencies by rule or as their study has them, and how many agreements are of no agency here."""
    agreements: dict[str, list[Participation]] = {}
    for item in load_agreements():
        for geoid in item.geoids:
            agreements.setdefault(geoid, []).append(item)
    counties = [_make_county(place, agreements.get(place.geoid, ()), texts) for place in load_places().counties()]
    placed = {id(item) for county in counties for found in county.agreements.values() for item in found}
    return counties, sum(id(item) not in placed for item in load_agreements())


def _make_county(place: RegisteredPlace, listed: Iterable[Participation], texts: NationTexts) -> County:
    own = texts.places.get(place.geoid)
    agencies = own.agencies if own else _seed(place)
    rules = load_participant_rules()
    by_agency: dict[str, list[Participation]] = {}
    for item in listed:
        post = find_post(item.agency, rules) if item.kind == "county" else ""
        alike = [agency for agency in agencies if agency.kind == post]
        if post and len(alike) == 1:
            by_agency.setdefault(alike[0].id, []).append(item)
    kept = {agency: tuple(found) for agency, found in by_agency.items()}
    return County(place=place, agencies=agencies, agreements=kept, own=own)


def _seed(place: RegisteredPlace) -> tuple[Agency, ...]:
    """The agencies by rule, under a name that stands for the county's, so that equal counties are equal."""
    kind = load_agency_rules().registered.get(place.kind, place.kind)
    named = NamedPlace(bare=COUNTY, full=COUNTY, kind=kind, state=place.state, detail=place.kind, ocd_id=place.ocd_id)
    return tuple(item.agency for item in find_assumed(named))


def _setting(county: County, as_of: str, rubric: str) -> _Setting:
    rules, keepers = load_participant_rules(), {agency.id: agency for agency in county.agencies}
    observed = frozenset(
        (agency, conduct, shows)
        for agency, found in _held_by(county, as_of).items()
        for item in found
        for conduct, shows in find_shown(item.model, keepers[agency], rules)
    )
    return _Setting(
        state=county.place.state, own=county.place.geoid if county.own else "", agencies=county.agencies,
        observed=observed, as_of=as_of, rubric=rubric,
    )  # fmt: skip


def _held_by(county: County, as_of: str) -> dict[str, tuple[Participation, ...]]:
    """The agreements of each agency that are shown to have been signed by then."""
    held = {key: tuple(item for item in found if _held(item, as_of)) for key, found in county.agreements.items()}
    return {key: found for key, found in held.items() if found}


def _held(item: Participation, as_of: str) -> bool:
    """Whether an agreement is shown to have been signed by then, or listed on a sheet of that day or an earlier one."""
    return (item.signed_date or item.as_of) <= as_of


def _find_changes(
    county: County, rubric: str, evaluator: _Evaluator, *, since: str, as_of: str
) -> Iterator[CountyChange]:
    """The county's changes, from one day on which something began or ended to the next."""
    latest = _setting(county, as_of, rubric)
    of_texts = _find_points(county, latest, evaluator)
    signed = {item.signed_date or item.as_of for found in county.agreements.values() for item in found}
    days = [day for day in sorted({*of_texts, *signed}) if since < day <= as_of]
    starts = [since, *(day for day in of_texts if since < day <= as_of)]
    before = evaluator.evaluate(_on_day(county, since, since, rubric)).answers
    for day in days:
        start = max(item for item in starts if item <= day)
        after = evaluator.evaluate(_on_day(county, start, day, rubric)).answers
        yield from _differ(county, rubric, day, before, after)
        before = after


def _find_points(county: County, latest: _Setting, evaluator: _Evaluator) -> list[str]:
    """The days on which something but an agreement begins or ends. Reports have none: they change no answer."""
    noted = county.own.observations if county.own else ()
    provisions = [provision for item in evaluator.coded(latest) for provision in item.provisions]
    points = find_change_points(evaluator.instruments(latest), noted, provisions=provisions)
    looks = [item.day for item in find_looks(county.own)] if county.own else []
    return sorted({*points, *looks})


def _on_day(county: County, start: str, day: str, rubric: str) -> _Setting:
    """The setting of a day, dated to the start of its span of texts, so that spans are evaluated once."""
    return replace(_setting(county, day, rubric), as_of=start)


def _differ(
    county: County, rubric: str, day: str, before: Mapping[str, Answer], after: Mapping[str, Answer]
) -> Iterator[CountyChange]:
    if before is after:
        return
    for question, now in after.items():
        then = before[question]
        told = tell_answer(then), tell_answer(now)
        if told[0] != told[1] or (then.reason != now.reason and REPORTED not in (then.reason, now.reason)):
            yield CountyChange(
                geoid=county.place.geoid, rubric=rubric, question=question, day=day,
                before=told[0], before_reason=then.reason, after=told[1], after_reason=now.reason,
            )  # fmt: skip


def _score(county: County, rubric: str, score: Score) -> CountyScore:
    return CountyScore(
        geoid=county.place.geoid, rubric=rubric, least=score.least, most=score.most, applicable=score.applicable
    )


def _title(texts: NationTexts, used: Mapping[str, frozenset[str]], *, answering: bool) -> dict[str, tuple[str, ...]]:
    """State -> titles of its texts that answer something in a county of it, or of those that answer nothing there."""
    found = {
        state: tuple(item.title for item in items if (item.reading.document.id in used.get(state, ())) is answering)
        for state, items in sorted(texts.by_state.items())
    }
    return {state: titles for state, titles in found.items() if titles}
