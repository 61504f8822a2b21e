"""Everything a stranger can send: each method, each path, each thing that is almost a token. Nothing opens."""

import asyncio
import hmac
import itertools
import json
from typing import Any

import httpx
import pytest

from gateway_probe.web import create_app
from tests.safety.canaries import Hunt, canary, token
from tests.safety.conftest import Figures
from tests.safety.scripted import Received, scripted, whole

ACCESS = "FAKE-token-of-the-probe-0123456789"
OIDC = token("caller")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "QUERY")
PATHS = (
    "/api/diagnose", "/api/diagnose/", "/api//diagnose", "//api/diagnose", "/api/diagnose/..", "/api/%64iagnose", "/API/DIAGNOSE",
    "/api/diagnose;x=1", "/api/diagnose%00", "/api/diagnose%2f", "/api/diagnose.json", "/api/diagnose/index", "/api", "/",
    "/api/health", "/api/diagnose?ping", "/api/diagnose?ping=&format=json", "/api/diagnose?asset=page.js",
    "/api/diagnose?asset=../../settings.py", "/api/diagnose?asset=%2e%2e%2fapp.py", "/api/diagnose?format=events",
    "/api/diagnose?format=html", f"/api/diagnose?token={ACCESS}", f"/api/diagnose?access_token={ACCESS}",
    f"/api/diagnose?authorization=Bearer%20{ACCESS}", "/docs", "/redoc", "/openapi.json", "/metrics", "/.env", "/favicon.ico",
    "/api/diagnose?checks=free", "/api/diagnose?checks=free&status=strict", "/api/diagnose?checks=free&format=openmetrics",
    "/api/diagnose?status=verdict", "/api/diagnose?model=x&experiments=all", "/api/diagnose?x-vercel-protection-bypass=FAKE",
)  # fmt: skip
CREDENTIALS: dict[str, list[tuple[bytes, bytes]]] = {
    "none": [],
    "wrong": [(b"authorization", b"Bearer FAKE-another-token-of-some-length")],
    "empty": [(b"authorization", b"")],
    "empty bearer": [(b"authorization", b"Bearer ")],
    "1 MB": [(b"authorization", b"Bearer " + b"x" * 1_000_000)],
    "not ASCII": [(b"authorization", "Bearer tökén-FAKE-ümläut-0123456789".encode())],
    "no text": [(b"authorization", b"Bearer " + bytes(range(128, 256)))],
    "one less": [(b"authorization", f"Bearer {ACCESS[:-1]}".encode())],
    "one more": [(b"authorization", f"Bearer {ACCESS}x".encode())],
    "one other": [(b"authorization", f"Bearer {ACCESS[:-1]}8".encode())],
    "a no-break space behind it": [(b"authorization", f"Bearer {ACCESS}".encode() + b"\xa0")],
    "a next line behind it": [(b"authorization", f"Bearer {ACCESS}".encode() + b"\x85")],
    "separators around it": [(b"authorization", b"Bearer \x1c" + ACCESS.encode() + b"\x1f")],
    "other case": [(b"authorization", f"Bearer {ACCESS.swapcase()}".encode())],
    "twice": [(b"authorization", f"Bearer {ACCESS}".encode())] * 2,
    "comma": [(b"authorization", f"Bearer FAKE, Bearer {ACCESS}".encode())],
    "basic": [(b"authorization", f"Basic {ACCESS}".encode())],
    "bare": [(b"authorization", ACCESS.encode())],
    "another header": [(b"x-authorization", f"Bearer {ACCESS}".encode()), (b"x-api-key", ACCESS.encode())],
    "cookie": [(b"cookie", f"authorization=Bearer {ACCESS}; token={ACCESS}".encode())],
    "a caller's OIDC token": [(b"x-vercel-oidc-token", OIDC.encode()), (b"authorization", f"Bearer {OIDC}".encode())],
    "platform's headers": [
        (b"x-forwarded-for", b"127.0.0.1"),
        (b"x-real-ip", b"127.0.0.1"),
        (b"host", b"localhost"),
        (b"x-vercel-protection-bypass", b"FAKE"),
        (b"x-matched-path", b"/api/health"),
        (b"x-original-url", b"/api/health"),
        (b"x-http-method-override", b"GET"),
    ],
}
ENVIRON = {
    "VERCEL": "1",
    "VERCEL_ENV": "production",
    "VERCEL_PROJECT_ID": "prj_" + canary("project"),
    "AI_GATEWAY_API_KEY": canary("key"),
    "GATEWAY_PROBE_MODEL": "azure/model-that-strangers-must-not-learn",
    "GATEWAY_PROBE_MIN_INTERVAL": "0",
}
FACTS = (
    "model-that-strangers",
    ENVIRON["VERCEL_PROJECT_ID"],
    "production",
    "fp1:",
    "AI_GATEWAY_API_KEY",
    "azure",
    "iad1",
)


