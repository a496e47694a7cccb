"""The finder beside standard retrievers: the same instruments, the same passages, the same queries, in one run.

    python benchmarks/finding.py [--shared ../shared]

Every retriever ranks the passages of one instrument for each conduct; a reference provision is found at k where one of
the first k passages holds at least half of one of its quotes. Passages per second: all passages of all instruments,
indexed and ranked for every conduct, on one core; reading the files is not counted. Pincite "with the reader's
evidence" also drafts every provision in that time.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pincite.agreement.drafts import Drafted, measure_drafts
from pincite.finding import find_gated, rank_passages
from pincite.finding.rank import MOST_WORDS, cut_windows
from pincite.model.document import SourceDocument
from pincite.model.search import Passage
from pincite.model.topic import Topic
from pincite.workflow.codings import draft_texts, find_codings, find_texts
from pincite.workflow.pack import Pack, load_pack
from pincite.workflow.read import read_source

ROOT = Path(__file__).resolve().parent.parent
SET_ASIDE = frozenset((ROOT / "benchmarks" / "set-aside.txt").read_text().split())
BEST = 10
_RUNS = 3
_TOKEN = re.compile(r"[^\W_]+")

Ranking = Mapping[str, Sequence[int]]
Retriever = Callable[[Sequence[str], Mapping[str, str]], Ranking]
PassagesByConduct = Mapping[str, Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Cut:
    """An instrument with its passages: the windows of its outline, of at most 200 words each."""

    drafted: Drafted
    spans: tuple[tuple[int, int], ...]

    @property
    def document(self) -> SourceDocument:
        return self.drafted.document

    @property
    def texts(self) -> list[str]:
        return [self.document.text[start:end] for start, end in self.spans]


def make_queries(topic: Topic) -> dict[str, str]:
    """A query a conduct for retrievers that know only words: its cues and its description."""
    return {cues.conduct: _spell_query(cues.strong + cues.weak, topic, cues.conduct) for cues in topic.cues}


def _spell_query(cues: Sequence[str], topic: Topic, conduct: str) -> str:
    described = topic.conduct(conduct)
    return " ".join([*(cue.rstrip("*") for cue in cues), described.short, described.describes])


def make_rank_bm25s() -> Retriever:
    """bm25s with its defaults (Lucene's BM25), English stop words and Snowball stems."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def split(texts: Sequence[str]) -> object:
        return bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False)

    def rank_bm25s(texts: Sequence[str], queries: Mapping[str, str]) -> Ranking:
        index = bm25s.BM25()
        index.index(split(texts), show_progress=False)
        best, _ = index.retrieve(split(tuple(queries.values())), k=min(BEST, len(texts)), show_progress=False)
        return {conduct: [int(i) for i in row] for conduct, row in zip(queries, best, strict=True)}

    return rank_bm25s


def rank_fts5(texts: Sequence[str], queries: Mapping[str, str]) -> Ranking:
    """SQLite FTS5 in memory, Porter stems, any word of the query, ordered by its bm25()."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE passage USING fts5(body, tokenize = 'porter unicode61')")
        database.executemany("INSERT INTO passage(rowid, body) VALUES (?, ?)", enumerate(texts))
        return {conduct: _ask_fts5(database, query) for conduct, query in queries.items()}


def _ask_fts5(database: sqlite3.Connection, query: str) -> list[int]:
    words = " OR ".join(f'"{word}"' for word in dict.fromkeys(_TOKEN.findall(query.lower())))
    found = database.execute("SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?", (words, BEST))
    return [row[0] for row in found]


def make_rank_vectors() -> Retriever:
    """Static vectors: wordllama's 256 dimensions, from the weights inside its package; nothing is fetched."""
    import wordllama

    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)

    def rank_vectors(texts: Sequence[str], queries: Mapping[str, str]) -> Ranking:
        asked = model.embed(list(queries.values()), norm=True)
        alike = asked @ model.embed(list(texts), norm=True).T
        return {conduct: [int(i) for i in (-row).argsort()[:BEST]] for conduct, row in zip(queries, alike, strict=True)}

    return rank_vectors


