"""Who may ask: holders of a token, or, where none is configured, this very machine."""

import hmac
import ipaddress
from hashlib import sha256

from starlette.requests import Request

from gateway_probe.settings import Settings
from gateway_probe.web.problems import Problem, access_denied, access_not_configured

_MAX_HEADER = 8_192
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "x-vercel-id", "via")
_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}


def require_access(request: Request, settings: Settings, *, deployed: bool) -> None:
    """Raise the problem that keeps this request out, or return.

    With tokens configured one of them is needed everywhere. Without any, only a request that comes from this
    machine, to this machine, under a loopback name is let in; behind a proxy or on a platform the probe is closed.
    """
    if settings.tokens:
        if not _token_matches(request, settings.tokens):
            raise access_denied()
        return
    if deployed or not from_this_machine(request):
        raise access_not_configured(settings.token_warning)


def access_state(settings: Settings, *, deployed: bool) -> str:
    """For the ping: whether a token is configured."""
    if settings.tokens:
        return "configured"
    return "not-configured" if deployed else "open-on-loopback"


def from_this_machine(request: Request) -> bool:
    """Loopback at both ends, no proxy between, and a loopback name in `Host`.

    The name guards against DNS rebinding, `Sec-Fetch-Site` against pages of other origins in this machine's browser.
    """
    server = request.scope.get("server")
    ends = (request.client.host if request.client else "", server[0] if server else "")
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return (
        all(_is_loopback(end) for end in ends)
        and not any(header in request.headers for header in _FORWARDED)
        and name.lower() in _LOOPBACK_NAMES
        and request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _token_matches(request: Request, tokens: tuple[str, ...]) -> bool:
    """Compare digests with every token, so that time tells neither a prefix, a length nor which token it was."""
    headers = request.headers.getlist("authorization")
    if len(headers) != 1 or len(headers[0]) > _MAX_HEADER:
        return False
    scheme, _, given = headers[0].partition(" ")
    digest = sha256(given.strip().encode("latin-1", "replace")).digest()
    matches = [hmac.compare_digest(digest, sha256(token.encode("utf-8", "surrogatepass")).digest()) for token in tokens]
    return any(matches) and scheme.lower() == "bearer"


__all__ = ["Problem", "access_state", "from_this_machine", "require_access"]
