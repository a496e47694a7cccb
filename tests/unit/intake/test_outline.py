"""The outline tree, drawn: each test prints the tree of an invented text, one node a line.

A line is "number heading: first words"; plain paragraphs have neither number nor heading.
"""

from __future__ import annotations

import textwrap

import pytest

from pincite.intake.outline import outline_sections


def draw(text: str, headings: tuple[tuple[int, int, int], ...] = ()) -> str:
    lines = []
    for node in outline_sections(text, headings):
        words = " ".join(text[node.start : node.own_end].split()[:2])
        name = " ".join(part for part in (node.number, f"<{node.heading}>" if node.heading else "") if part)
        lines.append("  " * node.depth + (name or f"- {words}"))
    return "\n".join(lines)


def tree(drawing: str) -> str:
    return textwrap.dedent(drawing).strip("\n")


def joined(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


def test_eight_levels_follow_from_the_sequence_alone() -> None:
    text = joined(
        "§ 4-10 Lamps.",
        "(a) One:",
        "(1) two:",
        "(A) three:",
        "(i) four:",
        "(I) five:",
        "a. six:",
        "1. seven:",
        "A. eight;",
        "B. eight again.",
        "2. seven again.",
        "(b) One again.",
    )
    assert draw(text) == tree("""
        § 4-10 <Lamps>
          (a)
            (1)
              (A)
                (i)
                  (I)
                    a.
                      1.
                        A.
                        B.
                      2.
          (b)
        """)


def test_i_after_h_is_a_letter_and_before_ii_a_numeral() -> None:
    letters = joined("§ 1-2 Oil.", *(f"({letter}) Item {letter}." for letter in "abcdefghij"))
    assert draw(letters).count("\n  (") == 10
    assert "    (" not in draw(letters)
    numerals = joined("§ 1-2 Oil.", *(f"({letter}) Item." for letter in "abcdefgh"), "(i) first;", "(ii) second.")
    assert draw(numerals).endswith("  (h)\n    (i)\n    (ii)")


def test_a_caption_is_followed_by_the_first_item_of_its_list() -> None:
    text = joined(
        "h. Use of lamps. 1. A clerk shall not, unless:",
        "(i) it is dark; or",
        "(ii) it rains.",
        "2. No lamp shall be sold.",
    )
    assert draw(text) == tree("""
        h. <Use of lamps>
          1.
            (i)
            (ii)
          2.
        """)


def test_a_section_caption_is_followed_by_its_first_subdivision() -> None:
    text = joined(
        "§ 10-1 Lamp shops. a. Definitions. In this section:",
        "1. “Lamp” means a light.",
        "b. No shop may open.",
    )
    assert draw(text) == tree("""
        § 10-1 <Lamp shops>
          a. <Definitions>
            1.
          b.
        """)


def test_two_marks_in_a_row_are_two_nodes() -> None:
    text = joined("Sec. 3. Oil.", "(a)(1) A clerk may pour.", "(2) A clerk may weigh.", "(b) (1) No other may.")
    assert draw(text) == tree("""
        Sec. 3 <Oil>
          (a)
            (1)
            (2)
          (b)
            (1)
        """)


def test_items_inside_a_sentence_are_children() -> None:
    text = joined("Sec. 4. A clerk shall not: (1) ask for oil; (2) keep oil; or (3) sell oil.", "Sec. 5. A clerk may.")
    assert draw(text) == tree("""
        Sec. 4
          (1)
          (2)
          (3)
        Sec. 5
        """)


def test_items_without_a_colon_need_a_second_one() -> None:
    assert "(a)" in draw("No rule may stand that (a) limits lamps or (b) grants oil.")
    assert "(a)" not in draw("No rule may stand that (a) limits lamps.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Notwithstanding subsection (a) of this section, paragraphs (1) and (2) do not apply.",
        "A clerk named in 8 U.S.C. 1357 (g) or section 9-131(b) shall within thirty (30) days act.",
        "A form I-200 (a) is not needed.",
    ],
)
def test_cross_references_make_no_nodes(sentence: str) -> None:
    text = joined("§ 1-1 Oil.", "(a) First.", f"(b) {sentence}")
    assert draw(text) == "§ 1-1 <Oil>\n  (a)\n  (b)"


