"""Every English text that people read has its Spanish, and translating changes neither quotes nor names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import msgspec
import pytest

from pincite.errors import PackError
from pincite.model.rubric import Rubric
from pincite.reporting.catalogue import Catalogue, parse_catalogue, split_template, translate_template
from pincite.reporting.words import load_words
from pincite.workflow.pack import load_pack
from pincite.workflow.translations import load_catalogue

PACK = load_pack()
SPANISH = load_catalogue("es")
RUBRICS = [PACK.rubric(name) for name in PACK.rubric_ids]
# The scorecard's templates; the nation's page and the report of misses come in English alone.
ENGLISH_ONLY = ("nation", "misses", "paper")
SAME = re.compile(
    r"width=device|default-src|no-referrer|light dark|^Pincite$|pincite verify|^SHA-256|badge\((?:question|criterion)\."
)
HOLE = re.compile(r"\{(\w+)")


def has_spanish(text: str) -> bool:
    bare = re.sub(r"\{(\w+)\}", r"{\1}", text)
    return bare in SPANISH.exact or any(pattern.fullmatch(bare) for pattern, _ in SPANISH.patterns)


def texts_of(rubric: Rubric) -> Iterator[str]:
    yield from (rubric.title, rubric.disclaimer, *rubric.related, *rubric.errata)
    yield from (group.label for group in rubric.asked_of)
    yield from (row.basis for table in rubric.tables for row in table.rows)
    for criterion in rubric.criteria:
        yield from (criterion.title, *criterion.unasked, *criterion.notes)
    for question in (*rubric.questions, *rubric.elements):
        yield from (question.text, *question.notes, *(place.text for place in question.where))
        yield from (item.label for item in question.protections)
    for item in rubric.landscape:
        yield from (item.text, item.ask)


def texts_of_topic() -> Iterator[str]:
    topic = PACK.topic
    for conduct in topic.conducts:
        yield from (conduct.short, conduct.describes)
    yield from (item.label for item in (*topic.exceptions, *topic.agency_kinds))
    for kind in topic.source_kinds:
        yield from (kind.label, kind.ask)
    for caveat in topic.caveats:
        yield from (caveat.title, caveat.says)
    for precedent in topic.precedents:
        yield from (precedent.title, precedent.says, precedent.status)
    yield from (note.says for note in topic.lever_notes)
    for lever in PACK.lever_kinds:
        yield from (lever.body, lever.instrument, lever.covers, lever.limits, lever.depends_on)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_every_text_of_a_rubric_has_its_spanish(rubric: Rubric) -> None:
    assert [text for text in dict.fromkeys(texts_of(rubric)) if text and not has_spanish(text)] == []


def test_every_text_of_the_topic_and_the_levers_has_its_spanish() -> None:
    assert [text for text in dict.fromkeys(texts_of_topic()) if text and not has_spanish(text)] == []


def test_every_word_and_phrase_of_english_is_in_spanish_with_the_same_values() -> None:
    english, spanish = load_words("en"), load_words("es")
    for table in ("answers", "results", "rules", "asks", "levels", "roles", "phrases"):
        assert getattr(english, table).keys() == getattr(spanish, table).keys(), table
    for key, text in english.phrases.items():
        assert set(HOLE.findall(text)) == set(HOLE.findall(spanish.phrases[key])), key
    assert len(spanish.months) == 12


def pieces() -> Iterator[str]:
    for entry in files("pincite.reporting").joinpath("templates").iterdir():
        if not entry.name.startswith(ENGLISH_ONLY):
            source = re.sub(r"\{#.*?#\}", "", entry.read_text("utf-8"), flags=re.DOTALL)
            yield from (" ".join(piece.split()) for piece in split_template(source)[::2])
            yield from re.findall(r'(?:aria-label|title|alt)="([^"]*)"', source)


def says_something(piece: str) -> bool:
    said = re.sub(r"\{\{(.*?)\}\}", lambda found: " ".join(re.findall(r'"([^"]*)"', found[1])), piece)
    return bool(re.search(r"[A-Za-z]{2}", said)) and not SAME.search(piece)


def test_every_text_of_the_page_templates_has_its_spanish() -> None:
    assert [piece for piece in pieces() if says_something(piece) and piece not in SPANISH.templates] == []


def test_a_template_keeps_what_it_shows_when_its_words_change() -> None:
    for english, spanish in SPANISH.templates.items():
        named = [set(re.findall(r"\b[a-z_]+\.[a-z_]+", text)) for text in (english, spanish)]
        assert named[0] == named[1], english


def test_sentences_with_holes_lists_and_rows_of_sentences_are_told() -> None:
    said = SPANISH.translate("Prohibited as a whole; ways out: a court order, a judge's warrant.")
    assert said == "Prohibido por completo; excepciones: una orden judicial, una orden firmada por un juez."
    two = SPANISH.translate("It binds Quillmoor. Repealed or superseded.")
    assert two == "Obliga a Quillmoor. Derogado o reemplazado."


def test_what_is_in_no_catalogue_stays_as_it_is() -> None:
    for text in ("Quillmoor County", "A note of a person. It says more.", "", "{odd} %s {0}"):
        assert SPANISH.translate(text) == text
    assert load_catalogue("en").translate("None.") == "None."


def test_the_page_language_follows_and_unknown_templates_stay() -> None:
    source = '<html lang="en"><h2 aria-label="Criteria">Score</h2>{% if x %}Unknown words{% endif %}'
    made = translate_template(source, SPANISH)
    assert made.startswith('<html lang="es"><h2 aria-label="Criterios">Puntuación</h2>')
    assert "Unknown words" in made


def test_a_broken_translation_is_named() -> None:
    with pytest.raises(PackError, match=r"other holes.*mine\.yaml|mine\.yaml.*other holes"):
        parse_catalogue("es", {"mine.yaml": 'sentences: [{en: "On {day}.", es: "El {dia}."}]'})
    with pytest.raises(PackError, match="two ways"):
        parse_catalogue("es", {"mine.yaml": 'texts: [{en: "Repealed or superseded.", es: "Otra cosa."}]'})
    with pytest.raises(PackError, match=r"mine\.yaml"):
        parse_catalogue("es", {"mine.yaml": "texts: 3"})


def test_the_files_hold_no_text_twice() -> None:
    text = files("pincite.reporting.words").joinpath("sentences.es.yaml").read_text("utf-8")
    parts = msgspec.yaml.decode(text)
    english = [(name, pair["en"]) for name, part in parts.items() for pair in part]
    assert len(english) == len(set(english))


def test_an_english_catalogue_is_the_english_itself() -> None:
    assert Catalogue(language="en").translate_pieces(", whole") == ", whole"
