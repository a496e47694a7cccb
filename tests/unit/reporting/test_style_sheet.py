"""Colours are read from the style sheet and their contrast is computed by WCAG 2.2's formula."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("pincite.reporting").joinpath("scorecard.css").read_text("utf-8")
BLOCKS = re.findall(r":root \{([^}]*--page[^}]*)\}", CSS)[:2]
PALETTES = {
    name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for name, block in zip(("light", "dark"), BLOCKS, strict=True)
}
TEXTS = [
    *((tone + "-ink", tone) for tone in ("good", "bad", "mixed", "open", "off", "plain", "callout")),
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("page", "card", "quote")),
    ("ink", "mark"),
    ("accent", "page"),
    ("bad-ink", "quote"),
]
SHAPES = [("edge", "card"), ("edge", "open"), ("focus", "card"), ("focus", "page"), ("good-ink", "card")]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_words_stand_out_from_their_ground(palette: str, ink: str, ground: str) -> None:
    assert contrast(PALETTES[palette][ink], PALETTES[palette][ground]) >= 4.5


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), SHAPES)
def test_shapes_that_carry_meaning_stand_out(palette: str, ink: str, ground: str) -> None:
    assert contrast(PALETTES[palette][ink], PALETTES[palette][ground]) >= 3


def test_both_palettes_name_the_same_colours() -> None:
    assert set(PALETTES["light"]) == set(PALETTES["dark"])
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(PALETTES["light"])


@pytest.mark.parametrize(
    "needed", ["prefers-reduced-motion", "@media print", ":focus-visible", "forced-colors"]
)
def test_it_minds_motion_print_focus_and_forced_colours(needed: str) -> None:
    assert needed in CSS
    assert "</" not in CSS
