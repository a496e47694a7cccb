"""Writes docs/reference/what-the-reader-understands.md from the invented examples: python docs/make_examples.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from pincite.packs import pack_names, pack_text
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack

PAGE = Path(__file__).parent / "reference" / "what-the-reader-understands.md"
_HEAD = """# What the reader is to understand

Made by `python docs/make_examples.py` from `src/pincite/packs/topics/{topic}/examples/`; not edited by hand.

{count} passages of law, {yes} that state a rule and {no} that look like one and do not. Every place and every
sentence is invented. Each passage stands with its coding: what a careful person would record. This is what the reader
*is to* understand; how often it does is measured on real texts and stands in the README.

**develop**: those who write the reader's rules may look at it. **measure**: kept to measure with; no rule is written
for it. The words of the rules (prohibits, limits, permits, requires, forbids-limits), of scope and of ways out are
those of the [glossary](../../GLOSSARY.md) and the [codebook](codebook-co-optation-2018.md). *Alone* marks the
ways out of which each suffices by itself.
"""


def find_examples() -> dict[str, Mapping[str, Any]]:
    """The examples of each conduct, in the topic's order of conducts."""
    names = [name for name in pack_names(DEFAULT_TOPIC) if name.startswith("examples/")]
    read = [yaml.safe_load(pack_text(DEFAULT_TOPIC, name)) for name in names]
    by_conduct = {item["conduct"]: item for item in read}
    return {item.id: by_conduct[item.id] for item in load_pack().topic.conducts if item.id in by_conduct}


def render_examples() -> str:
    """The page: every example with its coding."""
    found = find_examples()
    yes, no = (sum(len(item[key]) for item in found.values()) for key in ("yes", "no"))
    head = _HEAD.format(topic=DEFAULT_TOPIC, count=yes + no, yes=yes, no=no)
    return "\n".join(
        [head, *_contents(found), *(line for conduct in found for line in _conduct(conduct, found[conduct]))]
    )


def _contents(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "| conduct | states a rule | states none | develop | measure |"
    yield "| --- | --- | --- | --- | --- |"
    for conduct, examples in found.items():
        uses = [item["use"] for item in (*examples["yes"], *examples["no"])]
        counts = len(examples["yes"]), len(examples["no"]), uses.count("develop"), uses.count("measure")
        yield f"| [{conduct}](#{conduct}) | {' | '.join(map(str, counts))} |"
    yield ""


def _conduct(conduct: str, examples: Mapping[str, Any]) -> Iterator[str]:
    described = next(item for item in load_pack().topic.conducts if item.id == conduct)
    yield f"## {conduct}\n\n{described.short[:1].upper()}{described.short[1:]}. {described.describes}\n"
    yield from _examples("States a rule", examples["yes"])
    yield from _examples("States none", examples["no"])


def _examples(title: str, examples: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"### {title}: {len(examples)}\n"
    for item in examples:
        yield f"**{item['id']}** · {item['style']}, {item['level']} · {item['use']}\n"
        yield "```text\n" + item["text"].rstrip("\n") + "\n```\n"
        yield f"{_coding(item) if 'rule' in item else 'None: ' + item['why']}\n"


def _coding(item: Mapping[str, Any]) -> str:
    ways = ", ".join(f"{kind} (alone)" if kind in item["alone"] else kind for kind in item["exceptions"])
    quote = " ".join(item["quote"].split())
    return f"→ **{item['rule']}**, {item['scope']}; ways out: {ways or 'none'}. Rests on: “{quote}”"


if __name__ == "__main__":
    PAGE.write_text(render_examples(), "utf-8")