def test_section_named_at_the_start_of_a_sentence_is_no_heading() -> None:
    text = joined(
        "I. AUTHORITY",
        "Section 287(g) of the Lamp Act, as amended, allows it.",
        "Section 9 of the Oil Act applies.",
    )
    assert draw(text) == "I. <AUTHORITY>\n  - Section 287(g)\n  - Section 9"


def test_text_after_a_list_returns_to_the_item_whose_list_goes_on() -> None:
    text = joined(
        "§ 2-1 Oil.",
        "(a) A person who:",
        "(1) pours oil; or",
        "(2) weighs oil,",
        "is a clerk.",
        "(b) A clerk shall:",
        "(1) wash; and",
        "(2) rest.",
        "The mayor may add duties.",
    )
    assert draw(text) == tree("""
        § 2-1 <Oil>
          (a)
            (1)
            (2)
            - is a
          (b)
            (1)
            (2)
          - The mayor
        """)


def test_a_lead_in_paragraph_holds_its_list() -> None:
    text = joined("7.3 OIL", "Officers should not:", "(a) pour oil.", "(b) weigh oil.", "Other members may.")
    assert draw(text) == tree("""
        7.3 <OIL>
          - Officers should
            (a)
            (b)
          - Other members
        """)


def test_decimal_numbers_nest_by_their_dots() -> None:
    text = joined(
        "415.4 LAMPS",
        "Text.",
        "415.4.1 OIL LAMPS",
        "Text.",
        "415.5 CANDLES",
        "Text.",
        "415.10 WICKS",
        "Text.",
    )
    assert draw(text) == tree("""
        415.4 <LAMPS>
          - Text.
          415.4.1 <OIL LAMPS>
            - Text.
        415.5 <CANDLES>
          - Text.
        415.10 <WICKS>
          - Text.
        """)


def test_the_title_of_a_policy_holds_its_sections() -> None:
    text = joined("Lamp Oil", "415.1 PURPOSE", "Text.", "415.2 POLICY", "Text.", "Candle Wax", "416.1 PURPOSE", "Text.")
    assert draw(text).startswith("<Lamp Oil>\n  415.1 <PURPOSE>")
    assert "\n<Candle Wax>\n  416.1 <PURPOSE>" in draw(text)


def test_a_bill_quotes_the_sections_that_it_changes() -> None:
    text = joined(
        "Section 1. The oil law is amended by adding a new article 4 to read as follows:",
        "ARTICLE 4",
        "LAMPS",
        "§ 40-1 Lamps. No lamp may burn.",
        "§ 40-2 Wicks. No wick may burn.",
        "§ 2. This act shall take effect immediately.",
    )
    assert draw(text) == tree("""
        Section 1
          ARTICLE 4 <LAMPS>
            § 40-1 <Lamps>
            § 40-2 <Wicks>
        § 2
        """)


def test_deleted_items_in_brackets_do_not_break_the_count() -> None:
    text = joined(
        "a. Terms:",
        "1. “Lamp” means a light.",
        "2. “Oil” means fuel.",
        "[3. “Wick” means a thread.",
        "4. “Wax” means fat.]",
        "[5] 3. “Clerk” means a person.",
        "[6.] 4. “Mayor” means a person.",
    )
    numbers = [node.number for node in outline_sections(text) if node.depth == 1]
    assert numbers == ["1.", "2.", "3.", "4.", "3.", "4."]


def test_new_matter_in_capitals_goes_on_in_the_list() -> None:
    text = joined("§ 7. Duties to read as follows:", "(s) pour oil;", "(t) weigh oil; AND", "(U) SELL OIL.")
    assert draw(text).splitlines()[1:] == ["  (s)", "  (t)", "  (U)"]


