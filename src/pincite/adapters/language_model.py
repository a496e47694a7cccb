"""Asks a language model behind any OpenAI-compatible chat endpoint, with time-outs, retries, limits and a meter.

The only place that sends words of a document anywhere, and only to the URL that a person gave. Needs the extra
``pincite[llm]``. The key is read from the environment, sent to that URL and nowhere kept.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from pincite.adapters.model_endpoint import DEFAULT_KEY_ENV, MOST_NAME, Endpoint, Reply, Spent
from pincite.errors import MissingProgramError, UsageError

if TYPE_CHECKING:
    import httpx

HOW_TO_INSTALL = "Install it with: pip install 'pincite[llm]'"
_BUSY = frozenset({408, 429, 500, 502, 503, 504, 529})
_THIS_REQUEST = frozenset({400, 413, 422})  # other requests may still be answered
_MOST_IN_A_ROW = 3
_OK = 200


class ModelEndpointError(MissingProgramError):
    """The endpoint gave no usable reply to one request.

    reason: kebab-case code ("timeout", "http-429"). lasting: asking again is in vain until a person mends something.
    spent: what the request took.
    """

    def __init__(self, what: str, *, way_out: str, reason: str, lasting: bool, spent: Spent) -> None:
        super().__init__(what, way_out=way_out)
        self.reason = reason
        self.lasting = lasting
        self.spent = spent


_CHECK = "Check the address, the name of the model and the server's own log."
_START = "Start the server, or check --llm-url."


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a try failed. again: worth another try; after: seconds that the server asks to wait."""

    reason: str
    what: str
    way_out: str = _CHECK
    again: bool = False
    lasting: bool = False
    after: float = 0.0
    unmetered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A usable reply as it came. unmetered: 1 where it does not say its tokens."""

    text: str
    model: str
    cut: bool
    tokens_in: int
    tokens_out: int
    unmetered: int


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: Annotated[list[_Choice], msgspec.Meta(min_length=1)]
    model: str | None = None
    usage: Any = None


_Tokens = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]


class _Usage(msgspec.Struct):
    prompt_tokens: _Tokens
    completion_tokens: _Tokens


class LanguageModel:
    """An endpoint that is open for asking; use it in a ``with`` statement. Not for several threads at once.

    Raises MissingProgramError where httpx is not installed, UsageError for a key that is missing or unfit.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        environ: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._httpx = _import_httpx()
        self._endpoint = endpoint
        self._key = _read_key(endpoint, os.environ if environ is None else environ)
        self._sleep = sleep
        self._failed_in_a_row = 0
        # A proxy of the environment is not asked for this machine's own address; redirects are never followed.
        self._client: httpx.Client = self._httpx.Client(
            trust_env=not endpoint.is_local,
            follow_redirects=False,
            timeout=self._httpx.Timeout(endpoint.timeout, connect=min(10.0, endpoint.timeout)),
        )

    def __enter__(self) -> LanguageModel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, messages: Sequence[tuple[str, str]]) -> Reply:
        """The reply to (role, content) messages. Raises ModelEndpointError where there is no usable one."""
        body = _request_body(self._endpoint, messages)
        unmetered, number = 0, 1
        while True:
            outcome = self._try(body)
            unmetered += outcome.unmetered
            if isinstance(outcome, _Said):
                self._failed_in_a_row = 0
                return self._reply(outcome, number, unmetered)
            if not outcome.again or number >= self._endpoint.tries:
                raise self._failure(outcome, Spent(tries=number, unmetered=unmetered))
            self._sleep(_wait(self._endpoint, number, outcome.after))
            number += 1

    def _reply(self, said: _Said, tries: int, unmetered: int) -> Reply:
        return Reply(
            text=self._without_key(said.text),
            model=_printable(self._without_key(said.model)),
            cut=said.cut,
            spent=Spent(tries=tries, tokens_in=said.tokens_in, tokens_out=said.tokens_out, unmetered=unmetered),
        )

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "[key]") if self._key else text

    def _failure(self, fault: _Fault, spent: Spent) -> ModelEndpointError:
        self._failed_in_a_row += 1
        in_vain = self._failed_in_a_row >= _MOST_IN_A_ROW
        what = f"The language model at {self._endpoint.host} {fault.what}"
        if in_vain and not fault.lasting:
            what += f" ({self._failed_in_a_row} requests failed in a row)"
        return ModelEndpointError(
            f"{what}.", way_out=fault.way_out, reason=fault.reason, lasting=fault.lasting or in_vain, spent=spent
        )

    def _try(self, body: bytes) -> _Said | _Fault:
        """One try, over within the time-out also where the server sends drop by drop."""
        httpx = self._httpx
        deadline = time.monotonic() + self._endpoint.timeout
        try:
            with self._client.stream(
                "POST", self._endpoint.chat_url, content=body, headers=_headers(self._key)
            ) as response:
                if response.status_code != _OK:
                    return _status_fault(response.status_code, response.headers.get("retry-after", ""))
                kind = response.headers.get("content-type", "")
                if not _is_json(kind):
                    return _Fault("wrong-content-type", "answered with something other than JSON", unmetered=1)
                content = self._read(response, deadline)
            return content if isinstance(content, _Fault) else _parse_reply(content)
        except (httpx.InvalidURL, UnicodeError):
            return _Fault("no-address", "has an address that no server can have", _START, lasting=True)
        except httpx.ConnectError:
            return _Fault("no-connection", "cannot be reached", way_out=_START, again=True, lasting=True)
        except httpx.TimeoutException:
            return _late(self._endpoint)
        except httpx.HTTPError:
            return _Fault("broken-off", "broke the connection off", again=True, unmetered=1)

    def _read(self, response: httpx.Response, deadline: float) -> bytes | _Fault:
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self._endpoint.most_bytes:
                what = f"sent more than {self._endpoint.most_bytes} bytes"
                return _Fault("too-large", what, unmetered=1)
            if time.monotonic() > deadline:
                return _late(self._endpoint)
        return bytes(content)


