"""A Document fetched from a deployed probe, and every answer on the way that is not one, told apart."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from pydantic import SecretStr

from gateway_probe.disclosure import LeakPrevented, Secrets, is_credential, last_gate
from gateway_probe.disclosure.screen import screen
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.document.facts import LOOPBACK_HOSTS
from gateway_probe.gateway import Transport
from gateway_probe.gateway.bodies import parse
from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.requests import USER_AGENT
from gateway_probe.places import transit
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from gateway_probe.settings import NAMES

PATH = "/api/diagnose"
MAX_ANSWER = 2_000_000
_PROBLEM = "urn:gateway-probe:problem:"
_EXPORT_IT = (
    "Export GATEWAY_PROBE_TOKEN with the value that is set in that deployment, or name the variable that holds it: "
    "--token-env NAME."
)
_STEPS_HERE = {
    "access-denied": _EXPORT_IT,
    "too-many-wrong-tokens": _EXPORT_IT,
    "not-found": "Give the address of the deployment without a path: /api/diagnose is added to it.",
}
"""What to do on this side, where the probe speaks to whoever writes the request."""
_WORDS = """
answer answered answers auto base64 body brief brought commas compared comparison deeper diagnose expect-commit Expose
fewer finished half held hex larger leak leave letters local.json mended misspelt openssl ordinary rand random separated
serving shorter usable watched
"""
_OWN_WORDS = frozenset(_WORDS.split()) | NAMES
"""What stands in problems of a probe and in no message of a gateway."""
_INCIDENT = re.compile(r"\bincident ([0-9a-f]{8})\b")


@dataclass(frozen=True)
class Address:
    """A deployed probe and the secrets to reach it."""

    url: str
    token: SecretStr | None = None
    bypass: SecretStr | None = None
    query: dict[str, str] = field(default_factory=dict)
    extra_headers: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def probe_url(self) -> str:
        """The probe's own URL there. Raises `UnusableAddress`."""
        return probe_url(self.url, with_secret=self.token is not None or self.bypass is not None)

    @property
    def secrets(self) -> Secrets:
        """What is sent to that place and must not come back from it onto a terminal."""
        return Secrets(secret.get_secret_value() for secret in (self.token, self.bypass) if secret is not None)


async def fetch_document(address: Address, *, timeout_s: float) -> Document:
    """Ask a deployed probe for its Document.

    Raises `UnusableAddress` where nothing was sent, `PlaceUnknown` where something else than a Document came back.
    Redirects are never followed, so the token reaches the named host alone.
    """
    return read_answer(await ask(address, timeout_s=timeout_s), address.secrets)


async def ask(address: Address, *, timeout_s: float) -> Exchange:
    """Send one GET to a deployed probe. Raises `UnusableAddress` where nothing was sent."""
    url = address.probe_url
    if address.query:
        url = f"{url}?{urlencode(address.query)}"
    async with Transport() as transport:
        return await transport.exchange("GET", url, _headers(address, url), timeout_s=timeout_s, max_body=MAX_ANSWER)


def probe_url(given: str, *, with_secret: bool) -> str:
    """The probe's own URL for an address as people write it. Raises `UnusableAddress`."""
    text = given if "://" in given else f"https://{given}"
    if not text.isascii() or not text.isprintable() or " " in text:
        raise UnusableAddress("only ASCII characters without spaces; write a name of other letters as xn--…")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UnusableAddress("not a URL; write https://your-app.vercel.app") from error
    # Where a port is missing a slash is: of http:/my-app.example the host would be called http.
    if parts.scheme not in {"http", "https"} or not host or parts.netloc.endswith(":"):
        raise UnusableAddress("not a URL of a web server; write https://your-app.vercel.app")
    if "@" in parts.netloc:
        raise UnusableAddress("the URL must not hold credentials; put the token into a variable (--token-env)")
    if parts.query or parts.fragment:
        raise UnusableAddress("leave the query out of the URL; use the options instead")
    if parts.scheme == "http" and host not in LOOPBACK_HOSTS and with_secret:
        raise UnusableAddress("http would send the token in the clear; use https")
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path if path.endswith(PATH) else path + PATH, "", ""))


def read_answer(exchange: Exchange, secrets: Secrets) -> Document:
    """The Document in an answer, or `PlaceUnknown` with what the answer was instead."""
    read_body(exchange, secrets)
    if exchange.truncated:
        raise not_the_probe(exchange, "larger than any Document and was not read further")
    try:
        return read_document(exchange.body)
    except UnreadableDocument as error:
        raise not_the_probe(exchange, f"not a Document of gateway-probe: {error}") from error


