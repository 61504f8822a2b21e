"""Which credential the app's client would pick here, by its own precedence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import SecretStr

from gateway_probe.clients import Client, OidcPlace
from gateway_probe.disclosure import HTTP_WHITESPACE, as_sent, fingerprint
from gateway_probe.document.facts import Credential
from gateway_probe.record import record
from gateway_probe.runtime.defects import MAX_SENDABLE
from gateway_probe.runtime.oidc_tokens import FoundToken
from gateway_probe.runtime.value_shapes import clean, is_placeholder, shape_of

# What Node's fetch can put on the wire after trimming: visible ASCII, blank, and the upper half of Latin-1.
_SENDABLE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
# What JavaScript's `trim` takes off, at either end.
_JAVASCRIPT_SPACE = re.compile(r"\A(?:[^\S\x1c-\x1f\x85]|\ufeff)+|(?:[^\S\x1c-\x1f\x85]|\ufeff)+\Z")
# What httpx and httpx2 take in a header given as text: ASCII, for they encode it so, and no blank at the end, which h11
# refuses. One at the beginning is sent.
_PYTHON_SENDABLE = re.compile(r"[\x20-\x7e]*[\x21-\x7e]")

_EVERY_PLACE: tuple[OidcPlace, ...] = ("header", "file", "environment")
_PLACES = {"header": "the request header", "file": "the token file", "environment": "VERCEL_OIDC_TOKEN"}


@record(frozen=True)
class Keyring:
    """The credentials of this run. The only object that carries them; its `repr` shows none."""

    api_key: SecretStr | None
    oidc_token: SecretStr | None
    chosen: SecretStr | None
    cleaned_key: SecretStr | None = None
    """The key without what defects name, where that is another value: if it is accepted, the defect is the cause."""
    beside: SecretStr | None = None
    """A second key that the client sends along, in a header of its own."""


def choose_credential(
    environ: Mapping[str, str], tokens: list[FoundToken], *, client: Client, salt: str = "", for_text: bool = True
) -> tuple[Credential, Keyring]:
    """This client's choice and the credentials to ask the gateway with.

    Precedence, seen with each client of the table: the first of its key variables that is not the empty string wins,
    even one of white space alone, but for a client that trims them; then the OIDC token of the places where the client
    looks by itself; then, for text, what a library below it reads. An expired or malformed token is sent only by a
    client that takes it for a key: those that know tokens try to refresh it by the Vercel CLI's login, which a deployed
    function does not have. The keyring's OIDC token is the deployment's own, whether this client finds it or not: an
    experiment may ask with it.
    """
    token = _first_token(tokens, client.oidc_places)
    own = _first_token(tokens, _EVERY_PLACE)
    usable = next((found.secret for found in (token, own) if found is not None and found.usable), None)
    name, key = key_of(environ, client)
    if not key and token is None and for_text:
        name, key = next(((name, environ[name]) for name in client.keys_after_token if environ.get(name)), ("", ""))
    if key:
        hides = token is not None and token.usable
        credential, keyring = _by_key(name, key, client, usable, salt, hides_oidc=hides)
        return credential, replace(keyring, beside=_beside(environ, client, name))
    if token is not None and _is_sent(token, client):
        return (
            Credential(method="oidc", source=token.facts.source, state="ready", fingerprint=token.facts.fingerprint),
            Keyring(None, token.secret, token.secret),
        )
    source = "none" if token is None else token.facts.source
    problem = _why_none(client, own) if token is None else _why_unusable(token)
    return Credential(method="none", source=source, state="none", problem=problem), Keyring(None, usable, None)


def key_of(environ: Mapping[str, str], client: Client) -> tuple[str, str]:
    """The variable that this client's key comes from, and its value; both empty where none is set.

    Where none of its own variables holds a gateway key and none of its base-URL variables is set, the app must be
    passing both in code, so the variables that the documentation passes there come first.
    """
    own = [(name, environ[name]) for name in client.key_variables if _trim(environ.get(name, ""), client)]
    in_code = [(name, environ[name]) for name in client.keys_in_code if environ.get(name)]
    configured = any(environ.get(name) for name in client.base_url_variables)
    meant = configured or any(shape_of(value) == "gateway-key" for _, value in own)
    return next(iter(own + in_code if meant else in_code + own), ("", ""))


def _trim(value: str, client: Client) -> str:
    """What this client finds in a key's variable."""
    return _JAVASCRIPT_SPACE.sub("", value) if client.trims_keys else value


