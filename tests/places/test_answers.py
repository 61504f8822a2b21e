"""Every answer that a place can give instead of its Document is told apart, and none is taken for a failing gateway."""

import asyncio
import base64
import json
import random
import socket

import pytest
from pydantic import SecretStr

from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown
from gateway_probe.web import problems
from tests.causes.documents import document
from tests.places.answering import TOKEN, answer, fetched, unknown
from tests.safety.credentials import CREDENTIALS, IDENTITIES
from tests.safety.oracle import Reader

LOGIN_PAGE = "<!doctype html><html><title>Authentication Required</title></html>"
PAGE = "<!doctype html><html><h1>Welcome</h1></html>"
JSON = {"content_type": "application/json"}


def whole() -> bytes:
    return document("healthy-byok").model_dump_json().encode()


def test_a_document_is_read() -> None:
    assert fetched(answer(200, whole(), **JSON)) == document("healthy-byok")


def test_a_document_counts_whatever_the_status_says() -> None:
    """`?status=verdict` answers 503 for a failing place."""
    assert fetched(answer(503, whole(), **JSON)).verdict.status == "healthy"


def test_fields_of_a_newer_minor_version_are_ignored() -> None:
    tree = json.loads(whole())
    tree["new_field"] = {"of": "a later version"}
    tree["verdict"]["new_too"] = 1
    assert fetched(answer(200, json.dumps(tree), **JSON)).verdict.code == "healthy"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (answer(401, LOGIN_PAGE, content_type="text/html"), "deployment-protection"),
        (answer(401, "", set_cookie="_vercel_sso_nonce=FAKE; Path=/"), "deployment-protection"),
        (answer(302, "", location="https://vercel.com/sso-api?url=x"), "deployment-protection"),
        (answer(307, "", location="https://vercel.com/login?next=x"), "deployment-protection"),
        (answer(403, PAGE, x_vercel_mitigated="challenge"), "firewall-challenge"),
        (answer(403, "", x_vercel_mitigated="deny"), "firewall-challenge"),
        (answer(429, "", x_vercel_mitigated="challenge"), "firewall-challenge"),
        (answer(504, "x", x_vercel_error="FUNCTION_INVOCATION_TIMEOUT"), "function-timeout"),
        (answer(504, "x", x_vercel_error="EDGE_FUNCTION_INVOCATION_TIMEOUT"), "edge-initial-response-timeout"),
        (answer(404, "x", x_vercel_error="NOT_FOUND"), "probe-not-in-this-deployment"),
        (answer(404, "x", x_vercel_error="DEPLOYMENT_NOT_FOUND"), "probe-not-in-this-deployment"),
        (answer(404, PAGE), "probe-not-in-this-deployment"),
        (answer(200, PAGE, content_type="text/html"), "probe-not-in-this-deployment"),
        (answer(200, '{"hello": "world"}', **JSON), "probe-not-in-this-deployment"),
        (answer(200, "[1, 2]", **JSON), "probe-not-in-this-deployment"),
        (answer(200, "null", **JSON), "probe-not-in-this-deployment"),
        (answer(200, '{"type": {"urn:gateway-probe:problem:": 1}}', **JSON), "probe-not-in-this-deployment"),
        (answer(200, "[" * 100_000, **JSON), "probe-not-in-this-deployment"),
        (answer(200, "1" * 5_000, **JSON), "probe-not-in-this-deployment"),
        (answer(200, b"\xff\xfe" * 50, **JSON), "probe-not-in-this-deployment"),
        (answer(200, "", **JSON), "probe-not-in-this-deployment"),
        (answer(204), "probe-not-in-this-deployment"),
        (answer(500, "Internal Server Error"), "probe-not-in-this-deployment"),
        (answer(308, "", location="https://www.example.com/api/diagnose"), "redirected"),
        (answer(307, "", location="https://example.com/login?next=vercel.com"), "redirected"),
        (answer(307, "", location="https://[broken"), "redirected"),
        (b"not HTTP at all\r\n\r\n", "unreachable"),
        (b"", "unreachable"),
    ],
)
def test_an_answer_that_is_no_document_is_named(content: bytes, code: str) -> None:
    found = unknown(content)
    assert found.code == code
    assert found.text
    assert found.next_step
    assert TOKEN not in str(found)


def test_a_cut_document_is_none() -> None:
    assert unknown(answer(200, whole()[:-200], **JSON)).code == "probe-not-in-this-deployment"


def test_a_document_of_another_schema_version_asks_for_an_update() -> None:
    tree = {**json.loads(whole()), "schema_version": "2"}
    assert "update gateway-probe" in unknown(answer(200, json.dumps(tree), **JSON)).text


def test_a_document_with_a_field_missing_is_not_repeated_in_the_message() -> None:
    tree = {**json.loads(whole()), "verdict": "FAKE-words-of-the-other-side"}
    found = unknown(answer(200, json.dumps(tree), **JSON))
    assert "not a complete Document" in found.text
    assert "FAKE-words" not in str(found)


def test_fifty_megabytes_are_not_read() -> None:
    found = unknown(answer(200, b" " * 52_428_800, **JSON))
    assert found.code == "probe-not-in-this-deployment"
    assert "larger than any Document" in found.text


