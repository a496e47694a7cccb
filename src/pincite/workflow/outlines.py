"""An outline of an ordinance or policy for a study: the body found, the clauses weighed, the answers foretold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from pincite.adapters.atomic import write_together
from pincite.adapters.outline_docx import write_outline_docx
from pincite.adapters.outline_pdf import write_outline_pdf
from pincite.adapters.study import PLACE, make_unique_id
from pincite.answering import REPORTED, Evidence, assess_place
from pincite.answering.levers import find_levers
from pincite.answering.questions import find_asked
from pincite.answering.reported import tell_report
from pincite.drafting.bodies import Body, find_bodies, match_bodies, suggest_body
from pincite.drafting.outline import OUTLINE, OutlineOrder, code_outline, compose_outline
from pincite.drafting.outline_blocks import make_blocks
from pincite.drafting.outline_markdown import render_markdown
from pincite.drafting.outline_text import render_law
from pincite.drafting.standing import Ground
from pincite.errors import InputError, PackError, StudyError, UsageError
from pincite.model.answer import Assessment
from pincite.model.clause import Clause, Variant
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.lever import Lever, LeverKind, Way
from pincite.model.outline import AnswerChange, Block, Outline, Standing
from pincite.model.place import Agency, Place
from pincite.model.topic import Topic
from pincite.packs import pack_names, pack_text
from pincite.packs.us.belonging import is_beyond
from pincite.topics.clauses import load_clauses
from pincite.workflow.assess import Assessed, make_evidence
from pincite.workflow.pack import CLAUSES, Pack
from pincite.workflow.place import parse_day
from pincite.workflow.reopen import OpenStudy, open_study
from pincite.workflow.verify import check_quotes

FORMATS = ("md", "docx", "pdf", "txt")
_HARMLESS = "W"  # the set of a rubric with the exceptions that do no harm


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineWish:
    """What is wanted. variant: "" for the body's own; as_of: ISO day, "" for the study's; folder: where files go."""

    study: Path
    body: str
    today: str
    variant: str = ""
    as_of: str = ""
    formats: tuple[str, ...] = ("md",)
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """An outline with its blocks. files: what was written; notices: for people."""

    outline: Outline
    blocks: tuple[Block, ...]
    files: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()


@cache
def load_clause_library(topic: Topic) -> tuple[Clause, ...]:
    """The clauses of a topic, () where it has none; raises PackError that names the line at fault."""
    names = [name for name in pack_names(topic.id) if name.startswith(CLAUSES)]
    return load_clauses({name: pack_text(topic.id, name) for name in names}, topic=topic)


def outline_study(wish: OutlineWish) -> Outlined:
    """Check every quote, then make the outline for one body; its files are written together or not at all.

    Raises VerificationError that names a quote that was not found again, and what ``outline_opened`` raises.
    """
    _check_formats(wish)
    if wish.as_of:
        parse_day(wish.as_of, today=wish.today)
    check_quotes(wish.study, wanted=OUTLINE)
    return outline_opened(open_study(wish.study, today=wish.today), wish)


def outline_opened(opened: OpenStudy, wish: OutlineWish) -> Outlined:
    """The outline for one body of a study whose quotes were checked; its files are written where a folder is named.

    Raises UsageError for an unknown body or variant, PackError for a place without agencies, StudyError.
    """
    place = replace(opened.place, as_of=wish.as_of or opened.place.as_of)
    if not place.agencies:
        what = f"{place.name} has no agency, so nobody can be bound."
        way_out = "Add its sheriff, police, jail and governing body under agencies."
        raise PackError(what, where=str(wish.study / PLACE), way_out=way_out)
    assessed = opened.answer_on(place.as_of)
    evidence = _gather(opened, assessed, place.as_of)
    lever = _find_lever(wish.body, evidence)
    variant = _find_variant(wish.variant, lever, evidence)
    order = _make_order(lever, variant, evidence, assessed=assessed.assessment, pack=opened.pack)
    outline = compose_outline(order)
    outline = replace(outline, answers=_foretell(outline, order, opened, assessed))
    blocks = make_blocks(outline, opened.pack.topic)
    files, notices = _write(outline, blocks, wish) if wish.folder else ((), ())
    return Outlined(outline=outline, blocks=blocks, files=files, notices=(*opened.stale, *notices))


def _check_formats(wish: OutlineWish) -> None:
    wrong = [name for name in wish.formats if name not in FORMATS]
    if wrong or not wish.formats:
        said = f"there is no format {wrong[0]!r}." if wrong else "no format is named."
        raise UsageError(said, way_out=f"Take {', '.join(FORMATS)}.")
    if wish.folder is None and wish.formats != ("md",):
        what = f"{', '.join(wish.formats)} cannot be printed on the terminal."
        raise UsageError(what, way_out="Name a folder for the files with -o.")


def _gather(opened: OpenStudy, assessed: Assessed, day: str) -> Evidence:
    return make_evidence(
        assessed.readings, assessed.instruments, assessed.provisions,
        place=replace(opened.place, as_of=day), pack=opened.pack, rubric=opened.rubric,
    )  # fmt: skip


def _find_lever(wanted: str, evidence: Evidence) -> Lever:
    """The rule that the named body can make; raises UsageError in one line where there is none."""
    bodies = find_bodies(find_levers(evidence), evidence.lever_kinds)
    if not bodies:
        what = f"the standard {evidence.rubric.id} prefers no answer, so no outline follows from it."
        raise UsageError(what, way_out="Assess the place with a standard that does: --rubric co-optation-2018.")
    found = match_bodies(wanted, bodies)
    if not found:
        raise UsageError(f"there is no body {wanted!r} here.", way_out=suggest_body(wanted, bodies))
    ruling = [body for body in found if body.ruling is not None]
    if len(ruling) > 1:
        names = "; ".join(body.name for body in ruling)
        raise UsageError(f"{wanted!r} may mean more than one body.", way_out=f"Say which: {names}.")
    if not ruling or (lever := ruling[0].ruling) is None:
        raise UsageError(f"{found[0].name} sets no rule by itself, so it adopts no outline.", way_out=_rulers(bodies))
    return lever


def _rulers(bodies: Sequence[Body]) -> str:
    return f"Bodies that do: {'; '.join(dict.fromkeys(item.name for item in bodies if item.ruling))}."


def check_variant(wanted: str) -> None:
    """Raises UsageError for a variant that does not exist; "" stands for the body's own."""
    if wanted and wanted not in set(Variant):
        raise UsageError(f"there is no variant {wanted!r}.", way_out=f"Take {', '.join(Variant)}.")


