"""What is said of a language model's endpoint, what it replied and what that took: values, no network."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pincite.errors import UsageError

DEFAULT_KEY_ENV = "PINCITE_LLM_KEY"
MOST_NAME = 100
_CHAT = "/chat/completions"
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a person says a million tokens cost; currency "" where nothing was said."""

    per_million_in: float = 0.0
    per_million_out: float = 0.0
    currency: str = ""

    def __post_init__(self) -> None:
        prices = (self.per_million_in, self.per_million_out)
        if not all(math.isfinite(price) and price >= 0 for price in prices):
            raise UsageError("a price is not a number of 0 or more.", way_out="Give the price of a million tokens.")
        if any(prices) and not self.currency:
            raise UsageError("prices without a currency.", way_out="Say which, for example USD.")


NO_PRICES = Prices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, and how patiently. Holds the name of the key's variable, never the key.

    url: of the API ("http://127.0.0.1:8080/v1") or of its chat endpoint. timeout: seconds a try. tries: in all.
    first_wait, most_wait: seconds between tries, doubled each time. most_bytes: of a reply. most_tokens: asked for, 0
    to leave it to the server. temperature: None to leave it out. json_mode: ask the server for a JSON object.
    """

    url: str
    model: str
    key_env: str = DEFAULT_KEY_ENV
    prices: Prices = NO_PRICES
    timeout: float = 120.0
    tries: int = 4
    first_wait: float = 1.0
    most_wait: float = 30.0
    most_bytes: int = 1_000_000
    most_tokens: int = 4_000
    temperature: float | None = 0.0
    json_mode: bool = True

    def __post_init__(self) -> None:
        _check_url(self.url)
        if not self.model.strip() or not self.model.isprintable() or len(self.model) > MOST_NAME:
            raise UsageError("the name of the model is missing or unprintable.", way_out="Give --llm-model NAME.")
        if not (0 < self.timeout < math.inf and self.tries >= 1 and self.most_bytes > 0):
            raise UsageError("time-out, tries and size must be above 0.", way_out="Give positive numbers.")

    @property
    def host(self) -> str:
        """Host and port, the only part of the URL that is recorded."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        return f"{host}:{parts.port}" if parts.port else host

    @property
    def is_local(self) -> bool:
        """Whether the URL names this machine itself."""
        return urlsplit(self.url).hostname in {"localhost", "127.0.0.1", "::1"}

    @property
    def chat_url(self) -> str:
        """The URL that requests go to."""
        plain = self.url.rstrip("/")
        return plain if plain.endswith(_CHAT) else plain + _CHAT


def _check_url(url: str) -> None:
    way_out = "Give the address of the API, for example http://127.0.0.1:8080/v1 or https://models.example.org/v1."
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise UsageError("the address of the language model cannot be read.", way_out=way_out) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isascii() or not url.isprintable():
        raise UsageError("the address of the language model is no http or https URL.", way_out=way_out)
    if parts.username is not None or parts.query or parts.fragment or " " in url:
        what = "the address of the language model holds a user, a query or a fragment."
        raise UsageError(what, way_out="Give the plain address; put a key into the environment.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one request took. unmetered: tries that may have been charged and whose tokens nobody counted."""

    tries: int = 1
    tokens_in: int = 0
    tokens_out: int = 0
    unmetered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model said. model: its name as the server gives it, "" for none. cut: it ran out of tokens."""

    text: str
    model: str
    cut: bool
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Requests, tokens and cost of a document or a run.

    failed: requests without a usable reply. unmetered: tries whose tokens nobody counted. cost: in ``currency``.
    cost_basis: "usage", "at-least" (some tries are not counted) or "no-price-given" (cost is then 0).
    """

    requests: int = 0
    tries: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unmetered: int = 0
    cost: float = 0.0
    currency: str = ""
    cost_basis: str = "no-price-given"


def count_spent(spent: Iterable[Spent], *, failed: int, prices: Prices) -> Meter:
    """The meter of some requests."""
    items = list(spent)
    meter = Meter(
        requests=len(items),
        failed=failed,
        tries=sum(item.tries for item in items),
        tokens_in=sum(item.tokens_in for item in items),
        tokens_out=sum(item.tokens_out for item in items),
        unmetered=sum(item.unmetered for item in items),
    )
    return _priced(meter, prices)


def add_meters(meters: Iterable[Meter], prices: Prices) -> Meter:
    """The meter of a run from those of its documents."""
    items = list(meters)
    names = ("requests", "tries", "failed", "tokens_in", "tokens_out", "unmetered")
    return _priced(Meter(**{name: sum(getattr(item, name) for item in items) for name in names}), prices)


def _priced(meter: Meter, prices: Prices) -> Meter:
    if not prices.currency:
        return meter
    cost = (meter.tokens_in * prices.per_million_in + meter.tokens_out * prices.per_million_out) / _MILLION
    basis = "at-least" if meter.unmetered else "usage"
    return replace(meter, cost=round(cost, 6), currency=prices.currency, cost_basis=basis)
