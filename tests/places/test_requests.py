"""What is sent to a place, to whom, and which addresses are refused before anything is sent."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from gateway_probe.gateway import Transport
from gateway_probe.places.deployed_probe import Address, fetch_document, probe_url
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from tests.places.answering import BYPASS, TOKEN, answer, answering, fetched


def heads_of(content: bytes, **address: Any) -> list[str]:
    heads: list[str] = []
    with pytest.raises(PlaceUnknown):
        fetched(content, heads, **address)
    return heads


def test_the_token_travels_in_a_header_and_the_query_after_the_path() -> None:
    (head,) = heads_of(answer(200), query={"model": "azure/gpt-5.4-mini", "format": "json"})
    lines = head.split("\r\n")
    assert lines[0] == "GET /api/diagnose?model=azure%2Fgpt-5.4-mini&format=json HTTP/1.1"
    assert f"authorization: Bearer {TOKEN}" in lines
    assert head.count(TOKEN) == 1
    assert "x-vercel-protection-bypass" not in head


def test_the_bypass_secret_travels_in_the_platforms_header() -> None:
    (head,) = heads_of(answer(200), token=None, bypass=SecretStr(BYPASS))
    assert f"x-vercel-protection-bypass: {BYPASS}\r\n" in head
    assert "authorization" not in head


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_host_never_sees_the_token(status: int) -> None:
    async def run() -> tuple[list[str], list[str]]:
        async with answering(answer(200)) as other:
            moved = answer(status, "", location=f"http://127.0.0.1:{other.port}/api/diagnose")
            async with answering(moved) as named:
                address = Address(f"http://127.0.0.1:{named.port}", SecretStr(TOKEN), SecretStr(BYPASS))
                with pytest.raises(PlaceUnknown) as caught:
                    await fetch_document(address, timeout_s=5)
                assert caught.value.code == "redirected"
                return named.heads, other.heads

    named, other = asyncio.run(run())
    assert (len(named), other) == (1, [])


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("my-app.vercel.app", "https://my-app.vercel.app/api/diagnose"),
        ("https://my-app.vercel.app", "https://my-app.vercel.app/api/diagnose"),
        ("https://my-app.vercel.app/", "https://my-app.vercel.app/api/diagnose"),
        ("https://my-app.vercel.app/api/diagnose", "https://my-app.vercel.app/api/diagnose"),
        ("https://my-app.vercel.app/api/diagnose/", "https://my-app.vercel.app/api/diagnose"),
        ("https://example.com/base", "https://example.com/base/api/diagnose"),
        ("https://example.com:8443", "https://example.com:8443/api/diagnose"),
        ("http://127.0.0.1:8484", "http://127.0.0.1:8484/api/diagnose"),
        ("http://localhost:8484", "http://localhost:8484/api/diagnose"),
        ("http://[::1]:8484", "http://[::1]:8484/api/diagnose"),
    ],
)
def test_an_address_is_taken_as_people_write_it(given: str, asked: str) -> None:
    assert probe_url(given, with_secret=True) == asked


BAD = [
    "",
    "https://",
    "https:///path",
    "ftp://example.com",
    "file:///etc/passwd",
    "javascript://example.com",
    "https://user:FAKE-password@example.com",
    "https://FAKE-password@example.com",
    "https://example.com?x-vercel-protection-bypass=FAKE-password",
    "https://example.com/#FAKE-password",
    "https://example.com:",
    "http:/example.com",
    "https:/example.com",
    "https://example.com:port",
    "https://example.com:99999",
    "https://[::1",
    "https://exa mple.com",
    "https://example.com/a b",
    "https://example.com/\x00",
    "https://example.com/\r\nx-injected: 1",
    "https://example.com/\u202e",
    "http://example.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://10.0.0.1",
]


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_cannot_be_used_is_refused_and_nothing_is_sent(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sent(*_: Any, **__: Any) -> None:
        raise AssertionError("something was sent")

    monkeypatch.setattr(Transport, "exchange", sent)
    with pytest.raises(UnusableAddress) as caught:
        asyncio.run(fetch_document(Address(url, SecretStr(TOKEN)), timeout_s=5))
    assert "FAKE-password" not in str(caught.value)


def test_without_a_secret_http_is_as_good_as_any() -> None:
    assert probe_url("http://example.com", with_secret=False) == "http://example.com/api/diagnose"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    try:
        url = probe_url(text, with_secret=True)
    except UnusableAddress:
        return
    assert url.isascii()
    assert url.isprintable()


def test_secrets_are_not_in_the_repr_of_an_address() -> None:
    shown = repr(Address("https://example.com", SecretStr(TOKEN), SecretStr(BYPASS), {}, {"x-oidc": "FAKE-oidc-token"}))
    assert TOKEN not in shown
    assert BYPASS not in shown
    assert "FAKE-oidc" not in shown
