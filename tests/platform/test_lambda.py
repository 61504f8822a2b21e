"""The handler, run by the real Lambda client, behind each of the four services that can stand before it."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gateway_simulator import serve
from tests.platform.aws import event_of, running
from tests.platform.toolchain import ROOT

pytestmark = pytest.mark.platform

HANDLER = "gateway_probe.aws_lambda.handler"
TOKEN = "FAKE-token-of-the-probe-0123456789"
KINDS = ("function-url", "http-api", "rest-api", "alb")
HEADERS = {"host": "probe.example", "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"}
ALLOWED = {**HEADERS, "authorization": f"Bearer {TOKEN}"}


def body(answer: dict[str, Any]) -> bytes:
    """What the caller gets."""
    content: str = answer["body"]
    return base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode()


def header(answer: dict[str, Any], name: str) -> str:
    """One header, from whichever form the service wants."""
    several = {key.lower(): value[0] for key, value in (answer.get("multiValueHeaders") or {}).items()}
    return str(
        {**several, **{key.lower(): value for key, value in (answer.get("headers") or {}).items()}}.get(name, "")
    )


def test_every_service_gets_the_same_diagnosis() -> None:
    documents = []
    with serve("byok-needs-paid-tier") as simulator:
        variables = {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        with running(HANDLER, variables) as function:
            for kind in KINDS:
                answer = function.invoke(event_of(kind, "/api/diagnose?format=json", ALLOWED))
                assert answer["statusCode"] == 200, answer
                assert header(answer, "content-type") == "application/json"
                assert header(answer, "cache-control") == "no-store"
                documents.append(json.loads(body(answer)))
    assert {document["runtime"]["platform"] for document in documents} == {"lambda"}
    assert {document["verdict"]["code"] for document in documents} == {"byok-needs-paid-tier"}
    assert documents[0] == documents[1] == documents[2] == documents[3], "one run within the interval, for all of them"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_closed_without_a_token_whoever_the_event_says_is_asking(kind: str) -> None:
    """The events say that the request came from this very machine, to this very machine."""
    posing = {"host": "localhost", "x-vercel-oidc-token": "eyJhbGciOiJSUzI1NiJ9.e30.FAKE"}
    with serve("healthy-byok") as simulator:
        with running(HANDLER, simulator.place("local").env) as function:
            unset = function.invoke(event_of(kind, "/api/diagnose", posing))
        with running(HANDLER, {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
            wrong = function.invoke(event_of(kind, "/api/diagnose", {**posing, "authorization": "Bearer FAKE"}))
            ping = function.invoke(event_of(kind, "/api/diagnose?ping=", posing))
        assert simulator.requests == []
    assert (unset["statusCode"], json.loads(body(unset))["type"]) == (
        403,
        "urn:gateway-probe:problem:access-not-configured",
    )
    assert (wrong["statusCode"], json.loads(body(wrong))["type"]) == (401, "urn:gateway-probe:problem:access-denied")
    assert json.loads(body(ping))["status"] == "up"


def test_a_named_stage_in_front_of_the_path_is_taken_off() -> None:
    with running(HANDLER, {"GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        staged = function.invoke(event_of("http-api", "/live/api/diagnose?ping=", HEADERS, stage="live"))
        alike = function.invoke(event_of("http-api", "/liveliness", HEADERS, stage="live"))
    assert json.loads(body(staged))["status"] == "up"
    assert alike["statusCode"] == 404


def test_events_come_all_at_once() -> None:
    """Lambda's client takes an answer as a whole: what was meant as progress comes with the result."""
    environ = {"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9", "GATEWAY_PROBE_TOKEN": TOKEN}
    with running(HANDLER, environ) as function:
        answer = function.invoke(event_of("function-url", "/api/diagnose?format=events", ALLOWED))
    names = [block.split(b"\n")[0] for block in body(answer).strip().split(b"\n\n")]
    assert names[0] == b"event: check"
    assert names[-1] == b"event: report"


def test_the_page_and_its_parts_come_whole() -> None:
    browser = {**HEADERS, "accept": "text/html,*/*;q=0.8"}
    with running(HANDLER, {"GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        page = function.invoke(event_of("function-url", "/api/diagnose", browser))
        script = function.invoke(event_of("function-url", "/api/diagnose?asset=page.js", HEADERS))
    assert b"<form id=" in body(page)
    assert body(script).startswith(b"'use strict';")


@pytest.mark.parametrize("variables", [{"GATEWAY_PROBE_TOKEN": "short"}, {"GATEWAY_PROBE_BASE_URL": "ftp://x"}, {}])
def test_a_bad_set_up_is_closed_and_no_crash(variables: dict[str, str]) -> None:
    with running(HANDLER, variables) as function:
        answer = function.invoke(event_of("function-url", "/api/diagnose", ALLOWED))
    assert answer["statusCode"] == 403
    assert "GATEWAY_PROBE_TOKEN" in json.loads(body(answer))["next_step"]


def test_the_template_is_one_that_cloudformation_takes() -> None:
    template = ROOT / "deploy/aws/template.yaml"
    done = subprocess.run(
        [Path(sys.executable).parent / "cfn-lint", "--format", "parseable", template],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert HANDLER in template.read_text()
