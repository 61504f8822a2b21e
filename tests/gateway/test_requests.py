"""The probe's requests are the real clients': held against recordings of their packages, header for header, byte for byte.

What may differ stands in `tools/exempt.py`, which `docs/clients.md` is written from, and nowhere else.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from gateway_probe.clients import CLIENTS, SHAPE_COSTS, SHAPES, Client, Shape, client_of
from gateway_probe.clients.row import AuthHeader
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import USER_AGENT, WireRequest, generation, look_up, model_endpoints_path
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.runtime.platform import o11y_headers
from gateway_probe.settings import Settings
from gateway_simulator import Recorded, load_scenario, serve
from gateway_simulator.scenario import place as place_of
from tests.contract.record import EMBEDDER, OPTIONS, PLACES, without_versions

RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
RECORDINGS = sorted(path.stem for path in RECORDED.glob("*.json"))
MODEL = "azure/gpt-5.4-mini"
KEY = Authorization("api-key", "api-key", SecretStr("vck_FAKE" + "k" * 52))

CALLS = [
    (recording, call)
    for recording in RECORDINGS
    for call in json.loads((RECORDED / f"{recording}.json").read_text(encoding="utf-8"))["requests"]
]


def recorded(recording: str, call: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RECORDED / f"{recording}.json").read_text(encoding="utf-8"))["requests"][call]
    return found


def split(recording: str) -> tuple[Client, str]:
    client = next(
        row for row in sorted(CLIENTS, key=lambda row: -len(row.name)) if recording.startswith(row.name + "-")
    )
    return client, recording.removeprefix(client.name + "-")


def ours(recording: str, call: str) -> WireRequest:
    """What the probe would send in that client's stead from that place."""
    client, name = split(recording)
    scenario_name, at = PLACES[name]
    scenario = load_scenario(scenario_name)
    place = place_of(scenario, at, "https://HOST")
    key = place.env.get("AI_GATEWAY_API_KEY")
    use, secret = ("api-key", key) if key else ("oidc", "OIDC-TOKEN")
    authorization = Authorization(use, use, SecretStr(secret))  # type: ignore[arg-type]
    if call == "credits":
        return look_up("/v1/credits", authorization, "https://HOST", client=client.name)
    headers = o11y_headers(place.env, place.headers, platform="vercel" if place.headers else "local")
    asked = Generation(
        model=EMBEDDER if call == "embedded" else MODEL,
        protocol=client.protocol,
        client=client.name,
        deployment_headers=headers if client.deployment_headers else {},
        provider_options=json.loads(OPTIONS) if call.endswith("+options") and client.carries_options else None,
        streaming=call.startswith("streamed"),
        modality="embedding" if call == "embedded" else "language",
    )
    return generation(asked, authorization, "https://HOST")


def comparable(name: str, value: str) -> tuple[str, str]:
    """A recorded header as the probe's must be."""
    value = without_versions(name, value)
    if name.lower() == "user-agent":
        return name, f"{value} {USER_AGENT}"
    return name, value


@pytest.mark.parametrize(("recording", "call"), CALLS)
def test_each_request_is_the_real_clients(recording: str, call: str) -> None:
    theirs, request = recorded(recording, call), ours(recording, call)
    assert (request.facts.method, request.path) == (theirs["method"], theirs["path"])
    assert (request.body or b"").decode() == theirs["body"]
    assert [(name, without_versions(name, value)) for name, value in request.headers] == [
        comparable(*header) for header in theirs["headers"]
    ]


