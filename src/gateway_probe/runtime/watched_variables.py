"""Watched variables turned into facts: presence, length, fingerprint, shape, defects."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

from gateway_probe.disclosure import HIDDEN, as_sent, fingerprint, is_credential, is_issued, is_ordinary
from gateway_probe.document.facts import GATEWAY_HOST, LOOPBACK_HOSTS, Defect, EndpointKind, Shape, Variable
from gateway_probe.runtime.defects import defects_of
from gateway_probe.runtime.guard import Guard
from gateway_probe.runtime.value_shapes import clean, is_placeholder, shape_of
from gateway_probe.runtime.watchlist import Watched

_MIN_COMPARED = 8
_PROVIDER_HOSTS = ("openai.com", "anthropic.com", "azure.com", "googleapis.com", "amazonaws.com", "x.ai", "groq.com")
_PORTS = {"http": 80, "https": 443}
# The roles whose values people set by hand and whose form a client depends on.
_EXAMINED = {"gateway-key", "near-miss", "oidc", "provider-key", "base-url", "byok", "watched"}


def inspect_variables(
    watched: tuple[Watched, ...],
    environ: Mapping[str, str],
    *,
    salt: str = "",
    from_file: frozenset[str] = frozenset(),
    guard: Guard | None = None,
) -> list[Variable]:
    """One `Variable` for each watched name, in the order of the list. The environment is never enumerated.

    `from_file` names the variables whose value came from an env file rather than from the process. `guard` is told
    where a variable could not be read: then it is there, and no more is said of it.
    """
    guard = guard or Guard()
    holders = guard.read("variables", lambda: _holders(watched, environ), lambda _: {})
    return [
        guard.read(
            "variables",
            partial(_inspect, item, environ.get(item.name), holders, salt, from_file),
            partial(_unread, item, environ.get(item.name)),
        )
        for item in watched
    ]


def _unread(item: Watched, value: str | None, _error: str) -> Variable:
    shape: Shape = "absent" if value is None else "unread"
    return Variable(name=item.name, role=item.role, present=value is not None, shape=shape)


def _holders(watched: tuple[Watched, ...], environ: Mapping[str, str]) -> dict[str, list[str]]:
    """Which names hold the same secret, by its cleaned value: a provider key pasted as the gateway key shows here."""
    holders: dict[str, list[str]] = {}
    for item in watched:
        bare = clean(environ.get(item.name, "")) if item.secret else ""
        if len(bare) >= _MIN_COMPARED and not is_placeholder(bare):
            holders.setdefault(bare, []).append(item.name)
    return holders


def _inspect(
    item: Watched, value: str | None, holders: dict[str, list[str]], salt: str, from_file: frozenset[str]
) -> Variable:
    if value is None:
        return Variable(name=item.name, role=item.role, present=False, shape="absent")
    bare = clean(value)
    defects = defects_of(value, item.name) if item.role in _EXAMINED else []
    twins = [name for name in holders.get(bare, []) if name != item.name] if item.secret else []
    defects += [Defect(kind="equal-to-variable", other=name) for name in twins[:5]]
    url = _endpoint(value) if item.role == "base-url" else (None, None, None)
    both = {value, bare}
    is_named = item.secret and not is_placeholder(bare)
    named = {of: fingerprint(of, salt, name=item.name) if is_named else None for of in both}
    # Beside a fingerprint, the length and the places of defects would help to confirm a guess.
    # Without a salt nothing but what was issued has one.
    issued = (is_issued(as_sent(of), item.name) for of in both) if salt else named.values()
    measured = not any(named.values()) or all(issued)
    return Variable(
        name=item.name,
        role=item.role,
        present=True,
        length=len(value) if measured else None,
        fingerprint=named[value],
        bare_fingerprint=named[bare] if bare != as_sent(value) else None,
        needs_salt=is_named and not salt and not any(named.values()) and len(bare) >= _MIN_COMPARED,
        shape=shape_of(value),
        defects=defects if measured else [found.model_copy(update={"position": None}) for found in defects],
        endpoint=url[0],
        endpoint_kind=url[1],
        endpoint_scheme=url[2],
        origin="env-file" if item.name in from_file else "process",
    )


def _endpoint(value: str) -> tuple[str | None, EndpointKind, Literal["http", "https"] | None]:
    """Host and path of a base URL, what kind of host it is, and its scheme; credentials, query and unusual parts of the
    path stay behind: some services take a key in the path."""
    try:
        parts = urlsplit(clean(value))
        # A dot at its end names the same host.
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return None, "malformed", None
    if parts.scheme not in _PORTS or not host or is_credential(host):
        return None, "malformed", None
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    shown = host if port in {None, _PORTS[scheme]} else f"{host}:{port}"
    path = "/".join(part if _is_common(part) else HIDDEN for part in parts.path.split("/")[:10])
    return f"{shown}{path}"[:200], _host_kind(host), scheme


def _is_common(part: str) -> bool:
    return not part or is_ordinary(part) or re.fullmatch(r"v\d{1,2}(?:(?:alpha|beta)\d?)?", part) is not None


def _host_kind(host: str) -> EndpointKind:
    if host == GATEWAY_HOST:
        return "gateway"
    if host in LOOPBACK_HOSTS:
        return "loopback"
    return "provider" if host.endswith(_PROVIDER_HOSTS) else "other"
