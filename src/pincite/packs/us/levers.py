"""The facts on bodies and their instruments, as text; topics.levers parses and checks them."""

from __future__ import annotations

from importlib.resources import files

LEVERS_FILE = "packs/us/levers.yaml"


def read_levers_text() -> str:
    """The text of ``levers.yaml`` beside this module."""
    return files(__package__).joinpath("levers.yaml").read_text("utf-8")