def test_an_excerpt_may_begin_in_the_middle_of_a_list() -> None:
    text = joined(
        "Section 1. Section 20 is amended by adding two subdivisions to read as follows:",
        "46. “Oil” means fuel.",
        "47. “Wax” means fat.",
    )
    assert draw(text) == "Section 1\n  46.\n  47."


def test_a_missing_item_does_not_end_the_list() -> None:
    assert draw(joined("(a) one.", "(b) two.", "(d) four.")) == "(a)\n(b)\n(d)"


@pytest.mark.parametrize(
    "line",
    ["J. Doe", "10-31-2007 Included", "312-555-0100 Lamp Hall", "2019-2020 Session", "U.S. Lamps", "p. 3"],
)
def test_initials_dates_and_telephone_numbers_are_plain(line: str) -> None:
    assert outline_sections(line)[0].number == ""


def test_containers_nest_by_rank_and_take_the_next_line_as_caption() -> None:
    text = joined(
        "CHAPTER 27A",
        "LAMP OIL",
        "27A.1 Definitions.",
        "In this chapter, oil is fuel.",
        "CHAPTER 28",
        "WAX",
        "28.1 Terms.",
    )
    assert draw(text) == tree("""
        CHAPTER 27A <LAMP OIL>
          27A.1 <Definitions>
            - In this
        CHAPTER 28 <WAX>
          28.1 <Terms>
        """)


def test_bullets_are_items_without_a_number() -> None:
    assert draw(joined("Members may:", "• light lamps", "• fill lamps", "Others may not.")) == tree("""
        - Members may:
          - • light
          - • fill
        - Others may
        """)


def test_unnumbered_items_stay_below_their_lead_in() -> None:
    text = joined("The council shall not:", "buy oil;", "sell oil; or", "burn oil.", "This order ends soon.")
    assert draw(text) == tree("""
        - The council
          - buy oil;
          - sell oil;
          - burn oil.
        - This order
        """)


def test_headings_of_the_format_nest_by_level() -> None:
    text = joined("Lamp Law", "Summary", "Oil burns.", "Text", "Wax melts.")
    spans = ((0, 8, 1), (9, 16, 2), (28, 32, 2))
    assert draw(text, spans) == tree("""
        <Lamp Law>
          <Summary>
            - Oil burns.
          <Text>
            - Wax melts.
        """)


def test_markdown_headings_count_as_such() -> None:
    assert draw(
        joined("# Title 9— LAMPS", "#### § 99. Oil", "##### (a) In general", "No oil.", "(1) none;", "(2) none.")
    ) == tree("""
        Title 9 <LAMPS>
          § 99 <Oil>
            (a) <In general>
              - No oil.
              (1)
              (2)
        """)


def test_a_long_line_of_ones_does_not_nest_without_end() -> None:
    sections = outline_sections("1.\n" * 500)
    assert max(node.depth for node in sections) < 30


def test_every_word_belongs_to_one_node() -> None:
    text = joined("§ 1-1 Oil. (a) One: (1) x; (2) y.", "Flush.", "", "  (b) Two.  ", "END")
    owned = "".join(text[node.start : node.own_end] for node in outline_sections(text))
    assert "".join(owned.split()) == "".join(text.split())


def test_no_text_has_no_sections() -> None:
    assert outline_sections("") == ()
    assert outline_sections(" \n \n") == ()


def test_a_row_of_a_table_that_goes_on_with_a_list_stands_in_its_paragraphs_stead() -> None:
    text = joined(
        "9-1. Pay.",
        "(a) Pay is as follows:",
        "(1) Keeper of Lamps . . . . . 100.00",
        "(2) Keeper of Oil . . . . . 54.00",
        "(3) Keeper of Wicks",
        "The Keeper of Wicks shall receive what the law provides.",
        "(4) Keeper of Glass . . . . . 99.00",
        "(5) Reserved.",
    )
    sections = outline_sections(text)
    assert [item.number for item in sections if item.number][-2:] == ["(4)", "(5)"]
    assert all(item.start <= item.own_end <= item.end for item in sections)