def find_peers() -> Iterator[tuple[str, Retriever | str]]:
    """Each standard retriever by name, or why it cannot run here."""
    makers: Mapping[str, Callable[[], Retriever]] = {
        "BM25 (bm25s)": make_rank_bm25s,
        "SQLite FTS5": lambda: rank_fts5,
        "static vectors (wordllama)": make_rank_vectors,
    }
    for name, make in makers.items():
        try:
            yield name, make()
        except ImportError as error:
            yield name, f"not measured: {error.name} is not installed (pip install 'pincite[bench]')"


def cut_instruments(shared: Path, pack: Pack) -> list[Cut]:
    """The coded instruments that are not set aside, as plain text, with their passages."""
    codings = find_codings(shared / "gold" / "instruments", leave_out=SET_ASIDE)
    texts, _ = find_texts(codings, shared / "corpus" / "instruments")
    cuts = []
    for drafted in draft_texts(texts, pack=pack, progress=lambda _: None):
        windows = cut_windows(drafted.document, range(len(drafted.document.sections)))
        cuts.append(Cut(drafted, tuple((window.start, window.end) for window in windows)))
    return cuts


def as_passages(cut: Cut, ranking: Ranking) -> PassagesByConduct:
    """A ranking of passage numbers as passages, best first."""
    return {
        conduct: [
            Passage(document=cut.document.id, conduct=conduct, start=cut.spans[i][0], end=cut.spans[i][1], score=-place)
            for place, i in enumerate(best)
        ]
        for conduct, best in ranking.items()
    }


def measure_retriever(
    name: str, cuts: Sequence[Cut], find: Callable[[Cut], PassagesByConduct], conducts: Sequence[str]
) -> str:
    """One row of the table; the time is the shortest of three runs."""
    seconds = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        found = [find(cut) for cut in cuts]
        seconds.append(time.perf_counter() - started)
    figures, _ = measure_drafts(
        [replace(c.drafted, passages=p, provisions={}) for c, p in zip(cuts, found, strict=True)], conducts
    )
    shares = " | ".join(f"{figures[f'evidence_recall_at_{k}']:.2f}" for k in (1, 5, 10))
    return f"| {name} | {shares} | {sum(len(cut.spans) for cut in cuts) / min(seconds):,.0f} |"


def measure_finding(shared: Path) -> list[str]:
    """The table as Markdown lines; its head says what was measured."""
    pack = load_pack()
    cuts = cut_instruments(shared, pack)
    conducts = [conduct.id for conduct in pack.topic.conducts]
    queries = make_queries(pack.topic)
    rows = [_render_head(cuts), "| --- | --- | --- | --- | --- |"]
    for name, peer in find_peers():
        if isinstance(peer, str):
            rows.append(f"| {name} | {peer} | | | |")
        else:
            rows.append(measure_retriever(name, cuts, _finder_of(peer, queries), conducts))
    ours = {"alone": _find_alone, "with the reader's evidence": _find_read}
    for name, find in ours.items():
        rows.append(measure_retriever(f"Pincite's finder {name}", cuts, partial(find, pack=pack), conducts))
    return rows


def _render_head(cuts: Sequence[Cut]) -> str:
    provisions = sum(1 for cut in cuts for item in cut.drafted.coding.provisions if item.rule != "silent")
    passages = sum(len(cut.spans) for cut in cuts)
    return (
        f"| evidence of {provisions} provisions in {len(cuts)} instruments, {passages} passages "
        f"of at most {MOST_WORDS} words | first | among 5 | among 10 | passages/s |"
    )


def _finder_of(peer: Retriever, queries: Mapping[str, str]) -> Callable[[Cut], PassagesByConduct]:
    return lambda cut: as_passages(cut, peer(cut.texts, queries))


def _find_alone(cut: Cut, pack: Pack) -> PassagesByConduct:
    return rank_passages(cut.document, find_gated(cut.document, pack.topic), topic=pack.topic)


def _find_read(cut: Cut, pack: Pack) -> PassagesByConduct:
    return read_source(cut.document, pack).passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.parse_args()
    if not chosen.shared.is_dir():
        parser.exit(2, f"{chosen.shared} is absent: the texts to measure on are not here.\n")
    print("\n".join(measure_finding(chosen.shared)))


if __name__ == "__main__":
    main()
