"""The words of the optional language-model reader: its prompt as data, with version and fingerprint."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
import yaml

from pincite.errors import PackError
from pincite.packs.law import Pattern

_FILE = "prompt.yaml"


class RuleWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule id of ``model.law`` and when it applies, as a model is told it."""

    id: str
    when: str


class Prompt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``prompt.yaml``. system, user: texts with $names. conventions: sentences by topic id.

    addressed_to_machine: words that speak to a program; no pointer into a paragraph with them counts.
    sha256: of the file, filled in on loading.
    """

    id: str
    version: str
    system: str
    user: str
    rules: tuple[RuleWords, ...]
    conventions: dict[str, tuple[str, ...]]
    addressed_to_machine: tuple[Pattern, ...]
    sha256: str = ""


@cache
def load_prompt() -> Prompt:
    """The packaged prompt; raises PackError with the field at fault."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    try:
        prompt = msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Prompt)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        where = f"packs/llm/{_FILE}"
        raise PackError(str(error), where=where, way_out="Mend the line or field that it names.") from None
    return msgspec.structs.replace(prompt, sha256=sha256(text.encode()).hexdigest())
