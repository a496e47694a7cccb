"""The language-model reader against a local server that speaks the protocol and misbehaves in every way.

Nothing here leaves the machine: the server listens on 127.0.0.1, and no model runs anywhere.
"""

from __future__ import annotations

import re
import socket
import sys
import time
from dataclasses import replace

import msgspec
import pytest

pytest.importorskip("httpx", reason="the extra pincite[llm] is not installed")

from functional.model_client import PACK, ask, endpoint, failure, read_law
from pincite.adapters.language_model import LanguageModel, ModelEndpointError
from pincite.adapters.model_endpoint import Endpoint, Prices, Reply, Spent
from pincite.errors import MissingProgramError, UsageError
from pincite.workflow.model_reader import (
    open_model_reader,
    settings_from,
)
from toy_model import KEY, Page, Server, completion

# ---------------------------------------------------------------- the protocol


def test_a_request_speaks_the_protocol_with_streaming_off(server: Server) -> None:
    server.script = [completion("{}")]
    reply = ask(server)
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == "toy"
    assert asked.body["stream"] is False
    assert asked.body["temperature"] == 0.0
    assert asked.body["response_format"] == {"type": "json_object"}
    assert asked.body["messages"] == [
        {"role": "system", "content": "Code."},
        {"role": "user", "content": "é “law”"},
    ]
    assert "authorization" not in asked.headers
    assert reply == Reply(text="{}", model="toy-7b-q4", cut=False, spent=Spent(tokens_in=1000, tokens_out=200))


def test_what_a_server_does_not_take_can_be_left_out(server: Server) -> None:
    server.script = [completion("{}")]
    ask(server, temperature=None, json_mode=False, most_tokens=0, url=f"{server.url}/chat/completions")
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert set(asked.body) == {"model", "messages", "stream"}


def test_a_key_goes_to_the_endpoint_and_nowhere_else(
    server: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    server.script = [completion(f'{{"provisions": ["{KEY}"]}}', model=f"toy {KEY}")]
    settings = replace(
        settings_from(server.url, "toy", coded_on="2025-06-30", key_env="MARROW_KEY"),
    )
    with open_model_reader(settings, PACK, environ={"MARROW_KEY": f"{KEY}\n"}) as read:
        coded = read(read_law())
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    assert coded.record.models == ("toy [key]",)
    stored = msgspec.json.encode(coded).decode() + repr(coded) + repr(settings)
    assert KEY not in stored + caplog.text + "".join(capfd.readouterr())


def test_a_failing_server_that_repeats_the_key_is_not_quoted(server: Server) -> None:
    server.script = [Page(f'{{"error": "wrong key {KEY}"}}'.encode(), status=401)]
    error = failure(server, environ={"PINCITE_LLM_KEY": KEY})
    assert KEY not in str(error)
    assert error.lasting
    assert len(server.asked) == 1
    assert "key" in error.way_out


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://models.example.org/v1",
        "models.example.org/v1",
        "http:///v1",
        "http://me:secret@models.example.org/v1",
        "https://models.example.org/v1?api-key=secret",
        "https://models.example.org/v1#x",
        "https://models.example.org:port/v1",
        "http://[::1/v1",
        "http://models example.org/v1",
        "http://модель.example/v1",
        "http://a\nb/v1",
    ],
)
def test_an_address_that_cannot_be_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        settings_from(url, "toy", coded_on="2025-06-30")
    assert "secret" not in str(caught.value)
    assert caught.value.way_out


def test_settings_must_be_whole() -> None:
    with pytest.raises(UsageError, match="--llm-model"):
        settings_from("http://127.0.0.1/v1", "", coded_on="2025-06-30")
    with pytest.raises(UsageError, match="2025-06-30"):
        settings_from("http://127.0.0.1/v1", "toy", coded_on="yesterday")
    with pytest.raises(UsageError, match="name of the model"):
        Endpoint(url="http://127.0.0.1/v1", model="a\x1bb")
    with pytest.raises(UsageError, match="time-out"):
        Endpoint(url="http://127.0.0.1/v1", model="toy", timeout=0)
    with pytest.raises(UsageError, match="currency"):
        Prices(per_million_in=2.0)
    with pytest.raises(UsageError, match="price"):
        Prices(per_million_in=-1.0, currency="USD")


@pytest.mark.parametrize(
    ("url", "host", "local"),
    [
        ("http://127.0.0.1:8080/v1", "127.0.0.1:8080", True),
        ("http://[::1]:8080/v1", "[::1]:8080", True),
        ("http://localhost/v1/", "localhost", True),
        ("https://Models.Example.org/openai/v1", "models.example.org", False),
        ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", False),
    ],
)
def test_only_the_host_of_an_address_is_recorded(url: str, host: str, local: bool) -> None:
    made = Endpoint(url=url, model="toy")
    assert (made.host, made.is_local) == (host, local)


def test_keys_that_cannot_be_used_are_refused_before_anything_is_sent(server: Server) -> None:
    with pytest.raises(UsageError, match="MARROW_KEY is not set"):
        ask(server, key_env="MARROW_KEY")
    with pytest.raises(UsageError, match="characters") as caught:
        ask(server, environ={"PINCITE_LLM_KEY": "sk marrow"})
    assert "sk marrow" not in str(caught.value)
    with pytest.raises(UsageError, match="unencrypted"):
        ask(server, url="http://models.example.org/v1", environ={"PINCITE_LLM_KEY": KEY})
    assert server.asked == []


