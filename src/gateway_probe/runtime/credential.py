"""Which credential the AI SDK would pick here, by its own precedence."""

import re
from dataclasses import dataclass

from pydantic import SecretStr

from gateway_probe.disclosure import as_sent, fingerprint
from gateway_probe.document.facts import Credential
from gateway_probe.runtime.defects import MAX_SENDABLE
from gateway_probe.runtime.oidc import FoundToken
from gateway_probe.runtime.shapes import cleaned, is_placeholder

# What Node's fetch can put on the wire after trimming: visible ASCII, blank, and the upper half of Latin-1.
_SENDABLE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
# What httpx takes in a header given as text, which it must be able to write as ASCII, and h11 lets through.
_PYTHON_SENDABLE = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True)
class Keyring:
    """The credentials of this run. The only object that carries them; its `repr` shows none."""

    api_key: SecretStr | None
    oidc_token: SecretStr | None
    chosen: SecretStr | None
    cleaned_key: SecretStr | None = None
    """The key without what defects name, where that is another value: if it is accepted, the defect is the cause."""


def choose_credential(
    key: str | None, tokens: list[FoundToken], *, protocol: str, salt: str = ""
) -> tuple[Credential, Keyring]:
    """The AI SDK's choice and the credentials to ask the gateway with.

    Precedence, from the source of `@ai-sdk/gateway` 3.x and 4.x: a key that is not the empty string always wins,
    even one of white space alone; then the OIDC token of the request header, of the file (4.x only), of the
    environment. An expired or malformed token is not sent: the SDK tries to refresh it by the Vercel CLI's login,
    which a deployed function does not have.
    """
    token = _token_of_sdk(tokens, protocol)
    usable = token.secret if token is not None and token.usable else None
    if key:
        return _by_key(key, usable, salt)
    keyring = Keyring(None, usable, usable)
    if token is None:
        return Credential(
            method="none", source="none", state="none", problem="no key is set and no OIDC token was found"
        ), keyring
    if usable is None:
        return Credential(method="none", source=token.facts.source, state="none", problem=_why_unusable(token)), keyring
    return (
        Credential(method="oidc", source=token.facts.source, state="ready", fingerprint=token.facts.fingerprint),
        keyring,
    )


def sendable(value: str) -> bool:
    """Whether a client of the AI SDK could put this credential on the wire at all."""
    return len(value) <= MAX_SENDABLE and _SENDABLE.fullmatch(value) is not None


def _by_key(key: str, oidc: SecretStr | None, salt: str) -> tuple[Credential, Keyring]:
    sent = as_sent(key)
    ready = sendable(sent)
    problem = None
    if not sent:
        problem = "the key is white space alone: the AI SDK sends `Authorization: Bearer` with nothing after it"
    elif not ready:
        problem = "the key holds characters that no client can send in a header, so no request leaves the process"
    credential = Credential(
        method="api-key",
        source="AI_GATEWAY_API_KEY",
        state="blank" if not sent else "ready" if ready else "unsendable",
        fingerprint=fingerprint(key, salt) if ready else None,
        problem=problem,
        python_client="same" if _PYTHON_SENDABLE.fullmatch(key) else "refused",
        hides_oidc=oidc is not None,
    )
    secret = SecretStr(sent) if ready else None
    bare = cleaned(key)
    differs = bare not in {"", sent} and sendable(bare) and not is_placeholder(bare)
    return credential, Keyring(secret, oidc, secret, SecretStr(bare) if differs else None)


def _token_of_sdk(tokens: list[FoundToken], protocol: str) -> FoundToken | None:
    """The first place that holds something, in the SDK's order; a header that any caller can send does not count."""
    sources = ("header", "environment") if protocol == "v3" else ("header", "file", "environment")
    by_source = {token.facts.source: token for token in tokens}
    for source in sources:
        token = by_source[source]  # type: ignore[index]
        if token.facts.state in {"absent", "unreadable"} or token.facts.platform_supplied is False:
            continue
        if token.facts.state == "empty" and source != "header":
            continue
        return token
    return None


def _why_unusable(token: FoundToken) -> str:
    where = {"header": "the request header", "file": "the token file", "environment": "VERCEL_OIDC_TOKEN"}[
        token.facts.source
    ]
    if token.facts.state == "empty":
        return f"the OIDC token in {where} is empty"
    if token.facts.state == "malformed":
        return f"the OIDC token in {where} is {token.facts.problem}"
    return f"the OIDC token in {where} has expired"
