"""Figures by family of instruments: state, city or template, each alone and with the family left out.

What the reader by rule makes of a text is not fitted, so that leaving a family out changes nothing in how it is read:
the figure on the left-out family is the figure of the family itself, and all of them pooled are those of the whole set.
Only probabilities are fitted; docs/explanation/how-sure-a-draft-is.md has their figures with each family left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pincite.agreement.drafts import Drafted, measure_drafts
from pincite.packs.evaluation import load_family_rows
from pincite.packs.law import load_states

FIGURES = (
    "instruments", "nonsilent_provisions", "rule_kappa", "rule_agreement", "nonsilent_agreement",
    "evidence_recall_at_1", "evidence_recall_at_5", "exceptions_precision", "exceptions_recall",
    "alone_accuracy", "scope_accuracy",
)  # fmt: skip
_COUNTS = 2


@dataclass(frozen=True, slots=True)
class Family:
    """Instruments that share a drafter. template: one text that many places adopt nearly word for word."""

    id: str
    label: str
    template: bool = False


def get_family(slug: str) -> Family:
    """The family of an instrument, told by its name ("ga-35-1-17-...", "moa-...")."""
    for row in load_family_rows():
        if any(fnmatchcase(slug, pattern) for pattern in row.names):
            return Family(row.id, row.label, row.template)
    code = slug.split("-", 1)[0]
    label = next((state.name for state in load_states() if state.code.lower() == code), code)
    return Family(code, label)


def measure_by_family(drafted: Iterable[Drafted], conducts: Sequence[str]) -> dict[str, object]:
    """Figures (see FIGURES; shares 0..1) of ``families``, of the rest ``without`` each, and of several taken together.

    pooled: every instrument counts once. mean: every family counts once, where it has the figure. templates: the
    families that are templates, pooled; apart: all other families, pooled.
    """
    families: dict[Family, list[Drafted]] = {}
    for item in drafted:
        families.setdefault(get_family(item.coding.slug), []).append(item)
    ordered = sorted(families, key=lambda family: (family.template, family.id))
    everything = [item for family in ordered for item in families[family]]
    figures = {family: _figures(families[family], conducts) for family in ordered}
    return {
        "families": {f.id: {"label": f.label, "template": f.template, **figures[f]} for f in ordered},
        "without": {f.id: _figures(_others(families, f), conducts) for f in ordered},
        "pooled": _figures(everything, conducts),
        "mean": _mean([figures[family] for family in ordered]),
        "templates": _figures([i for f in ordered if f.template for i in families[f]], conducts),
        "apart": _figures([i for f in ordered if not f.template for i in families[f]], conducts),
    }


def _others(families: Mapping[Family, list[Drafted]], left_out: Family) -> list[Drafted]:
    return [item for family, items in families.items() if family != left_out for item in items]


def _figures(drafted: Sequence[Drafted], conducts: Sequence[str]) -> dict[str, object]:
    figures, _ = measure_drafts(drafted, conducts)
    return {name: figures[name] for name in FIGURES}


def _mean(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The mean of each share over the families that have it, with how many there are."""
    means: dict[str, object] = {"families": len(rows)}
    for name in FIGURES[_COUNTS:]:
        values = [value for row in rows if isinstance(value := row[name], float)]
        means[name] = round(sum(values) / len(values), 4) if values else None
    return means
