"""Colours of maps: what lies on a colour can be seen, answers are told apart, in greys by light or by texture."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

FILES = files("pincite.reporting")
LIGHT = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", FILES.joinpath("map.css").read_text("utf-8")))
DARK = LIGHT | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", FILES.joinpath("map_dark.css").read_text("utf-8")))
PALETTES = {"light": LIGHT, "dark": DARK}
PREFERRED = ("yes", "no", "other", "not-yes", "unknown")
SHADES = tuple(f"s{number}" for number in range(9))
# A textured colour is told apart by its lines ("other", d1, d2, d4, d6), a plain one by its light.
PLAIN = ("yes", "no", "unknown")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", PALETTES)
def test_marks_can_be_seen_on_their_colour(palette: str) -> None:
    colours = PALETTES[palette]
    inks = [name[2:] for name in colours if name.startswith("i-")]
    assert len(inks) > 10
    weak = {name: round(contrast(colours[f"i-{name}"], colours[f"f-{name}"]), 2) for name in inks}
    assert not {name: ratio for name, ratio in weak.items() if ratio < 3}


@pytest.mark.parametrize("palette", PALETTES)
def test_plain_answers_differ_in_light(palette: str) -> None:
    colours = PALETTES[palette]
    for one, other in combinations(PLAIN, 2):
        assert contrast(colours[f"f-{one}"], colours[f"f-{other}"]) >= 1.5, (one, other)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("known", ["yes", "no", "other"])
def test_what_is_known_stands_out_from_what_is_not(palette: str, known: str) -> None:
    colours = PALETTES[palette]
    shown = [colours[f"f-{known}"], colours[f"i-{known}"]]
    assert max(contrast(colour, colours["f-unknown"]) for colour in shown) >= 2.8


def test_shades_of_a_score_only_darken() -> None:
    lights = [luminance(LIGHT[f"f-{name}"]) for name in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert all(contrast(LIGHT[f"f-{one}"], LIGHT[f"f-{other}"]) >= 1.15 for one, other in pairwise(SHADES))


@pytest.mark.parametrize("palette", PALETTES)
def test_the_words_of_a_map_can_be_read(palette: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours["map-ink"], colours["map-ground"]) >= 4.5
    assert contrast(colours["map-soft"], colours["map-ground"]) >= 4.5
    assert contrast(colours["map-edge"], colours["map-ground"]) >= 3
    assert contrast(colours["map-state"], colours["f-unknown"]) >= 3


def test_every_colour_that_is_named_is_there() -> None:
    used = set()
    for name in ("nation.css", "map_alone.css", "map.css", "map_dark.css"):
        text = FILES.joinpath(name).read_text("utf-8")
        assert "</" not in text
        used |= set(re.findall(r"var\(--((?:map|f|i)-[\w-]+)\)", text))
    assert used <= set(LIGHT)
    assert {f"f-{name}" for name in (*PREFERRED, *SHADES, "off", *(f"d{n}" for n in range(7)))} <= set(LIGHT)
