"""OIDC tokens of Vercel: where they lie, and what their claims say. Signatures are not checked; claims are a report."""

import base64
import binascii
import json
import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr

from gateway_probe.disclosure import as_sent, fingerprint, has_form
from gateway_probe.document.facts import ENVIRONMENT, OidcClaims, OidcToken
from gateway_probe.record import record
from gateway_probe.runtime.guard import Guard
from gateway_probe.runtime.watchlist import OIDC_TOKEN, OIDC_TOKEN_FILE

HEADER = "x-vercel-oidc-token"
MAX_TOKEN = 16_384
_NAME = r"[\w.@-]{1,100}"

Source = Literal["header", "file", "environment"]


@record(frozen=True)
class FoundToken:
    """One place that was looked at: the facts, and the token itself where the AI SDK would use it."""

    facts: OidcToken
    secret: SecretStr | None = None
    usable: bool = False


def find_tokens(
    environ: Mapping[str, str],
    headers: Mapping[str, str],
    *,
    now: float,
    on_vercel: bool,
    salt: str = "",
    guard: Guard | None = None,
) -> list[FoundToken]:
    """The token in the request header, in the file and in the environment: each reported by itself.

    In a deployed function the token comes in the header and the variable is absent; that is the normal state
    (vercel.com/docs/oidc). Elsewhere any caller can send that header, so it is reported and never used. `guard` is told
    where a place could not be read: its token is used for nothing.
    """
    guard = guard or Guard()
    readers: dict[Source, Callable[[], FoundToken]] = {
        "header": lambda: _describe("header", headers.get(HEADER), now, salt),
        "file": lambda: _in_file(environ.get(OIDC_TOKEN_FILE), now, salt),
        "environment": lambda: _describe("environment", environ.get(OIDC_TOKEN), now, salt),
    }
    header, file, variable = (
        guard.read("tokens", reader, partial(_unread, source)) for source, reader in readers.items()
    )
    if header.facts.state != "absent":
        facts = header.facts.model_copy(update={"platform_supplied": on_vercel})
        header = FoundToken(facts, header.secret, header.usable and on_vercel)
    return [header, file, variable]


def _unread(source: Source, error: str) -> FoundToken:
    return FoundToken(OidcToken(source=source, state="unreadable", problem=f"this probe failed on it ({error})"))


def _in_file(path: str | None, now: float, salt: str) -> FoundToken:
    if not path:
        return FoundToken(OidcToken(source="file", state="absent"))
    try:
        if not Path(path).is_file():
            raise FileNotFoundError  # a pipe would be waited for
        with Path(path).open("rb") as file:
            content = file.read(MAX_TOKEN + 1).decode("ascii")
    except (OSError, ValueError):
        problem = f"the file named by {OIDC_TOKEN_FILE} cannot be read as text"
        return FoundToken(OidcToken(source="file", state="unreadable", problem=problem))
    return _describe("file", content, now, salt)


def _describe(source: Source, value: str | None, now: float, salt: str) -> FoundToken:
    if value is None:
        return FoundToken(OidcToken(source=source, state="absent"))
    token = as_sent(value)
    if not token:
        return FoundToken(OidcToken(source=source, state="empty", length=len(value)))
    payload, problem = _payload(token)
    if payload is None:
        facts = OidcToken(source=source, state="malformed", length=len(value), problem=problem)
        return FoundToken(facts, SecretStr(token))
    claims, expires = _claims(payload), _seconds(payload.get("exp"))
    validity = _validity(claims, expires, now)
    facts = OidcToken(
        source=source,
        state="present",
        length=len(value),
        fingerprint=fingerprint(token, salt),
        validity=validity,
        expires_in_s=None if expires is None else int(expires - now),
        problem=None if expires is not None else "the token carries no readable expiry (exp)",
        claims=claims,
    )
    # The AI SDK compares exp alone: a token without a readable one counts as unexpired (@vercel/oidc, isExpired).
    return FoundToken(facts, SecretStr(token), usable=expires is None or expires >= now)


def _payload(token: str) -> tuple[dict[str, Any] | None, str | None]:
    if len(token) > MAX_TOKEN:
        return None, f"longer than {MAX_TOKEN:,} characters: not a token of Vercel"
    parts = token.split(".")
    if len(parts) != 3:
        return None, "not a JWT: it does not have three parts"
    try:
        decoded = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        payload = json.loads(decoded)
    except (ValueError, RecursionError, binascii.Error):
        return None, "not a JWT: its payload is not base64url JSON"
    if not isinstance(payload, dict):
        return None, "not a JWT: its payload is not an object"
    return payload, None


def _claims(payload: dict[str, Any]) -> OidcClaims:
    expires, issued, not_before = (_seconds(payload.get(name)) for name in ("exp", "iat", "nbf"))
    return OidcClaims(
        owner=_name(payload.get("owner")),
        owner_id=_name(payload.get("owner_id")),
        project=_name(payload.get("project")),
        project_id=_name(payload.get("project_id")),
        environment=_name(payload.get("environment"), ENVIRONMENT),
        issuer=_issuer(payload.get("iss")),
        plan=_name(payload.get("plan"), ENVIRONMENT),
        issued_at=issued,
        not_before=not_before,
        expires_at=expires,
    )


def _name(value: object, form: str = _NAME) -> str | None:
    """Any token may lie where one is looked for, so what is shown of it is held to the form that it should have."""
    return value if isinstance(value, str) and has_form(value, form) else None


def _issuer(value: object) -> Literal["vercel-team", "vercel-global", "other", "absent"]:
    if not isinstance(value, str):
        return "absent"
    if value == "https://oidc.vercel.com":
        return "vercel-global"
    return "vercel-team" if re.fullmatch(r"https://oidc\.vercel\.com/[\w.-]+", value) else "other"


def _seconds(value: object) -> int | None:
    """A time in seconds since 1970, from a number or, as JavaScript would, from a string of digits."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if 0 <= value < 1e15 else None


def _validity(
    claims: OidcClaims, expires: int | None, now: float
) -> Literal["valid", "expired", "not-yet-valid", "unknown"]:
    if expires is None:
        return "unknown"
    if expires < now:
        return "expired"
    starts = max(claims.not_before or 0, claims.issued_at or 0)
    return "not-yet-valid" if starts > now else "valid"
