"""What the process can see of itself: variables, platform, OIDC tokens, the credential in use."""

import re
from typing import Annotated, Literal

from pydantic import Field

from gateway_probe.document.base import Count, Fingerprint, ForeignName, Hidden, Identifier, Model, Said

GATEWAY_HOST = "ai-gateway.vercel.sh"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine: what is sent there does not leave it."""
ENVIRONMENT = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
"""The name of an environment, one that a team made too."""

_DIRECTIONS = "|".join(way + side for way in ("", "north", "south") for side in ("", "east", "west") if way + side)
REGION = rf"[a-z]{{3}}\d|(?:(?:af|ap|ca|cn|eu|il|me|mx|sa|us|gov|iso|central|{_DIRECTIONS})-){{2,4}}\d"
"""A region of Vercel or of AWS."""
COMMIT = r"[0-9a-fA-F]{7,40}"
"""A commit, whole or abbreviated."""
SHOWN_COMMIT = 10
"""Digits of a commit: enough to tell two apart, and too few to be a key's."""

PUBLIC_HOST = (
    r"(https?://)?(127\.0\.0\.1|localhost|\[::1\]|([a-z-]+\.)*(vercel\.sh|vercel\.ai|vercel\.com|openai\.com|anthropic\.com))"
    r"(:\d+)?(/[\w./-]*)?"
)
"""Hosts that everybody knows: naming one gives nothing away."""

Platform = Literal["vercel", "lambda", "other", "local"]

VariableRole = Literal[
    "gateway-key", "near-miss", "oidc", "provider-key", "base-url", "proxy", "trust", "platform", "byok", "watched"
]

DefectKind = Literal[
    "leading-whitespace",
    "trailing-whitespace",
    "trailing-newline",
    "inner-whitespace",
    "inner-newline",
    "literal-backslash-n",
    "quotes",
    "bearer-prefix",
    "name-prefix",
    "invisible-character",
    "non-ascii-character",
    "control-character",
    "placeholder",
    "unexpanded-reference",
    "name-as-value",
    "equal-to-variable",
    "too-long",
]

Shape = Literal[
    "absent",
    "empty",
    "blank",
    "gateway-key",
    "gateway-client-secret",
    "openai-key",
    "openai-project-key",
    "anthropic-key",
    "openrouter-key",
    "google-key",
    "azure-key",
    "aws-access-key-id",
    "vercel-access-token",
    "jwt",
    "url",
    "json",
    "placeholder",
    "other",
    "unread",
]


PROXY_VARIABLES = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
)
TRUST_VARIABLES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "NODE_TLS_REJECT_UNAUTHORIZED",
)
"""Where a place names further authorities that it trusts, or none at all."""

TEAM_HEADER = "x-vercel-ai-gateway-team"
"""The team that an app names beside its credential, by id or slug."""


def shown_commit(value: str | None) -> str | None:
    """As much of a commit as is shown, None where it is none."""
    return value[:SHOWN_COMMIT] if value is not None and re.fullmatch(COMMIT, value) else None


class RuntimeFacts(Model):
    """Where the process runs, as far as it can tell."""

    platform: Platform
    environment: Annotated[str | None, ForeignName()] = None
    target_environment: Annotated[str | None, ForeignName()] = None
    region: str | None = None
    edge_region: str | None = None
    deployment_id: Annotated[str | None, Identifier()] = None
    project_id: Annotated[str | None, Identifier()] = None
    deployment_url: Annotated[str | None, Hidden()] = None
    request_id: Annotated[str | None, Identifier()] = None
    commit: str | None = None
    branch: Annotated[str | None, Hidden()] = None
    system_variables_exposed: bool | None = Field(
        default=None, description="null where the platform has none; false: VERCEL is set but VERCEL_ENV is not"
    )
    clock_offset_ms: float | None = Field(
        default=None, description="own clock minus the gateway's Date header; accurate to about a second"
    )
    python: str
    client: str = Field(description="the HTTP client of this probe, e.g. httpx/0.28.1")


class Defect(Model):
    """One thing wrong with a value, without the value. Positions count code points from 0."""

    kind: DefectKind
    position: Count | None = None
    count: Count = 1
    character: str | None = Field(default=None, description="code point and class, e.g. `U+200B zero width`")
    other: str | None = Field(default=None, description="the variable that holds the same value")


