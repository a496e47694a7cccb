"""Packaged texts by name: the only reader of topic packs. The steps parse what is in them."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from pincite.errors import PackError


def topic_ids() -> tuple[str, ...]:
    """Ids of the topics that are packaged, sorted."""
    return tuple(sorted(entry.name for entry in _topics().iterdir() if entry.is_dir()))


def pack_names(topic: str) -> tuple[str, ...]:
    """Names of the YAML files of a topic, sorted; "/" stands between folder and file."""
    return tuple(sorted(_names(_folder(topic), "")))


def pack_text(topic: str, name: str) -> str:
    """The text of one file of a topic; raises PackError where there is no such file."""
    if name not in pack_names(topic):
        raise PackError(
            f"the topic has no file {name!r}.",
            where=topic,
            way_out=f"It has: {', '.join(pack_names(topic))}.",
        )
    return _folder(topic).joinpath(*name.split("/")).read_text(encoding="utf-8")


def _topics() -> Traversable:
    return files(__name__) / "topics"


def _folder(topic: str) -> Traversable:
    if topic not in topic_ids():
        raise PackError(f"unknown topic {topic!r}.", way_out=f"There is: {', '.join(topic_ids())}.")
    return _topics() / topic


def _names(folder: Traversable, before: str) -> list[str]:
    """Names below ``folder``, each with ``before`` in front."""
    names: list[str] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            names.extend(_names(entry, f"{before}{entry.name}/"))
        elif entry.name.endswith(".yaml"):
            names.append(before + entry.name)
    return names
