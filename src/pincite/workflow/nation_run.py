"""pincite nation: studies opened, counties answered, files written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pincite.errors import UsageError
from pincite.model.nation import Nation
from pincite.packs.us import load_places
from pincite.reporting.nation_page import render_pages
from pincite.workflow.nation import SINCE, survey_nation
from pincite.workflow.nation_files import Written, check_nation_folder, describe_nation, write_nation
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_day
from pincite.workflow.reopen import open_study
from pincite.workflow.verify import check_quotes

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationOrder:
    """What to answer. as_of, since: ISO days, "" for today and for 2010-01-01. rubrics: ids, () for all."""

    studies: tuple[Path, ...]
    out: Path
    today: str
    as_of: str = ""
    since: str = ""
    rubrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeNation:
    """The nation with the files it was written to. description: as in nation.json."""

    nation: Nation
    written: Written
    description: dict[str, Any]

    @property
    def summary(self) -> str:
        """A few lines for people."""
        counts = Counter(item.standing for item in self.nation.answers)
        told = ", ".join(f"{count:,} {standing}" for standing, count in sorted(counts.items()))
        lines = [
            f"{self.description['counties']:,} counties as of {self.nation.as_of}, "
            f"{len(self.nation.answers):,} answers: {told}.",
            f"State law was supplied as text for {len(self.nation.supplied)} states; an unknown answer is not N.",
            *(
                f"{'; '.join(titles)}: read, and answers nothing in {state}."
                for state, titles in self.nation.beside.items()
            ),
            f"{len(self.nation.changes):,} changes since {self.nation.since}.",
            *(f"note: {item}" for item in self.written.notices),
            f"Written: {', '.join(self.written.files)} in {self.written.folder}",
        ]
        return "\n".join(lines)


def _parse_since(order: NationOrder, as_of: str) -> str:
    """The first day of the changes; the day of the answers where that is earlier and nobody said."""
    if not order.since:
        return min(SINCE, as_of)
    since = parse_day(order.since, today=order.today, name="--since", ahead="no answer has changed after that.")
    if since > as_of:
        way_out = "Give an earlier day with --since, or a later one with --as-of."
        raise UsageError(f"--since {since} is after {as_of}, the day of the answers.", way_out=way_out)
    return since


def make_nation(order: NationOrder, *, progress: Say | None = None) -> MadeNation:
    """Answer every county and write the folder, or change nothing.

    Raises UsageError for a day, a rubric or a folder that will not do, StudyError for a broken study, and
    VerificationError for one of which a quote is not found again.
    """
    say = progress or (lambda text: None)
    check_nation_folder(order.out)
    pack = load_pack()
    as_of = parse_day(order.as_of, today=order.today) if order.as_of else order.today
    since = _parse_since(order, as_of)
    rubrics = order.rubrics or pack.rubric_ids
    for rubric in rubrics:
        pack.rubric(rubric)
    studies = []
    for number, folder in enumerate(order.studies, start=1):
        say(f"[{number}/{len(order.studies)}] {folder}")
        check_quotes(folder, wanted="nation")
        studies.append(open_study(folder, today=order.today))
    say("counties ...")
    nation = survey_nation(studies, pack=pack, rubrics=rubrics, as_of=as_of, since=since)
    say("files ...")
    pages = render_pages(nation, rubrics=[pack.rubric(name) for name in rubrics], places=load_places())
    written = write_nation(nation, order.out, pack=pack, pages=pages, today=order.today)
    return MadeNation(nation=nation, written=written, description=describe_nation(nation, pack, today=order.today))
