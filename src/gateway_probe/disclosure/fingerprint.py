"""Fingerprints: two places can be compared by them, and nothing can be read back."""

import hashlib
import hmac

HTTP_WHITESPACE = " \t\r\n"
"""What a client takes off the ends of a header value (Fetch standard, "normalize")."""

MIN_LENGTH = 20
"""Shorter values could be found by trying them all."""

_DOMAIN = b"gateway-probe fingerprint 1"


def as_sent(value: str) -> str:
    """The value as the AI SDK's client would send it: without surrounding white space."""
    return value.strip(HTTP_WHITESPACE)


def fingerprint(value: str, salt: str = "") -> str | None:
    """`fp1:` and 12 hex digits for the value as a client would send it; None where it is under 20 characters.

    HMAC-SHA-256 with the key `gateway-probe fingerprint 1` plus the salt, so the same value has the same
    fingerprint everywhere, under any variable name. Set `GATEWAY_PROBE_FINGERPRINT_SALT` alike in the places to
    be compared to make fingerprints of one group of documents meaningless to everyone else.
    """
    sent = as_sent(value)
    if len(sent) < MIN_LENGTH:
        return None
    digest = hmac.new(
        _DOMAIN + salt.encode("utf-8", "surrogatepass"), sent.encode("utf-8", "surrogatepass"), hashlib.sha256
    )
    return f"fp1:{digest.hexdigest()[:12]}"