def _find_variant(wanted: str, lever: Lever, evidence: Evidence) -> Variant:
    own = _kind_of(lever, evidence).own
    check_variant(wanted)
    variant = Variant(wanted) if wanted else (Variant.AGENCY if own else Variant.FULL)
    if own and variant is Variant.SPENDING:
        what = f"{lever.body} writes policy for itself, and the spending ban is an ordinance."
        raise UsageError(what, way_out="Take --variant agency, or name the board or council.")
    if not own and variant is Variant.AGENCY:
        what = f"{lever.body} does not write the policy of an agency."
        raise UsageError(what, way_out="Take --variant full, or name the sheriff, the chief or the jail.")
    return variant


def _kind_of(lever: Lever, evidence: Evidence) -> LeverKind:
    return next(item for item in evidence.lever_kinds if item.id == lever.of_kind)


def _make_order(
    lever: Lever, variant: Variant, evidence: Evidence, *, assessed: Assessment, pack: Pack
) -> OutlineOrder:
    return OutlineOrder(
        place=evidence.place,
        variant=variant,
        ground=replace(
            make_ground(lever, evidence),
            warnings=[text for code, text in assessed.warnings if code.startswith("state-law") or code == REPORTED],
        ),
        clauses=load_clause_library(pack.topic),
        open_items=frozenset(gap.item for gap in assessed.gaps),
    )


