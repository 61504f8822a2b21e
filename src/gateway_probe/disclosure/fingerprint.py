"""Fingerprints: two places can be compared by them, and nothing can be read back."""

import hmac
import re

from gateway_probe.disclosure.issued_keys import is_issued

HTTP_WHITESPACE = " \t\r\n"
"""What a client takes off the ends of a header value (Fetch standard, "normalize")."""

FINGERPRINT = r"fp1:[0-9a-f]{12}|fp1s-[0-9a-f]{4}:[0-9a-f]{12}"
"""A fingerprint without a salt, or with the one that the mark after `fp1s-` stands for."""

HIDDEN = "[hidden]"
"""Stands where not even a fingerprint may."""

MIN_SALT_LENGTH = 16
_MIN_LENGTH_SALTED = 8
_MIN_DISTINCT_IN_SALT = 8
_DOMAIN = b"gateway-probe fingerprint 1"
_MARK_DOMAIN = b"gateway-probe salt mark 1"


def as_sent(value: str) -> str:
    """The value as the AI SDK's client would send it: without surrounding white space."""
    return value.strip(HTTP_WHITESPACE)


def fingerprint(value: str, salt: str = "", *, name: str = "") -> str | None:
    """A name of the value that gives nothing of it away, or None where it would.

    `fp1:` and 12 hex digits of HMAC-SHA-256 with the key `gateway-probe fingerprint 1`, of the value as a client would
    send it: the same everywhere, under any variable name. Anybody can try guesses against it, so only what an issuer is
    known to draw by chance has one (`issued_keys.is_issued` says what that is, some of it by the variable's `name`).

    With a salt (`GATEWAY_PROBE_FINGERPRINT_SALT`) it is `fp1s-`, the salt's mark, `:` and 12 hex digits; the salt is
    appended to the HMAC's key. Only who knows the salt can try guesses, so any value of 8 characters and more has one.
    """
    sent = as_sent(value)
    may_have_one = len(sent) >= _MIN_LENGTH_SALTED if salt else is_issued(sent, name)
    return public_fingerprint(sent, salt) if may_have_one else None


def public_fingerprint(value: str, salt: str) -> str:
    """The fingerprint of a value that is public, or that a salt protects; without a salt a guess can be confirmed."""
    if not salt:
        return f"fp1:{_digest(_DOMAIN, value)}"
    return f"fp1s-{salt_mark(salt)}:{_digest(_DOMAIN + _bytes(salt), value)}"


def salt_mark(salt: str) -> str:
    """Four hex digits by which fingerprints of one salt are told from those of another. They say no more of it."""
    return _digest(_MARK_DOMAIN, salt)[:4]


def is_fingerprint(value: str) -> bool:
    """Whether the value stands for another one that is not shown."""
    return re.fullmatch(FINGERPRINT, value) is not None


def comparable(one: str, other: str) -> bool:
    """Whether equal means equal and different means different: both of one scheme and, if salted, of one salt."""
    schemes = [value.partition(":")[0] for value in (one, other) if is_fingerprint(value)]
    return len(schemes) == 2 and schemes[0] == schemes[1]


def weakness_of_salt(salt: str) -> str | None:
    """Why a salt would not protect what is fingerprinted with it, without saying it, or None."""
    if len(salt) < MIN_SALT_LENGTH:
        return f"is shorter than {MIN_SALT_LENGTH} characters, so it could be found by trying"
    if len(set(salt)) < _MIN_DISTINCT_IN_SALT:
        return f"has fewer than {_MIN_DISTINCT_IN_SALT} different characters, so it could be found by trying"
    return None


def _digest(key: bytes, value: str) -> str:
    return hmac.digest(key, _bytes(value), "sha256").hex()[:12]


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")
