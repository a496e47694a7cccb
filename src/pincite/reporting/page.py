"""What every page has in common: templates with all foreign text escaped, the style sheets, no unprintable signs."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pincite.reporting.words import load_words, spell_code

# What may not stand in an HTML page: control characters, halves of surrogate pairs, noncharacters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render_page(template: str, values: dict[str, object], *, style_sheets: tuple[str, ...]) -> str:
    """One HTML page that needs no other file. Values are escaped; ``css`` and ``words`` are added to them."""
    css = Markup("\n".join(_read_text(name) for name in style_sheets))  # noqa: S704 - our own, no foreign text in it
    page = _environment().get_template(template).render(words=load_words(), css=css, **values)
    return _UNPRINTABLE.sub("�", page)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: _read_text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = load_words().date
    environment.filters["spell"] = spell_code
    environment.filters["count"] = lambda number: f"{number:,}"
    return environment


def _read_text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
