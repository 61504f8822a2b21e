"""A stand-in of Vercel's account API on loopback, made from the published types of @vercel/sdk 1.28.35.

It answers what the real API types, with every required field, and logs each request. Whoever asks for anything but a
GET is answered 405 and stands in the log.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote

from tests.serving import serving

VALUE = "FAKE-value-that-must-stay-in-the-account-0123456789"
CIPHER = "FAKEciphertextOfAnotherValue9876543210abcdef"
MAIL = "somebody@fake-acme.example"
PERSON = "usr_FAKEperson0123456789"
MS = 1000


def variable(key: str, target: Any, updated_at: float, **more: Any) -> dict[str, Any]:
    """An entry of GET /v10/projects/{id}/env."""
    return {
        "id": f"env_FAKE{key}", "key": key, "target": target, "type": "encrypted", "value": VALUE,
        "legacyValue": CIPHER, "securityIssues": [], "createdAt": int((updated_at - 86_400) * MS),
        "updatedAt": int(updated_at * MS), "createdBy": PERSON, "updatedBy": PERSON, "configurationId": None,
        **more,
    }  # fmt: skip


def deployment(id_: str, team: str, project: str, created_at: float, **more: Any) -> dict[str, Any]:
    """GET /v13/deployments/{idOrUrl}."""
    return {
        "id": id_, "ownerId": team, "projectId": project, "name": "fake-app", "url": f"{id_[4:14].lower()}.vercel.app",
        "createdAt": int(created_at * MS), "buildingAt": int(created_at * MS), "ready": int((created_at + 60) * MS),
        "readyState": "READY", "readySubstate": "PROMOTED", "target": "production", "aliasAssigned": True,
        "alias": ["app.fake-acme.example"], "env": ["AI_GATEWAY_API_KEY"], "meta": {"githubCommitAuthorLogin": "fake"},
        "creator": {"uid": PERSON, "email": MAIL, "username": "fake"}, "inspectorUrl": None, "plan": "pro",
        "public": False, "regions": ["iad1"], "type": "LAMBDAS", "version": 2, **more,
    }  # fmt: skip


def key(id_: str, team: str, last_used: float, ending: str = "4wXy", **more: Any) -> dict[str, Any]:
    """A key, as the answer of creating one is typed."""
    return {
        "id": id_, "name": "fake key of a person", "partialKey": ending, "teamId": team, "purpose": "ai-gateway",
        "projectId": None, "expiresAt": None, "activeAt": int(last_used * MS), "createdAt": 1_780_000_000_000,
        "createdBy": PERSON, "leakedAt": None, "leakedUrl": None, "createdByAppId": None, **more,
    }  # fmt: skip


def credential(provider: str, *, active: bool = True, **more: Any) -> dict[str, Any]:
    """A provider credential; values are never returned."""
    return {
        "id": f"cred_FAKE{provider}", "providerSlug": provider, "name": "fake credential of a person",
        "active": active, "createdAt": 1_780_000_000_000, "updatedAt": 1_790_000_000_000, **more,
    }  # fmt: skip


def event(kind: str, at: float) -> dict[str, Any]:
    """An entry of GET /v3/events."""
    return {
        "id": f"evt_{kind}_{at:.0f}", "type": kind, "createdAt": int(at * MS), "entities": [], "principalId": PERSON,
        "text": f"A Person ({MAIL}) did this", "user": {"uid": PERSON, "email": MAIL, "username": "fake"},
    }  # fmt: skip


@dataclass
class AccountWorld:
    """What the account holds: facts by team, and how calls misbehave."""

    teams: dict[str, str] = field(default_factory=dict)
    """Slug by id."""
    variables: list[dict[str, Any]] = field(default_factory=list)
    shared: list[dict[str, Any]] = field(default_factory=list)
    deployments: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By host and by id."""
    keys: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    byok: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    home: str = ""
    projects: set[str] | None = None
    """Those that the login sees, by name and id; None for whatever is asked for."""
    rule: str = "rule_FAKE1"
    rule_enabled: bool | None = True
    spent: float = 11
    """Of a budget of 10."""
    page: int = 100
    faults: dict[str, str] = field(default_factory=dict)
    """By the start of a path: empty, 401, 403, 404, 500, html, cut, huge, slow, other-list, unknown-fields, older."""

    def answer(self, path: str, query: dict[str, str]) -> Any:
        """The JSON of a GET, or None for 404."""
        team = query.get("teamId", self.home)
        if path == "/v2/user":
            return {"user": {"id": PERSON, "uid": PERSON, "username": "fake", "email": MAIL, "name": "A Person"}}
        if path == "/v2/teams":
            teams = [
                {"id": id_, "slug": slug, "name": f"Name of {slug}", "billing": {"plan": "pro"}}
                for id_, slug in self.teams.items()
            ]
            return {"teams": teams, "pagination": {"count": len(teams), "next": None, "prev": None}}
        if path.startswith("/teams/"):
            id_ = path.removeprefix("/teams/")
            found = {"id": id_, "slug": self.teams.get(id_), "name": "fake", "billing": {"plan": "pro"}}
            return found if id_ in self.teams else None
        if path.startswith("/v9/projects/"):
            return {"id": path.removeprefix("/v9/projects/"), "name": "fake-app", "accountId": self.home}
        if path.startswith("/v13/deployments/"):
            return self.deployments.get(unquote(path.removeprefix("/v13/deployments/")))
        if path.startswith("/v10/projects/"):
            named = path.removeprefix("/v10/projects/").removesuffix("/env")
            return {"envs": self.variables} if self.projects is None or named in self.projects else None
        if path.startswith("/v3/env/pull/"):
            return {"env": {item["key"]: "FAKE" for item in self.variables}}
        if path == "/v1/env":
            return self._paged("data", self.shared, int(query.get("until", "0")))
        if path == "/v1/api-keys":
            return self._paged("apiKeys", self.keys.get(team, []), int(query.get("until", "0")))
        if path == "/ai-gateway/byok-credentials/list":
            return {"credentials": self.byok.get(team, [])}
        if path == "/v3/events":
            return {"events": self._log(team, query)}
        if path == "/ai-gateway/budgets/list":
            return {"budgets": [{"scopeType": "team", "active": True, "limitAmount": 10, "currentSpend": self.spent}]}
        if path in {"/v1/ai-gateway/rules", "/ai-gateway/rules"}:
            return {
                "rules": [
                    {
                        "ruleId": self.rule,
                        "type": "deny",
                        "enabled": self.rule_enabled,
                        "ownerId": team,
                        "createdAt": 1,
                        "updatedAt": 2,
                        "match": {"model": "azure/*"},
                    }
                ]
            }
        return None

    def _paged(self, name: str, items: list[dict[str, Any]], start: int) -> dict[str, Any]:
        end = start + self.page
        following = end if end < len(items) else None
        return {name: items[start:end], "pagination": {"count": len(items), "next": following, "prev": None}}

    def _log(self, team: str, query: dict[str, str]) -> list[dict[str, Any]]:
        """The newest first, without a cursor: the next page is what happened until a time."""
        wanted = query.get("types", "").split(",")
        before = datetime.fromisoformat(query.get("until", "2200-01-01T00:00:00Z")).timestamp() * MS
        after = datetime.fromisoformat(query.get("since", "2000-01-01T00:00:00Z")).timestamp() * MS
        fitting = [item for item in self.events.get(team, []) if item["type"] in wanted]
        inside = [item for item in fitting if after <= item["createdAt"] <= before]
        return sorted(inside, key=lambda item: -item["createdAt"])[: int(query.get("limit", "20"))]

    def saved(self, hosts: list[str], other_teams: list[str] | None = None) -> dict[str, Any]:
        """The same answers as a file of saved ones."""
        others = other_teams or []
        return {
            "teams": self.answer("/v2/teams", {}),
            "variables": self.answer("/v10/projects/x/env", {}),
            **{f"deployment:{host}": self.deployments[host] for host in hosts},
            **{f"keys:{team}": self.answer("/v1/api-keys", {"teamId": team}) for team in others},
            **{f"byok:{team}": {"credentials": self.byok.get(team, [])} for team in others},
            **{f"events:{team}": {"events": self.events.get(team, [])} for team in others},
            "keys": self.answer("/v1/api-keys", {}),
            "byok": {"credentials": self.byok.get(self.home, [])},
            "budgets": self.answer("/ai-gateway/budgets/list", {}),
            "rules": self.answer("/v1/ai-gateway/rules", {}),
            "events": {"events": self.events.get(self.home, [])},
        }


