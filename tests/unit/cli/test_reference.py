"""The reference page of the commands is what their help says."""

import importlib.util
from pathlib import Path

from pincite.cli.commands import COMMANDS

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "make_commands.py"


def test_reference_page_is_current() -> None:
    spec = importlib.util.spec_from_file_location("make_commands", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.render_commands()
    assert all(f"## pincite {name}\n" in page for name in COMMANDS)
    assert module.PAGE.read_text("utf-8") == page, "stale: run python docs/make_commands.py"
