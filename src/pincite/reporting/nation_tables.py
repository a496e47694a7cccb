"""Tables of the nation's page: rows packed small, questions counted, days of change, two standards compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN
from pincite.model.nation import Nation
from pincite.model.registry import RegisteredPlace
from pincite.model.rubric import Rubric
from pincite.reporting.nation_series import tell_word
from pincite.reporting.page import clean_text
from pincite.reporting.words import Words, load_words, spell_code

# Stands for the county's own name in texts that are kept once for many counties.
NAME = "\x01"
_HASH_DIGITS = 16
SPARK_HEIGHT, SPARK_BAR = 24, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What stands behind the answers. texts: each once, NAME for the county's name.

    rows: (basis, source, quote, agencies, sha256) as places in texts. runs: series id -> row, how many counties in a
    row, and so on in the registry's order; row -1 for no answer.
    """

    texts: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    runs: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One question. by_year: year -> (days on which answers changed, counties' answers changed). latest: ISO day."""

    code: str
    title: str
    by_year: Mapping[int, tuple[int, int]]
    days: int
    answers: int
    latest: str

    def bars(self, years: Sequence[int]) -> list[tuple[int, float, float]]:
        """(x, y, height) of a bar for each year; the tallest fills SPARK_HEIGHT."""
        top = max((count for _, count in self.by_year.values()), default=0)
        tall = [max(2.0, SPARK_HEIGHT * self.by_year.get(year, (0, 0))[1] / top) for year in years]
        drawn = [year in self.by_year for year in years]
        return [(n * SPARK_BAR, SPARK_HEIGHT - h, h) for n, (h, d) in enumerate(zip(tall, drawn, strict=True)) if d]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two questions of two rubrics on the same conducts. together: (answer of each, counties), most counties first."""

    conducts: str
    codes: tuple[str, str]
    titles: tuple[str, str]
    known: tuple[int, int]
    together: tuple[tuple[str, str, int], ...]


def pack_details(nation: Nation, counties: Sequence[RegisteredPlace]) -> Details:
    """Every text and every row once; rows by county as runs, since neighbours in a state mostly share them."""
    place = {item.geoid: number for number, item in enumerate(counties)}
    texts: dict[str, int] = {}
    rows: dict[tuple[int, ...], int] = {}
    found: dict[str, list[int]] = {}
    words = load_words()
    by_agency = {told: _tell_agencies(told, words) for told in {item.by_agency for item in nation.answers}}
    for item in nation.answers:
        told = (item.basis, item.source, item.quote, by_agency[item.by_agency], item.sha256[:_HASH_DIGITS])
        row = tuple(texts.setdefault(clean_text(text).replace(item.county, NAME), len(texts)) for text in told)
        listed = found.setdefault(f"{item.rubric}:{item.question}", [-1] * len(counties))
        listed[place[item.geoid]] = rows.setdefault(row, len(rows))
    return Details(
        texts=tuple(texts), rows=tuple(rows), runs={name: _run_lengths(listed) for name, listed in found.items()}
    )


def _tell_agencies(by_agency: Sequence[tuple[str, str]], words: Words) -> str:
    return "; ".join(f"{spell_code(agency)}: {tell_word(answer, words)}" for agency, answer in by_agency)


def _run_lengths(listed: Sequence[int]) -> tuple[int, ...]:
    runs: list[int] = []
    for item in listed:
        if runs and runs[-2] == item:
            runs[-1] += 1
        else:
            runs += [item, 1]
    return tuple(runs)


def count_answers(nation: Nation, rubric: Rubric) -> dict[str, Counter[tuple[str, str]]]:
    """Question -> how many counties have which (answer, standing)."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for item in nation.answers:
        if item.rubric == rubric.id:
            found.setdefault(item.question, Counter())[item.answer, item.standing] += 1
    return found


def count_scores(nation: Nation, rubric: Rubric) -> list[tuple[int, int, int, int]]:
    """(Least, most, applicable, counties), the best first."""
    counted = Counter((item.least, item.most, item.applicable) for item in nation.scores if item.rubric == rubric.id)
    return [(*key, count) for key, count in sorted(counted.items(), reverse=True)]


def find_years(nation: Nation) -> list[int]:
    """The years from the first change to the day of the survey; [] where nothing changed."""
    first = min((item.day for item in nation.changes), default="")
    return list(range(int(first[:4]), int(nation.as_of[:4]) + 1)) if first else []


def build_changes(nation: Nation, rubric: Rubric) -> list[ChangeRow]:
    """A row for each question of the rubric on which an answer changed, in the rubric's order."""
    days: dict[str, Counter[str]] = {}
    for item in nation.changes:
        if item.rubric == rubric.id:
            days.setdefault(item.question, Counter())[item.day] += 1
    asked = [item for item in (*rubric.questions, *rubric.elements) if item.id in days]
    return [
        ChangeRow(
            code=item.id, title=item.text, by_year=_by_year(days[item.id]), days=len(days[item.id]),
            answers=sum(days[item.id].values()), latest=max(days[item.id]),
        )
        for item in asked
    ]  # fmt: skip


def _by_year(days: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    years = sorted({int(day[:4]) for day in days})
    alike = {year: [count for day, count in days.items() if int(day[:4]) == year] for year in years}
    return {year: (len(counts), sum(counts)) for year, counts in alike.items()}


def compare_rubrics(nation: Nation, first: Rubric, second: Rubric) -> list[PairRow]:
    """Questions of the two that are answered from the same conduct, with how their answers meet, county by county."""
    answers = {(item.rubric, item.question, item.geoid): item.answer for item in nation.answers}
    geoids = sorted({item.geoid for item in nation.answers})
    asked = {(item.rubric, item.question) for item in nation.answers}
    rows = []
    for one in first.questions:
        for other in second.questions:
            shared = [item for item in one.conducts if item in other.conducts]
            if not shared or (first.id, one.id) not in asked or (second.id, other.id) not in asked:
                continue
            pairs = [
                (answers.get((first.id, one.id, geoid), UNKNOWN), answers.get((second.id, other.id, geoid), UNKNOWN))
                for geoid in geoids
            ]
            rows.append(
                PairRow(
                    conducts=", ".join(spell_code(item) for item in shared), codes=(one.id, other.id),
                    titles=(one.text, other.text), known=_count_known(pairs), together=_meet(pairs),
                )
            )  # fmt: skip
    return rows


def _count_known(pairs: Sequence[tuple[str, str]]) -> tuple[int, int]:
    first, second = (sum(pair[side] not in (UNKNOWN, NOT_APPLICABLE) for pair in pairs) for side in (0, 1))
    return first, second


def _meet(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    words = load_words()
    counted = Counter(pairs).most_common()
    return tuple((tell_word(one, words), tell_word(other, words), count) for (one, other), count in counted)
