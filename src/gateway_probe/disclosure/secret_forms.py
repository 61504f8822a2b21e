"""Every form in which a whole secret may stand in bytes: quoted, escaped, in hex, in base64."""

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

MIN_SECRET = 8
"""Shorter values are not searched for: they turn up by chance."""


def searched_forms(value: str) -> set[bytes]:
    """The encoded forms of a value in lower case, but those that turn up by chance."""
    return {lowered for form in _encodings(value) if len(lowered := form.lower()) >= MIN_SECRET}


def _encodings(value: str) -> Iterator[bytes]:
    raw = value.encode("utf-8", "surrogatepass")
    yield raw
    yield raw.hex().encode()
    for safe in ("", "/"):
        yield quote(raw, safe=safe).encode()
    yield quote_plus(raw).encode()
    escaped = json.dumps(value)[1:-1]
    yield escaped.encode()
    # JSON inside JSON: the same for most keys, which hold nothing that is escaped.
    yield json.dumps(escaped)[1:-1].encode()
    yield escaped.replace("/", "\\/").encode()
    yield json.dumps(value, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")
    import html  # its table of names, which no request waits for

    yield html.escape(value).encode("utf-8", "surrogatepass")
    for shift in range(3):
        yield from _base64_at(raw, shift)


def _base64_at(raw: bytes, shift: int) -> Iterator[bytes]:
    """The characters of base64 text that depend on the secret alone when it starts `shift` bytes into a group."""
    first = -(-shift * 8 // 6) if shift else 0
    whole = (shift + len(raw)) * 8 // 6
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(b"\0" * shift + raw)[first:whole]
