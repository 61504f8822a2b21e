"""Fingerprints: for comparing places, and for nothing else."""

import hashlib
import hmac

import pytest

from gateway_probe.disclosure import comparable, fingerprint, salt_mark, weakness_of_salt
from tests.guessable import GUESSABLE as IN_EVERYBODYS_HEAD

KEY = "vck_FAKE" + "7Qz3xK9fW2mB8rT5nJ1cV6hD4gS0pLyA" + "b3Xk"
SALT = "FAKE-salt-of-this-group-9Qx2"


def test_a_fingerprint_is_the_same_everywhere_and_ignores_white_space_around() -> None:
    assert fingerprint(KEY) is not None
    assert fingerprint(KEY) == fingerprint(f" {KEY}\r\n")
    assert fingerprint(KEY) != fingerprint(KEY + "x")


def test_the_fingerprint_algorithm_is_the_published_one() -> None:
    """A person can compute it by hand; docs/contract.md says how. Changing it breaks every comparison with older ones."""
    expected = hmac.new(b"gateway-probe fingerprint 1", KEY.encode(), hashlib.sha256).hexdigest()[:12]
    assert fingerprint(KEY) == f"fp1:{expected}"
    salted = hmac.new(b"gateway-probe fingerprint 1" + SALT.encode(), KEY.encode(), hashlib.sha256).hexdigest()[:12]
    mark = hmac.new(b"gateway-probe salt mark 1", SALT.encode(), hashlib.sha256).hexdigest()[:4]
    assert fingerprint(KEY, SALT) == f"fp1s-{mark}:{salted}"


GUESSABLE = [
    "x" * 40,
    "postgres://postgres:postgres@localhost:5432/postgres",
    "postgres://app:Summer2026@db.internal.example.com/app",
    "sk-proj-correcthorsebatterystaple1",
    "vck_production-password-2026-november",
    "vck_" + "0" * 56,
    "my-very-long-passphrase-2026",
    "$Tr0ub4dor_and_3_more_words",
    "P4ssw0rd1-Tr0ub4dor2",
    "the-red-fox-and-the-old-dog",
    "changeme-changeme-changeme",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "12345678901234567890123456789012",
]


@pytest.mark.parametrize("value", GUESSABLE)
def test_a_value_that_could_be_guessed_has_a_fingerprint_with_a_salt_alone(value: str) -> None:
    assert fingerprint(value) is None
    assert (fingerprint(value, SALT) or "").startswith(f"fp1s-{salt_mark(SALT)}:")


def test_a_value_of_few_characters_has_none_even_with_a_salt() -> None:
    assert fingerprint("hunter2", SALT) is None
    assert fingerprint("q7Zx9Kd3") is None


def test_only_fingerprints_of_one_scheme_and_salt_are_comparable() -> None:
    plain, salted = fingerprint(KEY) or "", fingerprint(KEY, SALT) or ""
    other = fingerprint(KEY, SALT + "x") or ""
    assert comparable(plain, plain)
    assert comparable(salted, fingerprint("another value of many words", SALT) or "")
    assert not comparable(plain, salted)
    assert not comparable(salted, other)
    assert not comparable("[hidden]", "[hidden]")


@pytest.mark.parametrize("salt", ["FAKE-short", "x" * 40, "abcabcabcabcabcabc"])
def test_a_weak_salt_is_told(salt: str) -> None:
    weakness = weakness_of_salt(salt)
    assert weakness is not None
    assert salt not in weakness
    assert weakness_of_salt(SALT) is None


@pytest.mark.parametrize("before", ["", "vck_", "sk-proj-"])
def test_what_anybody_could_guess_has_no_fingerprint(before: str) -> None:
    """Walks over a keyboard, printed values, known hashes and words in base64 look random, and stand in dictionaries."""
    assert [value for value in IN_EVERYBODYS_HEAD if fingerprint(before + value) is not None] == []
