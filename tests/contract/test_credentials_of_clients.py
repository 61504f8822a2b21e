"""Which credential each real client takes where several lie about: what the probe would pick in its stead."""

import base64
import json
import time
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.clients import client_of
from gateway_probe.runtime.client_credential import choose_credential
from gateway_probe.runtime.oidc_tokens import find_tokens
from gateway_simulator import Place, serve
from tests.contract.real_clients import STREAMING_ONLY, require_client, run_client

pytestmark = pytest.mark.contract


def _token(life_s: float) -> str:
    payload = {"exp": time.time() + life_s, "iat": time.time() - 86_400, "owner_id": "team_FAKE"}
    parts = ({"alg": "none"}, payload)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "FAKEsignature"])


OPENAI = {"OPENAI_API_KEY": "sk-FAKE" + "o" * 40}
TOKEN = {"VERCEL_OIDC_TOKEN": _token(3600)}
EXPIRED = {"VERCEL_OIDC_TOKEN": _token(-3600)}
BROKEN = {"VERCEL_OIDC_TOKEN": "FAKE.token.broken"}
FILE = {"VERCEL": "1", "VERCEL_OIDC_TOKEN_FILE": "{file}"}
EVERY_KEY = {
    name: "vck_FAKE" + name.lower()
    for name in ("AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY")
}
GOOD, OTHER = "vck_FAKE" + "g" * 52, "vck_FAKE" + "o" * 52
# Claude Code takes white space off both, and takes none of white space alone.
PAIRS = (
    *((GOOD, ""), ("", GOOD), (GOOD, OTHER), ("", ""), (" ", OTHER), ("\u00a0", ""), ("", "\n")),
    *((f" {GOOD}\n", ""), ("", f"\ufeff{GOOD}\u00a0"), (GOOD, " "), (f'"{GOOD}"', ""), (f"{GOOD}\u200b", OTHER)),
)
BY_GATEWAY_KEY = ({**EVERY_KEY, **TOKEN}, {**TOKEN, **OPENAI}, OPENAI, EXPIRED, BROKEN)
CASES: list[tuple[str, dict[str, str]]] = [
    *(("litellm", env) for env in BY_GATEWAY_KEY),
    *(("llama-index", env) for env in BY_GATEWAY_KEY),
    *(("pydantic-ai", env) for env in BY_GATEWAY_KEY),
    *(("ai-python", env) for env in ({**EVERY_KEY, **TOKEN}, TOKEN, FILE)),
    *(("ai-sdk-7", env) for env in ({**EVERY_KEY, **TOKEN}, {**TOKEN, **OPENAI}, BROKEN, FILE)),
    *(("ai-sdk-5", env) for env in (TOKEN, FILE)),
    *((name, {**EVERY_KEY, **TOKEN}) for name in ("openai", "anthropic", "ai-sdk-anthropic", "claude-code")),
    *(("claude-code", {"ANTHROPIC_AUTH_TOKEN": token, "ANTHROPIC_API_KEY": key}) for token, key in PAIRS),
]


@pytest.mark.parametrize(
    ("name", "variables"), CASES, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)
def test_the_probe_picks_what_the_client_sends(name: str, variables: dict[str, str], tmp_path: Path) -> None:
    require_client(name)
    file = tmp_path / "token"
    file.write_text(TOKEN["VERCEL_OIDC_TOKEN"])
    environ = {key: value.format(file=file) for key, value in variables.items()}
    tokens = find_tokens(environ, {}, now=time.time(), on_vercel=False)
    _, keyring = choose_credential(environ, tokens, client=client_of(name))
    picked = None if keyring.chosen is None else keyring.chosen.get_secret_value()
    assert _sent_by(name, environ) == picked


@pytest.mark.parametrize("variables", [OPENAI, {**TOKEN, **OPENAI}], ids="-".join)
def test_for_embeddings_litellm_does_not_send_what_openais_client_reads(variables: dict[str, str]) -> None:
    require_client("litellm")
    tokens = find_tokens(variables, {}, now=time.time(), on_vercel=False)
    _, keyring = choose_credential(variables, tokens, client=client_of("litellm"), for_text=False)
    picked = None if keyring.chosen is None else keyring.chosen.get_secret_value()
    assert _sent_by("litellm", variables, "embedded") == picked


def _sent_by(name: str, environ: dict[str, str], call: str = "plain") -> str | None:
    """What the client's one request carries as its credential, or None where it sends no request or carries none."""
    call = "streamed" if name in STREAMING_ONLY else call
    with serve("healthy-byok") as simulator:
        place: Place = simulator.place("local")
        own: dict[str, Any] = {key: value for key, value in place.env.items() if key not in EVERY_KEY}
        # Where every key lies about also what is read while it is imported is tried.
        anew = EVERY_KEY.items() <= environ.items()
        run_client(name, place.model_copy(update={"env": {**own, **environ}}), call, anew=anew)
        sent = [dict(request.headers) for request in simulator.requests]
    if not sent:
        return None
    return sent[0].get("authorization", "").removeprefix("Bearer ") or sent[0].get("x-api-key") or None
