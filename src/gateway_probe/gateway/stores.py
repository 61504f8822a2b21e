"""Whether an answer was kept somewhere on the way and given again, by its headers: whoever does so asks no gateway."""

import re
from collections.abc import Mapping

_KEPT = re.compile(r"(?<![a-z=])(hit|stale|updating|revalidated|prerender)(?![a-z])", re.IGNORECASE)
"""What stores say of an answer of their own (RFC 9211, Vercel, Cloudflare, Fastly, nginx, squid and others).

`fwd=stale` is said of an answer that was asked for anew."""
_STALE = re.compile(r"\s*11[0-3]\b")
_SECONDS = re.compile(r"\s*0*[1-9]\d*\s*")
_WISHES = frozenset({"cache-control", "cdn-cache-control", "vercel-cdn-cache-control", "surrogate-control"})
"""What may be done with the answer later, and nothing of what was."""


def is_from_store(headers: Mapping[str, str]) -> bool:
    """An age, a warning that it is stale, or a hit: under `cache` or a name that holds it."""
    return any(_says_so(name, value) for name, value in headers.items())


def _says_so(name: str, value: str) -> bool:
    if name == "age":
        return _SECONDS.fullmatch(value) is not None
    if name == "warning":
        return _STALE.match(value) is not None
    return "cache" in name.split("-") and name not in _WISHES and _KEPT.search(value) is not None