@pytest.mark.parametrize(
    "problem",
    [
        problems.access_not_configured(""),
        problems.too_soon(7),
        problems.other_commit(),
        problems.leak_prevented(),
        problems.internal_error("0f3a9b21"),
        problems.invalid_parameter("experiments", "must be one of auto, none, all"),
        problems.invalid_settings("GATEWAY_PROBE_WATCH must be names of variables, separated by commas"),
        problems.invalid_settings("GATEWAY_PROBE_MODEL is not a model id"),
    ],
    ids=lambda problem: problem.code,
)
def test_the_probes_own_problems_keep_their_code_and_are_not_the_gateways(problem: problems.Problem) -> None:
    body = problem.document().model_dump_json()
    found = unknown(answer(problem.status, body, content_type=problems.MEDIA_TYPE))
    assert found.code == problem.code
    assert "nothing to do with the gateway" in found.text
    assert problem.detail in found.text
    assert found.next_step == problem.next_step


@pytest.mark.parametrize(
    ("problem", "step"),
    [
        (problems.access_denied(), "Export GATEWAY_PROBE_TOKEN"),
        (problems.too_many_tries(7), "--token-env NAME"),
        (problems.not_found(), "without a path"),
    ],
    ids=lambda given: getattr(given, "code", ""),
)
def test_a_problem_that_is_mended_on_this_side_names_the_step_here(problem: problems.Problem, step: str) -> None:
    found = unknown(answer(problem.status, problem.document().model_dump_json(), content_type=problems.MEDIA_TYPE))
    assert found.code == problem.code
    assert step in found.next_step
    assert problem.next_step not in str(found)


def test_a_problem_in_foreign_words_is_bounded_and_cannot_act_on_a_terminal() -> None:
    hostile = "\x1b[2Jgone\r\n\u202eback\u2028\x9b31m" + "x" * 100_000
    body = {"type": f"urn:gateway-probe:problem:{hostile}", "detail": hostile, "next_step": hostile}
    found = unknown(answer(403, json.dumps(body), **JSON))
    for said in (found.code, found.text, found.next_step):
        assert said.isprintable()
        assert len(said) < 800


def test_nothing_listening_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = Address(f"http://127.0.0.1:{unused.getsockname()[1]}", SecretStr(TOKEN))
        with pytest.raises(PlaceUnknown) as caught:
            asyncio.run(fetch_document(address, timeout_s=5))
    assert caught.value.code == "unreachable"


def test_a_place_whose_name_is_nobodys_is_not_called_the_gateway() -> None:
    with pytest.raises(PlaceUnknown) as caught:
        asyncio.run(fetch_document(Address("https://name.invalid", SecretStr(TOKEN)), timeout_s=20))
    assert caught.value.code == "unreachable"
    assert "name of the host" in caught.value.text
    assert "gateway" not in str(caught.value)


@pytest.mark.parametrize("name", ["detail", "next_step", "type"])
@pytest.mark.parametrize("kind", IDENTITIES)
def test_a_place_names_nobody_on_this_terminal(name: str, kind: str) -> None:
    identity = IDENTITIES[kind](random.Random(kind))  # noqa: S311 - the same in every run
    problem = {"type": "urn:gateway-probe:problem:x", "detail": "It is so.", "next_step": "Do that."}
    problem[name] = f"{problem[name]} ({identity})"
    found = unknown(answer(401, json.dumps(problem), content_type="application/problem+json"))
    assert identity not in f"{found.code} {found}"


@pytest.mark.parametrize("name", ["detail", "next_step", "type"])
@pytest.mark.parametrize("kind", ["AWS secret key", "OpenAI project key", "UUID", "database URL"])
def test_a_place_that_tells_somebodys_credential_is_shown_without_it(name: str, kind: str) -> None:
    credential = CREDENTIALS[kind](random.Random(kind))  # noqa: S311 - the same in every run
    problem = {"type": "urn:gateway-probe:problem:x", "detail": "It is so.", "next_step": "Do that."}
    problem[name] = f"{problem[name]} ({credential})"
    found = unknown(answer(401, json.dumps(problem), content_type="application/problem+json"))
    assert Reader([credential]).found(f"{found.code} {found}") == []


@pytest.mark.parametrize(
    "said",
    [TOKEN, TOKEN[::-1], " ".join(TOKEN), TOKEN.upper(), base64.b64encode(TOKEN.encode()).decode(), TOKEN[:20]],
    ids=["whole", "backwards", "spaced", "upper case", "base64", "half"],
)
@pytest.mark.parametrize("name", ["detail", "next_step", "type"])
def test_a_place_that_repeats_the_token_is_shown_without_it(name: str, said: str) -> None:
    problem = {"type": "urn:gateway-probe:problem:x", "detail": "It is so.", "next_step": "Do that."}
    problem[name] = f"{problem[name]} {said}"
    with pytest.raises(PlaceUnknown) as caught:
        fetched(answer(401, json.dumps(problem), content_type="application/problem+json"))
    shown = f"{caught.value.code} {caught.value}"
    squeezed = "".join(c for c in shown if c.isalnum()).lower()
    piece = "".join(c for c in said if c.isalnum()).lower()
    assert not any(piece[at : at + 12] in squeezed for at in range(len(piece) - 11))
