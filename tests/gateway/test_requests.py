"""The probe's requests are the AI SDK's: held against recordings of the real packages, header for header and byte for byte.

What may differ is named here and nowhere else: the user agent, the host, the length that follows from both, and the
token limit, which the SDK leaves to its caller.
"""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.gateway.requests import USER_AGENT
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_probe.simulator import Recorded, serve

RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
OPTIONS = '{"gateway":{"only":["azure"],"tags":["probe"],"user":"ünïcode","byok":{"azure":[{"apiKey":"FAKE","resourceName":"fake"}]}}}'
PLACES = {
    "local-key": ("healthy-byok", "local"),
    "vercel-key": ("healthy-byok", "production"),
    "vercel-oidc": ("healthy-oidc", "production"),
}

Headers = list[list[str]]


def recording(line: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RECORDED / f"line{line}-{name}.json").read_text(encoding="utf-8"))
    return found


def sent_by_probe(line: str, name: str, **settings: str) -> list[Recorded]:
    """What the whole probe sends from this place, taken from the wire."""
    scenario, place_name = PLACES[name]
    with serve(scenario) as simulator:
        place = simulator.place(place_name)
        environ = {**place.env, "GATEWAY_PROBE_PROTOCOL": f"v{line}", "GATEWAY_PROBE_MAX_GENERATIONS": "20", **settings}
        inputs = Inputs(
            Settings.from_environ(environ), environ, place.headers, served=bool(place.headers), experiments="all"
        )
        asyncio.run(diagnose(inputs))
        token = place.headers.get("x-vercel-oidc-token", "no token")
        host = simulator.origin.removeprefix("http://")
        return [
            Recorded(
                r.method,
                r.path,
                r.query,
                [(k, v.replace(token, "OIDC-TOKEN").replace(host, "HOST")) for k, v in r.headers],
                r.body,
            )
            for r in simulator.requests
        ]


def comparable(headers: Any) -> Headers:
    exempt = {"user-agent", "content-length"}
    return [[name, "" if name in exempt else value] for name, value in headers]


def body_without(body: str, *, limit: bool) -> str:
    """The raw text with the two exemptions blotted out: nothing is parsed, so order and spacing count."""
    text = re.sub(r'"user-agent":"[^"]*"', '"user-agent":""', body)
    return text.replace('"maxOutputTokens":16,', "") if limit else text


def generation(requests: list[Recorded], *, streaming: bool = False) -> Recorded:
    wanted = "true" if streaming else "false"
    return next(r for r in requests if dict(r.headers).get("ai-language-model-streaming") == wanted)


@pytest.mark.parametrize("line", ["3", "4"])
@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("streaming", [False, True], ids=["plain", "streamed"])
def test_the_baseline_is_the_sdks_request(line: str, name: str, streaming: bool) -> None:
    expected = recording(line, name)["plain"][2 if streaming else 1]
    ours = generation(sent_by_probe(line, name), streaming=streaming)
    assert (ours.method, ours.path) == (expected["method"], expected["path"])
    assert comparable(ours.headers) == comparable(expected["headers"])
    assert body_without(ours.body.decode(), limit=True) == body_without(expected["body"], limit=True)


@pytest.mark.parametrize("line", ["3", "4"])
@pytest.mark.parametrize("streaming", [False, True], ids=["plain", "streamed"])
def test_the_apps_options_stand_where_the_sdk_puts_them(line: str, streaming: bool) -> None:
    """With a token limit on both sides: then only the user agent may differ."""
    expected = recording(line, "vercel-key")["with_options"][1 if streaming else 0]
    ours = generation(sent_by_probe(line, "vercel-key", GATEWAY_PROBE_PROVIDER_OPTIONS=OPTIONS), streaming=streaming)
    assert comparable(ours.headers) == comparable(expected["headers"])
    assert body_without(ours.body.decode(), limit=False) == body_without(expected["body"], limit=False)


@pytest.mark.parametrize("line", ["3", "4"])
@pytest.mark.parametrize("name", PLACES)
def test_credits_are_asked_for_as_the_sdk_does(line: str, name: str) -> None:
    expected = recording(line, name)["plain"][0]
    key = dict(expected["headers"])["authorization"]
    ours = next(
        r for r in sent_by_probe(line, name) if r.path == "/v1/credits" and dict(r.headers)["authorization"] == key
    )
    assert comparable(ours.headers) == comparable(expected["headers"])


def test_the_five_deployment_headers_are_sent_from_vercel_and_nowhere_else() -> None:
    def o11y(name: str) -> set[str]:
        return {header for header, _ in generation(sent_by_probe("4", name)).headers if header.startswith("ai-o11y-")}

    names = {"deployment-id", "environment", "project-id", "region", "request-id"}
    assert o11y("vercel-key") == {f"ai-o11y-{name}" for name in names}
    assert o11y("local-key") == set()


def test_the_probe_names_itself() -> None:
    for request in sent_by_probe("4", "vercel-key"):
        assert dict(request.headers)["user-agent"] == USER_AGENT


def test_public_endpoints_get_no_credential() -> None:
    for request in sent_by_probe("4", "vercel-key"):
        if request.path.startswith("/v1/models"):
            assert "authorization" not in dict(request.headers)


def test_a_chat_completion_is_an_openai_clients() -> None:
    ours = next(r for r in sent_by_probe("4", "local-key") if r.path == "/v1/chat/completions")
    body = json.loads(ours.body)
    assert body == {
        "model": "azure/gpt-5.4-mini",
        "messages": [{"role": "user", "content": "ping"}],
        "max_tokens": 16,
        "stream": False,
    }
    assert not [name for name, _ in ours.headers if name.startswith("ai-")]
