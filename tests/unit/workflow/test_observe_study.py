"""A place.yaml that observations are added to: what a person wrote stays letter for letter."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pincite.model.place import Observation
from pincite.model.table import SheetSource
from pincite.workflow.observe_study import add_observations

SOURCE = SheetSource(file="a.xlsx", sheet="Sheet1", sha256="ab" * 32)
HEAD = 'name: Alder County # a county\nstate: XM\nas_of: "2025-06-01"\n'
OWN = '{agency: sheriff, conduct: hold, shows: declines, source: "A: letter", on_date: "2025-05-12"}'


def made(source: str = "a.xlsx, row 2: “x”") -> Observation:
    return Observation(
        agency="board", conduct="deputize", shows="agreement-in-force", source=source, on_date="2025-05-31"
    )


FORMS = {
    "none": HEAD,
    "no end of line": HEAD.rstrip("\n"),
    "empty list": HEAD + "observations: []   # none yet\nkind: county\n",
    "null": HEAD + "observations: ~\n",
    "entries": HEAD + f"observations:\n  - {OWN}\n\n# the rest\nkind: county\n",
    "not indented": HEAD + f"observations:\n- {OWN}\n- agency: sheriff\n  shows: x\nkind: county\n",
    "long entries": HEAD + "observations:   # seen\n    - agency: sheriff\n\n      # why\n      shows: x\nkind: county",
    "at the end": HEAD + f"observations:\n  - {OWN}",
}


@pytest.mark.parametrize("form", FORMS)
def test_added_at_the_end_of_the_list(form: str) -> None:
    text = FORMS[form]
    changed = add_observations(text, [made()], sources=[SOURCE, SOURCE])
    before, after = yaml.safe_load(text), yaml.safe_load(changed)
    added = (after.pop("observations"), before.pop("observations", None) or [])
    assert before == after
    assert added[0][:-1] == added[1]
    assert added[0][-1]["source"] == "a.xlsx, row 2: “x”"
    assert changed.count("# pincite observe: ") == 1
    assert SOURCE.sha256 in changed
    kept = [line for line in text.splitlines() if not line.startswith("observations: ")]
    assert [line for line in changed.splitlines() if line in kept] == kept


@given(st.text(min_size=1, max_size=40))
def test_any_source_is_read_back_as_it_was(source: str) -> None:
    try:
        yaml.safe_load(source)
    except yaml.reader.ReaderError:
        return
    except yaml.YAMLError:
        pass
    changed = add_observations(FORMS["entries"], [made(source)], sources=[SOURCE])
    assert yaml.safe_load(changed)["observations"][-1]["source"] == source


def test_a_form_that_is_no_list_of_lines_is_left_alone() -> None:
    text = HEAD + f"observations: [{OWN}]\n"
    assert add_observations(text, [made()], sources=[SOURCE]) == text
