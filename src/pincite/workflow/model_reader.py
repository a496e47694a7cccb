"""The optional language-model reader: a document already read by rule is coded again by a model, by pointers alone.

Off unless a person asks for it and gives an endpoint. What a model says counts only as ids of the topic and as quotes
that the program finds again; see reading.pointers. Who is bound and which limbs a rule shows are found by the program,
never asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from pincite.adapters.language_model import LanguageModel, ModelEndpointError
from pincite.adapters.model_endpoint import (
    DEFAULT_KEY_ENV,
    NO_PRICES,
    Endpoint,
    Meter,
    Prices,
    Reply,
    Spent,
    add_meters,
    count_spent,
)
from pincite.errors import UsageError
from pincite.model.law import Provision
from pincite.packs.llm import Prompt, load_prompt
from pincite.reading.features import find_features
from pincite.reading.pointers import Coded, Reason, Rejected, parse_answer, reject_batch
from pincite.reading.prompt import USUAL_LIMITS, Batch, ShowLimits, make_batches, render_messages
from pincite.workflow.pack import Pack
from pincite.workflow.read import SourceReading

MODEL_READER = "pincite-llm"
MODEL_READER_VERSION = "1"
Ask = Callable[[Sequence[tuple[str, str]]], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReaderSettings:
    """What a person chose. coded_on: ISO day for the coding record. show: how much of a document is sent."""

    endpoint: Endpoint
    coded_on: str
    show: ShowLimits = USUAL_LIMITS

    @property
    def coder(self) -> str:
        """The name under which drafts are recorded: reader, version, model and host."""
        return f"{MODEL_READER}-{MODEL_READER_VERSION}:{self.endpoint.model}@{self.endpoint.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCodingRecord:
    """How one document was coded. models: names that the server gave in its replies. No URL, no key.

    prompt, prompt_version, prompt_sha256: of the packaged prompt. temperature: "server-default" where none was sent.
    """

    reader: str
    reader_version: str
    model: str
    models: tuple[str, ...]
    host: str
    temperature: str
    prompt: str
    prompt_version: str
    prompt_sha256: str
    topic: str
    topic_version: str
    document: str
    document_sha256: str
    coded_on: str

    @property
    def coder(self) -> str:
        """The name under which drafts are recorded: reader, version, model and host."""
        return f"{self.reader}-{self.reader_version}:{self.model}@{self.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReading:
    """What a model's answers on one document come to.

    abstained: conducts on which it said something that does not count, or got no answer; never to be read as silence.
    asked: conducts that it was asked about. failures: sentences on requests without a usable reply.
    """

    provisions: tuple[Provision, ...]
    abstained: tuple[str, ...]
    asked: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    failures: tuple[str, ...]
    meter: Meter
    record: ModelCodingRecord

    @property
    def rejected_counts(self) -> dict[str, int]:
        """How many things were rejected, by reason, most first."""
        return {reason.value: count for reason, count in Counter(item.reason for item in self.rejected).most_common()}


def settings_from(
    url: str,
    model: str,
    *,
    coded_on: str,
    key_env: str = DEFAULT_KEY_ENV,
    prices: Prices = NO_PRICES,
    timeout: float = 120.0,
) -> ModelReaderSettings:
    """Settings from options of the command line or the environment; raises UsageError for what cannot be.

    url: of an OpenAI-compatible API. key_env: name of the variable that holds the key. timeout: seconds a try.
    coded_on: ISO day. For anything else build Endpoint and ModelReaderSettings.
    """
    if not url or not model:
        missing = "--llm-url URL" if not url else "--llm-model NAME"
        raise UsageError("the language-model reader is not configured.", way_out=f"Give {missing} as well.")
    try:
        date.fromisoformat(coded_on)
    except ValueError:
        raise UsageError(f"{coded_on!r} is no day.", way_out="Write it as 2025-06-30.") from None
    endpoint = Endpoint(url=url, model=model, key_env=key_env, prices=prices, timeout=timeout)
    return ModelReaderSettings(endpoint=endpoint, coded_on=coded_on)


@contextmanager
def open_model_reader(
    settings: ModelReaderSettings, pack: Pack, *, environ: Mapping[str, str] | None = None
) -> Iterator[Callable[[SourceReading], ModelReading]]:
    """A function that codes readings with the model, while the connection is open.

    Raises MissingProgramError where the extra is not installed, UsageError for a key that is missing or unfit.
    """
    with LanguageModel(settings.endpoint, environ=environ) as model:
        yield lambda reading: read_with_model(reading, pack, ask=model.ask, settings=settings)


def read_with_model(
    reading: SourceReading, pack: Pack, *, ask: Ask, settings: ModelReaderSettings
) -> ModelReading:
    """Code one document with a model from its best passages of each conduct.

    A request without a usable reply is counted and its conducts are abstained from; a ModelEndpointError that lasts
    (no connection, wrong key, several failures in a row) is raised.
    """
    prompt = load_prompt()
    batches = make_batches(reading.document, reading.passages, limits=settings.show)
    run = _Run(reading=reading, pack=pack, prompt=prompt, ask=ask, coder=settings.coder)
    coded = [run.code(batch) for batch in batches]
    return ModelReading(
        provisions=tuple(_complete(item, reading, pack) for part in coded for item in part.provisions),
        abstained=tuple(conduct for part in coded for conduct in part.abstained),
        asked=tuple(conduct for batch in batches for conduct in batch.conducts),
        rejected=tuple(item for part in coded for item in part.rejected),
        failures=tuple(run.failures),
        meter=count_spent(run.spent, failed=len(run.failures), prices=settings.endpoint.prices),
        record=_record(reading, pack, prompt, settings=settings, models=tuple(dict.fromkeys(run.models))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The requests for one document and what they took."""

    reading: SourceReading
    pack: Pack
    prompt: Prompt
    ask: Ask
    coder: str
    spent: list[Spent] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)

    def code(self, batch: Batch) -> Coded:
        """Ask about one batch."""
        document, topic = self.reading.document, self.pack.topic
        try:
            reply = self.ask(render_messages(batch, self.prompt, document=document, topic=topic))
        except ModelEndpointError as error:
            if error.lasting:
                raise
            self.spent.append(error.spent)
            self.failures.append(error.message())
            return reject_batch(batch, Reason.NO_ANSWER, error.reason)
        self.spent.append(reply.spent)
        self.models.extend([reply.model] if reply.model else [])
        coded = parse_answer(
            reply.text, batch, document=document, topic=topic, prompt=self.prompt, coder=self.coder
        )
        if reply.cut and any(item.reason is Reason.NOT_JSON for item in coded.rejected):
            return reject_batch(batch, Reason.CUT, reply.text)
        return coded


