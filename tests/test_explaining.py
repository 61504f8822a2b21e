"""The register explains everything: every code, type, class, status, reason and problem, and pasted error texts."""

import ast
import re
import socket
from pathlib import Path
from typing import get_args

import pytest

import gateway_probe.account.causes
import gateway_probe.account.troubles
import gateway_probe.causes
import gateway_probe.comparison
import gateway_probe.glossary
import gateway_probe.places.transit
import gateway_probe.web.problems
from gateway_probe.account.troubles import TROUBLES, Trouble
from gateway_probe.clients import CLIENTS, client_of
from gateway_probe.document.vocabulary import GATEWAY_TYPES, REASON_CODES
from gateway_probe.explaining import MAX_TEXT, Explained, tell_whose
from gateway_probe.explaining import explain as explained
from gateway_probe.glossary.thrown_classes import thrown_as
from gateway_probe.glossary.wordings import WORDINGS
from gateway_probe.register import DECLARED, Entry, Kind, entries, look_up

ROOMS = (
    gateway_probe.account.causes,
    gateway_probe.account.troubles,
    gateway_probe.causes,
    gateway_probe.comparison,
    gateway_probe.glossary,
    gateway_probe.places.transit,
    gateway_probe.web.problems,
)
SECRET = "vck_FAKE0000111122223333444455556666777788889999aaaabbbb"
AI_SDK_7 = f"""\
    at async main (file:///app/index.mjs:5:1) {{
  GatewayInternalServerError: Bring Your Own Key (BYOK) is available only with paid credits.
  statusCode: 403,
  type: 'internal_server_error',
  isRetryable: false,
  cause: AI_APICallError {{ responseBody: '{{"error":{{"type":"byok_requires_paid_credits"}}}}', apiKey: '{SECRET}' }}
"""


def explain(text: str) -> Explained[Entry]:
    return explained(text, DECLARED)


def test_every_kind_has_codes() -> None:
    assert {entry.kind for entry in entries()} == set(get_args(Kind))
    assert ROOMS


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.kind}-{entry.code}")
def test_every_entry_says_what_it_is_whose_and_what_to_run_next(entry: Entry) -> None:
    assert entry in explain(entry.code).entries
    assert len(entry.meaning) > 20
    assert entry.meaning.rstrip(".") != entry.title.rstrip(".")
    assert entry.next_steps
    assert entry.sources or entry.kind == "verdict"
    for code in entry.leads_to:
        assert [found.kind for found in look_up(code)].count("cause") == 1, code


def test_every_reason_type_and_problem_is_known() -> None:
    known = {entry.code for entry in entries()}
    assert len(entries("problem")) > 10
    assert known >= REASON_CODES
    assert known >= GATEWAY_TYPES
    assert known >= {code for _, code in WORDINGS}


def test_every_code_that_an_exception_carries_is_known() -> None:
    """Each ends on a terminal in front of what happened, and is what a person looks up."""
    carriers = {"AccountUnreachable", "PlaceUnknown"}
    carried = {
        str(node.args[0].value)
        for path in Path(gateway_probe.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in carriers
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(carried) > 4
    assert {code for code in carried if not look_up(code)} == set()
    assert set(TROUBLES) == set(get_args(Trouble))


def test_what_the_ai_sdk_prints_leads_to_the_type_that_it_hides() -> None:
    """Its own two lines name no BYOK type at all where the cause is not printed; the words of the message do."""
    for text in (AI_SDK_7, AI_SDK_7.split("cause:", maxsplit=1)[0]):
        found = explain(text)
        assert found.entries[0].code == "byok_requires_paid_credits"
        assert "internal_server_error" not in {entry.code for entry in found.entries}
        assert {"byok-needs-paid-tier", "refusal-depends-on-origin"} <= {cause.code for cause in found.causes}


def test_a_status_alone_is_called_nobodys_word() -> None:
    said = {entry.code: tell_whose(entry.kind, entry.whose) for entry in explain("HTTP 403 access_denied").entries}
    assert "does not tell" in said["403"]
    assert said["access_denied"] == "the gateway's own word"


@pytest.mark.parametrize(("words", "code"), WORDINGS)
def test_known_words_are_recognised_in_a_sentence(words: str, code: str) -> None:
    assert code in {entry.code for entry in explain(f"Error: something like {words.upper()} happened").entries}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "hello", "the model forgot its key and the stream", "port 4031", "2026-11-24 at 16:50", "x" * 500_000],
)
def test_what_holds_no_known_word_is_not_explained(text: str) -> None:
    assert explain(text).entries == ()


def test_a_pasted_text_is_never_repeated_and_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asked somebody")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert SECRET not in repr(explain(AI_SDK_7))
    assert explain(f"{'x ' * MAX_TEXT} byok_requires_paid_credits").entries == ()


def test_every_class_that_is_named_is_known() -> None:
    """But for LiteLLM's `Timeout`: a word of many texts that are none of LiteLLM's."""
    kinds = (None, "authentication_error", "forbidden", "invalid_request_error", "model_not_found", "not_found")
    said = {thrown_as(client, status, kind) or "" for client in CLIENTS for status in range(400, 600) for kind in kinds}
    named = {name for text in said for name in re.findall(r"\w+Error", text)}
    assert len(named) > 20
    assert {name for name in named if not look_up(name)} == set()


@pytest.mark.parametrize(
    ("client", "status", "error_type", "thrown"),
    [
        ("ai-sdk-7", 403, "byok_requires_paid_credits", "GatewayInternalServerError"),
        ("ai-sdk-6", 402, "insufficient_funds", "GatewayInternalServerError"),
        ("ai-sdk-7", 401, "authentication_error", "GatewayAuthenticationError"),
        ("ai-sdk-7", 403, "forbidden", "GatewayForbiddenError"),
        ("ai-sdk-7", 404, "model_not_found", "GatewayModelNotFoundError"),
        ("ai-sdk-6", 404, "not_found", "GatewayInternalServerError"),
        ("ai-sdk-7", 404, "not_found", "GatewayNotFoundError"),
        ("ai-sdk-7", 429, "rate_limit_exceeded", "AI_RetryError (last error: GatewayRateLimitError)"),
        ("ai-sdk-7", 500, "internal_server_error", "AI_RetryError (last error: GatewayInternalServerError)"),
        ("ai-sdk-7", 403, None, "GatewayResponseError"),
        ("openai", 403, "byok_requires_paid_credits", "PermissionDeniedError"),
        ("openai", 402, "insufficient_funds", "APIStatusError"),
        ("anthropic", 402, "insufficient_funds", "PaymentRequiredError"),
        ("ai-sdk-anthropic", 403, "byok_requires_paid_credits", "AI_APICallError"),
        ("litellm", 403, "byok_requires_paid_credits", "APIError"),
        ("pydantic-ai", 403, "byok_requires_paid_credits", "ModelAuthenticationError"),
        ("claude-code", 403, "byok_requires_paid_credits", None),
        ("ai-python", 403, "byok_requires_paid_credits", None),
        ("ai-sdk-7", 200, None, None),
        ("ai-sdk-7", None, None, None),
    ],
)
def test_the_class_that_a_client_throws(
    client: str, status: int | None, error_type: str | None, thrown: str | None
) -> None:
    """As the real clients were seen to do: `tests/contract/test_sdk_against_simulator.py` runs the AI SDK itself."""
    assert thrown_as(client_of(client), status, error_type) == thrown
    for name in re.findall(r"\w+Error", thrown or ""):
        assert look_up(name)
