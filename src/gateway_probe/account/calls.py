"""The table of calls: which paths of the Vercel API are asked, what each gives, and what right it needs.

Nothing outside this table can be asked. Each call is a GET; a parameter is checked against the form of its kind before
it becomes part of a path.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from gateway_probe.account.event_types import EVENTS

CallId = Literal["teams", "deployment", "variables", "shared-variables", "keys", "byok", "events", "budgets", "rules"]

PAGE_SIZE = 100
"""The most that one page of a list may hold."""

# What each parameter may look like; anything else would be a path or an option of somebody else's making.
_FORMS: Mapping[str, re.Pattern[str]] = {
    "team": re.compile(r"team_[A-Za-z0-9]{1,64}"),
    "project": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}"),
    "deployment": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,252}"),
    "since": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "cursor": re.compile(r"\d{1,16}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z"),  # a time, which says nothing else
}


class UnusableParameter(ValueError):
    """A team, project, host or cursor that cannot be one. The message names the kind and never the value."""


@dataclass(frozen=True)
class Call:
    """One GET of the Vercel API, with `{parameters}` in its path.

    `documented` is false where no published description types the answer: such facts are shown and decide nothing.
    """

    id: CallId
    path: str
    gives: str
    """In the words of the report."""
    permission: str
    source: str
    documented: bool = True
    of_team: bool = True

    def build(self, *, team: str | None = None, cursor: str | None = None, **parameters: str) -> str:
        """The path to ask for. Raises `UnusableParameter`."""
        path = self.path.format_map({name: _encode(name, value) for name, value in parameters.items()})
        if cursor is not None:
            path = _with(path, "until", _encode("cursor", cursor))
        if team is not None and self.of_team:
            path = _with(path, "teamId", _encode("team", team))
        return path


def can_be(kind: str, value: str) -> bool:
    """Whether a value has the form of its kind: a project, a team's id, a deployment."""
    return _FORMS[kind].fullmatch(value) is not None


def _encode(kind: str, value: str) -> str:
    if not can_be(kind, value):
        raise UnusableParameter(f"this cannot be a {kind}")
    return quote(value, safe="")


def _with(path: str, name: str, value: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{name}={value}"


_REST = "https://vercel.com/docs/rest-api"

CALLS: Mapping[CallId, Call] = {call.id: call for call in (
    Call("teams", f"/v2/teams?limit={PAGE_SIZE}", "teams of this login", "Team: List",
         f"{_REST}/teams/list-all-teams", of_team=False),
    Call("deployment", "/v13/deployments/{deployment}", "deployment", "Deployment: Read",
         f"{_REST}/deployments/get-a-deployment-by-id-or-url"),
    Call("variables", "/v10/projects/{project}/env", "variables of the project", "ProjectEnvVars: List",
         f"{_REST}/projects/retrieve-the-environment-variables-of-a-project-by-id-or-name"),
    Call("shared-variables", "/v1/env?projectId={project}", "variables shared by the team", "SharedEnvVars: List",
         f"{_REST}/environment/lists-all-shared-environment-variables-for-a-team"),
    Call("keys", f"/v1/api-keys?purpose=ai-gateway&limit={PAGE_SIZE}", "gateway keys", "AI Gateway API keys: Read",
         "https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys", documented=False),
    Call("byok", "/ai-gateway/byok-credentials/list?includeDeleted=true", "provider credentials",
         "AI Gateway BYOK: Read", f"{_REST}/ai-gateway/list-byok-credentials", documented=False),
    Call("events", f"/v3/events?types={'%2C'.join(sorted(EVENTS))}&since={{since}}&limit={PAGE_SIZE}", "activity log",
         "Event: List", f"{_REST}/user/list-user-events"),
    Call("budgets", "/ai-gateway/budgets/list", "budgets", "AI Gateway budgets: Read",
         f"{_REST}/ai-gateway/list-ai-gateway-budgets", documented=False),
    Call("rules", "/v1/ai-gateway/rules", "routing rules", "read:ai-gateway-rules",
         "https://vercel.com/docs/ai-gateway/models-and-providers/routing-rules"),
)}  # fmt: skip
