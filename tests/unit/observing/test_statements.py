"""The plain form of statements: strict, and labels are refused."""

import pytest

from observing_tables import SOURCE, rows, split
from pincite.errors import InputError
from pincite.observing.statements import Known, Statement, read_statements
from pincite.packs.us.observations import load_statement_rules

RULES = load_statement_rules()
NAMES = ("agency", "conduct", "shows", "source", "url", "on_date", "confidence", "quote")
GOOD = (
    "sheriff",
    "hold",
    "declines",
    "Letter of the sheriff",
    "https://alder.example/1",
    "5/12/2025",
    "high",
    "We don't.",
)
KNOWN = Known({"hold", "arrest"}, {"declines", "complies"})


def read(*cells: tuple[str, ...]) -> tuple[Statement, ...]:
    head, below = split(rows(NAMES, *cells), RULES.layouts)
    return read_statements(below, head, source=SOURCE, rules=RULES, known=KNOWN)


def but(field: str, text: str) -> tuple[str, ...]:
    return tuple(text if name == field else cell for name, cell in zip(NAMES, GOOD, strict=True))


def test_a_statement_is_read() -> None:
    (found,) = read(GOOD)
    assert (found.agency, found.conduct, found.shows, found.on_date) == ("sheriff", "hold", "declines", "2025-05-12")
    assert (found.confidence, found.quote, found.row) == ("high", "We don't.", 2)
    assert read(but("confidence", ""))[0].confidence == "medium"


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        ("shows", "listed as sanctuary", "is a label that somebody put on a place"),
        ("shows", "Non-cooperative", "is a label"),
        ("shows", "refuses", "is nothing that an observation shows"),
        ("shows", "", "an empty cell is nothing"),
        ("conduct", "holding", "is no conduct"),
        ("agency", "", "the agency is empty"),
        ("source", "", "the source is empty"),
        ("on_date", "spring", "is no day of the calendar"),
        ("confidence", "sure", "is no confidence"),
    ],
)
def test_a_row_that_is_no_observation_is_refused_with_its_row(field: str, text: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(GOOD, but(field, text))
    assert what in caught.value.what
    assert caught.value.where.endswith("row 3")
    assert caught.value.way_out