def read_body(exchange: Exchange, secrets: Secrets) -> object:
    """The JSON of an answer that may be the probe's own, None for other content; else `PlaceUnknown`.

    `secrets` are those that were sent there: a problem that repeats one is shown without it.
    """
    if exchange.failure is not None:
        raise transit.unknown(transit.UNREACHABLE, f"The place could not be reached: {exchange.failure.text}.")
    content, body = parse(exchange.body)
    if isinstance(body, dict) and isinstance(body.get("type"), str) and body["type"].startswith(_PROBLEM):
        raise _own_problem(body, secrets)
    known = _in_transit(exchange, content)
    if known is not None:
        raise known
    return body


def not_the_probe(exchange: Exchange, what: str) -> PlaceUnknown:
    """Something else than the probe answered."""
    return transit.unknown(transit.NOT_DEPLOYED, f"The answer ({exchange.status}) is {what}.")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _headers(address: Address, url: str) -> list[tuple[str, str]]:
    headers = [
        ("host", urlsplit(url).netloc),
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("user-agent", USER_AGENT),
    ]
    if address.token is not None:
        headers.append(("authorization", f"Bearer {address.token.get_secret_value()}"))
    if address.bypass is not None:
        headers.append(("x-vercel-protection-bypass", address.bypass.get_secret_value()))
    return [*headers, *address.extra_headers.items()]


def _own_problem(body: dict[str, Any], secrets: Secrets) -> PlaceUnknown:
    """A problem document of the probe itself: it has nothing to do with the gateway."""
    text, step = (_show(body.get(name, ""), 600, secrets) for name in ("detail", "next_step"))
    code = _show(body["type"].removeprefix(_PROBLEM).replace("-", " "), 60, secrets).replace(" ", "-")
    told = f"The probe there answered, and this has nothing to do with the gateway: {text}"
    return PlaceUnknown(code, told, _STEPS_HERE.get(code, step))


def _show(value: object, limit: int, secrets: Secrets) -> str:
    """Words of the other side, which end on a terminal: one line without control or format characters, and of that what
    everybody is shown of foreign text, and the words in which a probe puts its problems.

    A text that repeats any piece of what was sent there, in whatever spelling, is not shown at all, nor one with what
    may be anybody's credential.
    """
    text = "".join(c for c in str(value)[:limit] if c.isprintable())
    if is_credential(text) or any(map(is_credential, text.split())):
        return "[redacted]"
    text = screen(text, "public", _OWN_WORDS.union(_INCIDENT.findall(text)))
    for spelling in (text, "".join(c for c in text if c.isalnum())):
        try:
            last_gate(spelling.encode("utf-8", "replace"), secrets)
        except LeakPrevented:
            return "[redacted]"
        if secrets.spans(spelling):
            return "[redacted]"
    return text


def _in_transit(exchange: Exchange, content: str) -> PlaceUnknown | None:
    """Answers of the platform before the function: the place is unknown, not failing."""
    status, headers = exchange.status or 0, exchange.headers
    error = headers.get("x-vercel-error", "")
    if "x-vercel-mitigated" in headers:
        return transit.unknown(transit.FIREWALL, f"Vercel's firewall answered ({status}) instead of the probe.")
    if error.startswith("EDGE_"):
        return transit.unknown(transit.EDGE_TIMEOUT, "The edge gave up waiting for the function.")
    if error == "FUNCTION_INVOCATION_TIMEOUT":
        return transit.unknown(transit.FUNCTION_TIMEOUT, "The function ran into the platform's time limit.")
    if error in {"NOT_FOUND", "DEPLOYMENT_NOT_FOUND"}:
        return transit.unknown(transit.NOT_DEPLOYED, f"Vercel knows no such deployment or path ({error}).")
    nonce = "_vercel_sso_nonce" in headers.get("set-cookie", "")
    login = 300 <= status < 400 and _host(headers.get("location", "")) in {"vercel.com", "www.vercel.com"}
    if nonce or login or (status == 401 and content == "html"):
        text = "Deployment Protection answered instead of the probe, so this place is unknown, not failing."
        return transit.unknown(transit.DEPLOYMENT_PROTECTION, text)
    if 300 <= status < 400:
        return transit.unknown(transit.REDIRECTED, f"The address redirects ({status}); the token was not sent on.")
    return None