EndpointKind = Literal["gateway", "provider", "loopback", "other", "malformed"]


class Variable(Model):
    """One watched variable: what can be said about its value without saying it."""

    name: str
    role: VariableRole
    present: bool
    length: Count | None = Field(
        default=None,
        description="characters of the raw value; null beside the fingerprint of a value that could be guessed",
    )
    fingerprint: Fingerprint | None = None
    bare_fingerprint: Fingerprint | None = Field(
        default=None, description="of the value without its quotes, prefix and other defects; null where it has none"
    )
    needs_salt: bool = Field(
        default=False,
        description="it could be guessed, so that it has a fingerprint with `GATEWAY_PROBE_FINGERPRINT_SALT` alone",
    )
    shape: Shape
    defects: list[Defect] = []
    endpoint: Annotated[str | None, Hidden(unless=PUBLIC_HOST)] = Field(
        default=None, description="host and path of a base-URL variable, without credentials or query"
    )
    endpoint_kind: EndpointKind | None = None
    endpoint_scheme: Literal["http", "https"] | None = None
    origin: Literal["process", "env-file"] = "process"
    shadows_file: bool = Field(
        default=False, description="the shell's value was used, and the named env file has another one"
    )


class OidcClaims(Model):
    """Claims of a Vercel OIDC token, read without checking its signature."""

    owner: Annotated[str | None, Hidden()] = None
    owner_id: Annotated[str | None, Identifier()] = None
    project: Annotated[str | None, Hidden()] = None
    project_id: Annotated[str | None, Identifier()] = None
    environment: Annotated[str | None, ForeignName()] = None
    issuer: Literal["vercel-team", "vercel-global", "other", "absent"] = "absent"
    plan: Annotated[str | None, ForeignName()] = None
    issued_at: int | None = None
    not_before: int | None = None
    expires_at: int | None = None
    verified: Literal[False] = False


class OidcToken(Model):
    """One place where an OIDC token may lie; each place is reported by itself."""

    source: Literal["header", "file", "environment"]
    state: Literal["absent", "empty", "malformed", "unreadable", "present"]
    length: Count | None = None
    fingerprint: Fingerprint | None = None
    validity: Literal["valid", "expired", "not-yet-valid", "unknown"] = "unknown"
    expires_in_s: int | None = None
    platform_supplied: bool | None = Field(
        default=None, description="header only: false where any caller could have sent it, so it is not used"
    )
    problem: Annotated[str | None, Said()] = None
    claims: OidcClaims | None = None


LAG_USD = 1
"""Balance and usage of a team that spends do not move in one step: of two readings either may be apart by less."""


class TeamRelation(Model):
    """Whether the key and the deployment's OIDC token belong to one team, and what says so."""

    relation: Literal["same", "different", "unknown"]
    basis: Literal[
        "credits-equal",
        "credits-differ",
        "credits-differ-sum-equal",
        "zero-balances",
        "untouched-grants",
        "readings-disagree",
        "control-failed",
        "not-comparable",
    ]
    readings: Count = Field(default=1, description="how often both were read; a verdict rests on two")


class Identity(Model):
    """Who this deployment is to the gateway."""

    tokens: list[OidcToken]
    key_and_deployment_team: TeamRelation
    token_and_project: Literal["same", "different", "unknown"] = Field(
        default="unknown", description="the token's project_id against VERCEL_PROJECT_ID"
    )


class Credential(Model):
    """The credential that the app's client would pick here, by its own precedence."""

    method: Literal["api-key", "oidc", "none"]
    source: str = Field(description="the key's variable; for a token `header`, `file` or `environment`; or `none`")
    state: Literal["ready", "blank", "unsendable", "none", "unread"] = Field(
        description="`unread`: no key is set, and this probe failed on a token, so nobody knows whether there is one"
    )
    fingerprint: Fingerprint | None = None
    problem: Annotated[str | None, Said()] = None
    python_client: Literal["same", "refused"] = Field(
        default="same", description="`refused`: a Python HTTP client given the raw value fails before sending"
    )
    hides_oidc: bool = Field(
        default=False, description="a key is set, so a usable OIDC token that the client would find is not used"
    )
