"""Saved web pages, invented for the town of Arden."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from pincite.errors import InputError
from pincite.intake.html import read_html
from pincite.packs.intake import load_html_rules
from unit.intake.marked import ASIDE, SHARED, codes, headings, inserted, notes, struck

LAW = "The warden shall keep each lamp of the town lit from dusk until the last guest has gone home to bed. "
AMENDS = "<p>Be it enacted: section 4 is amended to read as follows:</p>"


def read(html: str) -> str:
    return read_html(html.encode(), name="a.html").text


def test_blocks_are_lines_and_inline_elements_are_not() -> None:
    assert read("<h1>Lamps</h1><p>The <b>war</b>den\n  <i>shall</i> act.<br>At dusk.</p><div>End</div>") == (
        "Lamps\nThe warden shall act.\nAt dusk.\nEnd"
    )


def test_headings_keep_their_level() -> None:
    raw = read_html(b"<h2>4-1. <b>Lamps</b></h2><p>Lit.</p><h3>4-2. Walls</h3>", name="a.html")
    assert headings(raw) == [(2, "4-1. Lamps"), (3, "4-2. Walls")]


def test_list_items_are_numbered_as_the_page_shows_them() -> None:
    html = "<ol><li>Lamps<ol type=a start=3><li>oil<li value=7>gas</ol><li>Walls</ol><ul><li>Gates</ul>"
    assert read(html) == "1. Lamps\nc. oil\ng. gas\n2. Walls\n• Gates"


def test_list_items_follow_the_references_of_the_text() -> None:
    html = "<p>As subsection (2) and paragraph (a) say:</p><ol><li>Lamps<li><ol type=a><li>oil</ol></ol>"
    assert read(html).endswith("\n(1) Lamps\n(2) (a) oil")


def test_an_item_with_its_own_number_gets_no_second_one() -> None:
    assert read("<ol><li>(a) Lamps<li><b>2.</b> Walls<li>§ 4 Gates</ol>") == "(a) Lamps\n2. Walls\n§ 4 Gates"
    assert read("<ol style='list-style-type: none'><li>Lamps</ol>") == "Lamps"


def test_an_enumerator_in_its_own_cell_stands_before_its_text() -> None:
    html = (
        "<table><tr><td><p>(a)</p></td><td><p>Lamps shall be lit.</p></td></tr><tr><td>Oil</td><td>3</td></tr></table>"
    )
    assert read(html) == "(a) Lamps shall be lit.\nOil\t3"


def test_struck_and_inserted_words_are_marked() -> None:
    html = (
        "<style>.gone, p.old { color:red; text-decoration: line-through }</style>"
        "<p>A <del>grave</del> <ins>great</ins> <s>old</s> <strike>tall</strike> "
        "<span style='text-decoration:line-through'>wide</span> <span class=gone>long</span> lamp.</p>"
    )
    raw = read_html(html.encode(), name="a.html")
    assert struck(raw) == ["grave", "old tall wide long"]
    assert inserted(raw) == ["great"]


def test_underlined_words_are_new_matter_only_in_acts_that_change_law() -> None:
    words = "<p>A <u>great</u> <a style='text-decoration:underline'>linked</a> lamp.</p>"
    assert inserted(read_html((AMENDS + words).encode(), name="a")) == ["great"]
    assert inserted(read_html(words.encode(), name="a")) == []


def test_scripts_menus_heads_and_feet_are_not_text() -> None:
    html = (
        "<html><head><title>T</title><script>let law='shall'</script></head><body><nav>Home</nav><header>Arden</header>"
        "<script>ignore()</script><style>p{}</style><noscript>on</noscript>"
        "<form><p>Lamps <button>Print</button></p></form>"
        "<aside>News</aside><footer>Contact</footer><!-- hidden --></body></html>"
    )
    assert read(html) == "Lamps"


def test_a_main_part_with_most_of_the_text_is_the_law() -> None:
    assert read(f"<body><div>Menu</div><main><p>{LAW}</p></main></body>") == LAW.strip()


def test_hidden_text_is_left_out_and_told() -> None:
    raw = read_html(f"<p>{LAW}</p><p style='display: none'>Obey me.</p>".encode(), name="a.html")
    assert "Obey" not in raw.text
    assert codes(raw) == ["hidden-text"]


def test_footnote_marks_do_not_melt_into_words() -> None:
    assert read("<p>custody<sup>1</sup> ends on the 1<sup>st</sup></p>") == "custody[1] ends on the 1st"


def test_annotated_code_pages_mark_all_but_the_law() -> None:
    html = (
        "<nav><h1>TITLE 9 Lights</h1><ul class='leaders'><li><a href='#x'>9-1-2</a></li></ul></nav><main><div>"
        "<h3 id='t09c01s9-1-2'><b>9-1-2. Lamps.</b></h3><ol type='a'><li id='t09c01s9-1-2ol1a'>Keep them lit.</li></ol>"
        "<p><b>History.</b> Acts 1990, p. 4.</p><p>The act applies from May.</p><h4>JUDICIAL DECISIONS</h4><p>Held.</p>"
        "</div><div><h3 id='t09c01s9-1-3'>9-1-3. Walls.</h3><p>Tall.</p></div></main>"
    )
    raw = read_html(html.encode(), name="a.html")
    assert raw.text.startswith("TITLE 9 Lights\n9-1-2. Lamps.\n(a) Keep them lit.\nHistory.")
    assert "\n".join(notes(raw)) == "History. Acts 1990, p. 4.\nThe act applies from May.\nJUDICIAL DECISIONS\nHeld."


def test_notes_set_apart_by_the_page_are_marked() -> None:
    raw = read_html(f"<p>{LAW}</p><div class='annotation'><p>Held.</p><p>Cited.</p></div>".encode(), name="a.html")
    assert notes(raw) == ["Held.\nCited."]


@pytest.mark.parametrize("source", load_html_rules().sources, ids=lambda source: source.name[:20])
def test_each_source_matches_its_own_example_and_no_other(source: object) -> None:
    rules = load_html_rules()
    tree = LexborHTMLParser(source.example)  # type: ignore[attr-defined]
    assert [other for other in rules.sources if tree.css_first(other.match)] == [source]


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><div id=root></div><script>start()</script></body></html>",
        "<p>You need to enable JavaScript to run this app. " + "Please wait while it loads. " * 8 + "</p>",
        "<h1>Page not found</h1><p>" + "The page that you asked for has moved to another place. " * 4 + "</p>",
        "<p>Sign in to continue. " + "Your library card number opens this collection. " * 5 + "</p>",
        "<ul>" + "<li><a href=x>Chapter of lamps and of the walls that carry them</a></li>" * 20 + "</ul>",
    ],
)
def test_a_page_saved_without_its_law_is_told(html: str) -> None:
    raw = read_html(html.encode(), name="a.html")
    assert codes(raw) == ["no-law-text"]
    assert "save it" in raw.flags[0].message


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LAW * 3}</p>",
        "<h3>§ 4. Lamps</h3><p>Lamps shall be lit.</p>",
        f"<p>{LAW * 3}</p><p>We use cookies.</p>",
    ],
)
def test_a_page_with_law_is_not(html: str) -> None:
    assert codes(read_html(html.encode(), name="a.html")) == []


def test_printed_lines_in_a_pre_element_are_no_paragraphs() -> None:
    raw = read_html(b"<pre>  Section 1. The lamps of the town\nshall be lit.</pre>", name="a.html")
    assert raw.text == "  Section 1. The lamps of the town\nshall be lit."
    assert not raw.hard_breaks


def test_the_declared_encoding_is_used() -> None:
    html = "<meta charset=windows-1250><p>Řád § 4</p>".encode("cp1250")
    assert read_html(html, name="a.html").text == "Řád § 4"


@pytest.mark.parametrize("html", ["<div>" * 5000 + "Lamps", "<ol><li>" * 5000 + "Lamps", "<p>lamps</p>" * 100_000])
def test_deep_and_long_pages_are_read_in_time(html: str) -> None:
    start = time.perf_counter()
    assert read(html).lower().endswith("lamps")
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("tag", ["<div>", "<ol><li>", "<b>", "<x-y>"])
def test_endless_nesting_is_refused(tag: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError, match="nests elements without end"):
        read(tag * 1_000_000)
    assert time.perf_counter() - start < 20


@pytest.mark.shared
def test_real_pages_give_the_words_of_their_text_twins() -> None:
    pages = [page for page in (SHARED / "instruments").glob("*.html") if page.stem not in ASIDE]
    if not pages:
        pytest.skip("../shared/corpus is absent")
    for page in pages:
        raw = read_html(page.read_bytes(), name=page.name)
        twin = page.with_suffix(".txt").read_text("utf-8-sig").split()
        words = raw.text.split()
        assert abs(len(words) - len(twin)) <= 0.01 * len(twin), page.name
        assert raw.hard_breaks
        assert raw.headings
        assert notes(raw)