def make_ground(lever: Lever, evidence: Evidence) -> Ground:
    """All that the clauses are weighed on for that lever."""
    kind = _kind_of(lever, evidence)
    asked = {item.id: _find_asked(item.id, item.beside, evidence) for item in evidence.topic.conducts}
    reach = _find_reach(lever, kind, evidence.place)
    questions = (*evidence.rubric.questions, *evidence.rubric.elements)
    any_will_do = {conduct for item in questions if item.combine == "any" for conduct in item.conducts}
    return Ground(
        lever=lever,
        own=kind.own,
        topic=evidence.topic,
        reach=reach,
        reached=tuple(item for item in evidence.place.agencies if item.id in reach),
        asked={item: tuple(a for a in asked[item] if a.id in reach or item not in any_will_do) for item in asked},
        rules={(a.id, c): evidence.resolve(a, c) for c in asked for a in evidence.place.agencies if a.id in reach},
        instruments={item.id: item for item in evidence.instruments},
        harmless=frozenset(evidence.rubric.sets.get(_HARMLESS, ())),
        decides_from=evidence.decides_from,
        reported=_find_reported(evidence),
        doubts={
            item.id: kind.depends_on.replace("{agency}", item.name)
            for item in evidence.place.agencies
            if reach.get(item.id) is Way.DOUBTFUL and item.kind in kind.depends
        },
        practice=frozenset(item.id for item in evidence.rubric.questions if item.asks == "practice"),
    )