@dataclass
class StandIn:
    """Where it listens, and what it was asked."""

    origin: str
    requests: list[tuple[str, str]]

    @property
    def writes(self) -> list[tuple[str, str]]:
        """Every request that was not a GET."""
        return [request for request in self.requests if request[0] != "GET"]


@contextmanager
def account_api(world: AccountWorld) -> Iterator[StandIn]:
    """Serve this world for the length of the block."""
    requests: list[tuple[str, str]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        path, raw = scope["path"], scope["query_string"].decode()
        requests.append((scope["method"], f"{path}?{raw}" if raw else path))
        status, body = await _answer(world, scope["method"], path, raw)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    with serving(app) as origin:
        yield StandIn(origin, requests)


async def _answer(world: AccountWorld, method: str, path: str, raw: str) -> tuple[int, bytes]:
    if method != "GET":
        return 405, b'{"error": {"code": "method_not_allowed", "message": "GET only"}}'
    fault = next((fault for start, fault in world.faults.items() if path.startswith(start)), "")
    if fault == "slow":
        await asyncio.sleep(30)
    if fault in _ERRORS:
        return int(fault), json.dumps({"error": _ERRORS[fault]}).encode()
    if fault == "html":
        return 200, b"<!doctype html><title>Fake</title>"
    answer = world.answer(path, {name: values[0] for name, values in parse_qs(raw).items()})
    if answer is None:
        return 404, json.dumps({"error": _ERRORS["404"]}).encode()
    body = json.dumps(bent(answer, fault)).encode()
    return 200, body[: len(body) // 2] if fault == "cut" else body


def bent(answer: Any, fault: str) -> Any:
    """The answer in another shape."""
    if fault == "other-list":
        return {"somethingElse": [1, 2, 3]}
    if fault == "empty":
        return {name: [] if isinstance(item, list) else item for name, item in answer.items()}
    if fault == "huge":
        return {"envs": [], "padding": "x" * 16_500_000}
    if fault == "unknown-fields":
        return _with_unknown(answer)
    return _older(answer) if fault == "older" else answer


def _with_unknown(answer: Any) -> Any:
    """Newer fields at every level, some of which hold a value under a name that nobody knows."""
    if isinstance(answer, dict):
        return {
            **{name: _with_unknown(item) for name, item in answer.items()},
            "plainText2027": VALUE,
            "nested": {"of": [CIPHER]},
        }
    return [_with_unknown(item) for item in answer] if isinstance(answer, list) else answer


def _older(answer: Any) -> Any:
    """Fewer fields, a bare list, one target as text, ids as `uid`, as earlier versions of the API had them."""
    lists = [item for item in answer.values() if isinstance(item, list)] if isinstance(answer, dict) else [answer]
    dropped = {"updatedAt", "ready", "readySubstate", "teamId", "metadata", "pagination", "securityIssues"}

    def thin(entry: dict[str, Any]) -> dict[str, Any]:
        kept = {name: item for name, item in entry.items() if name not in dropped}
        if isinstance(kept.get("target"), list):
            kept["target"] = kept["target"][0]
        return {("uid" if name == "id" else name): item for name, item in kept.items()}

    return (
        [thin(entry) for entry in lists[0]]
        if lists and isinstance(lists[0], list) and "id" not in answer
        else thin(answer)
    )


_ERRORS = {
    "401": {"code": "forbidden", "message": "The request is missing an authentication token", "missingToken": True},
    "403": {"code": "forbidden", "message": "Not authorized: Required permissions: Event: List or OwnEvent: List"},
    "404": {"code": "not_found", "message": "Not found"},
    "429": {"code": "rate_limited", "message": "Too many requests"},
    "500": {"code": "internal", "message": "An internal error"},
    "503": {"code": "unavailable", "message": "Unavailable"},
}