def _import_httpx() -> ModuleType:
    try:
        import httpx
    except ImportError:
        what = "The language-model reader needs the library httpx, which is not installed."
        raise MissingProgramError(what, way_out=HOW_TO_INSTALL) from None
    return httpx


def _read_key(endpoint: Endpoint, environ: Mapping[str, str]) -> str:
    """The key, "" for none. A variable that a person named must be set; the usual one need not be."""
    name = endpoint.key_env
    key = environ.get(name, "").strip() if name else ""
    if not key and name not in ("", DEFAULT_KEY_ENV):
        raise UsageError(f"the environment variable {name} is not set.", way_out=f"Set {name} to the key.")
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise UsageError(f"the key in {name} holds characters that no key has.", way_out=f"Set {name} again.")
    if key and endpoint.url.startswith("http:") and not endpoint.is_local:
        what = f"the key in {name} would go over the network unencrypted."
        raise UsageError(what, way_out=f"Use an https address, or unset {name}.")
    return key


def _headers(key: str) -> dict[str, str]:
    headers = {"content-type": "application/json", "accept": "application/json", "accept-encoding": "identity"}
    return headers | ({"authorization": f"Bearer {key}"} if key else {})


def _request_body(endpoint: Endpoint, messages: Sequence[tuple[str, str]]) -> bytes:
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [{"role": role, "content": content} for role, content in messages],
        "stream": False,
    }
    if endpoint.temperature is not None:
        body["temperature"] = endpoint.temperature
    if endpoint.most_tokens:
        body["max_tokens"] = endpoint.most_tokens
    if endpoint.json_mode:
        body["response_format"] = {"type": "json_object"}
    return json.dumps(body).encode("ascii")


def _wait(endpoint: Endpoint, number: int, asked: float) -> float:
    """Seconds until the next try: doubled each time, or what the server asks for, never more than the most."""
    return min(endpoint.most_wait, max(asked, endpoint.first_wait * 2.0 ** (number - 1)))


def _late(endpoint: Endpoint) -> _Fault:
    way_out = "Raise --llm-timeout, or use a smaller model."
    return _Fault("timeout", f"took longer than {endpoint.timeout:g} seconds", way_out, again=True, unmetered=1)


def _is_json(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _status_fault(status: int, retry_after: str) -> _Fault:
    """What an HTTP status other than 200 means. The body is not read: it might repeat the key."""
    what, reason = f"answered with HTTP {status}", f"http-{status}"
    if status in _BUSY:
        after = float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.0
        return _Fault(reason, what, "Wait, and run it again.", again=True, after=after)
    if status in (401, 403):
        return _Fault(reason, what, "Check the key in the environment and what it may be used for.", lasting=True)
    if status in _THIS_REQUEST:
        return _Fault(reason, what, "The server does not take this request: see its documentation for the model.")
    return _Fault(reason, what, lasting=True)


def _parse_reply(content: bytes) -> _Said | _Fault:
    try:
        completion = msgspec.json.decode(content, type=_Completion)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Fault("no-completion", "answered with something other than a chat completion", unmetered=1)
    usage = _parse_usage(completion.usage)
    choice = completion.choices[0]
    return _Said(
        text=choice.message.content or "",
        model=completion.model or "",
        cut=choice.finish_reason == "length",
        tokens_in=usage.prompt_tokens if usage else 0,
        tokens_out=usage.completion_tokens if usage else 0,
        unmetered=0 if usage else 1,
    )


def _parse_usage(usage: object) -> _Usage | None:
    try:
        return msgspec.convert(usage, _Usage, strict=True)
    except msgspec.ValidationError:
        return None


def _printable(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[:MOST_NAME]
