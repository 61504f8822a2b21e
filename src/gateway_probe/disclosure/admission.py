"""A Document that somebody gave, as far as a run of this probe could have written it.

Its typed fields hold closed vocabularies, and its foreign text is marked. What is left are the few texts that a run
takes from its surroundings, such as a region or a commit: each is admitted by what it may be, or hidden.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import FINGERPRINT, HIDDEN
from gateway_probe.disclosure.key_forms import VERCEL_ID, is_credential
from gateway_probe.disclosure.parts import MARKER
from gateway_probe.disclosure.screen import screen
from gateway_probe.document import Document, Level, Model
from gateway_probe.document.exchange import Check
from gateway_probe.document.facts import REGION, OidcToken

SHOWN_COMMIT = 10
"""Digits of a commit: enough to tell two apart, and too few to be a key's."""

_HEX = re.compile(r"[0-9a-fA-F]{7,40}")
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}(?:(?:\.|-)?(?:a|b|rc|dev|post)\.?\d{1,4})?")
_MODEL = re.compile(r"[\w.:/@+-]{1,200}", re.ASCII)

M = TypeVar("M", bound=Model)
C = TypeVar("C", bound=Check)
Admits = Callable[[str], bool]


def admit(document: Document) -> Document:
    """The Document with `[hidden]` for each text that no run would have written there, and with a short commit.

    Its judgement is left as it is: whoever tells it makes it anew.
    """
    runtime, own = document.runtime, (document.probe.model, document.probe.control_model, document.probe.tier_model)
    client = document.probe.client
    commit = runtime.commit[:SHOWN_COMMIT] if runtime.commit and _HEX.fullmatch(runtime.commit) else None
    names = _is_name(document.probe.disclosure, tuple(model for model in own if _is_model(model)))
    changed = _with(
        document,
        runtime=_with(
            runtime,
            **_show(runtime, {"region": _is_region, "edge_region": _is_region}),
            **_show(runtime, {"environment": names, "target_environment": names}),
            **_show(runtime, {"deployment_id": _is_id, "project_id": _is_id}),
            commit=commit or _hide(runtime.commit),
        ),
        probe=_with(
            document.probe,
            **_show(document.probe, {"version": _VERSION.fullmatch, "protocol": _is_plain}),
            client=client
            if client is None
            else _with(client, **_show(client, {"name": _is_plain, "title": _is_plain})),
            **_show(document.probe, {"model": _is_model, "control_model": _is_model, "tier_model": _is_model}),
        ),
    )
    checks = [_admitted_check(check, names) for check in changed.gateway.checks]
    tokens = [_admitted_token(token) for token in changed.identity.tokens]
    return _with(
        changed,
        gateway=_with(changed.gateway, checks=checks),
        experiments=[_admitted_check(experiment, names) for experiment in changed.experiments],
        identity=_with(changed.identity, tokens=tokens),
    )


def _admitted_check(check: C, names: Admits) -> C:
    response = check.response
    if response is None or response.error is None:
        return check
    shown = _show(response.error, {"type": names, "code": names, "provider_type": names, "model_id": _is_model})
    return _with(check, response=_with(response, error=_with(response.error, **shown)))


def _admitted_token(token: OidcToken) -> OidcToken:
    claims = token.claims
    return token if claims is None else _with(token, claims=_with(claims, **_show(claims, {"owner_id": _is_id})))


def _with(part: M, **changes: Any) -> M:
    changed = {name: value for name, value in changes.items() if value is not getattr(part, name)}
    return part.model_copy(update=changed) if changed else part


def _show(part: Model, admits: Mapping[str, Callable[[str], Any]]) -> dict[str, str | None]:
    values = {name: getattr(part, name) for name in admits}
    return {name: value if value is None or admits[name](value) else HIDDEN for name, value in values.items()}


def _hide(value: str | None) -> str | None:
    return None if value is None else HIDDEN


def _is_region(value: str) -> bool:
    return re.fullmatch(REGION, value) is not None


def _is_model(value: str) -> bool:
    return bool(MARKER.fullmatch(value)) or (_MODEL.fullmatch(value) is not None and not is_credential(value))


def _is_id(value: str) -> bool:
    return value == HIDDEN or bool(re.fullmatch(FINGERPRINT, value) or VERCEL_ID.fullmatch(value))


def _is_plain(value: str) -> bool:
    return screen(value, "private", name=True) == value


def _is_name(level: Level, own: tuple[str, ...]) -> Admits:
    def admits(value: str) -> bool:
        return bool(MARKER.fullmatch(value)) or screen(value, level, own, name=True) == value

    return admits
