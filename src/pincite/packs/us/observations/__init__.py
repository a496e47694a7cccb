"""How tables of observations are laid out and worded: columns, kinds of agencies, known misspellings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

from pincite.errors import ImpossibleValueError, PackError
from pincite.model.observed import Participation
from pincite.model.place import Agency
from pincite.model.place_names import fold_name
from pincite.model.table import SheetSource

AGREEMENTS, AGREEMENTS_SOURCE = "agreements_287g.csv", "agreements_287g.yaml"
AGREEMENT_FIELDS = ("agency", "state", "geoids", "kind", "model", "signed_date", "as_of", "source")
_ABOVE = "pincite.packs.us"
_Rules = TypeVar("_Rules", bound=msgspec.Struct)


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column that is read. names: what it is called; needed: without it the table cannot be read."""

    names: tuple[str, ...]
    needed: bool = False


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form of a table. loose: a name that is nearly one of those given counts too, and is said."""

    id: str
    columns: dict[str, Column]
    loose: bool = True


class AgencyWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What words of a name or of a type column say of an agency's kind; the first that fits decides."""

    kind: str
    words: tuple[str, ...]


class KnownAgency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one agency, over what a sheet writes. kind "": as the sheet says."""

    state: str
    names: tuple[str, ...]
    geoids: tuple[str, ...] = ()
    kind: str = ""


class JailAgreements(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an agreement of one of ``models`` shows of an agency that keeps a jail."""

    conduct: str
    shows: str
    models: tuple[str, ...]


class ParticipantRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``participants.yaml``.

    statuses: word of a file name -> status. models: id -> how it is written. sure_kinds, typed_kinds, named_kinds: what
    a name says over all, then the type column, then a name. misspelt: state -> county as written -> GEOID.
    municipal: GEOID of a county -> names of its municipalities. offices: words of an agency's name that are no part of
    its place's name. posts: kind of agency of the topic -> words. blank: cells that say nothing.
    conduct, shows: what an agreement in force is an observation of; jail: what it shows of a jail's keeper besides.
    delegation: pattern of the words in an agreement's opening that tell it is one of these; not_told: the model of one
    that names none.
    """

    layouts: tuple[Layout, ...]
    statuses: dict[str, str]
    default_status: str
    models: dict[str, tuple[str, ...]]
    sure_kinds: tuple[AgencyWords, ...]
    typed_kinds: tuple[AgencyWords, ...]
    named_kinds: tuple[AgencyWords, ...]
    blank: tuple[str, ...]
    offices: tuple[str, ...]
    posts: tuple[AgencyWords, ...]
    misspelt: dict[str, dict[str, str]]
    municipal: dict[str, tuple[str, ...]]
    agencies: tuple[KnownAgency, ...]
    conduct: str
    shows: str
    jail: JailAgreements
    delegation: str
    not_told: str
    in_force: str


class FacilityRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``facilities.yaml``. shows: what use of beds is an observation of; it decides no answer."""

    layouts: tuple[Layout, ...]
    blank: tuple[str, ...]
    conduct: str
    shows: str


class OutcomeRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``detainers.yaml``. reasons: lift reasons that are counted, as the source words them.

    refusals: those that the source reports as refusals. other, blank_reason: labels of what is not listed and of a
    cell without words. least: counts below it are not shown; fewer: what is shown in their place.
    """

    layouts: tuple[Layout, ...]
    blank: tuple[str, ...]
    reasons: tuple[str, ...]
    refusals: tuple[str, ...]
    other: str
    blank_reason: str
    affirmative: tuple[str, ...]
    least: int
    fewer: str


class StatementRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``statements.yaml``. labels: words of labels that others put on places; they answer nothing."""

    layouts: tuple[Layout, ...]
    labels: tuple[str, ...]
    confidence: tuple[str, ...]


class AgreementsSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``agreements_287g.yaml``: whose sheet the shipped agreements are from."""

    publisher: str
    archived_by: str
    file: str
    sheet: str
    sha256: str
    as_of: str
    confidence: str

    @property
    def sheet_source(self) -> SheetSource:
        """The sheet, to cite rows of it."""
        return SheetSource(file=self.file, sheet=self.sheet, sha256=self.sha256, as_of=self.as_of)


def find_post(agency: str, rules: ParticipantRules) -> str:
    """The agency-kind id of the topic that an agency's name tells, "" where it tells none."""
    return find_words(agency, rules.posts)


def find_shown(model: str, agency: Agency, rules: ParticipantRules) -> tuple[tuple[str, str], ...]:
    """What an agreement of that model in force shows of its agency, as (conduct, what it shows)."""
    shown = (rules.conduct, rules.shows)
    if agency.keeps_jail and model in rules.jail.models:
        return (shown, (rules.jail.conduct, rules.jail.shows))
    return (shown,)


def find_words(text: str, kinds: Iterable[AgencyWords]) -> str:
    """The kind whose words stand in the text as whole words; "" for none."""
    folded = f" {fold_name(text)} "
    for item in kinds:
        if any(re.search(rf" {re.escape(fold_name(word))} ", folded) for word in item.words):
            return item.kind
    return ""


@cache
def load_participant_rules() -> ParticipantRules:
    """The rules for sheets of participating agencies; raises PackError."""
    return _load("participants.yaml", ParticipantRules)


@cache
def load_facility_rules() -> FacilityRules:
    """The rules for lists of detention facilities; raises PackError."""
    return _load("facilities.yaml", FacilityRules)


@cache
def load_outcome_rules() -> OutcomeRules:
    """The rules for tables of detainer outcomes; raises PackError."""
    return _load("detainers.yaml", OutcomeRules)


@cache
def load_statement_rules() -> StatementRules:
    """The rules for agencies' statements and jail counts; raises PackError."""
    return _load("statements.yaml", StatementRules)


@cache
def load_agreements_source() -> SheetSource:
    """The sheet that the shipped agreements are from; raises PackError."""
    return _load(f"../{AGREEMENTS_SOURCE}", AgreementsSource).sheet_source


@cache
def load_agreements() -> tuple[Participation, ...]:
    """The agreements in force that ship with the program, in the order of their sheet; raises PackError.

    A row of a sheet shows that an agreement was in force on its day, never that anything is forbidden. Cite it with
    ``load_agreements_source().cite(item.row)``.
    """
    text = files(_ABOVE).joinpath(AGREEMENTS).read_text("utf-8")
    reader = csv.DictReader(text.splitlines())
    try:
        return tuple(_make_agreement(row) for row in reader)
    except (KeyError, ValueError, ImpossibleValueError) as error:
        where, way_out = f"packs/us/{AGREEMENTS}:{reader.line_num}", "Make it anew: python tools/make_agreements.py."
        raise PackError(str(error), where=where, way_out=way_out) from None


def _make_agreement(row: dict[str, str]) -> Participation:
    return Participation(
        agency=row["agency"], state=row["state"], county_text="", kind=row["kind"], model=row["model"],
        signed_date=row["signed_date"], status=load_participant_rules().in_force,
        geoids=tuple(item for item in row["geoids"].split(";") if item), as_of=row["as_of"],
        row=int(row["source"].rpartition(" ")[2]), how="shipped",
    )  # fmt: skip


def _load(name: str, shape: type[_Rules]) -> _Rules:
    folder, bare = (_ABOVE, name.removeprefix("../")) if name.startswith("../") else (__package__, name)
    text = files(folder).joinpath(bare).read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), shape)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        where, way_out = f"packs/us/observations/{name}", "Mend the line or field that it names."
        raise PackError(str(error), where=where, way_out=way_out) from None
