"""What every page has in common: templates with all foreign text escaped, the style sheets, no unprintable signs."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pincite.reporting.catalogue import Catalogue, translate_template
from pincite.reporting.reports import link_reports
from pincite.reporting.words import load_words, spell_code

# What may not stand in an HTML page: control characters, halves of surrogate pairs, noncharacters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


_ENGLISH = Catalogue(language="en")


def render_page(
    template: str, values: dict[str, object], *, style_sheets: tuple[str, ...], catalogue: Catalogue = _ENGLISH
) -> str:
    """One HTML page that needs no other file. Values are escaped; ``css`` and ``words`` are added to them.

    catalogue: of the language that the template's own texts are shown in.
    """
    css = Markup("\n".join(_read_text(name) for name in style_sheets))  # noqa: S704 - our own, no foreign text in it
    words = load_words(catalogue.language)
    page = _environment(catalogue).get_template(template).render(words=words, css=css, **values)
    return clean_text(page)


def clean_text(text: str) -> str:
    """The text with a sign in place of each character that may not stand in a page."""
    return _UNPRINTABLE.sub("�", text)


def read_sheet(name: str) -> str:
    """A style sheet or script of this package, as it stands."""
    return _read_text(name)


@cache
def _environment(catalogue: Catalogue) -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: translate_template(_read_text(f"templates/{name}"), catalogue)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = load_words(catalogue.language).date
    environment.filters["coded"] = catalogue.translate
    environment.filters["link_reports"] = link_reports
    environment.filters["spell"] = spell_code
    environment.filters["count"] = lambda number: f"{number:,}"
    return environment


def _read_text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
