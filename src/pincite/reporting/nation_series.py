"""What a map of the nation can show: one series a question or score, its classes, and a sign a county for its class."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.errors import ImpossibleValueError
from pincite.model.answer import NO, NOT_APPLICABLE, OTHER, UNKNOWN, YES
from pincite.model.nation import DRAFT, NOTHING, OBSERVED, REPORTED, REVIEWED, CountyAnswer, CountyScore, Nation
from pincite.model.registry import RegisteredPlace
from pincite.model.rubric import Rubric
from pincite.reporting.words import NationWords, Words, load_words, spell_code

SIGNS = string.ascii_letters + string.digits
SHADES = 9
# Overlays by standing; each is drawn over the colour of the answer.
OVERLAYS = {REVIEWED: "", DRAFT: "dots", OBSERVED: "lines", REPORTED: "hatch", NOTHING: "plus"}
_OPEN_OVERLAYS = {**OVERLAYS, REVIEWED: "plus", NOTHING: ""}
# Columns of the key: standings; with nothing to rest on, an answer is known by a complete search, or not at all.
COLUMNS = (REVIEWED, DRAFT, OBSERVED, REPORTED, NOTHING)
_TEXTURES = {"other": "bars", "d1": "bars", "d2": "grid", "d4": "bars", "d6": "grid"}
_KNOWN_COLOURS = {YES: "yes", NO: "no", OTHER: "other"}
_MANY_COLOURS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MapClass:
    """One class of a map. label: for people; word: its answer alone; column: one of COLUMNS.

    colour: name of a colour of map.css.
    texture: belongs to the colour, so that it is told apart without it. overlay: what the answer rests on ("dots" for
    a machine's draft, "hatch" for a report, "lines" for what was observed). known: the answer is known.
    """

    label: str
    word: str
    column: str
    colour: str
    texture: str = ""
    overlay: str = ""
    known: bool = True

    @property
    def marked(self) -> bool:
        """Whether marks lie on its colour."""
        return bool(self.texture or self.overlay)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One answer of the key. cells: for each column the place of its class in the series, -1 for none."""

    word: str
    cells: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one map shows. id: "rubric:question", or "rubric:least" and "rubric:most" for a score.

    packed: one sign a county, in the registry's order; its place in SIGNS is the place of the class in ``classes``.
    """

    id: str
    rubric: Rubric
    code: str
    title: str
    classes: tuple[MapClass, ...]
    packed: str

    def counts(self, counties: Sequence[RegisteredPlace]) -> dict[str, list[int]]:
        """State (USPS code) -> counties by class, in the order of ``classes``."""
        found = {place.state: [0] * len(self.classes) for place in counties}
        for place, sign in zip(counties, self.packed, strict=True):
            found[place.state][SIGNS.index(sign)] += 1
        return found

    def totals(self) -> list[int]:
        """Counties by class, in the order of ``classes``."""
        counted = Counter(self.packed)
        return [counted[SIGNS[index]] for index in range(len(self.classes))]

    def groups(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The answers with the places of their classes; classes of one answer stand together."""
        found: dict[str, list[int]] = {}
        for number, item in enumerate(self.classes):
            found.setdefault(item.word, []).append(number)
        return tuple((word, tuple(numbers)) for word, numbers in found.items())

    def key(self) -> tuple[tuple[str, ...], tuple[KeyRow, ...]]:
        """The key of the map: the columns that occur, and a row for each answer."""
        columns = tuple(item for item in COLUMNS if any(one.column == item for one in self.classes))
        totals = self.totals()
        rows = []
        for word, numbers in self.groups():
            placed = {self.classes[number].column: number for number in numbers}
            cells = tuple(placed.get(column, -1) for column in columns)
            rows.append(KeyRow(word=word, cells=cells, total=sum(totals[number] for number in numbers)))
        return columns, tuple(rows)

    @property
    def told(self) -> int:
        """Counties of which something is known, observed or reported."""
        pairs = zip(self.classes, self.totals(), strict=True)
        return sum(count for item, count in pairs if item.known or item.overlay)


def build_series(nation: Nation, rubrics: Sequence[Rubric], counties: Sequence[RegisteredPlace]) -> tuple[Series, ...]:
    """A series for each question and each score, rubric by rubric; raises ImpossibleValueError for a foreign county."""
    index = {place.geoid: number for number, place in enumerate(counties)}
    strange = sorted({item.geoid for item in nation.answers} - index.keys())
    if strange:
        raise ImpossibleValueError(f"nation: {strange[0]} is no county of the registry")
    asked: dict[tuple[str, str], list[CountyAnswer]] = {}
    for item in nation.answers:
        asked.setdefault((item.rubric, item.question), []).append(item)
    made: list[Series] = []
    for rubric in rubrics:
        made += [_of_question(rubric, code, rows, index) for (name, code), rows in asked.items() if name == rubric.id]
        made += _of_scores(rubric, [item for item in nation.scores if item.rubric == rubric.id], index)
    return tuple(made)


def choose_first(series: Sequence[Series]) -> int:
    """The place of the question on which most is known, observed or reported; the first of those that are alike."""
    questions = [number for number, item in enumerate(series) if item.code]
    return max(questions, key=lambda number: (_known(series[number]), series[number].told), default=0)


def _known(series: Series) -> int:
    """Counties whose answer is known or no longer wholly open."""
    pairs = zip(series.classes, series.totals(), strict=True)
    return sum(count for item, count in pairs if item.known or item.overlay in ("lines", "dots", "plus"))


def _of_question(rubric: Rubric, code: str, rows: Iterable[CountyAnswer], index: Mapping[str, int]) -> Series:
    words = load_words()
    ordered = [*rubric.answers, UNKNOWN, NOT_APPLICABLE]
    placed: dict[int, tuple[int, int, int, MapClass]] = {}
    for item in rows:
        rank = ordered.index(item.answer) if item.answer in ordered else len(ordered)
        not_yes = is_not_yes(item, rubric)
        made = make_class(item.answer, item.standing, rubric, words, not_yes=not_yes)
        placed[index[item.geoid]] = (rank, -not_yes, COLUMNS.index(item.standing), made)
    question = next((item for item in (*rubric.questions, *rubric.elements) if item.id == code), None)
    classes, packed = _pack(placed, len(index), words.nation)
    return Series(
        id=f"{rubric.id}:{code}", rubric=rubric, code=code, title=question.text if question else code,
        classes=classes, packed=packed,
    )  # fmt: skip


def is_not_yes(item: CountyAnswer, rubric: Rubric) -> bool:
    """Whether the answer is unknown and yet cannot be Y any more, because of what is known of one agency."""
    return item.answer == UNKNOWN and YES in rubric.answers and bool(item.possible) and YES not in item.possible


def make_class(answer: str, standing: str, rubric: Rubric, words: Words, *, not_yes: bool = False) -> MapClass:
    """How an answer of that standing is drawn and named."""
    told = words.nation
    if answer == UNKNOWN:
        labels = told.not_yes if not_yes else told.open
        return MapClass(
            label=labels[standing], word=labels[NOTHING], column=standing,
            colour="not-yes" if not_yes else "unknown", overlay=_OPEN_OVERLAYS[standing], known=False,
        )  # fmt: skip
    if answer == NOT_APPLICABLE:
        return _make_plain(words.answers[NOT_APPLICABLE].word)
    word, colour = tell_word(answer, words), _find_colour(answer, rubric)
    return MapClass(
        label=f"{word}, {told.standings[standing]}", word=word, column=standing, colour=colour,
        texture=_TEXTURES.get(colour, ""), overlay=OVERLAYS[standing],
    )  # fmt: skip


def tell_word(answer: str, words: Words) -> str:
    """An answer in a word, of whichever rubric, with a capital."""
    known = words.answers.get(answer)
    word = known.word if known else words.rules.get(answer, spell_code(answer))
    return word[:1].upper() + word[1:]


def _make_plain(word: str) -> MapClass:
    return MapClass(label=word, word=word, column=NOTHING, colour="off", texture="cross", known=False)


def _find_colour(answer: str, rubric: Rubric) -> str:
    if rubric.prefers and answer in _KNOWN_COLOURS:
        return _KNOWN_COLOURS[answer]
    place = rubric.answers.index(answer) if answer in rubric.answers else len(rubric.answers)
    return f"d{place % _MANY_COLOURS}"


def _of_scores(rubric: Rubric, rows: Sequence[CountyScore], index: Mapping[str, int]) -> list[Series]:
    """The least and the most criteria that are met, as two series; none where nothing is scored."""
    words = load_words().nation
    top = max((item.applicable for item in rows), default=0)
    if top == 0:
        return []
    made = []
    for end in ("least", "most"):
        placed = {index[item.geoid]: _score_class(getattr(item, end), top, words) for item in rows}
        classes, packed = _pack(placed, len(index), words)
        title = words.scores[end].format(author=rubric.author)
        made.append(
            Series(id=f"{rubric.id}:{end}", rubric=rubric, code="", title=title, classes=classes, packed=packed)
        )
    return made


def _score_class(met: int, top: int, words: NationWords) -> tuple[int, int, int, MapClass]:
    """The class of a number of criteria; where there are more numbers than shades, neighbours share one."""
    shade = met if top < SHADES else met * (SHADES - 1) // top
    alike = [number for number in range(top + 1) if (number if top < SHADES else number * (SHADES - 1) // top) == shade]
    span = str(alike[0]) if len(alike) == 1 else f"{alike[0]}–{alike[-1]}"
    noun = words.criterion if span == "1" else words.criteria
    colour = f"s{round(shade * (SHADES - 1) / min(top, SHADES - 1))}"
    label = f"{span} {noun}"
    return shade, 0, 0, MapClass(label=label, word=label, column=NOTHING, colour=colour)


def _pack(
    placed: Mapping[int, tuple[int, int, int, MapClass]], size: int, words: NationWords
) -> tuple[tuple[MapClass, ...], str]:
    """The classes in order, and one sign a county; counties that have no answer get a class of their own."""
    absent = _make_plain(words.absent)
    ranked = dict(sorted({row[3]: row[:3] for row in placed.values()}.items(), key=lambda pair: pair[1]))
    classes = (*ranked, *((absent,) if len(placed) < size else ()))
    if len(classes) > len(SIGNS):
        raise ImpossibleValueError(f"nation: {len(classes)} classes on one map, at most {len(SIGNS)}")
    signs = dict(zip(classes, SIGNS, strict=False))
    return classes, "".join(signs[placed[number][3]] if number in placed else signs[absent] for number in range(size))
