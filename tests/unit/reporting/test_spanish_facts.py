"""Facts that come from tables and rules are told in Spanish too: sources, assumed agencies, rows of sheets, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pincite.packs.us import load_agency_rules
from pincite.packs.us.frameworks import load_frameworks
from pincite.packs.us.observations import load_participant_rules
from pincite.workflow.pack import load_pack
from pincite.workflow.translations import load_catalogue

PACK = load_pack()
SPANISH = load_catalogue("es")
# Words that an English sentence can hardly do without; names of laws and places are left out by WHOLE_NAMES.
ENGLISH = re.compile(
    r"\b(?:the|and|not|by|for|from|with|is|are|was|its|that|list|lists|made|how|stand|as|case|on|page|text|told|brief"
    r"|signed|row|since|prohibits|limits|permits|requires|which|who|takes)\b"
)
WHOLE_NAMES = re.compile(r"^[A-Z][\w.'’()-]*(?: (?:of|and|on|for|the|[A-Z0-9][\w.'’()-]*))*$")
# Names of cases.
CASES = "City and County of San Francisco v. Trump; County of Santa Clara v. Trump, 897 F.3d 1225 (9th Cir. 2018)"
SHEET = "sheet_2025-06-30.xlsx, sheet Sheet1, row 73 (of 2025-06-30, sha256 0123456789abcdef)"


def sources() -> Iterator[str]:
    topic = PACK.topic
    yield from (piece for item in load_frameworks() for piece in item.sources.split("; "))
    yield from (text for item in topic.precedents for text in (item.source, item.citation))
    yield from (item.source for item in topic.caveats)
    yield from (item.known.source for item in (*PACK.lever_kinds, *topic.lever_notes))
    yield from (item.publisher for item in topic.resources)
    yield from (PACK.rubric(name).source for name in PACK.rubric_ids)


def test_every_source_that_is_told_in_words_has_its_spanish() -> None:
    left = [
        text
        for text in dict.fromkeys(sources())
        if ENGLISH.search(text) and not WHOLE_NAMES.match(text) and SPANISH.translate(text) == text
    ]
    assert left == [CASES]


def test_agencies_that_are_named_by_rule_have_a_spanish_name() -> None:
    rules = load_agency_rules()
    seeds = [item for seed in rules.seeds for item in seed.agencies]
    seeds += [item for exception in rules.exceptions for item in exception.adds]
    names = [item.name.format(name="Elmbrook", full="Elmbrook", corrections="") for item in seeds]
    left = {name for name in names if name and SPANISH.translate(name) == name}
    assert all(re.fullmatch(r"(?:Elmbrook|Metropolitan) [A-Z][\w']*(?: [A-Z]\w*)*", name) for name in left), left


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("is said to contain: prohibits, limits", "se dice que contiene: prohíbe, limita"),
        (
            "Legislatura del estado: ley (for Elmbrook Police Department, Governing board of Alder County)",
            "Legislatura del estado: ley (para Elmbrook Police Department, Junta de gobierno de Alder County)",
        ),
        (
            "Keeper of the county jail that takes the arrestees of Elmbrook",
            "Quien tiene a su cargo la cárcel del condado que recibe a los arrestados de Elmbrook",
        ),
        (
            f"{SHEET}: Alder County Sheriff's Office, jail-enforcement, signed 2020-06-09",
            "sheet_2025-06-30.xlsx, hoja Sheet1, fila 73 (del 2025-06-30, sha256 0123456789abcdef): "
            "Alder County Sheriff's Office, aplicación en la cárcel, firmado el 2020-06-09",
        ),
        (
            f"agreement-in-force ({SHEET}: Alder County, model not told, 2025-06-30); "
            "agreement-in-force (a, 2020-06-09)",
            "acuerdo vigente (sheet_2025-06-30.xlsx, hoja Sheet1, fila 73 (del 2025-06-30, sha256 0123456789abcdef): "
            "Alder County, modelo no indicado, 2025-06-30); acuerdo vigente (a, 2020-06-09)",
        ),
        (
            "No text supplied answers it. Reported, not quoted: Lamp Act (Mer. Code 2, not verified), state law of XM, "
            "prohibits it from 2020-01-01 (in force, as of 2026-01, stale, not verified; source: list made by machine "
            "(not verified)). Supply its text to settle this. Reported, not quoted: Oil Act (citation not verified), "
            "state law of XM, limits it from 2021-01-01 (in force, as of 2026-01, confidence low; source: oil.test). "
            "Supply its text to settle this.",
            "Ningún texto entregado lo responde. Informado, no citado: Lamp Act (Mer. Code 2, sin verificar), "
            "ley estatal de XM, lo prohíbe desde 2020-01-01 (en vigor, al 2026-01, desactualizado, sin verificar; "
            "fuente: lista hecha por una máquina (sin verificar)). Entregue su texto para resolver esto. Informado, no "
            "citado: Oil Act (cita sin verificar), ley estatal de XM, lo limita desde 2021-01-01 (en vigor, al "
            "2026-01, confianza baja; fuente: oil.test). Entregue su texto para resolver esto.",
        ),
    ],
)
def test_sentences_around_names_are_told(english: str, spanish: str) -> None:
    assert SPANISH.translate(english) == spanish


def test_every_model_of_agreement_has_its_spanish() -> None:
    models = set(load_participant_rules().models) - {"tribal-task-force"}
    assert [model for model in models if SPANISH.translate(model) == model] == []