def test_without_httpx_the_message_says_what_to_install(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingProgramError, match=re.escape("pip install 'pincite[llm]'")):
        ask(server)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.script = [completion("{}")]
    assert ask(server).text == "{}"


# ---------------------------------------------------------------- servers that fail


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
def test_a_busy_or_broken_server_is_asked_again(server: Server, status: int) -> None:
    server.script = [Page(status=status), Page(status=status), completion("{}")]
    reply = ask(server)
    assert (reply.text, reply.spent.tries) == ("{}", 3)
    assert reply.spent.unmetered == 0


def test_waits_double_and_follow_the_server_within_reason(server: Server) -> None:
    waits: list[float] = []
    server.script = [
        Page(status=500),
        Page(status=429, headers={"retry-after": "7"}),
        Page(status=429, headers={"retry-after": "86400"}),
        Page(status=429, headers={"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        Page(status=429, headers={"retry-after": "-5"}),
        completion("{}"),
    ]
    made = endpoint(server, tries=6, first_wait=1.0, most_wait=12.0)
    with LanguageModel(made, environ={}, sleep=waits.append) as model:
        model.ask([("user", "law")])
    assert waits == [1.0, 7.0, 12.0, 8.0, 12.0]


@pytest.mark.parametrize(
    ("page", "reason", "tries", "unmetered"),
    [
        (Page(status=429), "http-429", 3, 0),
        (Page(status=500, content_type="text/html", body=b"<h1>no</h1>"), "http-500", 3, 0),
        (Page(status=400), "http-400", 1, 0),
        (Page(close=True), "broken-off", 3, 3),
        (completion("{}").__class__(body=completion("{}").body, cut_at=40), "broken-off", 3, 3),
        (Page(body=b'{"choices": []}'), "no-completion", 1, 1),
        (Page(body=b"{}"), "no-completion", 1, 1),
        (Page(body=b""), "no-completion", 1, 1),
        (Page(body=b"not json"), "no-completion", 1, 1),
        (Page(body=b"\xff\xfe"), "no-completion", 1, 1),
        (Page(body=b"[" * 40_000), "no-completion", 1, 1),
        (completion(["parts"]), "no-completion", 1, 1),
        (Page(body=b"data: {}\n\n", content_type="text/event-stream"), "wrong-content-type", 1, 1),
        (Page(body=completion("{}").body, content_type="text/html"), "wrong-content-type", 1, 1),
        (completion("x" * 60_000), "too-large", 1, 1),
    ],
)
def test_a_reply_that_cannot_be_used_is_an_error_of_that_request(
    server: Server, page: Page, reason: str, tries: int, unmetered: int
) -> None:
    server.script = [page]
    error = failure(server, tries=3, most_bytes=50_000)
    assert (error.reason, error.lasting) == (reason, False)
    assert error.spent == Spent(tries=tries, unmetered=unmetered)
    assert len(server.asked) == tries
    assert "127.0.0.1" in str(error)
    assert error.way_out


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404, 405])
def test_what_a_person_has_to_mend_is_not_asked_again(server: Server, status: int) -> None:
    server.script = [Page(status=status, headers={"location": f"{server.url}/elsewhere"})]
    error = failure(server)
    assert error.lasting
    assert len(server.asked) == 1, "a redirect is never followed"


def test_a_server_that_is_slow_is_left_after_the_time_out(server: Server) -> None:
    server.script = [Page(wait=1.0)]
    error = failure(server, timeout=0.2, tries=2)
    assert (error.reason, error.spent) == ("timeout", Spent(tries=2, unmetered=2))


def test_a_server_that_sends_drop_by_drop_is_left_after_the_time_out(server: Server) -> None:
    server.script = [Page(body=completion("{}").body, drip=0.05)]
    started = time.monotonic()
    assert failure(server, timeout=0.4, tries=1).reason == "timeout"
    assert time.monotonic() - started < 3


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    error = failure(Server(url=url), tries=2)
    assert (error.reason, error.lasting, error.spent.tries) == ("no-connection", True, 2)
    assert "cannot be reached" in str(error)


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".example", "xn--.example", "-"])
def test_a_host_that_no_name_server_takes_is_out_of_reach_without_a_traceback(host: str) -> None:
    assert failure(Server(url=f"http://{host}/v1"), tries=1).lasting


def test_three_failures_in_a_row_end_the_run(server: Server) -> None:
    server.script = [Page(status=500), Page(status=500), completion("{}"), Page(status=500)]
    with LanguageModel(endpoint(server, tries=1), environ={}) as model:
        lasting = []
        for _ in range(6):
            try:
                model.ask([("user", "law")])
            except ModelEndpointError as error:
                lasting.append(error.lasting)
    assert lasting == [False, False, False, False, True]


@pytest.mark.parametrize(
    "usage",
    [None, {}, "many", {"prompt_tokens": -1, "completion_tokens": 2}, {"prompt_tokens": 1.5, "completion_tokens": 2}],
)
def test_a_reply_without_usage_counts_as_unmetered(server: Server, usage: object) -> None:
    server.script = [completion("{}", usage=usage)]
    assert ask(server).spent == Spent(unmetered=1)
