"""The catalogue of a language: the reporting's own sentences, and the texts of the pack, its rubrics and the levers."""

from __future__ import annotations

from functools import cache

from pincite.errors import UsageError
from pincite.packs import pack_names, pack_text
from pincite.packs.us.levers import read_levers_translation
from pincite.reporting.catalogue import ENGLISH, LANGUAGES, Catalogue, parse_catalogue
from pincite.workflow.pack import DEFAULT_TOPIC, TRANSLATIONS


@cache
def load_catalogue(language: str, topic: str = DEFAULT_TOPIC) -> Catalogue:
    """The catalogue of ``language``; raises UsageError for one that there is not, PackError for a broken file."""
    if language not in LANGUAGES:
        raise UsageError(f"there is no language {language!r}.", way_out=f"Take {' or '.join(LANGUAGES)}.")
    if language == ENGLISH:
        return parse_catalogue(ENGLISH, {})
    ours = [name for name in pack_names(topic) if name.startswith(TRANSLATIONS) and name.endswith(f".{language}.yaml")]
    texts = {f"{topic}/{name}": pack_text(topic, name) for name in ours}
    return parse_catalogue(language, texts | {f"packs/us/levers.{language}.yaml": read_levers_translation(language)})
