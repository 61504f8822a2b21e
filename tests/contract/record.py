"""Records what the real clients send over TLS. The probe's own requests are held against it.

All keys are fake and made by the simulator. Port, keys' tokens and the versions of this machine's Node.js and Python
are normalised; nothing else is changed.
"""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from gateway_simulator import Place, Recorded, serve
from tests.contract.real_clients import SCRIPTED, at_place, calls_of, run_client
from tests.contract.tls import behind_tls
from tools.exempt import names

FOLDER = Path(__file__).with_name("recorded")
OPTIONS = '{"gateway":{"only":["azure"],"tags":["probe"],"user":"ünïcode","byok":{"azure":[{"apiKey":"FAKE","resourceName":"fake"}]}}}'
EMBEDDER = "openai/text-embedding-3-small"
LIMIT = "16"
LOOKS_UP = {"ai-sdk-5", "ai-sdk-6", "ai-sdk-7"}
"""Clients with helpers that ask for the credits."""
PLACES = {
    "local-key": ("healthy-byok", "local"),
    "vercel-key": ("healthy-byok", "production"),
    "vercel-oidc": ("healthy-oidc", "production"),
}
# The others send the same from everywhere, and find no token in a deployment.
RECORDINGS = [
    (name, place) for name in SCRIPTED for place in (PLACES if name.startswith("ai-sdk-") else ("vercel-key",))
]
RECORDINGS = [(name, place) for name, place in RECORDINGS if (name, place) != ("ai-sdk-anthropic", "vercel-oidc")]


def record(name: str, place_name: str) -> dict[str, Any]:
    """Every request of one client from one place, by what was called for."""
    scenario, at = PLACES[place_name]
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(scenario) as simulator,
        behind_tls(simulator.origin, Path(folder)) as gateway,
    ):
        place = at_place(simulator.place(at), name)
        place = place.model_copy(update={"env": {**place.env, "GATEWAY_PROBE_BASE_URL": gateway.origin}})
        text = [call for call in calls_of(name) if call != "embedded"]
        calls = [*calls_of(name), *(["credits"] if name in LOOKS_UP else []), *(f"{call}+options" for call in text)]
        extra = {"MAX_OUTPUT_TOKENS": LIMIT, "EMBEDDING_MODEL": EMBEDDER, "PROVIDER_OPTIONS": OPTIONS}
        results = run_client(name, place, *calls, anew=True, **gateway.environment(), **extra)
        assert all(result["ok"] for result in results.values()), results
        described_ = [described(request, gateway.origin, place) for request in gateway.requests]
        requests = dict(zip(calls, described_, strict=True))
    return {"client": name, "env": _stable(place.env), "requests": requests}


def described(request: Recorded, origin: str, place: Place) -> dict[str, Any]:
    """A request in the form of a recording."""
    headers = [[name, _normalised(value, origin, place)] for name, value in request.headers]
    path = f"{request.path}?{request.query}" if request.query else request.path
    return {"method": request.method, "path": path, "headers": headers, "body": request.body.decode()}


def _normalised(text: str, origin: str, place: Place) -> str:
    token = place.headers.get("x-vercel-oidc-token", "no token")
    return text.replace(token, "OIDC-TOKEN").replace(origin.partition("://")[2], "HOST")


_MACHINE = {name for name in names("every client", "value of the header") if name.startswith("x-stainless-")}


def without_versions(name: str, value: str) -> str:
    """A header's value without the system and the versions of Node.js and Python, which are this machine's."""
    if name.lower() == "user-agent":
        return re.sub(r"node\.js/v?[\d.]+", "node.js/…", value)
    return "…" if name.lower() in _MACHINE else value


def _stable(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith("GATEWAY_PROBE_")}


def written(recording: dict[str, Any]) -> str:
    """The text of a recording's file."""
    return json.dumps(recording, indent=1, ensure_ascii=False) + "\n"
