"""The facts on bodies and their instruments, as text; topics.levers parses and checks them."""

from __future__ import annotations

from importlib.resources import files

LEVERS_FILE = "packs/us/levers.yaml"


def read_levers_text() -> str:
    """The text of ``levers.yaml`` beside this module."""
    return files(__package__).joinpath("levers.yaml").read_text("utf-8")


def read_levers_translation(language: str) -> str:
    """The texts of ``levers.yaml`` with their translations, as YAML; "" where there are none."""
    path = files(__package__).joinpath(f"levers.{language}.yaml")
    return path.read_text("utf-8") if path.is_file() else ""
