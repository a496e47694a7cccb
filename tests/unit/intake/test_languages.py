"""What is not in English is pointed out; names, Latin and noise are not taken for another language."""

from __future__ import annotations

import pytest

from pincite.intake.languages import NOT_ENGLISH, PARTLY_NOT_ENGLISH, find_foreign, find_unread_languages
from pincite.intake.read import read_document
from pincite.model.document import Page
from pincite.packs.intake import load_language_rules

SPANISH = (
    "Artículo 1. La oficina del alguacil de la ciudad de Villa Almendro no podrá detener a ninguna persona sobre la "
    "base de una orden civil de inmigración, según lo que dispone esta ley, cuando dicha persona deba quedar libre.\n"
    "Artículo 2. Ningún empleado del condado puede preguntar a una persona por su ciudadanía, sin que un juez lo "
    "haya ordenado por escrito.\n"
)
ENGLISH = (
    "Section 1. The sheriff of Almond County shall not hold any person upon a civil detainer after the time when that "
    "person is to be set free.\n"
    "Section 2. No employee of the county may ask a person about citizenship, unless a judge has ordered it in "
    "writing.\n"
)
NAMES = (
    "The bus stops at Calle de la Vista, Paseo de los Robles, Avenida de las Palmas, Rancho de la Nación, Plaza del "
    "Mar de Oro, Los Cerros, La Puente, El Camino Viejo, Las Lomas y Flores, Del Norte, Casa de los Santos and "
    "Villa de la Torre.\n"
)
LIST_OF_NAMES = "de la Cruz, María; de los Santos, Juan; del Río, José; de la O, Luz; de las Casas, Ana y Pedro\n" * 8
LATIN = (
    "Habeas corpus ad subjiciendum, nunc pro tunc, res judicata, in loco parentis, mens rea, ex post facto, pro se, "
    "qui tam, per se, sua sponte, de novo, ad litem, in re, et al., ab initio, sine die, quo warranto, per curiam.\n"
)


def codes(text: str) -> list[str]:
    return [flag.code for flag in find_unread_languages(text)]


@pytest.mark.parametrize("language", load_language_rules().others, ids=lambda item: item.name)
def test_each_language_is_known_by_its_example(language: object) -> None:
    (flag,) = find_unread_languages(language.example)  # type: ignore[attr-defined]
    assert flag.code == NOT_ENGLISH
    assert f"in {language.name}." in flag.message  # type: ignore[attr-defined]


def test_no_word_tells_two_things() -> None:
    rules = load_language_rules()
    for item in rules.others:
        assert not rules.english & {*item.small, *item.telling}, item.name


@pytest.mark.parametrize("text", [SPANISH, SPANISH.upper(), SPANISH.replace("\n", " "), SPANISH * 50])
def test_a_spanish_text_is_told_with_the_way_out(text: str) -> None:
    (flag,) = find_unread_languages(text)
    assert flag.code == NOT_ENGLISH
    assert "Spanish" in flag.message
    assert "attested_searches" in flag.message


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("县警长不得因移民局的民事扣押请求而拘留任何应当获释的人。", "Chinese or Japanese"),
        ("보안관은 민사 이민 구금 요청만으로 누구도 구금할 수 없다 이 법은 모든 직원에게 적용된다", "Korean"),
        ("Шериф не должен задерживать никого по гражданской просьбе.", "Russian"),
        ("لا يجوز للشريف احتجاز أي شخص بناء على طلب مدني من دائرة الهجرة", "Arabic"),
    ],
)
def test_other_letters_are_told(words: str, language: str) -> None:
    assert codes(words) == [NOT_ENGLISH]
    (flag,) = find_unread_languages(ENGLISH * 4 + words * 4)
    assert flag.code == PARTLY_NOT_ENGLISH
    assert language in flag.message


@pytest.mark.parametrize("text", [ENGLISH, NAMES, LIST_OF_NAMES, LATIN, ENGLISH + NAMES + LIST_OF_NAMES + LATIN * 5])
def test_english_with_names_and_latin_is_not_flagged(text: str) -> None:
    for form in (text, text.upper(), text.lower()):
        assert codes(form) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "§ 9-131 (a) 12 34\n" * 40, "ICE 287(g)", "é" * 99, "ﬁ ﬂ" * 60, "xyzzy " * 99]
)
def test_what_is_no_language_is_not_flagged(text: str) -> None:
    assert codes(text) == []


def test_a_word_of_spanish_in_an_english_text_is_not_worth_telling() -> None:
    assert codes(ENGLISH * 5 + "Usted puede pedir que una persona le ayude.\n" + ENGLISH * 5) == []


@pytest.mark.parametrize("text", [ENGLISH + SPANISH, SPANISH + ENGLISH, (ENGLISH + SPANISH) * 9])
def test_a_text_in_two_languages_is_told_where(text: str) -> None:
    (flag,) = find_unread_languages(text)
    assert flag.code == PARTLY_NOT_ENGLISH
    assert "from “Artículo 1. La oficina" in flag.message
    assert all("Artículo" in text[item.start : item.end] for item in find_foreign(text))
    assert all("Section" not in text[item.start : item.end] for item in find_foreign(text))


def test_pages_are_named_where_there_are_pages() -> None:
    text = ENGLISH + SPANISH + ENGLISH
    first, second = len(ENGLISH), len(ENGLISH + SPANISH)
    pages = [
        Page(number=1, start=0, end=first),
        Page(number=2, start=first, end=second),
        Page(number=3, start=second, end=len(text)),
    ]
    (flag,) = find_unread_languages(text, pages)
    assert "were not read: page 2." in flag.message


def test_the_door_of_intake_tells_it() -> None:
    assert NOT_ENGLISH in [flag.code for flag in read_document(SPANISH.encode(), name="norma.txt").flags]
    assert NOT_ENGLISH not in [flag.code for flag in read_document(ENGLISH.encode(), name="law.txt").flags]