def _beside(environ: Mapping[str, str], client: Client, chosen: str) -> SecretStr | None:
    """What the client sends as `x-api-key` beside the key from the chosen variable."""
    others = (_write(environ.get(name, ""), name, client) for name in client.x_api_key_variables if name != chosen)
    found = next((value for value in others if value), "")
    return SecretStr(found) if found and sendable(found) else None


def sendable(value: str) -> bool:
    """Whether Node's fetch could put this credential on the wire at all."""
    return len(value) <= MAX_SENDABLE and _SENDABLE.fullmatch(value) is not None


def _by_key(
    name: str, key: str, client: Client, oidc: SecretStr | None, salt: str, *, hides_oidc: bool
) -> tuple[Credential, Keyring]:
    sent = _write(key, name, client)
    python = "same" if _PYTHON_SENDABLE.fullmatch(key) else "refused"
    ready = sendable(sent) and (client.language != "python" or python == "same")
    problem = None
    if not ready:
        problem = (
            f"{name} holds characters that {client.title} cannot send in a header, so no request leaves the process"
        )
    elif not sent:
        problem = f"{name} is white space alone: the header is sent with nothing in it"
    credential = Credential(
        method="api-key",
        source=name,
        state="unsendable" if not ready else "ready" if sent else "blank",
        fingerprint=fingerprint(key, salt, name=name) if ready else None,
        problem=problem,
        python_client=python,
        hides_oidc=hides_oidc,
    )
    secret = SecretStr(sent) if ready else None
    bare = clean(key)
    differs = bare not in {"", sent} and sendable(bare) and not is_placeholder(bare)
    return credential, Keyring(secret, oidc, secret, SecretStr(bare) if differs else None)


def _is_sent(token: FoundToken, client: Client) -> bool:
    """Whether this client would send the token, perhaps without a look into it."""
    if token.usable or token.secret is None or not client.sends_any_token:
        return token.usable
    return _PYTHON_SENDABLE.fullmatch(token.secret.get_secret_value()) is not None


def _write(key: str, name: str, client: Client) -> str:
    """What of the key gets into the header: Node's fetch trims the value of a header as a whole, Python nothing."""
    key = _trim(key, client)
    if client.language == "python":
        return key
    return as_sent(key) if client.carries(name) == "x-api-key" else key.rstrip(HTTP_WHITESPACE)


def _first_token(tokens: list[FoundToken], places: Sequence[OidcPlace]) -> FoundToken | None:
    """The first place that holds something, in the client's order; a header that any caller can send does not count."""
    by_source = {token.facts.source: token for token in tokens}
    for place in places:
        token = by_source[place]
        if token.facts.state in {"absent", "unreadable"} or token.facts.platform_supplied is False:
            continue
        if token.facts.state == "empty" and place != "header":
            continue
        return token
    return None


def _why_none(client: Client, elsewhere: FoundToken | None) -> str:
    """Nothing that this client reads is set; where the deployment has a token all the same, that is the trouble."""
    keys = " or ".join(client.key_variables)
    if elsewhere is None or not elsewhere.usable:
        return f"{keys} is not set and no OIDC token was found"
    where = _PLACES[elsewhere.facts.source]
    if not client.oidc_places:
        return f"{keys} is not set; there is an OIDC token in {where}, and {client.title} reads none by itself"
    looked = " and ".join(_PLACES[place] for place in client.oidc_places)
    return f"{keys} is not set; there is an OIDC token in {where}, and {client.title} looks for one in {looked} alone"


def _why_unusable(token: FoundToken) -> str:
    where = _PLACES[token.facts.source]
    if token.facts.state == "empty":
        return f"the OIDC token in {where} is empty"
    if token.facts.state == "malformed":
        return f"the OIDC token in {where} is {token.facts.problem}"
    return f"the OIDC token in {where} has expired"
