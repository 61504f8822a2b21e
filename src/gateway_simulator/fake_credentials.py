"""Fake credentials, the same in every run: obviously made up, and of the form of the real ones."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any, Literal

from gateway_simulator.world import Project, Scenario, Team

_SIGNING_KEY = b"the simulator signs with this and nobody else believes it"
TokenState = Literal["valid", "expired", "expiring", "foreign"]
LIFETIME_S = 7_200
"""Two hours, as for a token of a function (Vercel's OIDC documentation of August 2026)."""
_AGES_S: dict[TokenState, int] = {"valid": 60, "foreign": 60, "expired": 2 * LIFETIME_S, "expiring": LIFETIME_S - 120}


def fake_key(name: str) -> str:
    """`vck_FAKE…`, 60 characters for every name: gateway keys are all of one length."""
    return "vck_FAKE" + hashlib.sha256(f"key {name}".encode()).hexdigest()[:52]


def fake_id(prefix: str, name: str) -> str:
    """An id in the form of Vercel's: a prefix and 24 letters and digits."""
    return f"{prefix}_FAKE{hashlib.sha256(f'{prefix} {name}'.encode()).hexdigest()[:20]}"


def generation_id(number: int) -> str:
    """`gen_` and 26 characters, as a ULID has."""
    return f"gen_01FAKE{number:020d}"


def oidc_token(scenario: Scenario, project_name: str, environment: str, state: TokenState = "valid") -> str:
    """A token with the claims of Vercel's that only this simulator accepts; a `foreign` one not even it."""
    project = scenario.projects[project_name]
    team = scenario.teams[project.team]
    issued = int(time.time()) - _AGES_S[state]
    claims = _claims(team, project, environment) | {"iat": issued, "nbf": issued, "exp": issued + LIFETIME_S}
    head = {"typ": "JWT", "alg": "RS256", "kid": "fake"}
    signed = ".".join(_encoded(json.dumps(part).encode()) for part in (head, claims))
    return f"{signed}.{_signature(signed + ('x' if state == 'foreign' else ''))}"


def team_of_token(scenario: Scenario, token: str, now: float) -> str | None:
    """The name of the team that a token stands for, or None where the token is not one of ours or has expired."""
    signed, _, signature = token.rpartition(".")
    if signed.count(".") != 1 or not hmac.compare_digest(signature.encode(), _signature(signed).encode()):
        return None
    payload = signed.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    if not claims["nbf"] <= now < claims["exp"]:
        return None
    return next((name for name, team in scenario.teams.items() if team.id == claims["owner_id"]), None)


def _claims(team: Team, project: Project, environment: str) -> dict[str, Any]:
    return {
        "iss": f"https://oidc.vercel.com/{team.slug}",
        "aud": f"https://vercel.com/{team.slug}",
        "sub": f"owner:{team.slug}:project:{project.name}:environment:{environment}",
        "owner": team.slug,
        "owner_id": team.id,
        "project": project.name,
        "project_id": project.id,
        "environment": environment,
        "plan": "pro",
    }


def _signature(signed: str) -> str:
    """As long as one by an RSA key of 2,048 bits."""
    return _encoded(hashlib.shake_256(_SIGNING_KEY + signed.encode()).digest(256))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