async def send(
    app: Any, method: str, path: str, headers: list[tuple[bytes, bytes]]
) -> tuple[int, dict[str, str], bytes]:
    """One request as raw as a socket would bring it: a client library would mend much of this."""
    raw_path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": str(httpx.URL(f"https://x{raw_path}").path) if raw_path.startswith("/a") else raw_path,
        "raw_path": raw_path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"probe.example"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def keep(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, keep)
    answer_headers = {name.decode().lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer_headers, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize(
    "configured", [ACCESS, None, "short", "$GATEWAY_PROBE_TOKEN"], ids=["token", "no token", "short token", "reference"]
)
def test_nothing_opens_and_nothing_is_spent(configured: str | None, figures: Figures) -> None:
    """Problem documents, the ping, and the page's empty shell are all that a stranger ever gets."""
    hunt = Hunt([ENVIRON["AI_GATEWAY_API_KEY"], ACCESS, OIDC])

    async def try_everything() -> int:
        async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(whole(200, b"{}"))

        async with scripted(answer) as gateway:
            environ = {**ENVIRON, "GATEWAY_PROBE_BASE_URL": gateway.origin}
            app = create_app(environ={**environ, **({"GATEWAY_PROBE_TOKEN": configured} if configured else {})})
            tried = 0
            for method, path, name in itertools.product(METHODS, PATHS, CREDENTIALS):
                status, headers, body = await send(app, method, path, CREDENTIALS[name])
                _check(f"{method} {path} with {name}", method, status, headers, body, hunt)
                tried += 1
            assert gateway.requests == []
            return tried

    figures.add("access, strangers' requests", asyncio.run(try_everything()))


def _check(what: str, method: str, status: int, headers: dict[str, str], body: bytes, hunt: Hunt) -> None:
    text = body.decode()
    assert status in {200, 401, 403, 404, 405, 429}, what
    assert headers["cache-control"] == "no-store", what
    assert headers["x-robots-tag"] == "noindex", what
    assert "access-control-allow-origin" not in headers, what
    assert "set-cookie" not in headers, what
    kind = headers["content-type"].split(";")[0]
    if method == "HEAD":
        # Answered as GET is, to the byte of its length, and without it; see test_a_head_opens_what_a_get_opens.
        assert body == b"", what
        assert "gateway-probe-verdict" not in headers, what
        assert hunt.found(str(headers)) == [], what
        return
    if status == 200 and kind == "application/json":
        assert set(json.loads(text)) == {"status", "version", "commit", "access", "settings"}, what
    elif status == 200:
        assert kind in {"text/html", "text/css", "text/javascript"}, what
        assert "<form" in text or kind != "text/html", what
    else:
        assert kind == "application/problem+json", what
        assert set(json.loads(text)) == {"type", "title", "status", "detail", "next_step"}, what
    if kind != "text/javascript":  # which knows how to show every code and variable, and no fact of this place
        assert not [fact for fact in FACTS if fact in text], what
    assert hunt.found(text + str(headers)) == [], what


def test_a_head_opens_what_a_get_opens() -> None:
    """Status and headers of the two are alike for every path and every credential, so that neither tells more."""

    async def ask() -> None:
        app = create_app(environ={**ENVIRON, "GATEWAY_PROBE_TOKEN": ACCESS})
        for path, name in itertools.product(PATHS, CREDENTIALS):
            if not path.startswith("/api/diagnose"):
                continue  # the page and the ping of a stand-alone probe, which take GET alone
            (status, headers, _), (as_head, head_headers, body) = [
                await send(app, method, path, CREDENTIALS[name]) for method in ("GET", "HEAD")
            ]
            head_headers.pop("retry-after", None), headers.pop("retry-after", None)
            if status in {401, 429}:
                # Of which of the two is sent, how many wrong ones came before decides.
                assert as_head in {401, 429}
                continue
            assert (as_head, head_headers, body) == (status, headers, b""), f"{path} with {name}"

    asyncio.run(ask())


def test_every_token_is_compared_whole_and_as_a_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that time tells neither how much of a token is right, nor its length, nor which of several it was."""
    seen: list[tuple[bytes, bytes]] = []
    real = hmac.compare_digest

    def watched(given: bytes, wanted: bytes) -> bool:
        seen.append((given, wanted))
        return real(given, wanted)

    monkeypatch.setattr("gateway_probe.web.authentication.hmac.compare_digest", watched)
    other = "FAKE-second-token-for-rotation-01"
    app = create_app(
        environ={**ENVIRON, "GATEWAY_PROBE_TOKEN": f"{ACCESS},{other}", "GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}
    )
    for given in (ACCESS, other, "x", "x" * 5_000, ""):
        seen.clear()
        asyncio.run(send(app, "GET", "/api/diagnose", [(b"authorization", f"Bearer {given}".encode())]))
        assert len(seen) == 2, "with every token, also after a match"
        assert {len(part) for pair in seen for part in pair} == {32}


def test_a_callers_own_oidc_token_is_told_from_the_platforms() -> None:
    """Whoever holds the access token may send one along: it is used for no request and shown as not verified."""
    forged = token("forged", sub="owner:fake:project:shop:environment:production", iss="https://oidc.vercel.com/fake")

    async def ask() -> tuple[Any, list[Received]]:
        async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(whole(401, b'{"error": {"type": "authentication_error", "message": "no"}}'))

        async with scripted(answer) as gateway:
            app = create_app(
                environ={
                    "GATEWAY_PROBE_TOKEN": ACCESS,
                    "GATEWAY_PROBE_BASE_URL": gateway.origin,
                    "AI_GATEWAY_API_KEY": canary("key"),
                }
            )
            headers = [(b"authorization", f"Bearer {ACCESS}".encode()), (b"x-vercel-oidc-token", forged.encode())]
            _, _, body = await send(app, "GET", "/api/diagnose", headers)
            return json.loads(body), gateway.requests

    document, requests = asyncio.run(ask())
    (seen,) = [one for one in document["identity"]["tokens"] if one["source"] == "header"]
    assert (seen["state"], seen["platform_supplied"], seen["claims"]["verified"]) == ("present", False, False)
    assert requests
    assert not [request for request in requests if forged in str(request.headers)]