def test_every_client_but_claude_code_is_recorded_whole() -> None:
    assert {split(recording)[0].name for recording in RECORDINGS} == {client.name for client in CLIENTS} - {
        "claude-code"
    }


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_nothing_that_is_shown_of_a_request_holds_its_credential(client: Client) -> None:
    request = generation(Generation(MODEL, protocol=client.protocol, client=client.name), KEY, "https://HOST")
    assert KEY.secret.get_secret_value() in str(request.headers)
    assert KEY.secret.get_secret_value() not in str(request.facts) + repr(request)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_an_experiment_can_add_what_the_client_itself_has_no_place_for(client: Client) -> None:
    """Deployment headers, a team, and the credential in the other header: nothing else changes with them."""
    plain = Generation(MODEL, protocol=client.protocol, client=client.name)
    other: AuthHeader = "bearer" if client.auth_header == "x-api-key" else "x-api-key"
    extra = Generation(
        MODEL,
        protocol=client.protocol,
        client=client.name,
        deployment_headers={"ai-o11y-project-id": "prj_FAKE"},
        team="team_FAKE",
        auth_header=other,
    )
    before, after = (generation(asked, KEY, "https://HOST") for asked in (plain, extra))
    secret = KEY.secret.get_secret_value()
    added = ("x-api-key", secret) if other == "x-api-key" else ("authorization", f"Bearer {secret}")
    assert set(after.headers) - set(before.headers) == {
        ("ai-o11y-project-id", "prj_FAKE"),
        ("x-vercel-ai-gateway-team", "team_FAKE"),
        added,
    }
    assert {name.lower() for name, _ in set(before.headers) - set(after.headers)} <= {"authorization", "x-api-key"}
    assert after.body == before.body


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_adds_to_the_body_and_says_what_it_costs(client: Client, shape: Shape) -> None:
    def body(of: Shape) -> dict[str, Any]:
        asked = Generation(MODEL, protocol=client.protocol, client=client.name, shape=of)
        found: dict[str, Any] = json.loads(generation(asked, KEY, "https://HOST").body or b"")
        return found

    assert SHAPE_COSTS[shape]
    text = json.dumps(body(shape))
    assert ("pong" in text) == (shape == "two-turns")
    assert ("image/png" in text) == (shape == "image")
    assert ("weather" in text) == (shape == "tool")
    assert ('"answer"' in text) == (shape == "json-schema")
    assert set(body("text")) <= set(body(shape))


@pytest.mark.parametrize(("team", "query"), [("team_FAKE", "?teamId=team_FAKE"), ("my-team", "?slug=my-team")])
def test_a_team_travels_to_the_credits_as_header_and_parameter(team: str, query: str) -> None:
    request = look_up("/v1/credits", KEY, "https://HOST", team=team)
    assert (request.path, request.facts.path) == ("/v1/credits" + query, "/v1/credits")
    assert ("x-vercel-ai-gateway-team", team) in request.headers
    other = look_up("/v1/generation", KEY, "https://HOST", team=team)
    assert (other.path, ("x-vercel-ai-gateway-team", team) in other.headers) == ("/v1/generation", True)


def test_a_client_that_cannot_embed_asks_an_embedding_model_for_text() -> None:
    for client in CLIENTS:
        asked = Generation(EMBEDDER, protocol=client.protocol, client=client.name, modality="embedding")
        path = generation(asked, KEY, "https://HOST").path
        assert ("embedding" in path) == (client.embeds is not None)


def test_a_protocol_of_another_client_is_spoken_in_that_clients_words() -> None:
    """The experiment that changes the protocol changes it whole: the AI SDK has no words for chat completions."""
    asked = Generation(MODEL, protocol="chat-completions", client="ai-sdk-7")
    assert asked.row is client_of("openai")


def test_endpoints_that_are_public_get_no_credential() -> None:
    for path in ("/v1/models", model_endpoints_path(MODEL)):
        names = {name.lower() for name, _ in look_up(path, None, "https://HOST").headers}
        assert not names & {"authorization", "x-api-key", "ai-gateway-auth-method"}


def sent_by_probe(scenario: str, at: str, **settings: str) -> list[Recorded]:
    """What the whole probe sends from a place, taken from the wire."""
    with serve(scenario) as simulator:
        place = simulator.place(at)
        environ = {**place.env, "GATEWAY_PROBE_MAX_GENERATIONS": "20", **settings}
        settings_ = Settings.from_environ(environ)
        inputs = Inputs(settings_, environ, place.headers, served=bool(place.headers), experiments="all")
        asyncio.run(diagnose(inputs))
        return list(simulator.requests)


@pytest.mark.parametrize("protocol", ["v1", "v3", "v4"])
@pytest.mark.parametrize(("at", "sent"), [("local", 0), ("production", 5)])
def test_the_deployment_headers_leave_a_deployment_and_no_other_place(protocol: str, at: str, sent: int) -> None:
    requests = sent_by_probe("healthy-byok", at, GATEWAY_PROBE_PROTOCOL=protocol)
    baseline = next(request for request in requests if request.path == f"/{protocol}/ai/language-model")
    assert len([name for name, _ in baseline.headers if name.startswith("ai-o11y-")]) == sent


def test_the_probe_names_itself_in_every_request() -> None:
    for request in sent_by_probe("healthy-byok", "production"):
        assert dict(request.headers)["user-agent"].endswith(USER_AGENT)
