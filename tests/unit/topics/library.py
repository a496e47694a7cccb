"""The library topic (wholly invented) that the tests of this folder share, and its folder of mistakes."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
FILES = {path.name: path.read_text() for path in sorted((HERE / "library_loans").glob("*.yaml"))}
RUBRIC = FILES.pop("rubric.yaml")


def find_bad(kind: str) -> list[Path]:
    """The bad files of a kind; each says in its first two lines where and what the error must be."""
    return sorted((HERE / "bad" / kind).glob("*.yaml"))


def expected(path: Path) -> tuple[str, str]:
    """Place ("x.yaml:4") and words of the error that the bad file must give."""
    line, says = path.read_text().splitlines()[:2]
    return f"{path.name}:{line.removeprefix('# line ')}", says.removeprefix("# says ")


def completed(bad: str, good: str) -> str:
    """The bad keys, then the top-level blocks of the good text whose keys the bad one does not give."""
    blocks = re.split(r"^(?=[a-z_]+:)", good, flags=re.M)
    given = set(re.findall(r"^([a-z_]+):", bad, flags=re.M))
    return bad + "".join(block for block in blocks if block.split(":")[0] not in given)


def topic_with(path: Path) -> dict[str, str]:
    """The files of the topic, with the keys that the bad file gives taken out of the good ones."""
    bad = path.read_text()
    given = set(re.findall(r"^([a-z_]+):", bad, flags=re.M))
    good = {name: _without(text, given) for name, text in FILES.items()}
    return {path.name: bad} | {
        name: text for name, text in good.items() if re.search(r"^[a-z_]+:", text, flags=re.M)
    }


def _without(text: str, keys: set[str]) -> str:
    blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.M)
    return "".join(block for block in blocks if block.split(":")[0] not in keys)
