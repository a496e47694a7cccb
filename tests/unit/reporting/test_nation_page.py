"""The nation's page: one file, every county once, tables that count right, hostile words that stay words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from pincite.errors import ImpossibleValueError
from pincite.packs.us import load_places
from pincite.packs.us.maps import load_shapes
from pincite.reporting.nation_page import (
    CHOROPLETH,
    PAGE,
    TILES,
    embed_json,
    render_choropleth,
    render_nation,
    render_pages,
    render_tile_grid,
)
from unit.reporting import nation_sample as sample

PLACES = load_places()
STATES = Counter(place.state for place in PLACES.counties())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return render_pages(sample.make_nation(), rubrics=sample.RUBRICS, places=PLACES)


@pytest.fixture(scope="module")
def tree(pages: dict[str, str]) -> HTMLParser:
    return HTMLParser(pages[PAGE])


def texts(tree: HTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_the_same_nation_gives_the_same_page(pages: dict[str, str]) -> None:
    again = render_nation(sample.make_nation(), rubrics=sample.RUBRICS, shapes=load_shapes(), places=PLACES)
    assert again == pages[PAGE]
    assert set(pages) == {PAGE, CHOROPLETH, TILES}


def test_every_county_is_drawn_once_and_named(tree: HTMLParser) -> None:
    drawn = tree.css(".counties path")
    assert [node.id for node in drawn] == [f"c{place.geoid}" for place in PLACES.counties()]
    assert all((node.attributes["d"] or "").startswith("M") for node in drawn)
    assert [node.text() for node in drawn] == [place.label for place in PLACES.counties()]
    assert len(tree.css(".tile")) == len(STATES) == 51


def test_counties_of_one_class_share_a_fill(tree: HTMLParser) -> None:
    shown = Counter(node.attributes["class"] for node in tree.css(".counties path"))
    rules = "".join(texts(tree, ".map defs style"))
    assert all(re.search(rf"\.{name}[,{{]", rules) for name in shown)
    assert shown[tree.css_first("#c13001").attributes["class"]] == STATES["GA"]


def test_marks_lie_over_the_counties_of_their_class(tree: HTMLParser) -> None:
    shown: dict[str, str] = {}
    for node in tree.css(".counties path"):
        name = (node.attributes["class"] or "").replace("k", "o")
        shown[name] = shown.get(name, "") + (node.attributes["d"] or "")
    drawn = {node.attributes["class"]: node.attributes["d"] for node in tree.css(".overlays path")}
    assert len(drawn) == 11
    assert all(shown[str(name)] == path for name, path in drawn.items())


def test_the_tables_count_what_the_nation_holds(tree: HTMLParser) -> None:
    rows = {node.attributes["data-state"]: texts(node, "td") for node in tree.css("#state-rows tr")}
    assert {state: int(cells[0]) for state, cells in rows.items()} == dict(STATES)
    heads = len(tree.css("#state-head tr:last-child th"))
    assert all(len(cells) == heads + 2 for cells in rows.values())
    assert all(sum(map(int, cells[1:-1])) == int(cells[0]) for cells in rows.values())
    key = {row.css_first("th").text(deep=False).strip(): row for row in tree.css("#key tr")}
    assert f"{STATES['WA'] + STATES['TX']:,} · " in key["No"].text()
    rows_by_code = {node.css_first(".code").text(): texts(node, "td") for node in tree.css("#questions tbody tr")}
    yes, no = (sum(STATES[state] for state in found) for found in (("GA", "IA", "NH"), ("WA", "TX")))
    drafts = STATES["IA"] + STATES["WA"] + STATES["ME"]
    assert rows_by_code["L1"] == [f"{count:,}" for count in (yes, no, 14, 3144 - yes - no - 14 - 5, 5, drafts)]
    assert rows_by_code["L2"] == ["0", "0", "0", "3,144", "0", "0"]


def test_it_needs_no_network(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)", page), name
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", page), name
        assert "@import" not in page
        assert not re.search(r"url\((?!#)", page), name


def test_texts_that_answer_nothing_are_told_apart(tree: HTMLParser) -> None:
    rows = {node.attributes["data-state"]: texts(node, ".texts")[0] for node in tree.css("#state-rows tr")}
    assert rows["GA"].startswith("Lamp Act")
    assert rows["GA"].endswith("; answers nothing: Oil Act")
    assert (rows["HI"], rows["IA"]) == ("answers nothing: Wick Act", "none supplied")
    assert "Texts of state law were supplied for 2 of 51 states" in " ".join(texts(tree, "#limits"))


def test_only_our_own_script_may_run(pages: dict[str, str]) -> None:
    script = re.findall(r"<script>(.*?)</script>", pages[PAGE], re.DOTALL)
    assert len(script) == 1
    told = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{told}';" in pages[PAGE]
    assert "default-src 'none'" in pages[PAGE]


def test_hostile_words_stay_words(pages: dict[str, str], tree: HTMLParser) -> None:
    for page in pages.values():
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<!-- -->" not in page
    assert [node.attributes.get("type") for node in tree.css("script")] == ["application/json", None]
    assert "alert(1)" in tree.css_first("#asked").text()


def test_embedded_rows_come_back_as_they_were(tree: HTMLParser) -> None:
    held = json.loads(tree.css_first("#nation-rows").text())
    assert sample.TAMED in held["texts"]
    assert len(held["counties"]) == 3144
    assert held["series"][0]["id"] == "lamps:L1"
    assert "\u2028" not in tree.css_first("#nation-rows").text()


def test_json_in_a_script_element_knows_no_markup() -> None:
    told = embed_json({"a": sample.HOSTILE})
    assert json.loads(told) == {"a": sample.TAMED}
    assert json.loads(embed_json(["\x01"])) == ["\x01"]
    assert not re.search(r"[<>&\u2028\ud800]", told)


def test_tables_have_captions_and_heads_have_scopes(tree: HTMLParser) -> None:
    assert all(node.css_first("caption") for node in tree.css("table"))
    assert {node.attributes.get("scope") for node in tree.css("th")} <= {"col", "row", "colgroup"}
    ids = [node.id for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for node in tree.css(f"[{attribute}]"):
            assert set((node.attributes[attribute] or "").split()) <= set(ids)
    assert {node.attributes["href"] for node in tree.css("nav a")} <= {f"#{item}" for item in ids}


def test_it_can_be_read_without_seeing(tree: HTMLParser) -> None:
    assert tree.css_first("html").attributes["lang"] == "en"
    assert tree.css_first("#said").attributes["aria-live"] == "polite"
    assert {node.attributes.get("role") for node in tree.css("svg.map, svg.tiles")} == {"img"}
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert tree.css_first("main") is not None


def test_it_says_whose_standard_it_is_and_that_unknown_is_not_no(tree: HTMLParser) -> None:
    said = tree.css_first("#said").text()
    assert "Not known does not mean No." in said
    assert "By the standard of Guild of lamps & Co (2031)." in said
    assert "Guild of lamps & Co" in tree.css_first("#scores caption").text()
    assert "3 agreements on the list" in " ".join(tree.css_first("#limits").text().split())


def test_drafts_are_told_apart_in_words_too(tree: HTMLParser) -> None:
    assert "Machine draft" in texts(tree, "#key-head th")
    assert "machine drafts" in tree.css_first(".pill").text()
    assert any("Yes: " in item and "machine draft" in item for item in [tree.css_first("#said").text()])


def test_the_page_is_small(pages: dict[str, str]) -> None:
    assert len(pages[PAGE].encode()) < 1_500_000


def test_maps_alone_have_a_legend_and_their_own_colours() -> None:
    nation = sample.make_nation()
    counties = render_choropleth(nation, rubric=sample.FIRST, question="L1", shapes=load_shapes(), places=PLACES)
    tiles = render_tile_grid(nation, rubric=sample.FIRST, question="least", places=PLACES)
    assert counties.count('id="c') == 3144
    for picture in (counties, tiles):
        assert "var(--" not in picture
        assert 'role="img"' in picture
    assert "Not known does not mean No." in counties
    assert "By the standard of Guild of lamps &amp; Co (2031)." in tiles
    assert f"No, by what was observed: {STATES['TX']}" in counties
    assert f"2 criteria: {STATES['GA']}" in tiles


def test_a_question_that_nobody_asked_is_refused() -> None:
    with pytest.raises(ImpossibleValueError, match="lamps:L9"):
        render_tile_grid(sample.make_nation(), rubric=sample.FIRST, question="L9", places=PLACES)