def _find_reported(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Conduct -> what is reported of state law on it, where no text of that law was supplied."""
    return {
        item.id: tuple(tell_report(one, evidence, conduct=item.id) for one in evidence.reports if one.rule_on(item.id))
        for item in evidence.topic.conducts
    }


def _find_asked(conduct: str, beside: Sequence[str], evidence: Evidence) -> tuple[Agency, ...]:
    """The agencies that some question on the conduct is asked of, or on the criteria that it is shown beside."""
    rubric = evidence.rubric
    groups = {
        item.asked_of: None
        for item in (*rubric.questions, *rubric.elements)
        if conduct in item.conducts or item.criterion in beside
    }
    found = (agency for group in groups for agency in find_asked(rubric.group(group), evidence.place.agencies))
    return tuple(dict.fromkeys(found))


def _find_reach(lever: Lever, kind: LeverKind, place: Place) -> dict[str, Way]:
    if kind.own:
        return {item.id: Way.OPEN for item in place.agencies if lever.id == f"{kind.id}:{item.id}"}
    agencies = [item for item in place.agencies if not is_beyond(item, place, level=kind.level)]
    open_to = Way.DOUBTFUL if kind.may else Way.OPEN
    reach = {item.id: open_to for item in agencies if item.kind in kind.reaches}
    return reach | {item.id: Way.DOUBTFUL for item in agencies if item.kind in kind.depends}


def _foretell(outline: Outline, order: OutlineOrder, opened: OpenStudy, assessed: Assessed) -> tuple[AnswerChange, ...]:
    """Each question's answer now, and with the outline in force beside all that stands, its own old words replaced."""
    if not outline.sections:
        return ()
    lever, bound = order.ground.lever, tuple(order.ground.reach)
    name = make_unique_id(OUTLINE, {item.id for item in assessed.instruments})
    adopted = Instrument(
        id=name, title=outline.title, document=name, kind=lever.kind, level=lever.level, issuer=outline.body,
        status=Status.IN_FORCE, binds=bound, binding=Binding.BINDS, why="The outline, taken as adopted.",
        own_of=bound if order.ground.own and lever.level is Level.AGENCY else (),
    )  # fmt: skip
    replaced = {
        (item.of.instrument, section.clause.conduct) for section in outline.sections for item in section.redlines
    }
    kept = [item for item in assessed.provisions if (item.instrument, item.conduct) not in replaced]
    evidence = make_evidence(
        assessed.readings, (*assessed.instruments, adopted), (*kept, *code_outline(outline, name)),
        place=replace(opened.place, as_of=outline.as_of), pack=opened.pack, rubric=opened.rubric,
    )  # fmt: skip
    then = assess_place(evidence)
    after = {item.question: item.answer for item in (*then.answers, *then.elements)}
    before = (*assessed.assessment.answers, *assessed.assessment.elements)
    texts = {item.id: item.text for item in (*opened.rubric.questions, *opened.rubric.elements)}
    return tuple(
        AnswerChange(item=item.question, text=texts[item.question], now=item.answer, then=after[item.question])
        for item in before
    )


def _write(outline: Outline, blocks: Sequence[Block], wish: OutlineWish) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the files; a format that no font allows is a notice, and an error where it is the only one."""
    folder = wish.folder or Path()
    makers = {
        "md": lambda: render_markdown(blocks).encode(),
        "docx": lambda: write_outline_docx(blocks, title=outline.title),
        "pdf": lambda: write_outline_pdf(blocks, title=outline.title),
        "txt": lambda: render_law(outline).encode(),
    }
    made: dict[str, bytes] = {}
    notices = []
    for name in wish.formats:
        try:
            made[f"{OUTLINE}.{name}"] = makers[name]()
        except InputError as error:
            if len(wish.formats) == 1:
                raise
            notices.append(f"without {name}: {error.what} {error.way_out}")
    if folder.exists() and not folder.is_dir():
        raise StudyError("it is a file, not a folder.", where=str(folder), way_out="Name another with -o.")
    write_together(folder, [(name, partial(bytes, content)) for name, content in made.items()])
    return tuple(folder / name for name in made), tuple(notices)


def describe_outlined(outlined: Outlined) -> dict[str, object]:
    """The outline as plain JSON."""
    outline = outlined.outline
    return {
        "disclaimer": outlined.blocks[1].text,
        "title": outline.title, "place": outline.place, "state": outline.state, "as_of": outline.as_of,
        "body": outline.body, "act": outline.act, "variant": outline.variant.value, "enacting": outline.enacting,
        "sections": [
            {
                "number": item.number, "title": item.title, "clause": item.clause.id, "conduct": item.clause.conduct,
                "lines": list(item.lines), "meets": list(item.clause.meets), "cautions": list(item.cautions),
                "options": [{"kind": one.kind, "text": one.text, "costs": one.costs} for one in item.clause.options],
                "should_costs": item.clause.should_costs,
                "redlines": [
                    {"instrument": one.of.instrument, "runs": [[run.mark.value, run.text] for run in one.runs]}
                    for one in item.redlines
                ],
            }
            for item in outline.sections
        ],
        "apart": [
            {
                "clause": item.clause.id, "conduct": item.clause.conduct, "standing": item.standing.value,
                "why": item.why,
                "cites": [
                    {"title": text.title, "pinpoint": one.pinpoint, "quote": one.quote}
                    for text in item.shown for one in text.citations
                ],
            }
            for item in outline.aside if item.standing is not Standing.OFFERED
        ],
        "answers": [{"item": one.item, "now": one.now, "then": one.then} for one in outline.answers],
        "cautions": list(outline.cautions),
        "files": [str(path) for path in outlined.files],
    }  # fmt: skip


def render_outlined(outlined: Outlined) -> str:
    """The outline as Markdown, or where it was written to, for the terminal."""
    if not outlined.files:
        return render_markdown(outlined.blocks).rstrip("\n")
    outline = outlined.outline
    changed = sum(item.now != item.then for item in outline.answers)
    lines = [
        outlined.blocks[1].text,
        f"{outline.title}: {len(outline.sections)} sections, {len(outline.aside)} clauses apart, "
        f"{changed} answers would change.",
        *(f"wrote {path}" for path in outlined.files),
    ]
    return "\n".join(lines)