def _complete(provision: Provision, reading: SourceReading, pack: Pack) -> Provision:
    """The provision with what the program finds itself: its limbs, and who is bound where both readers rest on the
    same words.
    """
    meanings = tuple(item.meaning for item in reading.definitions)
    own = next((item for item in reading.provisions if item.conduct == provision.conduct), None)
    bound = own.bound if own is not None and _overlap(own, provision) else ()
    features = find_features(provision, reading.document, topic=pack.topic, meanings=meanings)
    return replace(provision, features=features, bound=bound)


def _overlap(one: Provision, other: Provision) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.citations for b in other.citations)


def _record(
    reading: SourceReading, pack: Pack, prompt: Prompt, *, settings: ModelReaderSettings, models: tuple[str, ...]
) -> ModelCodingRecord:
    endpoint = settings.endpoint
    return ModelCodingRecord(
        reader=MODEL_READER,
        reader_version=MODEL_READER_VERSION,
        model=endpoint.model,
        models=models,
        host=endpoint.host,
        temperature="server-default" if endpoint.temperature is None else f"{endpoint.temperature:g}",
        prompt=prompt.id,
        prompt_version=prompt.version,
        prompt_sha256=prompt.sha256,
        topic=pack.topic.id,
        topic_version=pack.topic.version,
        document=reading.document.id,
        document_sha256=reading.document.sha256,
        coded_on=settings.coded_on,
    )


def replace_drafts(reading: SourceReading, coded: ModelReading) -> SourceReading:
    """The reading with the model's drafts in place of the rule reader's, for assessing and for evaluating.

    A conduct that the model was not asked about, although the rule reader saw something on it, is abstained from.
    """
    seen = (*reading.abstained, *(item.conduct for item in reading.provisions))
    abstained = (*coded.abstained, *(conduct for conduct in seen if conduct not in coded.asked))
    return replace(
        reading,
        provisions=coded.provisions,
        abstained=abstained,
        search=replace(reading.search, reader=coded.record.coder, abstained=abstained),
    )


@dataclass(frozen=True, slots=True)
class Recoder:
    """Puts a model's drafts in the place of those by rule and keeps what it did; without a model it changes nothing."""

    read: Callable[[SourceReading], ModelReading] | None = None
    coded: list[ModelReading] = field(default_factory=list)

    def __call__(self, reading: SourceReading) -> SourceReading:
        """The reading with the drafts that count."""
        if self.read is None:
            return reading
        self.coded.append(self.read(reading))
        return replace_drafts(reading, self.coded[-1])

    def describe(self) -> dict[str, Any]:
        """What the model did, under "reader"; nothing without a model."""
        return {"reader": describe_codings(self.coded)} if self.coded else {}


@contextmanager
def open_recoder(settings: ModelReaderSettings | None, pack: Pack) -> Iterator[Recoder]:
    """A recoder while the connection is open; without settings nothing is opened. Raises as ``open_model_reader``."""
    if settings is None:
        yield Recoder()
        return
    with open_model_reader(settings, pack) as read:
        yield Recoder(read)


def describe_codings(coded: Sequence[ModelReading]) -> dict[str, Any]:
    """What a model's answers on some documents came to, as plain JSON. rejected: counts by reason, most first."""
    records = [item.record for item in coded]
    rejected: Counter[str] = Counter()
    for item in coded:
        rejected.update(item.rejected_counts)
    return {
        "coders": list(dict.fromkeys(record.coder for record in records)),
        "models": list(dict.fromkeys(name for record in records for name in record.models)),
        "documents": len(coded),
        **asdict(sum_meters([item.meter for item in coded])),
        "rejected": dict(rejected.most_common()),
        "failures": [f"{item.record.document}: {failure}" for item in coded for failure in item.failures],
    }


def sum_meters(meters: Sequence[Meter]) -> Meter:
    """The meter of documents that were all asked about at the same prices."""
    total = add_meters(meters, NO_PRICES)
    priced = [meter for meter in meters if meter.currency]
    if not priced:
        return total
    basis = "at-least" if total.unmetered else "usage"
    cost = round(sum(meter.cost for meter in priced), 6)
    return replace(total, cost=cost, currency=priced[0].currency, cost_basis=basis)
