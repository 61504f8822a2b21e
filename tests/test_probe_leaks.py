"""Canaries: secrets planted everywhere, echoed back by the gateway in every form, and found nowhere."""

import asyncio
import base64
import json
import random
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.routing import parse_routing
from gateway_probe.probe import Inputs, Run, diagnose
from gateway_probe.reports import render
from gateway_probe.settings import Settings
from gateway_probe.simulator import load_scenario, serve
from gateway_probe.simulator.world import Fault, When

PIECE = 12


def canary(name: str) -> str:
    """A secret of its own for each place: 48 characters without a known prefix."""
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789+/=-_"
    return "".join(random.Random(name).choices(alphabet, k=48))  # noqa: S311 - no secret, and the same in every run


ENCODINGS: dict[str, Any] = {
    "plain": lambda s: s,
    "reversed": lambda s: s[::-1],
    "upper": str.upper,
    "lower": str.lower,
    "url": lambda s: quote(s, safe=""),
    "hex": lambda s: s.encode().hex(),
    "json": lambda s: json.dumps(s)[1:-1].replace("/", "\\/"),
    "zero-width": "\u200b".join,
    **{f"base64-{at}": lambda s, at=at: base64.b64encode(b"x" * at + s.encode()).decode() for at in range(3)},
    **{
        f"base64url-{at}": lambda s, at=at: base64.urlsafe_b64encode(b"x" * at + s.encode()).decode() for at in range(3)
    },
}


def pieces(text: str) -> set[str]:
    return {text[at : at + PIECE].lower() for at in range(len(text) - PIECE + 1)}


def held(content: str, secrets: list[str], encodings: Any = None) -> list[str]:
    """Which forms of which canaries a text holds, whole or in pieces of 12 characters."""
    lowered = content.lower()
    return [
        name
        for secret in secrets
        for name, encode in (encodings or ENCODINGS).items()
        if name != "zero-width" and any(piece in lowered for piece in pieces(encode(secret)))
    ]


PLANTED = {
    "AI_GATEWAY_API_KEY": canary("key"),
    "OPENAI_API_KEY": canary("openai"),
    "AZURE_API_KEY": canary("azure"),
    "VERCEL_AUTOMATION_BYPASS_SECRET": canary("bypass"),
    "GATEWAY_PROBE_TOKEN": canary("token"),
    "GATEWAY_PROBE_FINGERPRINT_SALT": canary("salt"),
    "GATEWAY_PROBE_WATCH": "MY_SECRET",
    "MY_SECRET": canary("watched"),
    "HTTPS_PROXY": f"http://user:{canary('proxy').translate(str.maketrans('+/=', 'xyz'))}@proxy.example",
    "GATEWAY_PROBE_BYOK": json.dumps({"azure": [{"apiKey": canary("byok"), "resourceName": "fake"}]}),
    "GATEWAY_PROBE_PROVIDER_OPTIONS": json.dumps({"gateway": {"byok": {"openai": [{"apiKey": canary("option")}]}}}),
}
SECRETS = [canary(n) for n in ("key", "openai", "azure", "bypass", "token", "salt", "watched", "byok", "option")]


def echoing(text: str) -> str:
    """A refusal that repeats the text wherever the gateway puts foreign words."""
    attempt = {"provider": text, "credentialType": "byok", "success": False, "statusCode": 401, "error": text}
    routing = {
        "originalModelId": text,
        "resolvedProvider": text,
        "fallbacksAvailable": [text],
        "canonicalSlug": text,
        "planningReasoning": text,
        "modelAttempts": [{"canonicalSlug": text, "success": False, "providerAttempts": [attempt]}],
    }
    param = {"name": text, "ruleId": text, "modelId": text, "message": text}
    half = len(text) // 2
    error = {"type": text, "message": f"{text[:half]} and {text}", "code": text[half:], "param": param}
    return json.dumps(
        {"error": error, "generationId": text, "providerMetadata": {"gateway": {"routing": routing}}},
        ensure_ascii=False,
    )


def run_echo(text: str) -> Run:
    fault = Fault(when=When(), kind="status", status=403, body=echoing(text))
    scenario = load_scenario("healthy-byok").model_copy(update={"faults": [fault]})
    with serve(scenario) as simulator:
        place = simulator.place("production")
        environ = {**place.env, **PLANTED}
        return asyncio.run(diagnose(Inputs(Settings.from_environ(environ), environ, place.headers, served=True)))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_the_gateway_echoes_reaches_no_format_at_no_level(
    encoding: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = " | ".join(ENCODINGS[encoding](secret) for secret in SECRETS)
    finished = run_echo(text)
    rendered = "".join(
        render(finished.document(level), form).decode()  # type: ignore[arg-type]
        for level in ("public", "private")
        for form in ("json", "text")
    )
    printed = capfd.readouterr()
    assert held(rendered + printed.out + printed.err + repr(finished), SECRETS) == []


secrets_strategy = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=16, max_size=80)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    secret=secrets_strategy,
    encoding=st.sampled_from(sorted(ENCODINGS)),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_no_piece_of_any_secret_survives_redaction(secret: str, encoding: str, before: str, after: str) -> None:
    if secret.strip("\"'` ") != secret or len(set(secret)) < 6:
        return
    redactor = Redactor(Secrets([secret]))
    form = ENCODINGS[encoding](secret)
    body = json.loads(echoing(before + form + after))
    found = [parse_error(body, redactor), parse_routing(body, redactor)]
    said = "".join(part.model_dump_json() for part in found if part is not None)
    allowed = pieces(echoing("")) | pieces(before) | pieces(after)
    left = {piece for piece in pieces(form if encoding != "zero-width" else secret) - allowed if piece in said.lower()}
    assert left == set()
