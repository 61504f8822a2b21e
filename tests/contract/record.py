"""Records what the real clients send over TLS: `make captures`. The probe's own requests are held against it.

All keys are fake and made by the simulator. Port, keys' tokens and the versions of this machine's Node.js and Python
are normalised; nothing else is changed.
"""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from gateway_probe.simulator import Place, Recorded, serve
from tests.contract.clients import JAVASCRIPT, RUNNABLE, at_place, calls_of, run_client
from tests.contract.tls import behind_tls

FOLDER = Path(__file__).with_name("recorded")
OPTIONS = '{"gateway":{"only":["azure"],"tags":["probe"],"user":"ünïcode","byok":{"azure":[{"apiKey":"FAKE","resourceName":"fake"}]}}}'
EMBEDDER = "openai/text-embedding-3-small"
LIMIT = "16"
PLACES = {
    "local-key": ("healthy-byok", "local"),
    "vercel-key": ("healthy-byok", "production"),
    "vercel-oidc": ("healthy-oidc", "production"),
}
# The others send the same from everywhere, and find no token in a deployment.
RECORDINGS = [
    (name, place) for name in RUNNABLE for place in (PLACES if name.startswith("ai-sdk-") else ("vercel-key",))
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
        calls = [(call, {"MODEL": EMBEDDER} if call == "embedded" else {}) for call in calls_of(name)]
        calls += [
            (f"{call} with options", {"PROVIDER_OPTIONS": OPTIONS}) for call in calls_of(name) if call != "embedded"
        ]
        if name in JAVASCRIPT and name != "ai-sdk-anthropic":
            calls.append(("credits", {}))
        requests: dict[str, Any] = {}
        for call, extra in calls:
            before = len(gateway.requests)
            run_client(name, place, call.split()[0], MAX_OUTPUT_TOKENS=LIMIT, **gateway.environment(), **extra)
            (request,) = gateway.requests[before:]
            requests[call] = described(request, gateway.origin, place)
    return {"client": name, "env": _stable(place.env), "requests": requests}


def described(request: Recorded, origin: str, place: Place) -> dict[str, Any]:
    """A request in the form of a recording."""
    headers = [[name, _normalised(value, origin, place)] for name, value in request.headers]
    path = f"{request.path}?{request.query}" if request.query else request.path
    return {"method": request.method, "path": path, "headers": headers, "body": request.body.decode()}


def _normalised(text: str, origin: str, place: Place) -> str:
    token = place.headers.get("x-vercel-oidc-token", "no token")
    return text.replace(token, "OIDC-TOKEN").replace(origin.partition("://")[2], "HOST")


_MACHINE = {"x-stainless-os", "x-stainless-arch", "x-stainless-runtime-version"}


def without_versions(name: str, value: str) -> str:
    """A header's value without the system and the versions of Node.js and Python, which are this machine's."""
    if name.lower() == "user-agent":
        return re.sub(r"node\.js/v?[\d.]+", "node.js/…", value)
    return "…" if name.lower() in _MACHINE else value


def _stable(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith("GATEWAY_PROBE_")}


def main() -> None:
    """Write every recording anew."""
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, place in RECORDINGS:
        content = json.dumps(record(name, place), indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}-{place}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
