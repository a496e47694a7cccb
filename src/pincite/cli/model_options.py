"""The options of the optional language-model reader; nothing but --reader llm turns it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pincite.errors import UsageError

if TYPE_CHECKING:
    from pincite.workflow.model_reader import ModelReaderSettings

MODEL_OPTIONS = (
    "llm_url", "llm_model", "llm_key_env", "llm_price_in", "llm_price_out", "llm_currency", "llm_timeout"
)  # fmt: skip
_Command = TypeVar("_Command", bound=Callable[..., Any])
_DECORATORS = (
    click.option("--reader", type=click.Choice(["rules", "llm"]), help="Who drafts. Default: rules."),
    click.option("--llm-url", metavar="URL", help="With --reader llm: an OpenAI-compatible API. Passages go there."),
    click.option("--llm-model", metavar="NAME", help="With --reader llm: the model's name."),
    click.option("--llm-key-env", metavar="VAR", help="The variable with the key. Default: PINCITE_LLM_KEY."),
    click.option("--llm-price-in", type=float, metavar="X", help="Price of a million tokens that are sent."),
    click.option("--llm-price-out", type=float, metavar="Y", help="Price of a million tokens that come back."),
    click.option("--llm-currency", metavar="CODE", help="Currency of the prices, as USD."),
    click.option("--llm-timeout", type=float, metavar="S", help="Seconds to wait for one try. Default: 120."),
)


def model_options(command: _Command) -> _Command:
    """Give a command --reader and the --llm options."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


def settings_of(given: dict[str, Any]) -> ModelReaderSettings | None:
    """The model reader that was asked for, None without --reader llm; raises UsageError for options that do not fit."""
    said = {name: given[name] for name in MODEL_OPTIONS if given[name] is not None}
    if given["reader"] != "llm":
        if said:
            option = f"--{next(iter(said)).replace('_', '-')}"
            raise UsageError(f"{option} goes only with --reader llm.", way_out="Add --reader llm, or leave it out.")
        return None
    from pincite.adapters.model_endpoint import DEFAULT_KEY_ENV, Prices
    from pincite.workflow.model_reader import settings_from

    prices = Prices(
        per_million_in=said.get("llm_price_in", 0.0),
        per_million_out=said.get("llm_price_out", 0.0),
        currency=said.get("llm_currency", ""),
    )
    return settings_from(
        said.get("llm_url", ""),
        said.get("llm_model", ""),
        coded_on=date.today().isoformat(),
        key_env=said.get("llm_key_env", DEFAULT_KEY_ENV),
        prices=prices,
        timeout=said.get("llm_timeout", 120.0),
    )
