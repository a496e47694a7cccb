"""Shared by the tests of the language-model reader: the toy server, asked as the reader asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pincite.adapters.language_model import LanguageModel, ModelEndpointError
from pincite.adapters.model_endpoint import Endpoint, Reply
from pincite.intake.read import read_document
from pincite.workflow.model_reader import (
    ModelReading,
    read_with_model,
    settings_from,
)
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source
from toy_model import LAW, Server

PACK = load_pack()


def read_law(text: str = LAW, name: str = "marrow.html") -> SourceReading:
    return read_source(read_document(text.encode(), name=name), PACK)


def endpoint(server: Server, **changes: Any) -> Endpoint:
    usual = {"url": server.url, "model": "toy", "timeout": 5.0, "first_wait": 0.0, "most_wait": 0.0}
    return Endpoint(**{**usual, **changes})


def code(server: Server, reading: SourceReading | None = None, **changes: Any) -> ModelReading:
    settings = replace(settings_from(server.url, "toy", coded_on="2025-06-30"), endpoint=endpoint(server, **changes))
    with LanguageModel(settings.endpoint, environ={}) as model:
        return read_with_model(reading or read_law(), PACK, ask=model.ask, settings=settings)


def ask(server: Server, *, environ: dict[str, str] | None = None, **changes: Any) -> Reply:
    with LanguageModel(endpoint(server, **changes), environ=environ or {}) as model:
        return model.ask([("system", "Code."), ("user", "é “law”")])


def failure(server: Server, **changes: Any) -> ModelEndpointError:
    with pytest.raises(ModelEndpointError) as caught:
        ask(server, **changes)
    return caught.value
