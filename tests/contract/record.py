"""Records what the real AI SDK sends: `make captures`. The recordings are what the probe's own requests are held against.

All keys are fake and made by the simulator. The port is normalised; nothing else is changed.
"""

import json
from pathlib import Path
from typing import Any

from gateway_probe.simulator import Place, Recorded, serve
from tests.contract.sdk import LINES, run_sdk

FOLDER = Path(__file__).with_name("recorded")
CALLS = ("getCredits", "generateText", "streamText")
OPTIONS = '{"gateway":{"only":["azure"],"tags":["probe"],"user":"ünïcode","byok":{"azure":[{"apiKey":"FAKE","resourceName":"fake"}]}}}'
PLACES = {
    "local-key": ("healthy-byok", "local"),
    "vercel-key": ("healthy-byok", "production"),
    "vercel-oidc": ("healthy-oidc", "production"),
}


def record(line: str, scenario: str, name: str) -> dict[str, Any]:
    """Every request of one line from one place: plain, and with a token limit and provider options."""
    with serve(scenario) as simulator:
        place = simulator.place(name)
        # The token changes with the time; its place in the request is what matters.
        run_sdk(line, place, *CALLS)
        plain = len(simulator.requests)
        run_sdk(line, place, "generateText", "streamText", MAX_OUTPUT_TOKENS="16", PROVIDER_OPTIONS=OPTIONS)
        requests = [_described(request, simulator.origin, place) for request in simulator.requests]
    return {"line": line, "env": _stable(place.env), "plain": requests[:plain], "with_options": requests[plain:]}


def _described(request: Recorded, origin: str, place: Place) -> dict[str, Any]:
    headers = [[name, _normalised(value, origin, place)] for name, value in request.headers]
    return {"method": request.method, "path": request.path, "headers": headers, "body": request.body.decode()}


def _normalised(text: str, origin: str, place: Place) -> str:
    token = place.headers.get("x-vercel-oidc-token", "no token")
    return text.replace(token, "OIDC-TOKEN").replace(origin.removeprefix("http://"), "HOST")


def _stable(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith("VERCEL") or name == "AI_GATEWAY_API_KEY"}


def main() -> None:
    """Write every recording anew."""
    for line in LINES:
        for name, (scenario, place) in PLACES.items():
            content = json.dumps(record(line, scenario, place), indent=1, ensure_ascii=False) + "\n"
            (FOLDER / f"line{line}-{name}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
