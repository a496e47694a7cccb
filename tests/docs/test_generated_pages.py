"""The generated pages of the manual are what their scripts write today."""

import re
from dataclasses import fields

import yaml
from click.testing import CliRunner

from docs.scripts import DOCS, load_script
from pincite.cli.commands import cli
from pincite.model.place import Place
from pincite.packs import pack_names, pack_text
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack
from pincite.workflow.place import parse_place


def test_codebooks_are_current_and_there_is_one_for_each_rubric() -> None:
    pages = load_script("make_codebooks").render_codebooks()
    assert {page.name for page in pages} == {f"codebook-{name}.md" for name in load_pack().rubric_ids}
    assert set(pages) == set((DOCS / "reference").glob("codebook-*.md"))
    for page, text in pages.items():
        assert page.read_text("utf-8") == text, "stale: run python docs/make_codebooks.py"


def test_a_codebook_is_what_the_command_prints() -> None:
    printed = CliRunner().invoke(cli, ["rubric", "codebook", "what-the-law-says"]).stdout
    assert (DOCS / "reference" / "codebook-what-the-law-says.md").read_text("utf-8") == printed


def test_page_of_examples_is_current() -> None:
    script = load_script("make_examples")
    assert script.PAGE.read_text("utf-8") == script.render_examples(), "stale: run python docs/make_examples.py"


def test_every_example_stands_on_its_page_with_its_coding() -> None:
    page = load_script("make_examples").PAGE.read_text("utf-8")
    names = [name for name in pack_names(DEFAULT_TOPIC) if name.startswith("examples/")]
    assert len(names) == len(load_pack().topic.conducts)
    for name in names:
        examples = yaml.safe_load(pack_text(DEFAULT_TOPIC, name))
        for item in (*examples["yes"], *examples["no"]):
            shown = page.split(f"**{item['id']}** · ", 1)[1].split("\n**", 1)[0]
            assert shown.startswith(f"{item['style']}, {item['level']} · {item['use']}\n"), item["id"]
            assert item["text"].rstrip("\n") in shown, item["id"]
            assert (f"→ **{item['rule']}**, {item['scope']};" if "rule" in item else f"None: {item['why']}") in shown


def test_page_of_clauses_is_current() -> None:
    script = load_script("make_clauses")
    assert script.PAGE.read_text("utf-8") == script.render_clauses(), "stale: run python docs/make_clauses.py"


def test_page_of_layers_is_current() -> None:
    script = load_script("make_layers")
    assert script.PAGE.read_text("utf-8") == script.render_layers(), "stale: run python docs/make_layers.py"


def test_page_of_place_yaml_is_current() -> None:
    script = load_script("make_place_yaml")
    assert script.PAGE.read_text("utf-8") == script.render_place_yaml(), "stale: run python docs/make_place_yaml.py"


def test_every_field_of_a_place_is_explained_and_no_other() -> None:
    script = load_script("make_place_yaml")
    said = script.load_said()
    assert list(said) == [shape.__name__ for shape in script.SHAPES]
    listed = {str(field.type).split("[")[1].split(",")[0] for field in fields(Place) if "str" not in str(field.type)}
    assert {shape.__name__ for shape in script.SHAPES} == {"Place", *listed}
    for shape in script.SHAPES:
        assert list(said[shape.__name__]["fields"]) == [field.name for field in fields(shape)]


def test_the_example_of_a_place_yaml_is_one() -> None:
    page = load_script("make_place_yaml").PAGE.read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    place = parse_place(example, "place-yaml.md", topic=load_pack().topic)
    assert place.agencies
    assert place.files
    assert place.attested_searches
    assert {item.shows for item in place.observations} <= set(load_script("make_place_yaml").find_shows())
