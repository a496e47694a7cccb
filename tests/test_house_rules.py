"""The house rules of the design as tests: sizes, names, imports, files, and words that must not be in here."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "pincite"
SHARED = ROOT.parent / "shared"
PURE = (
    "model",
    "topics",
    "intake",
    "finding",
    "reading",
    "observing",
    "resolving",
    "answering",
    "agreement",
    "drafting",
    "reporting",
)
TEXT_ENDINGS = {".md", ".py", ".yaml", ".yml", ".toml", ".txt", ".html", ".j2", ".css", ".js", ".json", ".csv", ".cfg"}
NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "data", "info", "lib", "misc", "common"}
FILE_CALLS = {"read_text", "read_bytes", "write_text", "write_bytes"}
REGISTRIES = re.compile(
    r"https?://[\w.-]*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|proxy\.golang\.org|anaconda\.(?:org|com)"
    r"|rubygems\.org|huggingface\.co|hub\.docker\.com|repo\.maven)",
    re.IGNORECASE,
)
RUN = 12


@cache
def tracked() -> tuple[Path, ...]:
    """Text files under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.suffix in TEXT_ENDINGS and path.is_file())


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def modules(*parts: str) -> list[Path]:
    """Python files of the package, or of these parts of it."""
    folders = [PACKAGE / part for part in parts] if parts else [PACKAGE]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def told(found: Iterable[str]) -> str:
    return "\n" + "\n".join(sorted(found))


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 80
    assert len(tracked()) > 100


def test_no_file_is_over_400_lines() -> None:
    python = [path for path in tracked() if path.suffix == ".py"]
    counted = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in python}
    found = [f"{name}: {count}" for name, count in counted.items() if count > 400]
    assert not found, told(found)


def test_no_function_is_over_60_lines() -> None:
    found = [at(path, item) for path in modules() for item in functions(path) if lines(item) > 60]
    assert not found, told(found)


def test_functions_are_short() -> None:
    lengths = sorted(lines(item) for path in modules() for item in functions(path))
    assert median(lengths) <= 10
    assert lengths[int(0.9 * len(lengths))] <= 30


def test_no_function_takes_more_than_six_parameters() -> None:
    found = []
    for path in modules():
        for item in functions(path):
            named = [*item.args.posonlyargs, *item.args.args, *item.args.kwonlyargs]
            if len([arg for arg in named if arg.arg not in {"self", "cls"}]) > 6:
                found.append(f"{at(path, item)} {item.name}")
    assert not found, told(found)


def test_steps_open_no_files() -> None:
    found = [
        at(path, node)
        for path in modules(*PURE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and opens_a_file(node.func)
    ]
    assert not found, told(found)


def opens_a_file(called: ast.expr) -> bool:
    """Whether a call opens a file; a package's own templates, by importlib's files(), are none."""
    if isinstance(called, ast.Name):
        return called.id == "open"
    own = any(isinstance(node, ast.Name) and node.id == "files" for node in ast.walk(called))
    return isinstance(called, ast.Attribute) and called.attr in FILE_CALLS and not own


def test_nothing_is_imported_through_the_package_root() -> None:
    """The linter cannot see what comes through the root. The version alone may."""
    found = []
    for path in modules():
        for node in ast.walk(parsed(path)):
            through_root = isinstance(node, ast.ImportFrom) and node.module == "pincite" and not node.level
            if through_root and {alias.name for alias in node.names} != {"__version__"}:
                found.append(at(path, node))
            if isinstance(node, ast.Import) and "pincite" in {alias.name for alias in node.names}:
                found.append(at(path, node))
    assert not found, told(found)


def test_pure_modules_import_at_the_top() -> None:
    """An import inside a function hides what a step depends on."""
    found = [
        at(path, node)
        for path in modules(*PURE)
        for item in functions(path)
        for node in ast.walk(item)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, told(found)


def test_no_relative_imports() -> None:
    found = [
        at(path, node)
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not found, told(found)


def test_no_drawer_modules() -> None:
    named = [path for path in tracked() if path.suffix == ".py"]
    found = [str(path.relative_to(ROOT)) for path in named if NO_NAMES & {path.stem, path.parent.name}]
    assert not found, told(found)


def test_every_module_says_what_it_is_for() -> None:
    found = [str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(parsed(path))]
    assert not found, told(found)


def test_no_addresses_of_registries() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path != Path(__file__).resolve()
        for match in REGISTRIES.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert not found, told(found)


def test_no_topic_words_in_python() -> None:
    """What is known of the topic stands in its pack; docstrings may give it as an example."""
    words = re.compile(r"\b(?:immigra\w*|detainers?|deport\w*|ICE|DHS|287\(g\)|aliens?)\b", re.IGNORECASE)
    found = [
        f"{at(path, node)}: {match.group()}"
        for path in modules(*PURE)
        for node in texts(parsed(path))
        for match in words.finditer(node.value)
    ]
    assert not found, told(found)


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """String constants of a module that are no docstrings."""
    plain = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in plain:
            yield node


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words of a text, without marks, capitals, addresses and letters spaced out."""
    bare = re.sub(r"https?://\S+", " ", text)
    words = [word.lower() for word in re.findall(r"[A-Za-z0-9§']+", bare)]
    found = {tuple(words[index : index + RUN]) for index in range(len(words) - RUN + 1)}
    return {run for run in found if sum(len(word) > 1 for word in run) > RUN // 2}


def set_aside() -> set[str]:
    """Texts that nobody opens before the blind run."""
    return set((ROOT / "benchmarks" / "set-aside.txt").read_text("utf-8").split())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the real texts is not there")
def test_no_sentence_of_the_real_texts_is_in_here() -> None:
    aside = set_aside()
    instruments = sorted((SHARED / "corpus" / "instruments").glob("*.txt"))
    sources = [SHARED / "toolkit" / "source.txt", *(path for path in instruments if path.stem not in aside)]
    assert len(sources) > 30
    theirs: dict[tuple[str, ...], str] = {}
    for source in sources:
        theirs |= dict.fromkeys(runs(source.read_text("utf-8", errors="replace")), source.name)
    shared = {
        f"{path.relative_to(ROOT)} ~ {theirs[run]}: {' '.join(run)}"
        for path in tracked()
        for run in runs(path.read_text("utf-8", errors="replace")) & theirs.keys()
    }
    assert not shared, told(shared)
